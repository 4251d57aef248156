// An event is found from any of its sessions, and knows all of them.
import { expect, test } from "vitest";
import { eventOf, rootOf } from "./event.ts";

test("the event of a session is the one that no other is around", () => {
  expect(rootOf({ session: { id: "session:a", parent: null } })).toBe("session:a");
  expect(rootOf({ session: { id: "session:c", parent: { id: "session:b", parent: { id: "session:a", parent: null } } } })).toBe("session:a");
  expect(rootOf({ session: { id: "session:d", parent: { id: "session:c", parent: { id: "session:b", parent: { id: "session:a" } } } } })).toBe("session:a");
  expect(rootOf({ session: null })).toBeNull();
});

test("its sessions are told each before its parts", () => {
  const session = { id: "session:a", label: "A", children: [{ id: "session:b", children: [{ id: "session:c", children: [{ id: "session:d" }] }] }, { id: "session:e", children: [] }] };
  expect(eventOf({ session })).toEqual({ id: "session:a", label: "A", sessions: ["session:a", "session:b", "session:c", "session:d", "session:e"] });
  expect(eventOf({ session: null })).toBeNull();
});
