// The color of an edge and the sign on it: stance is told by both, and never by color alone.
import { stanceSigns, type Stance } from "../settings.ts";
import type { EdgeType } from "../graph/vocabulary.ts";
import type { Palette } from "./palette.ts";

/** What the look of an edge depends on. */
export interface Styled {
  readonly type: EdgeType;
  readonly stance: Stance | null;
}

/** Returns the stance that an edge shows: its own, or what its type says; null for most. */
export function stanceOf({ type, stance }: Styled): Stance | null {
  return type === "backs" ? "for" : type === "opposes" ? "against" : stance;
}

/** Returns the sign on an edge; null for none. Recommendations that contradict each other have one of their own. */
export function signOf(edge: Styled): string | null {
  const stance = stanceOf(edge);
  return stance ? stanceSigns[stance] : edge.type === "contradicts" ? "\u2260" : null;
}

/** Returns the color of an edge. */
export function edgeColor(edge: Styled, palette: Palette): string {
  const stance = stanceOf(edge);
  if (stance) {
    return palette[stance];
  }
  return edge.type === "contradicts" ? palette.against : edge.type === "raised" ? palette.kind.issue : palette.rule;
}
