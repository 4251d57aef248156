// French typography, as the server's pages have it for Canada: a no-break space before a colon and inside guillemets, none
// before a semicolon, a question mark and an exclamation mark, and curved apostrophes. Messages and answers leave it to the
// moment they are shown; what is saved as data is as the graph has it.

/** Returns a French message with the spaces that do not break. Messages hold ordinary ones, which people can see and edit. */
export function frenchSpaces(message: string): string {
  return message
    .replaceAll(/ :(?=\s|$)/g, "\u00a0:")
    .replaceAll("« ", "«\u00a0")
    .replaceAll(" »", "\u00a0»");
}

// The fields of answers whose texts are in the language of the page. Summaries and printed words are the source's.
const set = new Set(["label", "definition", "proposition", "sentence"]);

// What was set, with what the graph has.
const plain = new Map<string, string>();

/** Returns a French text of the graph as it is shown; asInGraph gives it back. */
export function french(text: string): string {
  const shown = frenchSpaces(text).replaceAll(/(\p{L})'(?=[\p{L}\p{N}])/gu, "$1’");
  if (shown !== text) {
    plain.set(shown, text);
  }
  return shown;
}

/** Returns an answer of the API with its French texts as they are shown; ids and numbers are as they were. */
export function frenchAnswer<T>(answer: T): T {
  return each(answer, (text, field) => (set.has(field) ? french(text) : text)) as T;
}

/** Returns data with every text that french made as the graph has it, for files that programs read. */
export function asInGraph<T>(data: T): T {
  return plain.size === 0 ? data : (each(data, (text) => plain.get(text) ?? text) as T);
}

// each returns a value whose texts, each with the field that it or its list stands in, were replaced.
function each(value: unknown, replace: (text: string, field: string) => string, field = ""): unknown {
  if (typeof value === "string") {
    return replace(value, field);
  }
  if (Array.isArray(value)) {
    return value.map((one) => each(one, replace, field));
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, each(one, replace, name)]));
  }
  return value;
}
