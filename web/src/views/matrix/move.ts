// Where a key leads in a table of rows and columns. Headers are row or column -1; the corner is no place.
// Pure: a place and a key in, a place out.

/** A cell, or a header with -1. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

const pageRows = 10;

/**
 * Returns the place that the key leads to from another, within a table of so many rows and columns; the same one for a key
 * that leads nowhere. The corner, which holds nothing, is passed over.
 */
export function moved({ row, column }: Place, key: string, rows: number, columns: number): Place {
  const next = ((): Place => {
    switch (key) {
      case "ArrowUp":
        return { row: row - 1, column };
      case "ArrowDown":
        return { row: row + 1, column };
      case "ArrowLeft":
        return { row, column: column - 1 };
      case "ArrowRight":
        return { row, column: column + 1 };
      case "PageUp":
        return { row: Math.max(row - pageRows, 0), column };
      case "PageDown":
        return { row: row + pageRows, column };
      case "Home":
        return { row, column: row < 0 ? 0 : -1 };
      case "End":
        return { row, column: columns - 1 };
      case "Control+Home":
        return { row: 0, column: 0 };
      case "Control+End":
        return { row: rows - 1, column: columns - 1 };
      default:
        return { row, column };
    }
  })();
  const within = {
    row: Math.min(Math.max(next.row, -1), rows - 1),
    column: Math.min(Math.max(next.column, -1), columns - 1),
  };
  return within.row < 0 && within.column < 0 ? { row, column } : within;
}
