// The addresses of the site, parallel in both languages.
// A view's state is added by the caller, with queryOf.

/** The language of a page. */
export type Language = "en" | "fr";

/** The views; the name is the last part of the address, but for the start. */
export const viewNames = ["start", "network", "matrix", "connect", "agreement", "sessions"] as const;

/** A view's name; data-view has it where the page draws in #app. */
export type ViewName = (typeof viewNames)[number];

/** Returns the address of a view without its state. */
export function viewPath(language: Language, view: ViewName): string {
  return view === "start" ? `/${language}/` : `/${language}/${view}`;
}

/** Returns the address of the page of a node: `issue:forced-marriage` is at /en/issue/forced-marriage. */
export function nodePath(language: Language, id: string): string {
  const colon = id.indexOf(":");
  const parts = [id.slice(0, colon), ...id.slice(colon + 1).split("/")];
  return `/${language}/${parts.map(encodeURIComponent).join("/")}`;
}

/** Returns the address of a table of the list. */
export function listPath(language: Language, table?: string): string {
  return table === undefined ? `/${language}/list` : `/${language}/list/${table}`;
}
