// Writes drawings as SVG files that stand alone: a title, the drawing, its legend, and a foot that says what was filtered,
// which version of the graph it shows and from which source. Pure: figures in, text out; lengths are in user units, 1/96 inch.
import { escapeXml } from "./xml.ts";

/** The values of the colors, those of the pages on paper. */
export interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly inkSoft: string;
  readonly rule: string;
  readonly [name: string]: string;
}

/** A drawing without its frame. body is SVG made with the functions below, with its origin at its upper left corner. */
export interface Figure {
  readonly width: number;
  readonly height: number;
  readonly body: string;
  readonly legend: readonly LegendEntry[];
  /** What is to be said of the drawing alone, as a sentence that goes before those of the frame. */
  readonly note?: string;
}

/** A sign of the legend, drawn in a box of 22 by 14, and what it means. */
export interface LegendEntry {
  readonly sign: string;
  readonly text: string;
}

/** What is written around a drawing. */
export interface Frame {
  readonly title: string;
  /** Whole sentences: filters, version, source, address. */
  readonly foot: readonly string[];
  readonly lang: string;
  /** A style with the typefaces in it; empty for those of the reader's system. */
  readonly faces: string;
}

const sans = "'Source Sans 3', system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', 'Helvetica Neue', Arial, sans-serif";
/** The fonts of texts, as on the pages. */
export const serif = "'Source Serif 4', Palatino, 'Noto Serif', 'Liberation Serif', Georgia, serif";
const margin = 24;

/** The least width of what is inside the frame. */
export const narrowest = 560;

/** Returns an element with its attributes, whose values are escaped; content is SVG. */
export function element(name: string, attributes: Readonly<Record<string, string | number>>, content = ""): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === "number" ? round(value) : escapeXml(value)}"`)
    .join("");
  return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** Returns a line of text with its baseline at y. */
export function textAt(x: number, y: number, text: string, attributes: Readonly<Record<string, string | number>> = {}): string {
  return element("text", { x, y, ...attributes }, escapeXml(text));
}

/** Returns the file: the figure in its frame. */
export function svgFile({ width, height, body, legend, note }: Figure, { title, foot, lang, faces }: Frame, palette: Palette): string {
  const inner = Math.max(width, narrowest);
  const titles = wrap(title, inner, 20);
  const sentences = note === undefined ? foot : [note, ...foot];
  const feet = sentences.flatMap((line) => wrap(line, inner, 11));
  const rows = flow(legend, inner);
  const top = margin + titles.length * 26 + 14;
  const legendTop = top + height + 24;
  const footTop = legendTop + rows.length * 20 + (rows.length > 0 ? 14 : 0);
  const total = footTop + feet.length * 16 + margin;
  const parts = [
    element("title", {}, escapeXml(title)),
    element("desc", {}, escapeXml(sentences.join(" "))),
    ...(faces === "" ? [] : [element("style", {}, faces)]),
    element("rect", { width: inner + 2 * margin, height: total, fill: palette.paper }),
    ...titles.map((line, index) =>
      textAt(margin, margin + 20 + index * 26, line, { "font-family": serif, "font-size": 20, "font-weight": 600, fill: palette.ink }),
    ),
    element("g", { transform: `translate(${margin.toString()} ${round(top)})` }, body),
    ...rows.flatMap((row, index) =>
      row.map(({ x, entry }) =>
        element(
          "g",
          { transform: `translate(${round(margin + x)} ${round(legendTop + index * 20)})` },
          entry.sign + textAt(28, 11, entry.text, { "font-size": 12, fill: palette.ink }),
        ),
      ),
    ),
    element("path", { d: `M${margin.toString()} ${round(footTop - 8)}h${round(inner)}`, stroke: palette.rule, fill: "none" }),
    ...feet.map((line, index) => textAt(margin, footTop + 10 + index * 16, line, { "font-size": 11, fill: palette.inkSoft })),
  ];
  const [w, h] = [inner + 2 * margin, total].map(Math.ceil) as [number, number];
  return `${element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      "xml:lang": lang,
      width: w,
      height: h,
      viewBox: `0 0 ${w.toString()} ${h.toString()}`,
      "font-family": sans,
    },
    parts.join("\n"),
  )}\n`;
}

/** Breaks text into lines of about width at a font size, between words, and within what is longer than a line, such as an address. */
export function wrap(text: string, width: number, size: number): string[] {
  const most = Math.max(8, Math.floor(width / (size * 0.52)));
  const lines: string[] = [];
  const pieces = text.split(/ +/).flatMap((word) => word.match(new RegExp(`.{1,${most.toString()}}`, "gsu")) ?? [""]);
  for (const word of pieces) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(word);
    }
  }
  return lines;
}

/** Returns text cut to about width at a font size, with an ellipsis where it was cut. */
export function clip(text: string, width: number, size: number): string {
  const most = Math.max(4, Math.floor(width / (size * 0.52)));
  return text.length <= most ? text : `${text.slice(0, most - 1).trimEnd()}…`;
}

// Places entries one after the other, and on a new row where the width ends.
function flow(legend: readonly LegendEntry[], width: number): { x: number; entry: LegendEntry }[][] {
  const rows: { x: number; entry: LegendEntry }[][] = [];
  let x = 0;
  for (const entry of legend) {
    const own = 28 + entry.text.length * 7 + 20;
    const row = rows.at(-1);
    if (row === undefined || x + own > width) {
      rows.push([{ x: 0, entry }]);
      x = own;
    } else {
      row.push({ x, entry });
      x += own;
    }
  }
  return rows;
}

function round(value: number): string {
  return (Math.round(value * 100) / 100).toString();
}
