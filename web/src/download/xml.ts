// Text as XML has it, in elements and in double-quoted attributes.
// Pure: text in, text out.

// XML 1.0 has no place for most control characters and for halves of a surrogate pair, not even escaped.
const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Returns text without what XML cannot hold. */
export function legalXml(text: string): string {
  return text.replaceAll(illegal, "");
}

/** Returns text with what XML cannot hold left out, and what it would take for markup escaped. */
export function escapeXml(text: string): string {
  return legalXml(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
