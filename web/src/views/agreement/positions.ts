// The positions on some recommendations, where the graph has more positions than one answer gives: the voices on each are then
// asked for by the recommendation, so that none of those shown is silent about a voice that is not.
import { PositionsDocument } from "../../api/documents.ts";
import { parts, usePages } from "../../api/use-pages.ts";
import type { ApiError } from "../../api/client.ts";
import { useLanguage } from "../../shell/language.ts";
import { none, tally, type Tallied } from "./tally.ts";
import type { VoiceKind } from "../../graph/vocabulary.ts";

/** How many positions one answer gives at most. The API counts a question's cost by it; this many are well within its limit. */
export const most = 500;

/** How many recommendations one question is about: few enough that their positions find room in its answer. */
const atOnce = 6;

/** A recommendation by its ID, with its name. */
export interface Named {
  readonly id: string;
  readonly label: string;
}

/** What is known of the voices on some recommendations. */
export interface AskedTallies {
  readonly state: "loading" | "answered" | "failed";
  readonly tallied: readonly Tallied[];
  readonly error: ApiError | null;
  readonly retry: () => void;
}

/** Asks for the voices of the kinds on each of the recommendations, in their order; no kinds means all. For nothing while asked is null. */
export function useTallies(asked: readonly Named[] | null, kinds: readonly VoiceKind[]): AskedTallies {
  const { lang } = useLanguage();
  const ids = asked?.map(({ id }) => id) ?? [];
  const chunks = Array.from({ length: Math.ceil(ids.length / atOnce) }, (_, part) => ids.slice(part * atOnce, (part + 1) * atOnce));
  const pages = usePages(ids.length === 0 ? null : parts(PositionsDocument, chunks.map((recommendation) => ({ lang, first: most, filter: { recommendation } }))), true);
  const { error, retry } = pages;
  if (asked !== null && ids.length === 0) {
    return { state: "answered", tallied: [], error, retry };
  }
  // A statement may take a position on another recommendation too, which is asked for elsewhere, or not at all.
  const positions = pages.nodes.flatMap(({ coalition }, part) => coalition.positions.filter(({ recommendation }) => chunks[part]?.includes(recommendation.id)));
  const found = new Map(tally(positions, kinds).map((one) => [one.id, one]));
  return { state: pages.state, tallied: (asked ?? []).map(({ id, label }) => found.get(id) ?? none(id, label)), error, retry };
}
