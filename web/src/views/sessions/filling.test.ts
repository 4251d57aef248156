// The network fills with what was said, session by session: nothing before it was said, nothing twice, nothing that moves.
import { expect, test } from "vitest";
import { at } from "../../graph/drawing.ts";
import { example } from "../../graph/example.ts";
import { filledAt, fillingOf } from "./filling.ts";
import { stepsOf, type SaidOf, type SessionOf } from "./steps.ts";

const drawing = example();
const sessions = ["one", "two", "three"].map(
  (name, order): SessionOf => ({ id: `session:${name}`, label: name, order, parent: { id: "session:event" }, presenters: [], hosts: [] }),
);

const said = (id: string, session: string | null, voice: string, issues: string[], backed: string[] = []): SaidOf => ({
  id,
  session: session === null ? null : { id: `session:${session}` },
  issues: issues.map((issue) => ({ id: issue, label: issue })),
  positions: backed.map((one) => ({ recommendation: { id: one, label: one }, stance: "FOR" })),
  voices: [{ voice: { id: voice, label: voice }, role: "SPEAKER" }],
});

const statements = [
  said("a", "three", "person:ann", ["issue:rent"], ["recommendation:build"]),
  said("b", "one", "person:ann", ["issue:rent"]),
  said("c", "three", "collective:table", ["issue:work"]),
  said("d", null, "collective:table", ["issue:work"], ["recommendation:wait"]),
];
const filling = fillingOf(drawing, stepsOf(sessions, statements, "en-CA"), statements);
const names = (numbers: readonly number[]): string[] => numbers.map((node) => at(drawing.id, node));
const pairs = (edges: readonly number[]): string[] =>
  edges.map((edge) => `${at(drawing.id, at(drawing.source, edge))} ${at(drawing.type, edge)} ${at(drawing.id, at(drawing.target, edge))}`);

test("the whole holds what was said in sessions, organizations through their people, and nothing that was said elsewhere", () => {
  expect(names(filling.scene.nodes)).toEqual([
    "person:ann",
    "organization:aid",
    "issue:rent",
    "issue:work",
    "recommendation:build",
    "collective:table",
  ]);
  expect(pairs(filling.scene.edges)).toEqual([
    "person:ann raised issue:rent",
    "organization:aid raised issue:rent",
    "person:ann backs recommendation:build",
    "collective:table raised issue:work",
  ]);
  expect({ said: filling.said, total: filling.total }).toEqual({ said: [1, 1, 3], total: 4 });
});

test("the first session shows what was said in it and hides what comes later", () => {
  const filled = filledAt(filling, 0);
  expect(names(filled.newNodes)).toEqual(["person:ann", "organization:aid", "issue:rent"]);
  expect(filled.hidden).toEqual(
    new Set([
      "issue:work",
      "recommendation:build",
      "collective:table",
      "person:ann~backs~recommendation:build",
      "collective:table~raised~issue:work",
    ]),
  );
  expect(filled.fresh).toEqual(
    new Set(["person:ann", "organization:aid", "issue:rent", "person:ann~raised~issue:rent", "organization:aid~raised~issue:rent"]),
  );
});

test("a session in which nothing is said adds nothing", () => {
  const { newNodes, newEdges, nodeCount, edgeCount, fresh } = filledAt(filling, 1);
  expect({ newNodes, newEdges, nodeCount, edgeCount, fresh }).toEqual({ newNodes: [], newEdges: [], nodeCount: 3, edgeCount: 2, fresh: new Set() });
});

test("by the last session all is there, and what was said again is not new but counts more", () => {
  const filled = filledAt(filling, 2);
  expect(names(filled.newNodes)).toEqual(["issue:work", "recommendation:build", "collective:table"]);
  expect(pairs(filled.newEdges)).toEqual(["person:ann backs recommendation:build", "collective:table raised issue:work"]);
  expect(filled.hidden.size).toBe(0);
  const rent = drawing.find("issue:rent") ?? -1;
  expect([0, 1, 2].map((step) => filledAt(filling, step).drawing.statements[rent])).toEqual([1, 1, 2]);
});

test("no node moves from step to step", () => {
  const [first, last] = [filledAt(filling, 0).drawing, filledAt(filling, 2).drawing];
  expect({ x: last.x, y: last.y }).toEqual({ x: first.x, y: first.y });
});
