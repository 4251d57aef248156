// Voices are counted once for a stance, by kind; people are named by name; the arcs are the same for the same ties.
import { describe, expect, test } from "vitest";
import type { PositionsQuery } from "../../api/documents.ts";
import { arcPath, arcsOf, type Tie } from "./arcs.ts";
import { tiesTable } from "./export.ts";
import { ordered, pairsOf, takers, tally } from "./tally.ts";

type Position = PositionsQuery["coalition"]["positions"][number];

const position = (voice: string, recommendation: string, [pro, against, mixed]: [number, number, number]): Position => ({
  voice: { id: voice, label: voice.slice(voice.indexOf(":") + 1) },
  recommendation: { id: `recommendation:${recommendation}`, label: recommendation },
  stances: { for: pro, against, mixed },
});

const positions = [
  position("person:zoe", "one", [3, 0, 0]),
  position("person:ada", "one", [1, 0, 0]),
  position("organization:o", "one", [1, 1, 0]),
  position("collective:t", "two", [0, 0, 2]),
];

describe("tally", () => {
  test("a voice counts once for each stance that it takes, however often it takes it", () => {
    const [one, two] = tally(positions, []);
    expect([one?.counts, one?.contested]).toEqual([{ for: 3, against: 1, mixed: 0 }, true]);
    expect(one?.byKind).toEqual({
      organization: { for: 1, against: 1, mixed: 0 },
      collective: { for: 0, against: 0, mixed: 0 },
      person: { for: 2, against: 0, mixed: 0 },
    });
    expect([two?.counts, two?.contested]).toEqual([{ for: 0, against: 0, mixed: 1 }, false]);
  });

  test("only voices of the kinds asked for count, and what they say nothing of is left out", () => {
    expect(tally(positions, ["collective"]).map(({ id }) => id)).toEqual(["recommendation:two"]);
  });

  test("voices that take a stance are told by kind and name, not by how often they do", () => {
    expect(takers(tally(positions, [])[0]?.voices ?? [], "for", "en-CA").map(({ id }) => id)).toEqual(["organization:o", "person:ada", "person:zoe"]);
  });

  test("recommendations are ordered by voices or by name", () => {
    const labels = (order: "voices" | "name"): string[] =>
      ordered(tally([...positions].reverse(), []), order, "en-CA").map(({ label }) => label);
    expect(labels("voices")).toEqual(["one", "two"]);
    expect(labels("name")).toEqual(["one", "two"]);
  });

  test("each pair of rivals is told once, from whichever side it is read", () => {
    const rival = (id: string, ...others: string[]): Parameters<typeof pairsOf>[0][number] => ({ id, contradicts: { nodes: others.map((other) => ({ id: other })) } });
    expect(pairsOf([rival("b", "a", "c"), rival("a", "b"), rival("c", "b")])).toEqual([
      ["a", "b"],
      ["b", "c"],
    ]);
  });
});

const tie = (a: string, b: string, weight: number): Tie => ({
  a: { id: a, label: a },
  b: { id: b, label: b },
  weight,
  congruence: 1,
  conflict: 0,
  mixed: 0,
  sharedCount: 1,
  shared: [],
});

describe("arcs", () => {
  const ties = [tie("person:a", "person:z", 2), tie("collective:t", "person:a", 1), tie("organization:o", "person:z", -3)];

  test("kinds stay together, heavy ties are short, and each leads from the upper to the lower voice", () => {
    const { voices, arcs, max } = arcsOf(ties, "subtract");
    expect(voices.map(({ id, ties: count }) => [id, count])).toEqual([
      ["organization:o", 1],
      ["collective:t", 1],
      ["person:z", 2],
      ["person:a", 2],
    ]);
    expect(arcs.map(({ from, to, conflict }) => [from.id, to.id, conflict])).toEqual([
      ["collective:t", "person:a", false],
      ["person:z", "person:a", false],
      ["organization:o", "person:z", true],
    ]);
    expect(max).toBe(3);
  });

  test("the same ties give the same picture in whatever order they come", () => {
    expect(arcsOf([...ties].reverse(), "congruence")).toEqual(arcsOf(ties, "congruence"));
    expect(arcPath(arcsOf(ties, "congruence").arcs[0] ?? expect.fail(), 4, 100, 1)).toMatch(/^M0 [\d.]+C[\d. ]+$/);
  });

  test("without ties there is nothing to draw", () => {
    expect(arcsOf([], "congruence")).toEqual({ voices: [], arcs: [], max: 0 });
  });

  test("negative weights stay numbers in a table", () => {
    expect(tiesTable(ties).rows[2]?.[4]).toBe(-3);
  });
});
