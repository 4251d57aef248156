// French spaces and apostrophes are set where they belong, and nowhere else; files have what the graph has.
import { describe, expect, test } from "vitest";
import { asInGraph, french, frenchAnswer, frenchSpaces } from "./typography.ts";

describe("frenchSpaces", () => {
  test.each([
    ["Pour : {recommendation}", "Pour\u00a0: {recommendation}"],
    ["Qui a soulevé quoi?", "Qui a soulevé quoi?"],
    ["« {text} », rien", "«\u00a0{text}\u00a0», rien"],
    ["un; deux", "un; deux"],
    ["{n, plural, one {# nom} other {# noms}}", "{n, plural, one {# nom} other {# noms}}"],
    ["Les touches seules ( / ? w c ) agissent", "Les touches seules ( / ? w c ) agissent"],
    ["2:30", "2:30"],
  ])("%s", (message, want) => {
    expect(frenchSpaces(message)).toBe(want);
  });
});

describe("french", () => {
  test.each([
    ["Mesures d'aide", "Mesures d’aide"],
    ["L'État : s'il l'a", "L’État\u00a0: s’il l’a"],
    ["'entre guillemets'", "'entre guillemets'"],
    ["Déjà l’État", "Déjà l’État"],
  ])("%s", (text, want) => {
    expect(french(text)).toBe(want);
  });
});

const answer = {
  node: { id: "issue:l'a", label: "L'aide", aliases: ["L'appui"], definition: null, count: 2 },
  all: [{ sentence: "L'un a soulevé : l'aide", summary: "It's theirs" }],
};

test("an answer's texts are set, not its ids, numbers and English summaries", () => {
  expect(frenchAnswer(answer)).toEqual({
    node: { id: "issue:l'a", label: "L’aide", aliases: ["L'appui"], definition: null, count: 2 },
    all: [{ sentence: "L’un a soulevé\u00a0: l’aide", summary: "It's theirs" }],
  });
});

test("what is saved is as the graph has it", () => {
  expect(asInGraph(frenchAnswer(answer))).toEqual(answer);
});
