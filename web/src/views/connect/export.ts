// Paths as files: a table with a line for each step, the network of all paths, and a drawing with a row for each path.
// Pure: what is on the screen in, text out.
import type { Table } from "../../download/csv.ts";
import type { Network } from "../../download/network.ts";
import { element, textAt, wrap, type Figure, type Palette } from "../../download/svg.ts";
import { kindOf } from "../../graph/kind.ts";
import type { HopOf, PathOf } from "./path.tsx";

/** Returns a table with a line for each step of each path. */
export function pathsTable(paths: readonly PathOf[]): Table {
  return {
    columns: ["path", "step", "from_id", "from", "to_id", "to", "sentence", "types", "derived", "statements"],
    rows: paths.flatMap((path, place) =>
      path.hops.map((hop, step) => [
        place + 1,
        step + 1,
        hop.from.id,
        path.nodes[step]?.label ?? "",
        hop.to.id,
        path.nodes[step + 1]?.label ?? "",
        hop.sentence,
        hop.relationships.map(({ type }) => type).join(" "),
        hop.relationships.every(({ derived }) => derived) ? "yes" : "no",
        hop.statements.totalCount,
      ]),
    ),
  };
}

/** Returns the nodes of all paths and the edges between them, each once. */
export function pathsNetwork(paths: readonly PathOf[]): Omit<Network, "title" | "note"> {
  const nodes = new Map(paths.flatMap((path) => path.nodes.map(({ id, label }) => [id, { id, label, attributes: { kind: kindOf(id) } }] as const)));
  const edges = new Map(
    paths.flatMap((path) =>
      path.hops.flatMap((hop) =>
        hop.relationships.map(({ type, derived, weight, source }) => {
          const target = source.id === hop.from.id ? hop.to.id : hop.from.id;
          const edge = { source: source.id, target, directed: true, weight, attributes: { type, derived } };
          return [`${source.id} ${type} ${target}`, edge] as const;
        }),
      ),
    ),
  );
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

const nodeWidth = 150;
const hopWidth = 170;
const lineHeight = 14;

/** Words of the drawing that are not names. */
export interface PathWords {
  readonly asserted: string;
  readonly derived: string;
}

/** Returns a drawing with a row for each path: nodes as boxes, steps as lines with their sentences below. */
export function pathsFigure(paths: readonly PathOf[], palette: Palette, words: PathWords): Figure {
  let y = 0;
  const rows = paths.map((path, place) => {
    const names = path.nodes.map(({ label }) => wrap(label, nodeWidth - 16, 12));
    const sentences = path.hops.map(({ sentence }) => wrap(sentence, hopWidth - 20, 10));
    const boxHeight = Math.max(...names.map((lines) => lines.length)) * lineHeight + 16;
    const height = Math.max(boxHeight, boxHeight / 2 + 8 + Math.max(0, ...sentences.map((lines) => lines.length)) * 12) + 28;
    const row = element(
      "g",
      { transform: `translate(0 ${y.toString()})` },
      [
        textAt(0, boxHeight / 2 + 4, (place + 1).toString(), { "font-size": 13, "font-weight": 600, fill: palette.inkSoft }),
        ...path.hops.map((hop, index) => drawHop(hop, index, boxHeight, sentences[index] ?? [], palette)),
        ...path.nodes.map((_, index) => drawNode(index, boxHeight, names[index] ?? [], palette)),
      ].join(""),
    );
    y += height;
    return row;
  });
  const longest = Math.max(0, ...paths.map(({ length }) => length));
  return {
    width: 24 + (longest + 1) * nodeWidth + longest * hopWidth,
    height: y,
    body: rows.join("\n"),
    legend: [
      { sign: line(palette, false), text: words.asserted },
      { sign: line(palette, true), text: words.derived },
    ],
  };
}

const left = (index: number): number => 24 + index * (nodeWidth + hopWidth);

function drawNode(index: number, height: number, lines: readonly string[], palette: Palette): string {
  const x = left(index);
  const top = height / 2 - ((lines.length - 1) * lineHeight) / 2 + 4;
  return (
    element("rect", { x, y: 0, width: nodeWidth, height, rx: 3, fill: palette.paper, stroke: palette.ink }) +
    lines
      .map((text, at) => textAt(x + nodeWidth / 2, top + at * lineHeight, text, { "font-size": 12, "text-anchor": "middle", fill: palette.ink }))
      .join("")
  );
}

function drawHop(hop: HopOf, index: number, height: number, lines: readonly string[], palette: Palette): string {
  const x = left(index) + nodeWidth;
  const dash = hop.relationships.every(({ derived }) => derived) ? { "stroke-dasharray": "6 4" } : {};
  const path = element("path", { d: `M${x.toString()} ${(height / 2).toString()}h${hopWidth.toString()}`, stroke: palette.ink, fill: "none", ...dash });
  return (
    path +
    lines
      .map((text, at) => textAt(x + hopWidth / 2, height / 2 + 16 + at * 12, text, { "font-size": 10, "text-anchor": "middle", fill: palette.inkSoft }))
      .join("")
  );
}

function line(palette: Palette, dashed: boolean): string {
  return element("path", { d: "M0 7h22", stroke: palette.ink, fill: "none", ...(dashed ? { "stroke-dasharray": "6 4" } : {}) });
}
