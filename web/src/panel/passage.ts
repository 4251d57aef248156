// Finds the cited span in the text of a passage. Pure.
// Spans count characters of the text, not the code units of a JavaScript string.

/** A passage in three parts, of which the middle one is cited. */
export interface Marked {
  readonly before: string;
  readonly cited: string;
  readonly after: string;
}

/**
 * Returns the parts of a text whose characters from start to end are cited. quote is what the server says they are; where the
 * text says otherwise, the passage is not shown with a wrong mark: null.
 */
export function markSpan(text: string, start: number, end: number, quote: string | null): Marked | null {
  const characters = Array.from(text);
  const cited = characters.slice(start, end).join("");
  if (quote !== null && quote !== cited) {
    return null;
  }
  return { before: characters.slice(0, start).join(""), cited, after: characters.slice(end).join("") };
}
