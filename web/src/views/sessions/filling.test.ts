// The network fills with what was said, session by session: nothing before it was said, nothing twice, nothing that moves.
import { expect, test } from "vitest";
import { kindOf } from "../../graph/kind.ts";
import type { EdgeType } from "../../graph/vocabulary.ts";
import { filledAt, fillingOf, type FillingAnswer } from "./filling.ts";
import { stepsOf, type SaidOf, type SessionOf } from "./steps.ts";

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
const node = (id: string, x: number, ...said: number[]): FillingAnswer["nodes"][number] => ({ id, label: id, kind: kindOf(id), x, y: x, said });
const edge = (source: string, type: EdgeType, target: string, ...said: number[]): FillingAnswer["edges"][number] => ({
  key: `${source}~${type}~${target}`,
  source,
  type,
  target,
  said,
});

// What the server answers for these statements: 0 is the third session, 1 the first, 2 one that is not stepped through.
const answer: FillingAnswer = {
  version: 7,
  sessions: ["session:three", "session:one", "session:elsewhere"],
  nodes: [
    node("person:ann", 0, 0, 1),
    node("issue:rent", 10, 0, 1),
    node("organization:aid", 20, 0, 1),
    node("recommendation:build", 30, 0),
    node("collective:table", 40, 0),
    node("issue:work", 50, 0),
    node("issue:other", 60, 2),
  ],
  edges: [
    edge("person:ann", "raised", "issue:rent", 0, 1),
    edge("organization:aid", "raised", "issue:rent", 0, 1),
    edge("person:ann", "backs", "recommendation:build", 0),
    edge("collective:table", "raised", "issue:work", 0),
    edge("collective:table", "raised", "issue:other", 2),
  ],
};
const filling = fillingOf(answer, stepsOf(sessions, statements, "en-CA"), statements);
const names = (nodes: readonly { readonly id: string }[]): string[] => nodes.map(({ id }) => id);

test("the whole holds what was said in the sessions that are stepped through", () => {
  expect(names(filling.scene.nodes)).toEqual(names(answer.nodes.slice(0, -1)));
  expect(filling.scene.edges.map(({ key }) => key)).toEqual(answer.edges.slice(0, -1).map(({ key }) => key));
  expect({ said: filling.said, total: filling.total }).toEqual({ said: [1, 1, 3], total: 4 });
});

test("the first session shows what was said in it and hides what comes later", () => {
  const filled = filledAt(filling, 0);
  expect(names(filled.newNodes)).toEqual(["issue:rent", "organization:aid", "person:ann"]);
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
  expect(names(filled.newNodes)).toEqual(["recommendation:build", "collective:table", "issue:work"]);
  expect(filled.newEdges.map(({ key }) => key)).toEqual(["person:ann~backs~recommendation:build", "collective:table~raised~issue:work"]);
  expect(filled.hidden.size).toBe(0);
  expect([0, 1, 2].map((step) => filledAt(filling, step).scene.nodes.find(({ id }) => id === "issue:rent")?.statements)).toEqual([1, 1, 2]);
});

test("no node moves from step to step", () => {
  const placesAt = (step: number): unknown => filledAt(filling, step).scene.nodes.map(({ id, x, y }) => ({ id, x, y }));
  expect(placesAt(2)).toEqual(placesAt(0));
});
