// The start view shows the voices and issues with the most statements, in an order in which lines cross little.
import { expect, test } from "vitest";
import type { StartMatrixFragment } from "../api/documents.ts";
import { bipartite } from "./bipartite.ts";

const matrix = (rows: readonly string[], columns: readonly string[], cells: readonly (readonly [number, number, number, number])[]): StartMatrixFragment => ({
  rows: rows.map((id) => ({ node: { id, label: id }, count: 1 })),
  columns: columns.map((id) => ({ node: { id, label: id }, count: 2 })),
  cells: cells.map(([row, column, count, direct]) => ({ row, column, count, direct })),
});

test("issues are chosen by the statements of the voices shown, and lines do not cross where they need not", () => {
  const organizations = matrix(["organization:a", "organization:b", "organization:cut"], ["issue:x", "issue:y", "issue:z"], [
    [0, 1, 5, 0],
    [1, 0, 4, 4],
    [1, 2, 1, 1],
    [2, 2, 90, 90],
  ]);
  const collectives = matrix(["collective:c"], ["issue:y"], [[0, 0, 3, 3]]);
  const picture = bipartite(organizations, collectives, { organizations: 2, collectives: 5, issues: 2 });
  expect(picture.issues.map(({ id }) => id)).toEqual(["issue:y", "issue:x"]);
  expect(picture.voices.map(({ id }) => id)).toEqual(["collective:c", "organization:a", "organization:b"]);
  expect(picture.lines.map(({ voice, issue, count, direct }) => [voice.place, issue.place, count, direct])).toEqual([
    [1, 0, 5, 0],
    [2, 1, 4, 4],
    [0, 0, 3, 3],
  ]);
});

test("nothing raised is an empty picture", () => {
  const nothing = matrix([], [], []);
  expect(bipartite(nothing, nothing, { organizations: 5, collectives: 5, issues: 5 })).toEqual({ voices: [], issues: [], lines: [] });
});
