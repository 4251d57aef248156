// Written by "go test ./web/pages/scene -update" from the tables in store/; do not edit.

/** The kinds that the view draws, in the order of its legend. */
export const kinds = [
  "issue",
  "organization",
  "collective",
  "person",
  "recommendation",
  "session",
  "initiative",
  "publication",
  "figure",
  "population",
  "place",
  "statement",
] as const;

/** The form of each kind. */
export const forms = {
  issue: "circle",
  organization: "square",
  collective: "hexagon",
  person: "triangle",
  recommendation: "diamond",
  session: "ring",
  initiative: "pentagon",
  publication: "bar",
  figure: "bar",
  population: "ring",
  place: "cross",
  statement: "cross",
} as const;
