// The words of the graph as addresses spell them: types of edges, kinds of voice, and ways to expand a node.
// Their names for readers are in messages/.

import { edgeTypes } from "./edge-types.ts";

export { edgeTypes };

/** A type of edge. */
export type EdgeType = (typeof edgeTypes)[number];

/** The kinds of voice. */
export const voiceKinds = ["organization", "collective", "person"] as const;

/** A kind of voice. */
export type VoiceKind = (typeof voiceKinds)[number];

/** What a node can be expanded by. The last is not a claim: to have been in one session says nothing of what anybody thinks. */
export const expansions = ["raised", "backed", "disagrees", "session"] as const;

/** A way to expand a node. */
export type Expansion = (typeof expansions)[number];
