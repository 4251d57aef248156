// Stances and counts between the API's spelling and the messages'.
// Pure: words in, words out.
import type { Stance as ApiStance, VoiceKind } from "../api/documents.ts";
import type { Stance } from "../settings.ts";

/** Returns a stance as the messages and addresses spell it. */
export function stanceOf(stance: ApiStance): Stance {
  return stance === "FOR" ? "for" : stance === "AGAINST" ? "against" : "mixed";
}

/** The kinds of voices in the order in which they are told. */
export const voiceKinds = ["organization", "collective", "person"] as const;

/** Returns the kind of a voice as the API spells it. */
export function voiceKindToApi(kind: (typeof voiceKinds)[number]): VoiceKind {
  return kind === "organization" ? "ORGANIZATION" : kind === "collective" ? "COLLECTIVE" : "PERSON";
}
