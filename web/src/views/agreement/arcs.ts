// The picture of the network of voices: names in a column, an arc for each tie. It is the same for the same answer.
// Pure: ties in, places out.
import type { CoalitionQuery } from "../../api/documents.ts";
import { kindOf } from "../../graph/kind.ts";
import { voiceKinds } from "../../graph/vocabulary.ts";

/** A tie of the API. */
export type Tie = CoalitionQuery["coalition"]["ties"][number];

/** A voice in its place, from 0. */
export interface ArcVoice {
  readonly id: string;
  readonly label: string;
  readonly place: number;
  /** The number of its ties. */
  readonly ties: number;
}

/** A tie between two places, the smaller one first. */
export interface Arc {
  readonly from: ArcVoice;
  readonly to: ArcVoice;
  readonly weight: number;
  /** Whether conflict outweighs: the weight is negative, or conflict is what is counted. */
  readonly conflict: boolean;
}

/** The whole picture. */
export interface Arcs {
  readonly voices: readonly ArcVoice[];
  readonly arcs: readonly Arc[];
  /** The largest absolute weight; 0 without ties. */
  readonly max: number;
}

const rounds = 8;

/**
 * Returns the picture. Kinds of voices stay together; within a kind, voices are moved towards the mean place of those they
 * are tied to, a few times over, so that arcs are short. Ties are ordered so that heavier ones lie on top.
 */
export function arcsOf(ties: readonly Tie[], mode: "congruence" | "conflict" | "subtract"): Arcs {
  const labels = new Map(ties.flatMap(({ a, b }) => [[a.id, a.label] as const, [b.id, b.label] as const]));
  const degree = new Map<string, number>();
  for (const { a, b } of ties) {
    degree.set(a.id, (degree.get(a.id) ?? 0) + 1);
    degree.set(b.id, (degree.get(b.id) ?? 0) + 1);
  }
  const group = (id: string): number => voiceKinds.findIndex((kind) => kind === kindOf(id));
  let order = [...labels.keys()].sort((a, b) => group(a) - group(b) || (a < b ? -1 : 1));
  for (let round = 0; round < rounds; round++) {
    const place = new Map(order.map((id, index) => [id, index]));
    const mean = (id: string): number => {
      let [sum, weight] = [0, 0];
      for (const tie of ties) {
        const other = tie.a.id === id ? tie.b.id : tie.b.id === id ? tie.a.id : null;
        if (other !== null) {
          sum += Math.abs(tie.weight) * (place.get(other) ?? 0);
          weight += Math.abs(tie.weight);
        }
      }
      return weight === 0 ? (place.get(id) ?? 0) : sum / weight;
    };
    const means = new Map(order.map((id) => [id, mean(id)]));
    order = [...order].sort((a, b) => group(a) - group(b) || (means.get(a) ?? 0) - (means.get(b) ?? 0) || (a < b ? -1 : 1));
  }
  const voices = new Map(order.map((id, place) => [id, { id, label: labels.get(id) ?? id, place, ties: degree.get(id) ?? 0 }]));
  const arcs = ties.flatMap(({ a, b, weight }) => {
    const [x, y] = [voices.get(a.id), voices.get(b.id)];
    if (!x || !y) {
      return [];
    }
    const [from, to] = x.place < y.place ? [x, y] : [y, x];
    return [{ from, to, weight, conflict: mode === "conflict" || weight < 0 }];
  });
  arcs.sort((a, b) => Math.abs(a.weight) - Math.abs(b.weight));
  return { voices: [...voices.values()], arcs, max: Math.max(0, ...arcs.map(({ weight }) => Math.abs(weight))) };
}

/** Returns the width of the stroke of an arc, 1 to 5. */
export function strokeOf({ weight }: Arc, max: number): number {
  return max === 0 ? 1 : 1 + (4 * Math.abs(weight)) / max;
}

/** Returns the path of an arc in a box of width, where a voice's line is height high. */
export function arcPath({ from, to }: Arc, count: number, width: number, height: number): string {
  const y = (place: number): string => ((place + 0.5) * height).toFixed(2);
  // The farther apart, the wider; the widest reaches the edge.
  const reach = (width * (0.25 + 0.75 * ((to.place - from.place) / Math.max(1, count - 1)))) / 0.75;
  const x = Math.min(reach, width / 0.75).toFixed(2);
  return `M0 ${y(from.place)}C${x} ${y(from.place)} ${x} ${y(to.place)} 0 ${y(to.place)}`;
}
