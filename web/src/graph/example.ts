// The small scene that tests share. Derived edges are dashed.
//
//   person:ann --affiliated-with--> organization:aid
//       :  :                            : (raised through ann)
//       :  +-- raised (2) --> issue:rent <..................+
//       :                        ^
//       + backs                  | addresses
//       v                        |
//   recommendation:build --------+
import type { NetworkNode, Scene, SceneEdge } from "./scene.ts";
import { kindOf } from "./kind.ts";

const nodes = [
  ["person:ann", "Ann", 0],
  ["organization:aid", "Aid", 2],
  ["issue:rent", "Rent", 2],
  ["recommendation:build", "Build homes", 1],
] as const;

const edges = [
  ["person:ann", "affiliated-with", "organization:aid", 1],
  ["person:ann", "raised", "issue:rent", 2],
  ["organization:aid", "raised", "issue:rent", 2],
  ["person:ann", "backs", "recommendation:build", 1],
  ["recommendation:build", "addresses", "issue:rent", 1],
] as const;

/** The example. */
export const example: Scene<NetworkNode> = {
  nodes: nodes.map(([id, label, statements], place) => ({
    id,
    label,
    kind: kindOf(id),
    x: place * 10,
    y: (place * 37) % 50,
    statements,
    said: statements === 0 ? "" : `${statements.toString()} said`,
    ...(id === "organization:aid" ? { people: ["person:ann"] } : {}),
  })),
  edges: edges.map(
    ([source, type, target, weight]): SceneEdge => ({ key: `${source}~${type}~${target}`, source, type, target, weight, derived: type === "raised" || type === "backs" }),
  ),
};
