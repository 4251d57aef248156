// Filters become the API's, and hide what none of their statements supports.
import { describe, expect, test } from "vitest";
import { networkCodec } from "../views/network-state.ts";
import { admittedEdges, claimIds, hiddenKeys, statementFilter, statementsOfNode } from "./claims.ts";
import { readDrawing, type Drawing } from "./drawing.ts";
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
  expect(claimIds(drawing, scene)).toEqual([
    {
      voices: ["organization:aid", "collective:table"],
      issues: ["issue:rent", "issue:work"],
      recommendations: ["recommendation:build", "recommendation:wait"],
    },
  ]);
});

test("more than a hundred of a kind are counted too, every voice against every issue and recommendation once", () => {
  const many = wideDrawing({ organization: 150, issue: 230, recommendation: 3 });
  const asked = claimIds(many, { nodes: many.id.map((_, node) => node), edges: [], focus: null, cut: 0 });
  expect(asked.map(({ voices, issues, recommendations }) => [voices.length, issues.length, recommendations.length])).toEqual([
    [100, 100, 3],
    [100, 100, 0],
    [100, 30, 0],
    [50, 100, 3],
    [50, 100, 0],
    [50, 30, 0],
  ]);
  const pairs = asked.flatMap(({ voices, issues }) => voices.flatMap((voice) => issues.map((issue) => `${voice} ${issue}`)));
  expect(new Set(pairs).size).toBe(150 * 230);
});

test("a scene without a voice has no claims to count", () => {
  const silent = wideDrawing({ issue: 2 });
  expect(claimIds(silent, { nodes: [0, 1], edges: [], focus: null, cut: 0 })).toEqual([]);
});

function wideDrawing(counts: Partial<Record<"organization" | "issue" | "recommendation", number>>): Drawing {
  const names = Object.keys(counts) as (keyof typeof counts)[];
  const kind = names.flatMap((name, code) => new Array<number>(counts[name] ?? 0).fill(code));
  const zero = kind.map(() => 0);
  const id = kind.map((code, place) => `${names[code] ?? ""}:n${place.toString()}`);
  return readDrawing({
    version: 1,
    counts: { cut: 0, statements: 0 },
    kinds: names,
    types: [],
    stances: [""],
    nodes: { id, kind, label: id, x: zero, y: zero, statements: zero, voices: zero },
    edges: { source: [], target: [], type: [], weight: [], stance: [], derived: [], tie: [] },
  });
}

test("an answer admits what it counts at least once, by stance", () => {
  const rows = [{ node: { id: "collective:table" } }];
  const keys = admittedEdges([{
    raised: { rows, columns: [{ node: { id: "issue:work" } }], cells: [{ row: 0, column: 0, count: 1, stances: null }] },
    positions: { rows, columns: [{ node: { id: "recommendation:wait" } }], cells: [{ row: 0, column: 0, count: 2, stances: { for: 0, against: 2 } }] },
  }]);
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
