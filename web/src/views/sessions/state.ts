// What the address of the sessions view says: at which session the reader is, and which issue or recommendation is open there.
import { codec, id, type StateOf } from "../../address/codec.ts";

const fields = {
  at: id(),
  open: id(),
};

/** The codec of the view's state. */
export const sessionsCodec = codec(fields);

/** The view's state. */
export type SessionsState = StateOf<typeof fields>;
