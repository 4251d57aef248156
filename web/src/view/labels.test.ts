// Labels have room or are not written: none lies on another, on a sign or on a node, at any zoom.
import { describe, expect, test } from "vitest";
import { measure, wrap } from "../graph/wrap.ts";
import { overlaps, placeLabels, squareAround, type Labelled } from "./labels.ts";

const size = { width: 860, height: 540, most: 160 };
const zooms = [0.4, 0.7, 1, 1.6, 2.5, 4, 8];

// Nodes on a spiral, dense in the middle, with labels of one to three lines; as a zoom moves them in the viewport.
function spiral(count: number, zoom: number): Labelled[] {
  return Array.from({ length: count }, (_, place) => {
    const [angle, distance] = [place * 2.4, 14 * Math.sqrt(place) * zoom];
    return {
      key: place.toString(),
      text: ["Rent", "Housing and shelter for tenants", "What a town can do about the rent of those who work in it"][place % 3] ?? "",
      x: size.width / 2 + distance * Math.cos(angle),
      y: size.height / 2 + distance * Math.sin(angle),
      size: 4 + (place % 5) * 3,
      priority: place % 17,
      bold: false,
      serif: false,
      color: "#000000",
    };
  });
}

const measured = ({ text }: Labelled) => measure(wrap(text));

describe.each(zooms)("at a zoom of %f", (zoom) => {
  const nodes = spiral(300, zoom);
  const signs = nodes.slice(0, 40).map(({ x, y }) => squareAround({ x: x + 20, y: y + 20, size: 8 }));
  const placed = placeLabels(nodes, signs, size, measured);

  test("no label lies on another or on a sign", () => {
    const boxes = [...placed.map(({ place }) => place), ...signs.map((sign) => ({ ...sign, align: "left" as const }))];
    const collisions = placed.flatMap(({ node, place }, index) => boxes.slice(index + 1).filter((box) => overlaps(place, box)).map(() => node.text));
    expect(placed.length).toBeGreaterThan(3);
    expect(collisions).toEqual([]);
  });

  test("no label lies on a node, but for one that stands in the same place", () => {
    const covered = placed.flatMap(({ node, place }) =>
      nodes.filter((other) => {
        const square = squareAround(other);
        const within = overlaps(square, { left: node.x, right: node.x, top: node.y, bottom: node.y });
        return !within && overlaps(place, square);
      }),
    );
    expect(covered).toEqual([]);
  });

  test("every label is within the picture", () => {
    const outside = placed.filter(({ place }) => place.left < 0 || place.top < 0 || place.right > size.width || place.bottom > size.height);
    expect(outside).toEqual([]);
  });
});

test("a nearer look has room for more labels", () => {
  const counts = [1, 2.5, 4].map((zoom) => {
    const nodes = spiral(120, zoom).filter(({ x, y }) => x > 0 && y > 0 && x < size.width && y < size.height);
    return placeLabels(nodes, [], size, measured).length / nodes.length;
  });
  expect(counts).toEqual([...counts].sort((a, b) => a - b));
});

test("two nodes in one place do not write their labels over each other", () => {
  const [one, two] = spiral(2, 0).map((node, place) => ({ ...node, size: 12, text: place === 0 ? "Rent" : "Work", x: 400 + place, y: 200 }));
  const placed = placeLabels([one, two].filter((node) => node !== undefined), [], size, measured);
  expect(placed.map(({ node, place }) => [node.text, place.align])).toEqual([
    ["Work", "left"],
    ["Rent", "right"],
  ]);
});

test("what is selected is labelled although there is no room", () => {
  const nodes = spiral(300, 0.4);
  const last = { ...(nodes[299] ?? nodes[0]), text: "Selected", priority: Infinity } as Labelled;
  expect(placeLabels([...nodes, last], [], size, measured)[0]?.node.text).toBe("Selected");
});

test("of more labels than are wanted the most important are written", () => {
  const nodes = spiral(60, 8).map((node, place) => ({ ...node, x: 100 + (place % 6) * 130, y: 40 + Math.floor(place / 6) * 50, text: place.toString() }));
  const placed = placeLabels(nodes, [], { ...size, most: 3 }, measured);
  expect(placed.map(({ node }) => node.priority)).toEqual([16, 16, 16]);
});
