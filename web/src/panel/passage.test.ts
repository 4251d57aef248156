// The words of a citation are found where its span has them, and nothing else is marked.
import { expect, test } from "vitest";
import { markSpan } from "./passage.ts";

test("a span counts no spaces, and an astral letter once", () => {
  expect(markSpan("𝒜 rent rises in May.", 5, "rises")).toEqual({ before: "𝒜 rent ", cited: "rises", after: " in May." });
});

test("of words that are said twice the span tells which", () => {
  expect(markSpan("no, no and no", 7, "no")).toEqual({ before: "no, no and ", cited: "no", after: "" });
  expect(markSpan("no, no and no", 0, "no")).toEqual({ before: "", cited: "no", after: ", no and no" });
});

test("a text that does not say what is cited is not marked", () => {
  expect(markSpan("The rent rises", 0, "falls")).toBeNull();
  expect(markSpan("The rent rises", 0, "")).toBeNull();
});
