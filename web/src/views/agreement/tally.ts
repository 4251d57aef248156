// Counts, for each recommendation, the voices that are for it, against it and mixed, by kind of voice.
// Pure. These are counts of voices that the report names, never shares of a whole: silence is not opposition.
import type { PositionsQuery } from "../../api/documents.ts";
import { kindOf } from "../../graph/kind.ts";
import { voiceKinds, type VoiceKind } from "../../graph/vocabulary.ts";
import { stances, type Stance } from "../../settings.ts";

/** A voice and how many of its statements take each stance. */
export interface Held {
  readonly id: string;
  readonly label: string;
  readonly kind: VoiceKind;
  readonly stances: Readonly<Record<Stance, number>>;
}

/** Distinct voices by stance; one that takes two stances in two statements counts in both. */
export type Counts = Readonly<Record<Stance, number>>;

/** A recommendation and the voices that hold a position on it. */
export interface Tallied {
  readonly id: string;
  readonly label: string;
  readonly voices: readonly Held[];
  readonly counts: Counts;
  readonly byKind: Readonly<Record<VoiceKind, Counts>>;
  /** Whether some voice is for it and some voice is against it. */
  readonly contested: boolean;
}

const nobody: Counts = { for: 0, against: 0, mixed: 0 };

/** Returns a recommendation on which no voice holds a position. */
export function none(id: string, label: string): Tallied {
  return { id, label, voices: [], counts: nobody, byKind: { organization: nobody, collective: nobody, person: nobody }, contested: false };
}

type Position = PositionsQuery["coalition"]["positions"][number];

/** Returns the recommendations that some voice of the kinds holds a position on; no kinds means all. The order is that of the answer. */
export function tally(positions: readonly Position[], kinds: readonly VoiceKind[]): Tallied[] {
  const voices = new Map<string, { readonly label: string; readonly held: Held[] }>();
  for (const { voice, recommendation, stances: held } of positions) {
    const kind = voiceKinds.find((one) => one === kindOf(voice.id));
    if (kind !== undefined && (kinds.length === 0 || kinds.includes(kind))) {
      const entry = voices.get(recommendation.id) ?? { label: recommendation.label, held: [] };
      entry.held.push({ id: voice.id, label: voice.label, kind, stances: held });
      voices.set(recommendation.id, entry);
    }
  }
  return [...voices].map(([id, { label, held }]) => {
    const counts = countOf(held);
    const of = (kind: VoiceKind): Counts => countOf(held.filter((one) => one.kind === kind));
    const byKind = { organization: of("organization"), collective: of("collective"), person: of("person") };
    return { id, label, voices: held, counts, byKind, contested: counts.for > 0 && counts.against > 0 };
  });
}

/** Returns the recommendations in an order: those with most voices first, ties by name, or by name. */
export function ordered(tallied: readonly Tallied[], order: "voices" | "name", locale: string): Tallied[] {
  const collator = new Intl.Collator(locale, { numeric: true });
  const byName = (a: Tallied, b: Tallied): number => collator.compare(a.label, b.label) || (a.id < b.id ? -1 : 1);
  return [...tallied].sort((a, b) => (order === "name" ? 0 : b.voices.length - a.voices.length) || byName(a, b));
}

/** Returns the voices that take a stance, by kind in the order of the kinds, then by name: nothing ranks them. */
export function takers(voices: readonly Held[], stance: Stance, locale: string): Held[] {
  const collator = new Intl.Collator(locale);
  return voices
    .filter((voice) => voice.stances[stance] > 0)
    .sort((a, b) => voiceKinds.indexOf(a.kind) - voiceKinds.indexOf(b.kind) || collator.compare(a.label, b.label));
}

/** Two recommendations that contradict each other. */
export type Pair = readonly [a: string, b: string];

/** Returns each pair once, the smaller ID first, in the order of the IDs. */
export function pairsOf(recommendations: readonly { readonly id: string; readonly contradicts: { readonly nodes: readonly { readonly id: string }[] } }[]): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const { id, contradicts } of recommendations) {
    for (const { id: other } of contradicts.nodes) {
      const pair: Pair = id < other ? [id, other] : [other, id];
      pairs.set(pair.join("~"), pair);
    }
  }
  return [...pairs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
}

function countOf(held: readonly Held[]): Counts {
  const count = (stance: Stance): number => held.filter((voice) => voice.stances[stance] > 0).length;
  return Object.fromEntries(stances.map((stance) => [stance, count(stance)])) as Record<Stance, number>;
}
