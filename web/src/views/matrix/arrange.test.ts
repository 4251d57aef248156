// The matrix is ordered as its address says, people by name whatever it says, and its shades grow with its counts.
import { describe, expect, test } from "vitest";
import type { MatrixQuery } from "../../api/documents.ts";
import { arrange, heatOf, heatScale, heatSteps } from "./arrange.ts";
import { moved } from "./move.ts";
import { fitsAxis, matrixCodec, settled, together, type MatrixState } from "./state.ts";

const line = (id: string, label: string, count: number, order?: number): MatrixQuery["matrix"]["rows"][number] => ({
  node: order === undefined ? { id, label } : { id, label, order },
  count,
  direct: count,
});

const cell = (row: number, column: number, count: number): MatrixQuery["matrix"]["cells"][number] => ({ row, column, count, direct: count, stances: null });

const matrix: MatrixQuery["matrix"] = {
  rows: [line("issue:b", "Élan", 5), line("issue:a", "Eau", 5), line("issue:c", "Zone", 9)],
  columns: [line("person:x", "Zoé", 8), line("collective:t", "Table", 2), line("person:y", "Ada", 1), line("organization:o", "Orga", 6)],
  cells: [cell(0, 0, 4), cell(0, 3, 1), cell(1, 1, 2), cell(2, 0, 4), cell(2, 2, 1), cell(2, 3, 5)],
  count: 17,
  rowsCut: 0,
  columnsCut: 0,
};

const state: MatrixState = { ...matrixCodec.initial, rows: "issue", columns: "voice" };
const ids = (lines: readonly { readonly id: string }[]): string[] => lines.map(({ id }) => id);

describe("arrange", () => {
  test("the largest counts come first, equal ones by name as the language compares it", () => {
    expect(ids(arrange(matrix, state, "fr-CA").rows)).toEqual(["issue:c", "issue:a", "issue:b"]);
  });

  test("people come last and by name, whatever they said and whatever is asked", () => {
    const expected = ["organization:o", "collective:t", "person:y", "person:x"];
    expect(ids(arrange(matrix, state, "en-CA").columns)).toEqual(expected);
    expect(ids(arrange(matrix, { ...state, along: "issue:b" }, "en-CA").columns)).toEqual(expected);
  });

  test("a column orders the rows by its counts", () => {
    expect(ids(arrange(matrix, { ...state, by: "collective:t" }, "en-CA").rows)).toEqual(["issue:a", "issue:c", "issue:b"]);
  });

  test("cells are found where their row and column went", () => {
    const arranged = arrange(matrix, state, "en-CA");
    expect(arranged.at(0, 0)?.count).toBe(5);
    expect(arranged.at(1, 0)).toBeUndefined();
    expect(arranged.cells.map(({ row, column, count }) => [row.id, column.id, count])).toEqual([
      ["issue:c", "organization:o", 5],
      ["issue:c", "person:y", 1],
      ["issue:c", "person:x", 4],
      ["issue:a", "collective:t", 2],
      ["issue:b", "organization:o", 1],
      ["issue:b", "person:x", 4],
    ]);
  });

  test("sessions are in the order of the event unless they are asked for otherwise", () => {
    const sessions = { ...matrix, rows: [line("session:b", "B", 9, 2), line("session:c", "A", 5, 3), line("session:a", "C", 1, 1)] };
    const at = (order: MatrixState["order"]): string[] => ids(arrange(sessions, { ...state, rows: "session", order }, "en-CA").rows);
    expect(at("auto")).toEqual(["session:a", "session:b", "session:c"]);
    expect(at("total")).toEqual(["session:b", "session:c", "session:a"]);
    expect(at("name")).toEqual(["session:c", "session:b", "session:a"]);
  });
});

describe("heat", () => {
  test.each([
    [0, []],
    [1, [1]],
    [3, [1, 2, 3]],
    [5, [1, 2, 3, 4, 5]],
    [22, [1, 2, 5, 10, 22]],
  ])("up to %i the steps end at %j", (max, scale) => {
    expect(heatScale(max)).toEqual(scale);
  });

  test("a larger count is never lighter, and the largest is the darkest where there are several", () => {
    for (let max = 2; max <= 200; max++) {
      const scale = heatScale(max);
      const steps = Array.from({ length: max }, (_, count) => heatOf(count + 1, scale));
      expect(steps).toEqual([...steps].sort((a, b) => a - b));
      expect(steps.at(-1)).toBe(heatSteps);
    }
    expect(heatOf(0, heatScale(9))).toBe(0);
  });
});

describe("moved", () => {
  test.each([
    ["ArrowRight", 0, 0, 0, 1],
    ["ArrowLeft", 0, 0, 0, -1],
    ["ArrowUp", 0, 0, -1, 0],
    ["ArrowUp", 0, -1, 0, -1],
    ["ArrowLeft", -1, 0, -1, 0],
    ["ArrowDown", 19, 2, 19, 2],
    ["PageDown", 3, 2, 13, 2],
    ["PageUp", 3, 2, 0, 2],
    ["Home", 3, 2, 3, -1],
    ["Home", -1, 2, -1, 0],
    ["End", 3, 0, 3, 4],
    ["Control+Home", 3, 2, 0, 0],
    ["Control+End", 0, 0, 19, 4],
    ["x", 3, 2, 3, 2],
  ])("%s leads from %i %i to %i %i", (key, row, column, toRow, toColumn) => {
    expect(moved({ row, column }, key, 20, 5)).toEqual({ row: toRow, column: toColumn });
  });
});

test("a node fits the axis of its kind, and a voice that of voices", () => {
  expect([fitsAxis("issue", "issue:a"), fitsAxis("voice", "person:a"), fitsAxis("voice", "issue:a"), fitsAxis("person", "organization:a")]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

describe("settled", () => {
  test("axes that both say who spoke, or are the same, do not go together", () => {
    expect([together("issue", "voice"), together("voice", "person"), together("issue", "issue")]).toEqual([true, false, false]);
    expect(settled({ ...state, rows: "organization", columns: "voice" }).columns).toBe("issue");
    expect(settled({ ...state, rows: "issue", columns: "issue" }).columns).toBe("recommendation");
  });
});
