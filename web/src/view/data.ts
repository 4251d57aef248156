// What the picture is drawn from: the attributes of nodes and edges in graphology. They hold data, never how it looks.
import type { EdgeType } from "../graph/vocabulary.ts";
import type { Kind, Stance } from "../settings.ts";

// Sigma wants an index signature, which types have by themselves and interfaces have not.
/* eslint-disable @typescript-eslint/consistent-type-definitions */

/** What a node is drawn from. x and y are in graph space, y upwards. */
export type NodeData = {
  readonly x: number;
  readonly y: number;
  readonly label: string;
  readonly kind: Kind;
  readonly statements: number;
};

/** What an edge is drawn from. */
export type EdgeData = {
  readonly type: EdgeType;
  readonly weight: number;
  readonly stance: Stance | null;
  readonly derived: boolean;
  readonly dashed: boolean;
  readonly curvature: number;
};
