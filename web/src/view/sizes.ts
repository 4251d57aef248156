// How large nodes and how wide edges are drawn, in pixels: the area of a node grows with its statements.
// The server separates nodes by the same rule.

/** Returns the radius of a node with this many statements: 4 for none, 16 from 60 on. */
export function radius(statements: number): number {
  return Math.min(16, Math.max(4, 2.1 * Math.sqrt(1 + statements)));
}

/** Returns the width of an edge with this many statements behind it: 1.1 to 6. */
export function width(weight: number): number {
  return Math.min(6, 0.3 + 0.8 * Math.sqrt(weight));
}
