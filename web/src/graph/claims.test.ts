// Filters become the API's, and hide what none of their statements supports.
import { describe, expect, test } from "vitest";
import { networkCodec } from "../views/network-state.ts";
import { admittedEdges, claimIds, hiddenKeys, statementFilter, statementsOfNode } from "./claims.ts";
import { example } from "./example.ts";
import { sceneOf } from "./scene.ts";

const drawing = example();
const scene = sceneOf(drawing, networkCodec.initial);

describe("statementFilter", () => {
  test("is null when nothing is filtered, and otherwise names what is", () => {
    expect(statementFilter(networkCodec.initial)).toBeNull();
    expect(statementFilter({ session: ["session:one"], stance: ["for", "mixed"], voice: ["person"] })).toEqual({
      session: ["session:one"],
      stance: ["FOR", "MIXED"],
      voiceKind: ["PERSON"],
    });
  });
});

test("claims are counted among the voices, issues and recommendations of the scene, those with most statements first", () => {
  expect(claimIds(drawing, scene)).toEqual({
    voices: ["organization:aid", "collective:table"],
    issues: ["issue:rent", "issue:work"],
    recommendations: ["recommendation:build", "recommendation:wait"],
  });
});

test("an answer admits what it counts at least once, by stance", () => {
  const rows = [{ node: { id: "collective:table" } }];
  const keys = admittedEdges({
    raised: { rows, columns: [{ node: { id: "issue:work" } }], cells: [{ row: 0, column: 0, count: 1, stances: null }] },
    positions: { rows, columns: [{ node: { id: "recommendation:wait" } }], cells: [{ row: 0, column: 0, count: 2, stances: { for: 0, against: 2 } }] },
  });
  expect([...keys]).toEqual(["collective:table~raised~issue:work", "collective:table~opposes~recommendation:wait"]);
});

test("what is not admitted is hidden, with the nodes that nothing leads to any more", () => {
  expect([...hiddenKeys(drawing, scene, new Set(["collective:table~raised~issue:work"]))].sort()).toEqual([
    "collective:table~backs~recommendation:wait",
    "issue:rent",
    "organization:aid",
    "organization:aid~raised~issue:rent",
    "recommendation:build",
    "recommendation:wait",
    "recommendation:wait~contradicts~recommendation:build",
  ]);
});

test("the node in focus is never hidden", () => {
  const around = sceneOf(drawing, { ...networkCodec.initial, focus: "issue:rent" });
  expect(hiddenKeys(drawing, around, new Set()).has("issue:rent")).toBe(false);
});

test.each([
  ["organization:aid", { or: [{ voice: ["organization:aid"] }, { affiliation: ["organization:aid"] }] }],
  ["person:ann", { voice: ["person:ann"] }],
  ["issue:rent", { issue: ["issue:rent"] }],
  ["recommendation:build", { recommendation: ["recommendation:build"] }],
  ["session:one", { session: ["session:one"] }],
  ["population:tenants", { population: ["population:tenants"] }],
  ["place:town", { place: ["place:town"] }],
  ["initiative:plan", { mention: ["initiative:plan"] }],
])("the statements of %s", (id, want) => {
  expect(statementsOfNode(id)).toEqual(want);
});
