// Agreement as files: who holds which position, pair by pair; the network of voices as a table, a network and a drawing.
// Pure: what is on the screen in, text out.
import type { Table } from "../../download/csv.ts";
import type { Network } from "../../download/network.ts";
import { clip, element, textAt, type Figure, type LegendEntry, type Palette } from "../../download/svg.ts";
import { kindOf } from "../../graph/kind.ts";
import { voiceKinds } from "../../graph/vocabulary.ts";
import { stances, stanceSigns, type Stance } from "../../settings.ts";
import { arcPath, strokeOf, type Arcs, type Tie } from "./arcs.ts";
import type { Pair, Tallied } from "./tally.ts";

/** Returns a table with a line for each voice that holds a position on a recommendation. */
export function positionsTable(tallied: readonly Tallied[]): Table {
  return {
    columns: ["recommendation_id", "recommendation", "voice_id", "voice", "kind", ...stances],
    rows: tallied.flatMap(({ id, label, voices }) =>
      voices.map((voice) => [id, label, voice.id, voice.label, voice.kind, ...stances.map((stance) => voice.stances[stance])]),
    ),
  };
}

/** Returns a table with a line for each pair. */
export function pairsTable(pairs: readonly Pair[], find: (id: string) => Tallied): Table {
  return {
    columns: ["a_id", "a", ...stances.map((stance) => `a_${stance}`), "b_id", "b", ...stances.map((stance) => `b_${stance}`)],
    rows: pairs.map((pair) =>
      pair.flatMap((id) => {
        const { label, counts } = find(id);
        return [id, label, ...stances.map((stance) => counts[stance])];
      }),
    ),
  };
}

/** Returns a table with a line for each tie. */
export function tiesTable(ties: readonly Tie[]): Table {
  return {
    columns: ["a_id", "a", "b_id", "b", "weight", "congruence", "conflict", "mixed", "shared"],
    rows: ties.map(({ a, b, weight, congruence, conflict, mixed, sharedCount }) => [a.id, a.label, b.id, b.label, weight, congruence, conflict, mixed, sharedCount]),
  };
}

/** Returns the ties as a network without directions. */
export function tiesNetwork(ties: readonly Tie[]): Omit<Network, "title" | "note"> {
  const voices = new Map(ties.flatMap(({ a, b }) => [a, b]).map((voice) => [voice.id, voice]));
  return {
    nodes: [...voices.values()].map(({ id, label }) => ({ id, label, attributes: { kind: kindOf(id) } })),
    edges: ties.map(({ a, b, weight, congruence, conflict, mixed }) => ({
      source: a.id,
      target: b.id,
      directed: false,
      weight,
      attributes: { congruence, conflict, mixed },
    })),
  };
}

const rowHeight = 22;
const nameWidth = 400;
const arcWidth = 320;

/** Returns the network as a drawing: names in a column, arcs beside it. */
export function arcsFigure({ voices, arcs, max }: Arcs, palette: Palette, words: { readonly congruence: string; readonly conflict: string }): Figure {
  const stroke = (conflict: boolean): Record<string, string> =>
    conflict ? { stroke: palette["against"] ?? palette.ink, "stroke-dasharray": "6 3" } : { stroke: palette["for"] ?? palette.ink };
  const names = voices.map(({ label, place }) => {
    const y = (place + 0.5) * rowHeight;
    return (
      textAt(nameWidth - 16, y + 4, clip(label, nameWidth - 48, 12), { "font-size": 12, "text-anchor": "end", fill: palette.ink }) +
      element("circle", { cx: nameWidth - 6, cy: y, r: 3.5, fill: palette.inkSoft })
    );
  });
  const drawn = arcs.map((arc) =>
    element("path", {
      d: arcPath(arc, voices.length, arcWidth, rowHeight),
      fill: "none",
      "stroke-width": strokeOf(arc, max),
      "stroke-opacity": 0.7,
      ...stroke(arc.conflict),
    }),
  );
  const entry = (conflict: boolean, text: string): LegendEntry => ({
    sign: element("path", { d: "M0 7h22", fill: "none", "stroke-width": 3, ...stroke(conflict) }),
    text,
  });
  return {
    width: nameWidth + arcWidth,
    height: voices.length * rowHeight,
    body: names.join("\n") + element("g", { transform: `translate(${nameWidth.toString()} 0)` }, drawn.join("\n")),
    legend: [
      ...(arcs.some(({ conflict }) => !conflict) ? [entry(false, words.congruence)] : []),
      ...(arcs.some(({ conflict }) => conflict) ? [entry(true, words.conflict)] : []),
    ],
  };
}

const unit = 9;

/** Words of the drawing of units. */
export interface UnitWords {
  readonly kinds: Readonly<Record<(typeof voiceKinds)[number], string>>;
  readonly stances: Readonly<Record<Stance, string>>;
}

/** Returns the voices by recommendation as a drawing in units: a square for each voice, filled, hollow or half by stance. */
export function unitsFigure(tallied: readonly Tallied[], palette: Palette, words: UnitWords): Figure {
  const column = 190;
  const lines = tallied.map((one) => Math.max(1, ...voiceKinds.map((kind) => stances.filter((stance) => one.byKind[kind][stance] > 0).length)));
  let y = 28;
  const rows = tallied.map((one, index) => {
    const top = y;
    y += (lines[index] ?? 1) * 16 + 6;
    return (
      textAt(0, top + 11, clip(one.label, nameWidth - 12, 12), { "font-size": 12, fill: palette.ink }) +
      voiceKinds
        .map((kind, place) =>
          stances
            .filter((stance) => one.byKind[kind][stance] > 0)
            .map((stance, line) => unitLine(nameWidth + place * column, top + line * 16, stance, one.byKind[kind][stance], palette))
            .join(""),
        )
        .join("")
    );
  });
  return {
    width: nameWidth + 3 * column,
    height: y,
    body:
      voiceKinds
        .map((kind, place) => textAt(nameWidth + place * column, 11, words.kinds[kind], { "font-size": 12, fill: palette.inkSoft }))
        .join("") + rows.join("\n"),
    legend: stances.map((stance) => ({ sign: unitMark(7, 3, stance, palette), text: `${stanceSigns[stance]} ${words.stances[stance]}` })),
  };
}

function unitLine(x: number, y: number, stance: Stance, count: number, palette: Palette): string {
  const shown = Math.min(count, 14);
  return (
    textAt(x, y + 11, stanceSigns[stance], { "font-size": 12, fill: palette.ink }) +
    Array.from({ length: shown }, (_, index) => unitMark(x + 12 + index * (unit + 2), y + 2, stance, palette)).join("") +
    textAt(x + 16 + shown * (unit + 2), y + 11, count.toString(), { "font-size": 12, fill: palette.ink })
  );
}

function unitMark(x: number, y: number, stance: Stance, palette: Palette): string {
  const color = palette[stance] ?? palette.ink;
  const fill = stance === "for" ? color : stance === "against" ? "none" : color;
  return element("rect", {
    x: x + 0.75,
    y: y + (stance === "mixed" ? unit / 2 : 0.75),
    width: unit - 1.5,
    height: stance === "mixed" ? unit / 2 - 0.75 : unit - 1.5,
    fill,
    stroke: color,
    "stroke-width": 1.5,
  });
}
