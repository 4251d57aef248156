// What the address of the matrix says: what its rows and columns are, what is counted, what is filtered, how it is ordered,
// and which cell is open.
import { choice, codec, flag, id, ids, matching, some, type StateOf } from "../../address/codec.ts";
import type { MatrixAxis, StatementFilter, StatementKind } from "../../api/documents.ts";
import { kindOf } from "../../graph/kind.ts";
import { voiceKinds } from "../../graph/vocabulary.ts";
import { stances } from "../../settings.ts";
import { voiceKindToApi } from "../../statement/words.ts";

/** What rows and columns can be, as the address spells it. */
export const axes = [
  "issue",
  "recommendation",
  "organization",
  "collective",
  "person",
  "voice",
  "session",
  "population",
  "place",
] as const;

/** What rows or columns are. */
export type Axis = (typeof axes)[number];

/** What a statement does, as the address spells it. */
export const statementKinds = ["raises", "recommends", "supports", "opposes", "criticizes", "reports", "describes", "asks", "commits"] as const;

/** The orders of rows and columns; auto is that of the event for sessions, by name for people, and by count for the rest. */
export const orders = ["auto", "total", "name"] as const;

/** An order. */
export type Order = (typeof orders)[number];

/** How many rows and columns are asked for. */
export const sizes = ["30", "60", "100"] as const;

const slug = "[a-z]+:[a-z0-9][a-z0-9._/-]{0,199}";

const fields = {
  rows: choice(axes, "organization"),
  columns: choice(axes, "issue"),
  measure: choice(["statements", "voices"], "statements"),
  // Whether an organization also raises what its people said.
  through: flag(true),
  session: ids(20),
  kind: some(statementKinds),
  voice: some(voiceKinds),
  stance: some(stances),
  order: choice(orders, "auto"),
  // The column by whose counts the rows are ordered, and the row by whose counts the columns are.
  by: id(),
  across: choice(orders, "auto"),
  along: id(),
  size: choice(sizes, "30"),
  // The open cell, as row~column.
  cell: matching(new RegExp(`^${slug}~${slug}$`)),
};

/** The codec of the view's state. */
export const matrixCodec = codec(fields);

/** The view's state. */
export type MatrixState = StateOf<typeof fields>;

const speakers: readonly Axis[] = ["organization", "collective", "person", "voice"];

/** Tells whether rows and columns go together: they relate different things, and one of them at most tells who spoke. */
export function together(rows: Axis, columns: Axis): boolean {
  return rows !== columns && !(speakers.includes(rows) && speakers.includes(columns));
}

/** Tells whether a node can be a line of an axis. */
export function fitsAxis(axis: Axis, id: string): boolean {
  const kind = kindOf(id);
  return axis === "voice" ? voiceKinds.some((one) => one === kind) : axis === kind;
}

/** Returns the state with columns that go with its rows: those it has, or the first that do. */
export function settled(state: MatrixState): MatrixState {
  const columns = together(state.rows, state.columns) ? state.columns : axes.find((axis) => together(state.rows, axis));
  return { ...state, columns: columns ?? "issue" };
}

/** The pairs that answer what is asked most, in the order in which they are offered. */
export const pairs = [
  { key: "issues", rows: "organization", columns: "issue" },
  { key: "stances", rows: "voice", columns: "recommendation" },
  { key: "sessions", rows: "issue", columns: "session" },
] as const satisfies readonly { readonly key: string; readonly rows: Axis; readonly columns: Axis }[];

/** Tells whether statements of an organization's people can count for it: not positions, which never travel. */
export function canTravel({ rows, columns }: MatrixState): boolean {
  const has = (...wanted: readonly Axis[]): boolean => wanted.includes(rows) || wanted.includes(columns);
  return has("organization", "voice") && !has("recommendation");
}

/** Returns an axis as the API spells it. */
export function axisToApi(axis: Axis): MatrixAxis {
  return axis.toUpperCase() as Uppercase<Axis>;
}

/** Returns the filter of the state as the API reads it; null if it admits all. */
export function filterOf({ session, kind, voice, stance }: MatrixState): StatementFilter | null {
  const filter: StatementFilter = {
    ...(session.length > 0 ? { session } : {}),
    ...(kind.length > 0 ? { kind: kind.map((one) => one.toUpperCase() as StatementKind) } : {}),
    ...(voice.length > 0 ? { voiceKind: voice.map(voiceKindToApi) } : {}),
    ...(stance.length > 0 ? { stance: stance.map((one) => one.toUpperCase() as Uppercase<typeof one>) } : {}),
  };
  return Object.keys(filter).length === 0 ? null : filter;
}
