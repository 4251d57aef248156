// What is drawn, as the server has chosen it for an address; the types are those of its JSON.
import type { Kind, Stance } from "../settings.ts";
import type { EdgeType, Expansion } from "./vocabulary.ts";

/** A node at its place in graph space, y upwards. */
export interface SceneNode {
  readonly id: string;
  readonly label: string;
  readonly kind: Kind;
  readonly x: number;
  readonly y: number;
  /** By what it is sized; 0 for a person, whom nothing counts. */
  readonly statements: number;
}

/** An edge; its key is source~type~target. */
export interface SceneEdge {
  readonly key: string;
  readonly source: string;
  readonly type: EdgeType;
  readonly target: string;
  readonly stance?: Stance;
  /** How many statements are behind a derived edge; 0 if nothing counts them, as of a person. */
  readonly weight: number;
  readonly derived: boolean;
  /** Against, or raised only through the people of an organization. */
  readonly dashed?: boolean;
}

/** What a picture draws. */
export interface Scene<N extends SceneNode = SceneNode> {
  readonly nodes: readonly N[];
  readonly edges: readonly SceneEdge[];
}

/** A node of the network view. */
export interface NetworkNode extends SceneNode {
  /** Its statements in words: of an organization its own and those of its people apart; "" for a person. */
  readonly said: string;
  /** The people that an organization speaks through. */
  readonly people?: readonly string[];
  /** The ways to expand it, with how many nodes each would add, -1 if that is not counted. */
  readonly expand?: readonly { readonly how: Expansion; readonly adds: number }[];
}

/** A checkbox of a filter, with how many nodes it would leave, -1 if that is not counted. */
export interface FilterOption {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** What the server answers for an address of the network view. */
export interface NetworkScene extends Scene<NetworkNode> {
  readonly version: number;
  /** The title of the page, and that of the picture. */
  readonly title: string;
  readonly heading: string;
  /** The ID of the node in the center; "" for none. */
  readonly focus: string;
  /** Why the selection is not drawn; "" if it is. */
  readonly selected: string;
  /** Whether the selection is drawn although the rest of the address does not draw it. */
  readonly added: boolean;
  readonly legend: readonly string[];
  /** What of the address the graph does not have. */
  readonly missing: readonly string[];
  /** Why nothing is drawn; "" if something is. */
  readonly nothing: string;
  /** Whether nobody said what was asked for. */
  readonly silent: boolean;
  /** The node in focus if it is part of a source, which is not drawn. */
  readonly document: { readonly label: string; readonly href: string } | null;
  readonly filters: readonly { readonly name: "kinds" | "types" | "voice" | "stance" | "session"; readonly title: string; readonly options: readonly FilterOption[] }[];
}

/** Returns the label of a node; its ID if it is not drawn. */
export function labelIn({ nodes }: Scene, id: string): string {
  return nodes.find((node) => node.id === id)?.label ?? id;
}

/** Reports whether a node or an edge is drawn. */
export function isDrawn({ nodes, edges }: Scene, key: string): boolean {
  return nodes.some(({ id }) => id === key) || edges.some((edge) => edge.key === key);
}
