// The start's picture as files: a table with a line for each voice and issue, the network of both, and a drawing of the columns.
// Pure: what is on the screen in, text out.
import type { Table } from "../download/csv.ts";
import type { Network } from "../download/network.ts";
import { shapePath } from "../download/shape-path.ts";
import { element, textAt, wrap, type Figure, type Palette } from "../download/svg.ts";
import { escapeXml } from "../download/xml.ts";
import type { Bipartite, Entry } from "../graph/bipartite.ts";
import { kindOf } from "../graph/kind.ts";
import { shapes, type Kind } from "../settings.ts";

/** Returns a table with a line for each voice that raised an issue. own are the statements that the voice made itself. */
export function raisedTable({ lines }: Bipartite): Table {
  return {
    columns: ["voice_id", "voice", "issue_id", "issue", "statements", "own"],
    rows: lines.map(({ voice, issue, count, direct }) => [voice.id, voice.label, issue.id, issue.label, count, direct]),
  };
}

/** Returns voices and issues with an edge for each that one raised. */
export function raisedNetwork({ voices, issues, lines }: Bipartite): Omit<Network, "title" | "note"> {
  return {
    nodes: [...voices, ...issues].map(({ id, label, count }) => ({ id, label, attributes: { kind: kindOf(id), statements: count } })),
    edges: lines.map(({ voice, issue, count, direct }) => ({
      source: voice.id,
      target: issue.id,
      directed: true,
      weight: count,
      attributes: { type: "raised", own: direct },
    })),
  };
}

/** Returns what JSON holds of the picture. */
export function raisedJson({ voices, issues, lines }: Bipartite): unknown {
  const entry = ({ id, label, count }: Entry): unknown => ({ id, label, statements: count });
  return {
    voices: voices.map(entry),
    issues: issues.map(entry),
    raised: lines.map(({ voice, issue, count, direct }) => ({ voice: voice.id, issue: issue.id, statements: count, own: direct })),
  };
}

/** Words of the drawing that are not names. */
export interface RaisedWords {
  readonly voices: string;
  readonly issues: string;
  readonly kinds: Readonly<Record<Kind, string>>;
  /** What a line stands for, where the voice spoke itself, and where only its members did. */
  readonly itself: string;
  readonly through: string;
}

const nameWidth = 320;
const middle = 300;
const rowHeight = 28;
const head = 34;
const dashes = "7 4";

/** Returns voices on the left, issues on the right, and a line where one raised the other. */
export function raisedFigure({ voices, issues, lines }: Bipartite, palette: Palette, words: RaisedWords): Figure {
  const height = head + Math.max(voices.length, issues.length) * rowHeight;
  const y = ({ place }: Entry, of: readonly Entry[]): number => head + ((place + 0.5) / of.length) * (height - head);
  const left = nameWidth;
  const right = nameWidth + middle;
  const width = 2 * nameWidth + middle;
  const stroke = { fill: "none", stroke: palette["kind-issue"] ?? palette.ink, "stroke-opacity": 0.38 };
  const drawn = lines.map(({ voice, issue, count, direct }) => {
    const [from, to] = [y(voice, voices), y(issue, issues)];
    const bend = 0.45 * middle;
    return element("path", {
      d: `M${left.toString()} ${round(from)}C${(left + bend).toString()} ${round(from)} ${(right - bend).toString()} ${round(to)} ${right.toString()} ${round(to)}`,
      ...stroke,
      "stroke-width": 0.8 + 1.6 * Math.sqrt(count),
      ...(direct === 0 ? { "stroke-dasharray": dashes } : {}),
    });
  });
  const mark = (kind: Kind, x: number, at: number): string =>
    element("path", { d: shapePath(shapes[kind], x, at, 5), fill: palette[`kind-${kind}`] ?? palette.ink, "fill-rule": "evenodd" });
  const name = (entry: Entry, of: readonly Entry[], voice: boolean): string => {
    const at = y(entry, of);
    const [x, sign, end] = voice ? [left - 28, left - 14, "end"] : [right + 28, right + 14, "start"];
    const count = { "font-size": 12, "text-anchor": voice ? "start" : "end", fill: palette.inkSoft };
    const lines = wrap(entry.label, nameWidth - 80, 12);
    return element(
      "g",
      {},
      element("title", {}, escapeXml(entry.label)) +
        mark(kindOf(entry.id), sign, at) +
        lines.map((line, index) => textAt(x, at + 4 + (index - (lines.length - 1) / 2) * 13, line, { "font-size": 12, "text-anchor": end, fill: palette.ink })).join("") +
        textAt(voice ? 0 : width, at + 4, entry.count.toString(), count),
    );
  };
  const title = (x: number, text: string, end: string): string =>
    textAt(x, 14, text, { "font-size": 12, "font-weight": 600, "text-anchor": end, fill: palette.inkSoft });
  const shown = new Set([...voices, ...issues].map(({ id }) => kindOf(id)));
  return {
    width,
    height,
    body: [
      ...drawn,
      title(left - 28, words.voices, "end"),
      title(right + 28, words.issues, "start"),
      ...voices.map((voice) => name(voice, voices, true)),
      ...issues.map((issue) => name(issue, issues, false)),
    ].join("\n"),
    legend: [
      ...[...shown].map((kind) => ({ sign: mark(kind, 11, 7), text: words.kinds[kind] })),
      { sign: element("path", { d: "M0 7h22", ...stroke, "stroke-width": 3 }), text: words.itself },
      ...(lines.some(({ direct }) => direct === 0)
        ? [{ sign: element("path", { d: "M0 7h22", ...stroke, "stroke-width": 3, "stroke-dasharray": dashes }), text: words.through }]
        : []),
    ],
  };
}

function round(value: number): string {
  return (Math.round(value * 100) / 100).toString();
}
