// Places what is drawn so that nodes with their labels do not overlap, and lets parallel edges fan out.
// Pure and deterministic; lengths are pixels at the zoom at which the whole picture fits.

/** A node's box: its middle, and how far it reaches from there. The label is part of it. */
export interface Box {
  x: number;
  y: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Moves boxes apart until none overlaps another, or rounds are over. Two that overlap move by half each, along the axis on
 * which they need to move less. The boxes are changed in place.
 */
export function separate(boxes: readonly Box[], rounds: number): void {
  for (let round = 0; round < rounds; round++) {
    let moved = false;
    for (const [index, a] of boxes.entries()) {
      for (let other = index + 1; other < boxes.length; other++) {
        const b = boxes[other];
        if (!b) {
          continue;
        }
        const x = overlap(a.x - a.left, a.x + a.right, b.x - b.left, b.x + b.right);
        const y = overlap(a.y - a.bottom, a.y + a.top, b.y - b.bottom, b.y + b.top);
        if (x === 0 || y === 0) {
          continue;
        }
        moved = true;
        if (Math.abs(x) < Math.abs(y)) {
          a.x -= x / 2;
          b.x += x / 2;
        } else {
          a.y -= y / 2;
          b.y += y / 2;
        }
      }
    }
    if (!moved) {
      return;
    }
  }
}

// Returns by how much the second interval must move to be clear of the first, the short way; 0 if it is.
function overlap(start: number, end: number, otherStart: number, otherEnd: number): number {
  if (otherStart >= end || start >= otherEnd) {
    return 0;
  }
  const up = end - otherStart;
  const down = otherEnd - start;
  return up <= down ? up : -down;
}

/**
 * Returns the curvature of each edge, by its place: 0 for one that is alone between its ends, otherwise values that spread
 * evenly to both sides, whatever direction the edges have.
 */
export function curvatures(ends: readonly { readonly source: string; readonly target: string }[]): number[] {
  const pairs = new Map<string, number[]>();
  for (const [place, { source, target }] of ends.entries()) {
    const key = source < target ? `${source} ${target}` : `${target} ${source}`;
    const list = pairs.get(key);
    if (list) {
      list.push(place);
    } else {
      pairs.set(key, [place]);
    }
  }
  const result = ends.map(() => 0);
  for (const places of pairs.values()) {
    for (const [index, place] of places.entries()) {
      const edge = ends[place];
      const bend = (index - (places.length - 1) / 2) * 0.32;
      // Curvature is to the left of the edge's own direction.
      result[place] = edge && edge.source > edge.target ? -bend : bend;
    }
  }
  // No -0, which would compare as different.
  return result.map((value) => value + 0);
}
