// What the address of the network view says: what is in focus, how far around it, what is selected, shown and expanded.
// Other views link here with queryOf(networkCodec, ...).
import { choice, codec, flag, id, ids, matching, some, text, whole } from "../address/codec.ts";
import { edgeTypes, expansions, voiceKinds } from "../graph/vocabulary.ts";
import { kinds, stances } from "../settings.ts";

const slug = "[a-z]+:[a-z0-9][a-z0-9._/-]{0,199}";
const expandPattern = new RegExp(`^${slug}~(${expansions.join("|")})$`);

/** What can be selected in a picture: a node's ID, or an edge as source~type~target. */
export const selectionPattern = new RegExp(`^${slug}(~[a-z-]{1,20}~${slug})?$`);

/** The codec of the view's state. */
export const networkCodec = codec({
  // The address without a focus shows the two banks, which the server draws, unless it says "free".
  look: choice(["banks", "free"], "banks"),
  focus: id(),
  depth: whole(1, 3, 1),
  // A node's ID, or an edge as source~type~target.
  select: matching(selectionPattern),
  // Nodes that were expanded, each as ID~expansion.
  expand: {
    initial: [] as readonly string[],
    read: (value: string) => [...new Set(value.split(",").filter((one) => expandPattern.test(one)))].slice(0, 12),
    write: (value: readonly string[]) => (value.length === 0 ? null : value.join(",")),
  },
  kinds: some(kinds),
  types: some(edgeTypes),
  session: ids(8),
  stance: some(stances),
  voice: some(voiceKinds),
  q: text(100),
  // Whether keys without a modifier, such as c and /, do something.
  keys: flag(true),
  panel: choice(["medium", "narrow", "wide"], "medium"),
});

/** The view's state. */
export type NetworkState = ReturnType<typeof networkCodec.parse>;

/** The filters of the state: what is drawn of what there is. */
export type Filters = Pick<NetworkState, "kinds" | "types" | "session" | "stance" | "voice">;

