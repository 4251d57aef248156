// Kinds of voices between the addresses' spelling and the API's.
// Pure: words in, words out.
import type { VoiceKind as ApiVoiceKind } from "../api/documents.ts";
import type { VoiceKind } from "../graph/vocabulary.ts";

/** Returns the kind of a voice as the API spells it. */
export function voiceKindToApi(kind: VoiceKind): ApiVoiceKind {
  return kind.toUpperCase() as Uppercase<VoiceKind>;
}
