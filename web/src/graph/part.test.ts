// What has no place in the drawing is asked for around what the address names, and comes after what has one.
import { describe, expect, test } from "vitest";
import { networkCodec, type NetworkState } from "../views/network-state.ts";
import { at, readDrawing, type Drawing } from "./drawing.ts";
import { exampleAnswer } from "./example.ts";
import { namesNeeded, partNeeded, withPart } from "./part.ts";

/** Returns the example as a server answers it that draws these nodes, or that is asked for the part of these. */
function having(ids: readonly string[], cut: number): Drawing {
  const { nodes, edges, ...rest } = exampleAnswer();
  const kept = nodes.id.flatMap((id, place) => (ids.includes(id) ? [place] : []));
  const keptEdges = edges.source.flatMap((source, place) => (kept.includes(source) && kept.includes(at(edges.target, place)) ? [place] : []));
  const node = <T>(column: readonly T[]): T[] => kept.map((place) => at(column, place));
  const edge = (column: readonly number[]): number[] => keptEdges.map((place) => at(column, place));
  return readDrawing({
    ...rest,
    counts: { ...rest.counts, cut },
    nodes: {
      id: node(nodes.id),
      kind: node(nodes.kind),
      label: node(nodes.label),
      x: node(nodes.x),
      y: node(nodes.y),
      statements: node(nodes.statements),
      voices: node(nodes.voices),
    },
    edges: {
      source: edge(edges.source).map((place) => kept.indexOf(place)),
      target: edge(edges.target).map((place) => kept.indexOf(place)),
      type: edge(edges.type),
      weight: edge(edges.weight),
      stance: edge(edges.stance),
      derived: edge(edges.derived),
      tie: edge(edges.tie),
    },
  });
}

const whole = having(["organization:aid", "issue:rent", "recommendation:build"], 6);
const part = having(["person:ann", "organization:aid", "issue:rent", "session:one"], 6);
const state = (fields: Partial<NetworkState>): NetworkState => ({ ...networkCodec.initial, ...fields });

describe("withPart", () => {
  const all = withPart(whole, part);
  const edges = (drawing: Drawing): string[] =>
    drawing.type.map((type, edge) => `${at(drawing.id, at(drawing.source, edge))} ${type} ${at(drawing.id, at(drawing.target, edge))}`);

  test("adds the nodes that the drawing has not after its own, and counts the graph as before", () => {
    expect(all.id).toEqual(["organization:aid", "issue:rent", "recommendation:build", "person:ann", "session:one"]);
    expect(all.label.slice(3)).toEqual(["Ann", "Session one"]);
    expect(all.statements).toEqual([2, 2, 1, 3, 4]);
    expect([all.placed, all.cut, all.statementCount, all.nodeCount, all.version]).toEqual([3, 6, 12, 5, 7]);
  });

  test("adds the edges at these, and those between nodes that have a place once", () => {
    expect(edges(whole)).toEqual(["organization:aid raised issue:rent", "recommendation:build addresses issue:rent"]);
    expect(edges(all)).toEqual([
      "organization:aid raised issue:rent",
      "recommendation:build addresses issue:rent",
      "person:ann affiliated-with organization:aid",
      "person:ann raised issue:rent",
      "person:ann presented-at session:one",
    ]);
    const around: string[] = [];
    all.adjacent(all.find("person:ann") ?? -1, (_, neighbor) => around.push(at(all.id, neighbor)));
    expect(around).toEqual(["organization:aid", "issue:rent", "session:one"]);
  });

  test("leaves the drawing as it was", () => {
    expect([whole.nodeCount, whole.edgeCount, whole.find("person:ann")]).toEqual([3, 2, undefined]);
  });
});

describe("partNeeded", () => {
  test("is what is around the focus and the expanded nodes, as far as the farthest goes", () => {
    expect(partNeeded(whole, state({ focus: "person:ann", depth: 2 }))).toEqual({ ids: ["person:ann"], depth: 2 });
    expect(partNeeded(whole, state({ depth: 3, expand: ["person:ann~session"] }))).toEqual({ ids: ["person:ann"], depth: 2 });
    expect(partNeeded(whole, state({ focus: "person:ann", expand: ["person:ann~disagrees", "place:town~raised"] }))).toEqual({ ids: ["person:ann", "place:town"], depth: 3 });
  });

  test("is nothing where the drawing has all of the graph, or the state names nothing", () => {
    expect(partNeeded(having(["issue:rent"], 0), state({ focus: "person:ann" }))).toBeNull();
    expect(partNeeded(whole, state({ depth: 3, kinds: ["issue"] }))).toBeNull();
  });
});

test("the names of sessions that the drawing has not are needed too", () => {
  expect(namesNeeded(whole, state({ session: ["session:one"] }))).toEqual({ ids: ["session:one"], depth: 1 });
  expect(namesNeeded(withPart(whole, part), state({ session: ["session:one"] }))).toBeNull();
});
