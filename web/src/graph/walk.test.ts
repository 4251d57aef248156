// A walk offers what stands at a node: its edges, with the statements that are behind each.
import { expect, test } from "vitest";
import type { StatementEvidenceFragment } from "../api/documents.ts";
import { networkCodec } from "../views/network-state.ts";
import { parseEdgeKey } from "./edge-key.ts";
import { example } from "./example.ts";
import { sceneOf } from "./scene.ts";
import { beginnings, stepsFrom, supports } from "./walk.ts";

const drawing = example();

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
  const scene = sceneOf(drawing, { ...networkCodec.initial, focus: "person:ann" });
  const steps = stepsFrom(drawing, scene, new Set(), "person:ann", [statement]);
  expect(steps.map(({ type, out, neighbor, statements }) => [type, out, neighbor, statements.length])).toEqual([
    ["raised", true, "issue:rent", 1],
    ["backs", true, "recommendation:build", 1],
    ["affiliated-with", true, "organization:aid", 0],
  ]);
  expect(stepsFrom(drawing, scene, new Set(["issue:rent"]), "person:ann", []).map(({ neighbor }) => neighbor)).not.toContain("issue:rent");
  expect(stepsFrom(drawing, scene, new Set(), "issue:nothing", [])).toEqual([]);
});

test("an organization raises an issue through its people where they speak, not where others tell of them", () => {
  const through = (role: "SPEAKER" | "REPORTED"): boolean =>
    supports(
      drawing,
      { ...statement, voices: statement.voices.map((voice) => ({ ...voice, role })) },
      "raised",
      "organization:aid",
      "issue:rent",
    );
  expect(through("SPEAKER")).toBe(true);
  expect(through("REPORTED")).toBe(false);
  expect(supports(drawing, statement, "opposes", "person:ann", "recommendation:build")).toBe(false);
  expect(supports(drawing, statement, "co-raised", "issue:rent", "issue:work")).toBe(false);
});

test("a walk begins at the nodes with the most statements", () => {
  const scene = sceneOf(drawing, networkCodec.initial);
  expect(beginnings(drawing, scene, new Set(["issue:rent"])).slice(0, 2)).toEqual(["organization:aid", "collective:table"]);
});

test.each([
  ["person:ann~raised~issue:rent", { source: "person:ann", type: "raised", target: "issue:rent" }],
  ["person:ann", null],
  ["person:ann~likes~issue:rent", null],
  ["a~raised~b~c", null],
])("%s names an edge or none", (key, want) => {
  expect(parseEdgeKey(key)).toEqual(want);
});
