// Orders the rows and columns of an answer, and finds its cells.
// Pure: an answer and an order in, places out. People are by name whatever is asked for: nothing ranks people.
import type { MatrixLineItemFragment, MatrixQuery } from "../../api/documents.ts";
import { kindOf } from "../../graph/kind.ts";
import type { Axis, MatrixState, Order } from "./state.ts";

/** A row or a column in its place. */
export interface Line {
  readonly id: string;
  readonly label: string;
  /** The count over everything that crosses it, also what is not shown. */
  readonly count: number;
}

/** Where a row and a column meet. */
export interface Cell {
  readonly row: Line;
  readonly column: Line;
  readonly count: number;
  /** How much of it did not come through people of an organization. */
  readonly direct: number;
  readonly stances: { readonly for: number; readonly against: number; readonly mixed: number } | null;
}

/** A matrix in its order. */
export interface Arranged {
  readonly rows: readonly Line[];
  readonly columns: readonly Line[];
  /** Returns the cell at a row and a column, both from 0; undefined where nobody said anything. */
  readonly at: (row: number, column: number) => Cell | undefined;
  readonly cells: readonly Cell[];
  /** The largest count of a cell; 0 without cells. */
  readonly max: number;
}

/** Returns the matrix in the order of the state; names are compared as locale does. */
export function arrange(matrix: MatrixQuery["matrix"], state: MatrixState, locale: string): Arranged {
  const counts = new Map<string, number>();
  for (const { row, column, count } of matrix.cells) {
    counts.set(`${row.toString()} ${column.toString()}`, count);
  }
  const countAt = (row: number, column: number): number => counts.get(`${row.toString()} ${column.toString()}`) ?? 0;
  const by = matrix.columns.findIndex(({ node }) => node.id === state.by);
  const along = matrix.rows.findIndex(({ node }) => node.id === state.along);
  const rowAt = places(matrix.rows, state.rows, state.order, by < 0 ? null : (row) => countAt(row, by), locale);
  const columnAt = places(matrix.columns, state.columns, state.across, along < 0 ? null : (column) => countAt(along, column), locale);
  const rows = rowAt.map((index) => lineOf(matrix.rows[index]));
  const columns = columnAt.map((index) => lineOf(matrix.columns[index]));
  const newRow = invert(rowAt);
  const newColumn = invert(columnAt);
  const grid = new Map<string, Cell>();
  for (const cell of matrix.cells) {
    const [r, c] = [newRow[cell.row], newColumn[cell.column]];
    const [row, column] = [rows[r ?? -1], columns[c ?? -1]];
    if (r !== undefined && c !== undefined && row && column) {
      grid.set(`${r.toString()} ${c.toString()}`, { row, column, count: cell.count, direct: cell.direct, stances: cell.stances });
    }
  }
  const at = (row: number, column: number): Cell | undefined => grid.get(`${row.toString()} ${column.toString()}`);
  const cells = rows.flatMap((_, r) => columns.flatMap((__, c) => at(r, c) ?? []));
  return { rows, columns, at, cells, max: Math.max(0, ...cells.map(({ count }) => count)) };
}

// places returns indexes of lines in their new order.
function places(
  lines: readonly MatrixLineItemFragment[],
  axis: Axis,
  order: Order,
  crossing: ((index: number) => number) | null,
  locale: string,
): number[] {
  const collator = new Intl.Collator(locale, { numeric: true });
  const byName = (a: MatrixLineItemFragment, b: MatrixLineItemFragment): number =>
    collator.compare(a.node.label, b.node.label) || (a.node.id < b.node.id ? -1 : 1);
  const event = (line: MatrixLineItemFragment): number => ("order" in line.node ? line.node.order : 0);
  const compare = (i: number, j: number): number => {
    const [a, b] = [lines[i], lines[j]];
    if (!a || !b) {
      return 0;
    }
    const people = Number(kindOf(a.node.id) === "person") - Number(kindOf(b.node.id) === "person");
    if (people !== 0) {
      return people;
    }
    if (kindOf(a.node.id) === "person") {
      return byName(a, b);
    }
    if (crossing) {
      return crossing(j) - crossing(i) || b.count - a.count || byName(a, b);
    }
    if (axis === "session" && order === "auto") {
      return event(a) - event(b) || byName(a, b);
    }
    return order === "name" ? byName(a, b) : b.count - a.count || byName(a, b);
  };
  return lines.map((_, index) => index).sort(compare);
}

function invert(places: readonly number[]): number[] {
  const inverse: number[] = [];
  places.forEach((from, to) => {
    inverse[from] = to;
  });
  return inverse;
}

function lineOf(line: MatrixLineItemFragment | undefined): Line {
  return line ? { id: line.node.id, label: line.node.label, count: line.count } : { id: "", label: "", count: 0 };
}

/** The number of steps of lightness. */
export const heatSteps = 5;

/**
 * Returns the largest count of each step of lightness up to max, smallest first, each larger than the one before: 1 by itself,
 * then growing by a constant factor, for few cells are large. Fewer than heatSteps if there are fewer counts.
 */
export function heatScale(max: number): number[] {
  const scale: number[] = [];
  for (let step = 0; step < heatSteps; step++) {
    const bound = Math.round(max ** (step / (heatSteps - 1)));
    const last = scale.at(-1) ?? 0;
    if (last < max) {
      scale.push(step === heatSteps - 1 ? max : Math.min(max, Math.max(bound, last + 1)));
    }
  }
  return scale;
}

/** Returns the step of a count on a scale, from 1; 0 for no count. Steps are spread over all lightnesses. */
export function heatOf(count: number, scale: readonly number[]): number {
  if (count <= 0 || scale.length === 0) {
    return 0;
  }
  const index = scale.findIndex((bound) => count <= bound);
  const step = index < 0 ? scale.length - 1 : index;
  return scale.length === 1 ? 2 : 1 + Math.round((step * (heatSteps - 1)) / (scale.length - 1));
}
