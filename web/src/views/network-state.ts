// What the address of the network view says: what is in focus, how far around it, what is selected, shown and expanded.
// Other views link here with queryOf(networkCodec, ...).
import { choice, codec, flag, id, ids, matching, some, text, whole } from "../address/codec.ts";
import { kinds, stances } from "../settings.ts";

/** The types of edges that the view draws, as the address spells them; derived ones first. */
export const edgeTypes = [
  "raised",
  "backs",
  "opposes",
  "co-raised",
  "affiliated-with",
  "presented-at",
  "part-of",
  "hosted",
  "runs",
  "funded-by",
  "partner-in",
  "published-by",
  "located-in",
  "broader",
  "related",
  "addresses",
  "addressed-to",
  "contradicts",
  "made",
  "about",
  "position",
  "mentions",
  "quotes",
  "restates",
  "in-session",
  "reported-by",
  "taken-from",
  "reported-in",
] as const;

/** A type of edge, as the address spells it. */
export type EdgeType = (typeof edgeTypes)[number];

/** The kinds of voice. */
export const voiceKinds = ["organization", "collective", "person"] as const;

/** What a node can be expanded by. The last is no claim: to have been in one session says nothing of what anybody thinks. */
export const expansions = ["raised", "backed", "disagrees", "session"] as const;

/** A way to expand a node. */
export type Expansion = (typeof expansions)[number];

const slug = "[a-z]+:[a-z0-9][a-z0-9._/-]{0,199}";
const selection = new RegExp(`^${slug}(~[a-z-]{1,20}~${slug})?$`);

/** The codec of the view's state. */
export const networkCodec = codec({
  focus: id(),
  depth: whole(1, 3, 1),
  // A node's ID, or an edge as source~type~target.
  select: matching(selection),
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

const expandPattern = new RegExp(`^${slug}~(${expansions.join("|")})$`);

/** The view's state. */
export type NetworkState = ReturnType<typeof networkCodec.parse>;

/** The filters of the state: what is drawn of what there is. */
export type Filters = Pick<NetworkState, "kinds" | "types" | "session" | "stance" | "voice">;

