// A walk offers what stands at a node: its edges, with the statements that are behind each.
import { expect, test } from "vitest";
import type { StatementEvidenceFragment } from "../api/documents.ts";
import { parseEdgeKey } from "./edge-key.ts";
import { example } from "./example.ts";
import { beginnings, stepsFrom, supports } from "./walk.ts";

const statement: StatementEvidenceFragment = {
  id: "statement:one",
  kind: "RECOMMENDS",
  summary: "Homes should be built where rents rise.",
  voices: [{ voice: { id: "person:ann", label: "Ann" }, role: "SPEAKER", quantifier: null }],
  session: null,
  issues: [{ id: "issue:rent", label: "Rent" }],
  positions: [{ recommendation: { id: "recommendation:build", label: "Build homes" }, stance: "FOR" }],
  citations: [],
};

test("the steps from a node are its edges in order, each with its statements", () => {
  expect(stepsFrom(example, "person:ann", [statement]).map(({ type, out, neighbor, statements }) => [type, out, neighbor, statements.length])).toEqual([
    ["raised", true, "issue:rent", 1],
    ["backs", true, "recommendation:build", 1],
    ["affiliated-with", true, "organization:aid", 0],
  ]);
  expect(stepsFrom(example, "organization:aid", [statement])[0]?.statements).toEqual([statement]);
  expect(stepsFrom(example, "issue:nothing", [])).toEqual([]);
});

test("an organization raises an issue through its people where they speak, not where others tell of them", () => {
  const edge = { source: "organization:aid", type: "raised", target: "issue:rent" } as const;
  const through = (role: "SPEAKER" | "REPORTED"): boolean =>
    supports({ ...statement, voices: statement.voices.map((voice) => ({ ...voice, role })) }, edge, ["person:ann"]);
  expect([through("SPEAKER"), through("REPORTED"), supports(statement, edge, [])]).toEqual([true, false, false]);
  expect(supports(statement, { source: "person:ann", type: "opposes", target: "recommendation:build" }, [])).toBe(false);
  expect(supports(statement, { source: "issue:rent", type: "co-raised", target: "issue:work" }, [])).toBe(false);
});

test("a walk begins at the nodes with most statements and ends with the people", () => {
  expect(beginnings(example.nodes).map(({ id }) => id)).toEqual(["organization:aid", "issue:rent", "recommendation:build", "person:ann"]);
});

test.each([
  ["person:ann~raised~issue:rent", { source: "person:ann", type: "raised", target: "issue:rent" }],
  ["person:ann", null],
  ["person:ann~likes~issue:rent", null],
  ["a~raised~b~c", null],
])("%s names an edge or none", (key, want) => {
  expect(parseEdgeKey(key)).toEqual(want);
});
