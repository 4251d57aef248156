// What the address of the sessions view says: at which session the reader is, which issue or recommendation is open there,
// and what is selected in the picture.
import { codec, id, matching, type StateOf } from "../../address/codec.ts";
import { selectionPattern } from "../network-state.ts";

const fields = {
  at: id(),
  open: id(),
  // A node's ID, or an edge as source~type~target.
  select: matching(selectionPattern),
};

/** The codec of the view's state. */
export const sessionsCodec = codec(fields);

/** The view's state. */
export type SessionsState = StateOf<typeof fields>;
