// Signs stand in the middle of their edges, and never on a node or on each other.
import { expect, test } from "vitest";
import { placeSigns, type Signed } from "./signs.ts";

const edge: Signed = { key: "a~backs~b", sign: "+", source: { x: 0, y: 0 }, target: { x: 100, y: 0 }, curvature: 0, color: "#005a8c" };

test("a sign stands in the middle of its edge, on the curve where it has one", () => {
  expect(placeSigns([edge], [])).toEqual([{ key: "a~backs~b", sign: "+", x: 50, y: 0, color: "#005a8c" }]);
  expect(placeSigns([{ ...edge, curvature: 0.4 }], [])).toEqual([{ key: "a~backs~b", sign: "+", x: 50, y: -20, color: "#005a8c" }]);
});

test("a sign has no place on a node, on another sign, or on a short edge", () => {
  expect(placeSigns([edge], [{ left: 45, right: 55, top: -5, bottom: 5 }])).toEqual([]);
  expect(placeSigns([edge, { ...edge, sign: "\u2212" }], [])).toHaveLength(1);
  expect(placeSigns([{ ...edge, target: { x: 59, y: 0 } }], [])).toEqual([]);
});
