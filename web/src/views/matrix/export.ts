// The matrix as files: a table with a line for each cell, the data as JSON, and the heat map as a drawing.
// Pure: what is on the screen in, text out.
import type { Table } from "../../download/csv.ts";
import { clip, element, textAt, wrap, type Figure, type LegendEntry, type Palette } from "../../download/svg.ts";
import { stances, stanceSigns, type Stance } from "../../settings.ts";
import { heatOf, heatScale, heatSteps, type Arranged, type Cell } from "./arrange.ts";
import type { MatrixState } from "./state.ts";

/** The tokens that the drawing takes its colors from. */
export const colors = [
  ...Array.from({ length: heatSteps }, (_, index) => [`heat-${(index + 1).toString()}`, `heat-${(index + 1).toString()}-ink`]).flat(),
  ...stances,
  ...stances.map((stance) => `held-${stance}`),
  "held-several",
];

/** Returns the cells as a table, row by row in the order of the screen; cells that nobody filled are left out. */
export function matrixTable({ cells }: Arranged, measure: MatrixState["measure"]): Table {
  const positions = cells.some((cell) => cell.stances !== null);
  return {
    columns: ["row_id", "row", "column_id", "column", measure, ...(positions ? stances : ["own"])],
    rows: cells.map(({ row, column, count, direct, stances: held }) => [
      row.id,
      row.label,
      column.id,
      column.label,
      count,
      ...(positions ? stances.map((stance) => held?.[stance] ?? 0) : [direct]),
    ]),
  };
}

/** Returns what JSON holds of the matrix. */
export function matrixJson({ rows, columns, cells }: Arranged, state: MatrixState): unknown {
  return {
    measure: state.measure,
    rows,
    columns,
    cells: cells.map(({ row, column, count, direct, stances: held }) => ({ row: row.id, column: column.id, count, direct, stances: held })),
  };
}

/** Words of the drawing that are not names. */
export interface MatrixWords {
  readonly stances: Readonly<Record<Stance, string>>;
  readonly through: string;
}

const cellWidth = 34;
const cellHeight = 26;
const nameWidth = 270;
const nameHeight = 150;

/** Returns the heat map as a drawing. */
export function matrixFigure(arranged: Arranged, palette: Palette, words: MatrixWords): Figure {
  const { rows, columns, at, max } = arranged;
  const scale = heatScale(max);
  const cells = rows.flatMap((_, r) =>
    columns.map((__, c) => {
      const cell = at(r, c);
      const [x, y] = [nameWidth + c * cellWidth, nameHeight + r * cellHeight];
      return cell ? drawCell(cell, x, y, scale, palette) : emptyCell(x, y, palette);
    }),
  );
  const held = arranged.cells.some((cell) => cell.stances !== null);
  return {
    width: nameWidth + columns.length * cellWidth,
    height: nameHeight + rows.length * cellHeight,
    body: [
      ...columns.map(({ label }, c) => columnName(label, nameWidth + c * cellWidth + cellWidth / 2, palette)),
      ...rows.map(({ label, count }, r) => {
        const y = nameHeight + r * cellHeight + cellHeight / 2 + 4;
        return (
          textAt(0, y, clip(label, nameWidth - 48, 12), { "font-size": 12, fill: palette.ink }) +
          textAt(nameWidth - 10, y, count.toString(), { "font-size": 12, "text-anchor": "end", fill: palette.inkSoft })
        );
      }),
      ...cells,
    ].join("\n"),
    legend: held ? stanceLegend(palette, words) : heatLegend(scale, palette, words),
  };
}

function columnName(label: string, x: number, palette: Palette): string {
  const lines = wrap(label, nameHeight - 12, 11).slice(0, 2);
  const texts = lines.map((line, index) =>
    textAt(0, (index - (lines.length - 1) / 2) * 13 + 4, clip(line, nameHeight - 12, 11), { "font-size": 11, fill: palette.ink }),
  );
  return element("g", { transform: `translate(${x.toString()} ${(nameHeight - 8).toString()}) rotate(-90)` }, texts.join(""));
}

function box(x: number, y: number, fill: string): string {
  return element("rect", { x: x + 1, y: y + 1, width: cellWidth - 2, height: cellHeight - 2, fill });
}

function emptyCell(x: number, y: number, palette: Palette): string {
  return element("rect", { x: x + 1.5, y: y + 1.5, width: cellWidth - 3, height: cellHeight - 3, fill: "none", stroke: palette.rule, "stroke-width": 0.5 });
}

function drawCell({ count, direct, stances: held }: Cell, x: number, y: number, scale: readonly number[], palette: Palette): string {
  const middle = { x: x + cellWidth / 2, y: y + cellHeight / 2 + 4 };
  const style = { "font-size": 12, "text-anchor": "middle" };
  if (!held) {
    const step = `heat-${heatOf(count, scale).toString()}`;
    const ink = palette[`${step}-ink`] ?? palette.ink;
    const through = direct === 0 ? { "font-style": "italic" } : {};
    return box(x, y, palette[step] ?? palette.paper) + textAt(middle.x, middle.y, count.toString(), { ...style, ...through, fill: ink });
  }
  const taken = stances.filter((stance) => held[stance] > 0);
  const fill = palette[taken.length === 1 ? `held-${taken[0] ?? ""}` : "held-several"] ?? palette.paper;
  const text = taken.map((stance) => `${stanceSigns[stance]}${held[stance].toString()}`).join(" ");
  return box(x, y, fill) + textAt(middle.x, middle.y, text, { ...style, "font-size": taken.length > 1 ? 10 : 12, fill: palette.ink });
}

function heatLegend(scale: readonly number[], palette: Palette, words: MatrixWords): LegendEntry[] {
  const steps = scale.map((bound, index) => {
    const from = (scale[index - 1] ?? 0) + 1;
    const fill = palette[`heat-${heatOf(bound, scale).toString()}`] ?? palette.paper;
    return { sign: element("rect", { width: 22, height: 14, fill }), text: from === bound ? bound.toString() : `${from.toString()}–${bound.toString()}` };
  });
  const italic = textAt(11, 11, "1", { "font-size": 12, "font-style": "italic", "text-anchor": "middle", fill: palette.ink });
  return [...steps, { sign: italic, text: words.through }];
}

function stanceLegend(palette: Palette, words: MatrixWords): LegendEntry[] {
  return stances.map((stance) => ({
    sign:
      element("rect", { width: 22, height: 14, fill: palette[`held-${stance}`] ?? palette.paper }) +
      textAt(11, 11, stanceSigns[stance], { "font-size": 12, "text-anchor": "middle", fill: palette.ink }),
    text: words.stances[stance],
  }));
}
