// A network as it is exported: what is on the screen, and nothing else.
// network-files.ts writes it; it is apart so that the writers load only when they are needed.
import type { Shape } from "../settings.ts";

/** What an attribute of a node or an edge holds. */
export type NetworkValue = string | number | boolean;

/** A node. */
export interface NetworkNode {
  readonly id: string;
  readonly label: string;
  readonly attributes: Readonly<Record<string, NetworkValue>>;
  /** How it is drawn, if the screen shows it at a place: y upwards, size its radius in the units of x and y. */
  readonly drawn?: { readonly x: number; readonly y: number; readonly size: number; readonly color: string; readonly shape: Shape };
}

/** An edge between two of the nodes. */
export interface NetworkEdge {
  readonly source: string;
  readonly target: string;
  readonly directed: boolean;
  readonly weight: number;
  readonly attributes: Readonly<Record<string, NetworkValue>>;
}

/** A network; note says which filters hold, which version of the graph it is of, and from what source. */
export interface Network {
  readonly title: string;
  readonly note: string;
  readonly nodes: readonly NetworkNode[];
  readonly edges: readonly NetworkEdge[];
}
