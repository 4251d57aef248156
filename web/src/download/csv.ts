// Writes tables as CSV (RFC 4180), safe to open in a spreadsheet.
// Pure: rows in, text out.

/** A value of a table; null is an empty cell. */
export type Cell = string | number | null;

/** A table as it is exported: names of columns, and rows of as many cells. */
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

// What a spreadsheet may take for a formula, and run: a sign in any width, behind any white space and characters that are
// not seen, which some programs drop; or a tab or line break to begin with. web/pages/fileformat.go has the same rule.
const formula = /^(?:[\t\r\n]|[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]*[=+\-@＝＋－＠﹦﹢﹣﹫−])/u;

/**
 * Returns the table as CSV: a line of names, a line for each row, each ended by CR LF. Text that a spreadsheet would take for
 * a formula has an apostrophe before it; numbers stay numbers, also negative ones.
 */
export function csv({ columns, rows }: Table): string {
  return [columns, ...rows].map((row) => row.map(field).join(",") + "\r\n").join("");
}

function field(cell: Cell): string {
  if (cell === null) {
    return "";
  }
  if (typeof cell === "number") {
    return cell.toString();
  }
  const text = formula.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
