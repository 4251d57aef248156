// The scenes that the server's table lists are those that are drawn: both are tested with the same states and answers.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { at, readDrawing, type Drawing, type DrawingAnswer } from "./drawing.ts";
import { withPart } from "./part.ts";
import { sceneOf, type SceneState } from "./scene.ts";
import { edgeKey } from "./edge-key.ts";

interface Shared {
  readonly State: { readonly [K in Capitalize<keyof SceneState>]: SceneState[Uncapitalize<K>] | "" };
  readonly Scene: { readonly Nodes: string[]; readonly Edges: string[]; readonly Focused: boolean; readonly Cut: number };
}

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));

const drawn = (name: string): Drawing => readDrawing(read(`../../../graph/drawing/testdata/${name}.en.json`) as DrawingAnswer);

// The small graph, and six of its nodes with what is around two of the others.
const drawings = { scenes: drawn("example"), "scenes-beyond": withPart(drawn("six"), drawn("six-around")) };

const cases = Object.entries(drawings).flatMap(([name, drawing]) =>
  (read(`../../pages/scene/testdata/${name}.json`) as Shared[]).map(({ State, Scene }) => [name, JSON.stringify(State), drawing, State, Scene] as const),
);

test.each(cases)("%s: %s", (_, __, drawing, { Focus, ...rest }, want) => {
  const { Depth: depth, Expand: expand, Kinds: kinds, Types: types, Voice: voice } = rest;
  const scene = sceneOf(drawing, { focus: Focus === "" ? null : Focus, depth, expand, kinds, types, voice } as SceneState);
  expect({
    Nodes: scene.nodes.map((node) => at(drawing.id, node)),
    Edges: scene.edges.map((edge) =>
      edgeKey({ source: at(drawing.id, at(drawing.source, edge)), type: at(drawing.type, edge), target: at(drawing.id, at(drawing.target, edge)) }),
    ),
    Focused: scene.focus !== null,
    Cut: scene.cut,
  }).toEqual(want);
});
