// The scenes that the server's table lists are those that are drawn: both are tested with the same states and answers.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { at, readDrawing, type DrawingAnswer } from "./drawing.ts";
import { sceneOf, type SceneState } from "./scene.ts";
import { edgeKey } from "./edge-key.ts";

interface Shared {
  readonly State: { readonly [K in Capitalize<keyof SceneState>]: SceneState[Uncapitalize<K>] | "" };
  readonly Scene: { readonly Nodes: string[]; readonly Edges: string[]; readonly Focused: boolean; readonly Cut: number };
}

const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), "utf8"));

const drawing = readDrawing(read("../../../graph/drawing/testdata/example.en.json") as DrawingAnswer);
const scenes = read("../../pages/scene/testdata/scenes.json") as Shared[];

test.each(scenes.map(({ State, Scene }) => [JSON.stringify(State), State, Scene] as const))("%s", (_, { Focus, ...rest }, want) => {
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
