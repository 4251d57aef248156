// A session adds what no session before it had; what its statements say counts, not who presented.
import { expect, test } from "vitest";
import { stepsOf, type SaidOf, type SessionOf } from "./steps.ts";

const session = (id: string, order: number, parent: string | null): SessionOf => ({
  id,
  label: id,
  order,
  parent: parent === null ? null : { id: parent },
  presenters: [{ id: "person:p", label: "P", role: null, affiliations: [] }],
  hosts: [],
});

const said = (id: string, at: string | null, issues: string[], recommendations: string[] = []): SaidOf => ({
  id,
  session: at === null ? null : { id: at },
  issues: issues.map((issue) => ({ id: issue, label: issue })),
  positions: recommendations.map((one) => ({ recommendation: { id: one, label: one }, stance: "FOR" })),
  voices: [],
});

const sessions = [session("event", 1, null), session("later", 4, "rooms"), session("first", 2, "event"), session("rooms", 3, "event")];
const statements = [said("1", "later", ["b", "a"], ["r"]), said("2", "first", ["a", "a"]), said("3", "first", ["a", "c"]), said("4", null, ["d"]), said("5", "later", ["b"])];

test("sessions are steps in the order of the event, without the event around them", () => {
  const steps = stepsOf(sessions, statements, "en-CA");
  expect(steps.map((step) => [step.session.id, step.depth, step.statements, step.heard])).toEqual([
    ["first", 0, 2, 2],
    ["rooms", 0, 0, 2],
    ["later", 1, 2, 3],
  ]);
});

test("what is new comes first, then what most statements are about; a statement counts once", () => {
  const steps = stepsOf(sessions, statements, "en-CA");
  expect(steps[0]?.issues).toEqual([
    { id: "a", label: "a", count: 2, first: true },
    { id: "c", label: "c", count: 1, first: true },
  ]);
  expect(steps[2]?.issues).toEqual([
    { id: "b", label: "b", count: 2, first: true },
    { id: "a", label: "a", count: 1, first: false },
  ]);
  expect(steps[2]?.recommendations).toEqual([{ id: "r", label: "r", count: 1, first: true }]);
});

test("an event of one session is a step itself", () => {
  expect(stepsOf([session("event", 1, null)], [], "en-CA").map((step) => step.session.id)).toEqual(["event"]);
});
