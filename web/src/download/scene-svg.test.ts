// The drawing of the network says what the picture shows: the same nodes, lines, signs and labels, and nothing that is hidden.
import { DOMParser } from "@xmldom/xmldom";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { kinds, stances } from "../settings.ts";
import type { EdgeData, NodeData } from "../view/data.ts";
import type { Framed, FramedNode } from "../view/framed.ts";
import { unmarked } from "../view/look.ts";
import { paletteOf } from "../view/palette.ts";
import { edgesTable, sceneJson, sceneNetwork } from "../views/network-export.ts";
import { sceneFigure, type SceneWords } from "./scene-svg.ts";
import { shapePath } from "./shape-path.ts";

const colors: Readonly<Record<string, string>> = { paper: "#fdfcf9", ink: "#1d1b18", "ink-soft": "#5c574f", for: "#005a8c", "kind-issue": "#1f6fb2", "kind-person": "#a04f86" };
const palette = paletteOf((token) => colors[token] ?? "#8a8478");

const words: SceneWords = {
  kinds: Object.fromEntries(kinds.map((kind) => [kind, `the ${kind}`])) as SceneWords["kinds"],
  stances: Object.fromEntries(stances.map((stance) => [stance, `is ${stance}`])) as SceneWords["stances"],
  through: "through its people",
  contradicts: "contradict",
  size: "Larger is more.",
  outside: (nodes) => `${nodes.toString()} outside.`,
};

const node = (key: string, x: number, y: number, data: Partial<NodeData> = {}): FramedNode => ({
  key,
  x,
  y,
  data: { x: x - 100, y: 100 - y, label: key, kind: "issue", statements: 3, ...data },
});
const edge = (source: FramedNode, target: FramedNode, data: Partial<EdgeData> = {}): Framed["edges"][number] => ({
  key: `${source.key}~${target.key}`,
  source,
  target,
  data: { type: "raised", weight: 4, stance: null, derived: true, dashed: true, curvature: 0, ...data },
});

const ann = node("person:ann", 50, 60, { label: "Ann <& co>", kind: "person" });
const rent = node("issue:rent", 200, 60, { label: "Rent" });
const far = node("issue:far", 900, 60, { label: "Far away" });
const framed: Framed = {
  width: 400,
  height: 300,
  zoom: 1,
  scale: 1,
  marks: unmarked,
  nodes: [ann, rent],
  edges: [edge(ann, rent), edge(ann, rent, { type: "backs", derived: false, dashed: false, curvature: 0.2 })],
  labels: [{ key: rent.key, x: 210, align: "left", bold: false, serif: true, color: "#efebe3", box: { left: 210, right: 240, top: 50, bottom: 70 }, lines: [{ text: "Rent", y: 64 }] }],
  signs: [{ key: "person:ann~issue:rent", sign: "+", x: 125, y: 45, color: "#8fd0f7" }],
};

const read = (of: Framed): { text: string; titles: string[]; dashes: number } => {
  const { body } = sceneFigure(of, palette, words);
  const root = new DOMParser().parseFromString(body, "image/svg+xml");
  return {
    text: body,
    titles: [...root.getElementsByTagName("title")].map((title) => title.textContent ?? ""),
    dashes: [...root.getElementsByTagName("path")].filter((path) => path.hasAttribute("stroke-dasharray")).length,
  };
};

describe("the drawing", () => {
  test("has each node by its whole name, lines through people dashed, signs and labels in the colors of paper", () => {
    const { text, titles, dashes } = read(framed);
    expect(titles).toEqual(["Ann <& co> (the person)", "Rent (the issue)"]);
    expect(dashes).toBe(1);
    expect(text).toContain('d="M50 60L200 60"');
    expect(text).toContain('d="M50 60Q125 30 200 60"');
    expect(text).toMatch(/font-weight="700"[^>]*>\+</);
    expect(text).toMatch(/>Rent<\/text>/);
    expect(text).not.toMatch(/#efebe3|#8fd0f7/);
  });

  test("has a legend of what is there, and says what the zoom leaves outside", () => {
    const figure = sceneFigure(framed, palette, words);
    expect(figure.legend.map(({ text }) => text)).toEqual(["the issue", "the person", "through its people", "is for"]);
    expect(figure.note).toBe("Larger is more.");
    const zoomed = { ...framed, nodes: [...framed.nodes, far], edges: [...framed.edges, edge(ann, far, { type: "contradicts" })] };
    expect(sceneFigure(zoomed, palette, words).note).toBe("Larger is more. 1 outside.");
    expect(read(zoomed).titles).toHaveLength(2);
  });

  test("is cut to what is drawn, unless lines lead out of the frame", () => {
    expect(sceneFigure(framed, palette, words).body).toMatch(/viewBox="32.5 30 213.5 47.5"/);
    expect(sceneFigure({ ...framed, edges: [edge(ann, far)] }, palette, words)).toMatchObject({ width: 560, height: 300 });
  });

  test("is well-formed for any label", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (label) => {
        const named = { ...framed, nodes: [node("issue:x", 10, 10, { label })], labels: [], signs: [], edges: [] };
        expect(read(named).titles).toHaveLength(1);
      }),
      { numRuns: 50 },
    );
  });
});

describe("the files beside it", () => {
  test("the table has a line for each edge", () => {
    expect(edgesTable(framed).rows).toEqual([
      ["person:ann", "Ann <& co>", "raised", "issue:rent", "Rent", null, 4, "yes", "yes"],
      ["person:ann", "Ann <& co>", "backs", "issue:rent", "Rent", "for", 4, "no", "no"],
    ]);
  });

  test("the network has the places, forms and colors of its nodes, whatever is marked", () => {
    const marked = { ...framed, marks: { ...unmarked, selected: "issue:rent", lit: new Set(["issue:rent"]) } };
    const { nodes, edges } = sceneNetwork(marked, palette);
    expect(nodes[0]).toEqual({
      id: "person:ann",
      label: "Ann <& co>",
      attributes: { kind: "person" },
      drawn: { x: -50, y: 40, size: 6, color: "#a04f86", shape: "triangle" },
    });
    expect(edges.map(({ weight, attributes }) => [weight, attributes["type"], attributes["derived"], attributes["stance"]])).toEqual([
      [4, "raised", true, ""],
      [4, "backs", false, "for"],
    ]);
    expect(sceneJson(framed)).toMatchObject({ focus: null, nodes: [{ id: "person:ann" }, { id: "issue:rent" }], edges: [{ type: "raised" }, { stance: "for" }] });
  });
});

test("forms have the corners that the shader gives them", () => {
  expect(shapePath("square", 10, 10, 10)).toBe("M1.14 1.14L18.86 1.14L18.86 18.86L1.14 18.86Z");
  expect(shapePath("diamond", 0, 0, 4)).toBe("M0 -5L5 0L0 5L-5 0Z");
  expect(shapePath("triangle", 0, 0, 10)).toBe("M0 -12.4L12.47 9.2L-12.47 9.2Z");
  expect(shapePath("circle", 5, 5, 2)).toBe("M3 5a2 2 0 1 0 4 0a2 2 0 1 0 -4 0Z");
});
