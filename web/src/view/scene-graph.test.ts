// A scene becomes a graph with its nodes at their places, and what is marked in it lights its neighbors.
import { expect, test } from "vitest";
import { example } from "../graph/example.ts";
import { marked, unmarked } from "./look.ts";
import { sceneGraph, startFrom } from "./scene-graph.ts";

const places = { x: example.nodes.map((_, place) => place), y: example.nodes.map((_, place) => -place) };

test("the graph has the nodes and edges of the scene, at the places that were worked out for it", () => {
  const graph = sceneGraph(example, places);
  expect(graph.nodes()).toEqual(["person:ann", "organization:aid", "issue:rent", "recommendation:build"]);
  expect(graph.edges()).toEqual([
    "person:ann~affiliated-with~organization:aid",
    "person:ann~raised~issue:rent",
    "organization:aid~raised~issue:rent",
    "person:ann~backs~recommendation:build",
    "recommendation:build~addresses~issue:rent",
  ]);
  expect(graph.getNodeAttributes("issue:rent")).toEqual({ x: 2, y: -2, label: "Rent", kind: "issue", statements: 2 });
  expect(graph.getEdgeAttributes("person:ann~raised~issue:rent")).toEqual({ type: "raised", weight: 2, stance: null, derived: true, dashed: false, curvature: 0 });
});

test("without places nodes are where the server shipped them", () => {
  const graph = sceneGraph(example, null);
  expect([graph.getNodeAttribute("issue:rent", "x"), graph.getNodeAttribute("issue:rent", "y")]).toEqual([20, 24]);
});

test("what stays starts where it was, what is new is where it belongs", () => {
  const before = sceneGraph({ nodes: example.nodes.filter(({ id }) => id === "person:ann" || id === "issue:rent"), edges: [] }, null);
  const graph = sceneGraph(example, places);
  expect(startFrom(before, graph)).toEqual({ "person:ann": { x: 0, y: -0 }, "issue:rent": { x: 2, y: -2 } });
  expect(graph.getNodeAttribute("issue:rent", "x")).toBe(20);
  expect(graph.getNodeAttribute("organization:aid", "x")).toBe(1);
});

test("what is pointed at lights itself, its edges that are shown and their ends, before what is selected does", () => {
  const graph = sceneGraph(example, places);
  const marks = { ...unmarked, selected: "recommendation:build", hovered: "organization:aid", hidden: new Set(["organization:aid~raised~issue:rent"]) };
  expect(marked(marks, graph).lit).toEqual(new Set(["organization:aid", "person:ann~affiliated-with~organization:aid", "person:ann"]));
  const edge = "person:ann~backs~recommendation:build";
  expect(marked({ ...marks, hovered: edge }, graph).lit).toEqual(new Set([edge, "person:ann", "recommendation:build"]));
  expect(marked({ ...marks, hovered: null, selected: "issue:elsewhere" }, graph).lit).toBeNull();
});
