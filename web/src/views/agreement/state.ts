// What the address of the agreement view says: which of its three parts, what is open, and how the network is counted.
import { choice, codec, flag, id, some, whole, type StateOf } from "../../address/codec.ts";
import { voiceKinds } from "../../graph/vocabulary.ts";

/** The parts: each recommendation, those that contradict each other, and the network of voices. */
export const parts = ["recommendations", "rivals", "network"] as const;

/** What ties of the network count, as the address spells it. */
export const modes = ["congruence", "conflict", "subtract"] as const;

/** What ties are divided by. */
export const normalizations = ["none", "average", "jaccard", "cosine"] as const;

/** What counts when a voice repeats itself; the API's names in lower case. */
export const duplicates = ["across-range", "document", "include"] as const;

const fields = {
  part: choice(parts, "recommendations"),
  contested: flag(false),
  order: choice(["voices", "name"], "voices"),
  voice: some(voiceKinds),
  // The recommendation that is open.
  open: id(),
  // How many pages of recommendations, or of pairs of them, are shown.
  pages: whole(1, 50, 1),
  mode: choice(modes, "congruence"),
  norm: choice(normalizations, "none"),
  repeats: choice(duplicates, "across-range"),
  // The voice whose ties are shown alone.
  who: id(),
};

/** The codec of the view's state. */
export const agreementCodec = codec(fields);

/** The view's state. */
export type AgreementState = StateOf<typeof fields>;
