// A scene is what the address asks for, no more, and the same for the same address.
import { describe, expect, test } from "vitest";
import { networkCodec, type NetworkState } from "../views/network-state.ts";
import { at } from "./drawing.ts";
import { example } from "./example.ts";
import { sceneOf } from "./scene.ts";

const drawing = example();

/** Returns the IDs and the edges of the scene of a state. */
function shown(state: Partial<NetworkState>): { nodes: string[]; edges: string[]; cut: number } {
  const scene = sceneOf(drawing, { ...networkCodec.initial, ...state });
  const id = (node: number): string => at(drawing.id, node);
  return {
    nodes: scene.nodes.map(id),
    edges: scene.edges.map((edge) => `${id(at(drawing.source, edge))} ${at(drawing.type, edge)} ${id(at(drawing.target, edge))}`),
    cut: scene.cut,
  };
}

describe("sceneOf", () => {
  test("without a focus shows claims among issues, organizations, collectives and recommendations", () => {
    expect(shown({})).toEqual({
      nodes: ["organization:aid", "issue:rent", "issue:work", "recommendation:build", "recommendation:wait", "collective:table"],
      edges: [
        "organization:aid raised issue:rent",
        "recommendation:wait contradicts recommendation:build",
        "collective:table backs recommendation:wait",
        "collective:table raised issue:work",
      ],
      cut: 0,
    });
  });

  test("shows the kinds that are asked for, also where nothing ties them", () => {
    expect(shown({ kinds: ["place", "person"] }).nodes).toEqual(["person:ann", "place:town"]);
  });

  test("shows people when their kind of voice is asked for", () => {
    expect(shown({ voice: ["person"] }).nodes).toEqual(["person:ann", "issue:rent", "recommendation:build", "recommendation:wait"]);
  });

  test("around a focus shows what is a step away, and the claims among that; being in one room is not a tie", () => {
    const { nodes, edges } = shown({ focus: "person:ann" });
    expect(nodes).toEqual(["person:ann", "organization:aid", "issue:rent", "recommendation:build"]);
    expect(edges).toContain("organization:aid raised issue:rent");
    expect(edges).not.toContain("recommendation:build addresses issue:rent");
  });

  test("reaches farther by depth, and narrower by type", () => {
    expect(shown({ focus: "issue:work", depth: 3 }).nodes).toEqual([
      "issue:work",
      "recommendation:build",
      "recommendation:wait",
      "collective:table",
    ]);
    expect(shown({ focus: "person:ann", types: ["backs"] }).nodes).toEqual(["person:ann", "recommendation:build"]);
  });

  test("who was in a room is shown where the room is the focus", () => {
    expect(shown({ focus: "session:one" }).nodes).toEqual(["person:ann", "collective:table", "session:one"]);
  });

  test("an unknown focus leaves the overview", () => {
    expect(shown({ focus: "issue:nothing" })).toEqual(shown({}));
  });
});

describe("expand", () => {
  test.each([
    ["issue:rent~raised", ["person:ann"]],
    ["issue:rent~backed", []],
    ["person:ann~disagrees", ["person:ann"]],
    ["collective:table~session", ["person:ann", "session:one"]],
    ["organization:aid~session", ["person:ann", "session:one"]],
    ["place:town~raised", ["place:town"]],
  ])("%s adds %j to the overview", (step, added) => {
    const before = shown({}).nodes;
    expect(shown({ expand: [step] }).nodes.filter((id) => !before.includes(id))).toEqual(added);
  });

  test("those who disagree with a person are those who back what contradicts it", () => {
    const { edges } = shown({ focus: "person:ann", types: ["affiliated-with"], expand: ["person:ann~disagrees"] });
    expect(edges).toEqual([
      "person:ann affiliated-with organization:aid",
      "person:ann backs recommendation:build",
      "recommendation:wait contradicts recommendation:build",
      "collective:table backs recommendation:wait",
    ]);
  });
});
