// How large nodes and how wide edges are drawn, in pixels: the area of a node grows with its statements.
// The server separates nodes by the same rule.

import type { Kind } from "../settings.ts";

/** Returns the radius of a node: 4 without statements, 16 from 60 on; people all have the same. */
export function radius({ kind, statements }: { readonly kind: Kind; readonly statements: number }): number {
  return kind === "person" ? 6 : Math.min(16, Math.max(4, 2.1 * Math.sqrt(1 + statements)));
}

/** Returns the width of an edge with this many statements behind it: 1.1 to 6. */
export function width(weight: number): number {
  return Math.min(6, 0.3 + 0.8 * Math.sqrt(weight));
}
