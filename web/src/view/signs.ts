// Puts the signs of stances on their edges where nothing else lies.
// Pure: edges in pixels of the viewport in, places of signs out.
import { overlaps, squareAround, type Rectangle } from "./labels.ts";

/** A point of the viewport, in pixels, y downwards. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** An edge with a sign. */
export interface Signed {
  readonly key: string;
  readonly sign: string;
  readonly source: Point;
  readonly target: Point;
  readonly curvature: number;
  readonly color: string;
}

/** The sign of an edge, with its middle. */
export interface PlacedSign extends Point {
  readonly key: string;
  readonly sign: string;
  readonly color: string;
}

/** The radius of the paper that a sign lies on, and the size of its type, in pixels. */
export const signSize = { radius: 7.5, type: 13 } as const;

/** Returns the control point of the curve that an edge is drawn along: off the middle of the line, to the left of its direction. */
export function controlOf({ source, target, curvature }: Pick<Signed, "source" | "target" | "curvature">): Point {
  const [dx, dy] = [target.x - source.x, target.y - source.y];
  return { x: (source.x + target.x) / 2 + dy * curvature, y: (source.y + target.y) / 2 - dx * curvature };
}

/**
 * Returns the signs that there is room for, each in the middle of its edge. One that would lie on a node or on another sign
 * is left out, and so is one on a short edge; the color of the edge still tells, and so does its evidence.
 */
export function placeSigns(edges: readonly Signed[], nodes: readonly Rectangle[]): PlacedSign[] {
  const squares: Rectangle[] = [];
  return edges.flatMap((edge) => {
    const { key, source, target, sign, color } = edge;
    const control = controlOf(edge);
    // The middle of a quadratic curve is half as far off the line as its control point.
    const x = ((source.x + target.x) / 2 + control.x) / 2;
    const y = ((source.y + target.y) / 2 + control.y) / 2;
    const square = squareOf({ x, y });
    if (Math.hypot(target.x - source.x, target.y - source.y) < 60 || [...nodes, ...squares].some((other) => overlaps(other, square))) {
      return [];
    }
    squares.push(square);
    return [{ key, x, y, sign, color }];
  });
}

/** Returns the square that a sign takes. */
export function squareOf({ x, y }: Point): Rectangle {
  return squareAround({ x, y, size: 8 });
}

/** Draws signs on a canvas. */
export function drawSigns(context: CanvasRenderingContext2D, signs: readonly PlacedSign[], { ui, paper }: { readonly ui: string; readonly paper: string }): void {
  context.font = `700 ${signSize.type.toString()}px ${ui}`;
  context.textAlign = "center";
  context.textBaseline = "middle";
  for (const { x, y, sign, color } of signs) {
    context.fillStyle = paper;
    context.beginPath();
    context.arc(x, y, signSize.radius, 0, 2 * Math.PI);
    context.fill();
    context.fillStyle = color;
    context.fillText(sign, x, y + 0.5);
  }
}
