// The picture of the start view: voices on the left, issues on the right, a line where one raised the other.
// Pure: an answer becomes names with their place in the columns, and lines between places.
import type { StartMatrixFragment } from "../api/documents.ts";

/** A voice or an issue in its column. */
export interface Entry {
  readonly id: string;
  readonly label: string;
  /** Statements, as the matrix counts them for the whole row or column. */
  readonly count: number;
  /** The place in its column, from 0. */
  readonly place: number;
}

/** A voice raised an issue. */
export interface Line {
  readonly voice: Entry;
  readonly issue: Entry;
  readonly count: number;
  /** How many of them the voice made itself; 0 if all are its members'. */
  readonly direct: number;
}

/** The whole picture. */
export interface Bipartite {
  readonly voices: readonly Entry[];
  readonly issues: readonly Entry[];
  readonly lines: readonly Line[];
}

/** How many of each to show at most. */
export interface Limits {
  readonly organizations: number;
  readonly collectives: number;
  readonly issues: number;
}

/**
 * Returns the picture of the voices and issues with the most statements. Issues are chosen by the statements of the voices
 * shown; a voice that raised none of them is left out. Each column is then ordered so that lines cross little: starting from
 * counts, by the mean place of the other ends, a few times over. The same answer gives the same picture.
 */
export function bipartite(organizations: StartMatrixFragment, collectives: StartMatrixFragment, limits: Limits): Bipartite {
  const cells = [...cellsOf(organizations, limits.organizations), ...cellsOf(collectives, limits.collectives)];
  const totals = new Map<string, number>();
  for (const { column, count } of cells) {
    totals.set(column.node.id, (totals.get(column.node.id) ?? 0) + count);
  }
  const chosen = new Set(
    [...totals]
      .sort(([a, x], [b, y]) => y - x || compare(a, b))
      .slice(0, limits.issues)
      .map(([id]) => id),
  );
  const kept = cells.filter(({ column }) => chosen.has(column.node.id));
  let voices = [...new Map(kept.map(({ row }) => [row.node.id, row])).values()];
  let issues = [...new Map(kept.map(({ column }) => [column.node.id, column])).values()];
  issues.sort((a, b) => (totals.get(b.node.id) ?? 0) - (totals.get(a.node.id) ?? 0) || compare(a.node.id, b.node.id));
  for (let round = 0; round < 4; round++) {
    voices = byMeanPlace(voices, issues, kept.map(({ row, column, count }) => [row.node.id, column.node.id, count]));
    issues = byMeanPlace(issues, voices, kept.map(({ row, column, count }) => [column.node.id, row.node.id, count]));
  }
  const voiceAt = entries(voices);
  const issueAt = entries(issues);
  const lines = kept.flatMap(({ row, column, count, direct }) => {
    const voice = voiceAt.get(row.node.id);
    const issue = issueAt.get(column.node.id);
    return voice && issue ? [{ voice, issue, count, direct }] : [];
  });
  return { voices: [...voiceAt.values()], issues: [...issueAt.values()], lines };
}

type MatrixLine = StartMatrixFragment["rows"][number];

interface Cell {
  readonly row: MatrixLine;
  readonly column: MatrixLine;
  readonly count: number;
  readonly direct: number;
}

function cellsOf(matrix: StartMatrixFragment, rows: number): Cell[] {
  return matrix.cells.flatMap((cell) => {
    const row = matrix.rows[cell.row];
    const column = matrix.columns[cell.column];
    return row && column && cell.row < rows ? [{ row, column, count: cell.count, direct: cell.direct }] : [];
  });
}

// byMeanPlace sorts lines by the mean place of what they are tied to, weighted by the statements of the ties.
function byMeanPlace(lines: MatrixLine[], others: readonly MatrixLine[], ties: readonly (readonly [string, string, number])[]): MatrixLine[] {
  const place = new Map(others.map(({ node }, index) => [node.id, index]));
  const sums = new Map<string, { weight: number; sum: number }>();
  for (const [own, other, count] of ties) {
    const before = sums.get(own) ?? { weight: 0, sum: 0 };
    sums.set(own, { weight: before.weight + count, sum: before.sum + count * (place.get(other) ?? 0) });
  }
  const mean = ({ node }: MatrixLine): number => {
    const { weight, sum } = sums.get(node.id) ?? { weight: 1, sum: 0 };
    return sum / weight;
  };
  return [...lines].sort((a, b) => mean(a) - mean(b) || compare(a.node.id, b.node.id));
}

function entries(lines: readonly MatrixLine[]): Map<string, Entry> {
  return new Map(lines.map(({ node, count }, place) => [node.id, { id: node.id, label: node.label, count, place }]));
}

// By code unit, so that the order is the same in every browser.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
