// The small graph that the tests of this folder share. Derived edges are dashed.
//
//   person:ann --affiliated-with--> organization:aid
//       :  :                            : (raised through ann)
//       :  +-- raised (2) --> issue:rent <..................+
//       :                        ^
//       + backs                  | addresses
//       v                        |
//   recommendation:build --------+    recommendation:wait --contradicts--> recommendation:build
//                                          ^
//   collective:table .... backs ...........+   collective:table .... raised ....> issue:work
//   collective:table, person:ann --presented-at / in-session--> session:one     place:town, alone
import { edgeTypes } from "./vocabulary.ts";
import { kinds, stances } from "../settings.ts";
import { readDrawing, type Drawing, type DrawingAnswer } from "./drawing.ts";

const nodes = [
  ["person:ann", "Ann", 3],
  ["organization:aid", "Aid", 2],
  ["issue:rent", "Rent", 2],
  ["issue:work", "Work", 1],
  ["recommendation:build", "Build homes", 1],
  ["recommendation:wait", "Wait and see", 1],
  ["collective:table", "One table", 2],
  ["session:one", "Session one", 4],
  ["place:town", "Town", 0],
] as const;

const edges = [
  ["person:ann", "affiliated-with", "organization:aid", 1],
  ["person:ann", "raised", "issue:rent", 2],
  ["organization:aid", "raised", "issue:rent", 2],
  ["person:ann", "backs", "recommendation:build", 1],
  ["recommendation:build", "addresses", "issue:rent", 1],
  ["recommendation:wait", "contradicts", "recommendation:build", 1],
  ["collective:table", "backs", "recommendation:wait", 1],
  ["collective:table", "raised", "issue:work", 1],
  ["person:ann", "presented-at", "session:one", 1],
  ["collective:table", "in-session", "session:one", 1],
] as const;

const upper = (word: string): string => word.toUpperCase().replaceAll("-", "_");

/** Returns the example as the server would answer it. */
export function exampleAnswer(): DrawingAnswer {
  const place = (id: string): number => nodes.findIndex(([known]) => known === id);
  return {
    version: 7,
    counts: { cut: 0, statements: 12 },
    kinds: kinds.map(upper),
    types: edgeTypes.map(upper),
    stances: ["", ...stances.map(upper)],
    nodes: {
      id: nodes.map(([id]) => id),
      kind: nodes.map(([id]) => kinds.findIndex((kind) => id.startsWith(`${kind}:`))),
      label: nodes.map(([, label]) => label),
      x: nodes.map((_, index) => index * 10),
      y: nodes.map((_, index) => (index * 37) % 50),
      statements: nodes.map(([, , statements]) => statements),
      voices: nodes.map(() => 1),
    },
    edges: {
      source: edges.map(([source]) => place(source)),
      target: edges.map(([, , target]) => place(target)),
      type: edges.map(([, type]) => edgeTypes.indexOf(type)),
      weight: edges.map(([, , , weight]) => weight),
      stance: edges.map(() => 0),
      derived: edges.map(([, type]) => (["raised", "backs"].includes(type) ? 1 : 0)),
      tie: edges.map(([, type]) => (["presented-at", "in-session"].includes(type) ? 0 : 1)),
    },
  };
}

/** Returns the example, read. */
export function example(): Drawing {
  return readDrawing(exampleAnswer());
}
