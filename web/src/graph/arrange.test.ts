// The same scene is arranged the same, and its labels have room.
import { describe, expect, test } from "vitest";
import { arrange } from "./arrange.ts";
import { curvatures, separate, type Box } from "./spread.ts";
import { label, measure, wrap } from "./wrap.ts";

const box = (x: number, y: number): Box => ({ x, y, left: 10, right: 60, top: 10, bottom: 10 });

function overlapping(boxes: readonly Box[]): number {
  let count = 0;
  for (const [index, a] of boxes.entries()) {
    for (const b of boxes.slice(index + 1)) {
      const apart = a.x + a.right <= b.x - b.left || b.x + b.right <= a.x - a.left || a.y + a.top <= b.y - b.bottom || b.y + b.top <= a.y - a.bottom;
      count += apart ? 0 : 1;
    }
  }
  return count;
}

describe("arrange", () => {
  const nodes = Array.from({ length: 30 }, (_, index) => box(Math.cos(index) * 50, Math.sin(index) * 50));
  const edges = nodes.slice(1).map((_, index) => ({ source: index % 5, target: index + 1, weight: 1 + (index % 3) }));

  test("gives the same places each time, none on another", () => {
    const first = arrange({ nodes, edges });
    expect(arrange({ nodes, edges })).toEqual(first);
    expect(overlapping(nodes.map((node, place) => ({ ...node, x: first.x[place] ?? 0, y: first.y[place] ?? 0 })))).toBe(0);
  });

  test.each([0, 1, 2])("arranges %i nodes", (count) => {
    const { x, y } = arrange({ nodes: nodes.slice(0, count), edges: [] });
    expect([...x, ...y].every(Number.isFinite)).toBe(true);
    expect([x.length, y.length]).toEqual([count, count]);
  });
});

test("boxes that overlap move apart by half each, the short way", () => {
  const boxes = [box(0, 0), box(0, 15)];
  separate(boxes, 10);
  expect(boxes.map(({ x, y }) => [x, y])).toEqual([
    [0, -2.5],
    [0, 17.5],
  ]);
});

describe("curvatures", () => {
  test("an edge alone is straight", () => {
    expect(curvatures([{ source: "a", target: "b" }])).toEqual([0]);
  });

  test("parallel edges fan out to both sides, whatever way they point", () => {
    const [one = 0, two = 0, back = 0] = curvatures([
      { source: "a", target: "b" },
      { source: "a", target: "b" },
      { source: "b", target: "a" },
    ]);
    // Seen from a, the last bends to the other side than its own left.
    expect([one, two, -back]).toEqual([one, 0, -one]);
  });
});

describe("wrap", () => {
  test("breaks between words, and ends with an ellipsis what does not fit", () => {
    expect(wrap("Access to services and support")).toEqual(["Access to services and", "support"]);
    const lines = wrap("One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen");
    expect(lines).toHaveLength(label.lines);
    expect(lines.at(-1)).toMatch(/…$/);
  });

  test("cuts a word that is longer than a line, and takes an empty label", () => {
    expect(wrap("x".repeat(40))).toEqual([`${"x".repeat(label.characters - 1)}…`]);
    expect(measure(wrap(""))).toEqual({ width: 0, height: label.lineHeight });
  });
});
