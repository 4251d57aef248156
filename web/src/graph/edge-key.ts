// The name of an edge in an address and in the picture: source~type~target, such as person:a~raised~issue:b.
// An edge has no ID of its own; these three tell it from all others.
import { edgeTypes, type EdgeType } from "./vocabulary.ts";

/** An edge by its ends and type. */
export interface EdgeName {
  readonly source: string;
  readonly type: EdgeType;
  readonly target: string;
}

/** Returns the edge that a key names, or null if it names none, such as a node's ID. */
export function parseEdgeKey(key: string): EdgeName | null {
  const [source, name, target, ...rest] = key.split("~");
  const type = edgeTypes.find((known) => known === name);
  return source && type && target && rest.length === 0 ? { source, type, target } : null;
}
