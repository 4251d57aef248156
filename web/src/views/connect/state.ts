// What the address of the connection view says: between which two, how far, over what, what is left out, which step is open.
import { codec, id, ids, matching, some, whole, type StateOf } from "../../address/codec.ts";
import type { EdgeType as ApiEdgeType } from "../../api/documents.ts";
import { edgeTypes, type EdgeType } from "../../graph/vocabulary.ts";

const slug = "[a-z]+:[a-z0-9][a-z0-9._/-]{0,199}";

const fields = {
  from: id(),
  to: id(),
  max: whole(1, 6, 4),
  first: whole(1, 20, 5),
  // None means all that connect by themselves; having been in one session does not.
  types: some(edgeTypes),
  except: ids(20),
  // The step whose statements are open, as from~to.
  step: matching(new RegExp(`^${slug}~${slug}$`)),
};

/** The codec of the view's state. */
export const connectCodec = codec(fields);

/** The view's state. */
export type ConnectState = StateOf<typeof fields>;

/** Returns a type of edge as the API spells it. */
export function typeToApi(type: EdgeType): ApiEdgeType {
  return type.toUpperCase().replaceAll("-", "_") as ApiEdgeType;
}
