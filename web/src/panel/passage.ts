// Finds the cited words in the text of a passage. Pure.
// A span counts the characters of the folded text, which has no spaces and few signs; the words are found as they are read.

/** A passage in three parts, of which the middle one is cited. */
export interface Marked {
  readonly before: string;
  readonly cited: string;
  readonly after: string;
}

// What folding keeps, but for the few signs between digits.
const folded = /[\p{L}\p{M}\p{N}\p{Sc}%‰]/gu;

/**
 * Returns the parts of a text around the words that are cited, null where it does not have them: a passage is never shown with
 * a wrong mark. Of several places it is the one that has about start characters of the folded text before it.
 */
export function markSpan(text: string, start: number, quote: string): Marked | null {
  let best: { readonly at: number; readonly away: number } | null = null;
  for (let at = text.indexOf(quote); quote !== "" && at >= 0; at = text.indexOf(quote, at + quote.length)) {
    const away = Math.abs((text.slice(0, at).match(folded) ?? []).length - start);
    if (best === null || away < best.away) {
      best = { at, away };
    }
  }
  return best && { before: text.slice(0, best.at), cited: quote, after: text.slice(best.at + quote.length) };
}
