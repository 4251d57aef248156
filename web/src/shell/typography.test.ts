// French spaces are set where they belong, and nowhere else.
import { expect, test } from "vitest";
import { frenchSpaces } from "./typography.ts";

test.each([
  ["Pour : {recommendation}", "Pour\u00a0: {recommendation}"],
  ["Qui a soulevé quoi?", "Qui a soulevé quoi\u202f?"],
  ["« {text} », rien", "«\u00a0{text}\u00a0», rien"],
  ["un; deux", "un\u202f; deux"],
  ["{n, plural, one {# nom} other {# noms}}", "{n, plural, one {# nom} other {# noms}}"],
  ["Les touches seules ( / ? w c ) agissent", "Les touches seules ( / ? w c ) agissent"],
  ["2:30", "2:30"],
])("%s", (message, want) => {
  expect(frenchSpaces(message)).toBe(want);
});
