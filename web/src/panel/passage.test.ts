// The span of a citation is found by characters, and never guessed.
import { expect, test } from "vitest";
import { markSpan } from "./passage.ts";

test("a span is counted in characters, not in code units", () => {
  expect(markSpan("𝒜 rent rises", 2, 6, "rent")).toEqual({ before: "𝒜 ", cited: "rent", after: " rises" });
});

test("a text that says something else than the quote is not marked", () => {
  expect(markSpan("The rent rises", 0, 3, "rent")).toBeNull();
});

test("without a quote the span itself is marked", () => {
  expect(markSpan("abc", 1, 2, null)).toEqual({ before: "a", cited: "b", after: "c" });
});
