// Writes the labels of the picture so that none lies on another: the most important first, each at the first of eight places
// that is free, or not at all. It writes on a canvas above the nodes, each time sigma has drawn.
import { label as type, wrap } from "../graph/wrap.ts";

/** A node to be labelled; positions and sizes in pixels of the viewport. */
export interface Labelled {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** The radius of the node. */
  readonly size: number;
  /** Higher is written first; Infinity is written in any case. */
  readonly priority: number;
  readonly bold: boolean;
  readonly serif: boolean;
  readonly color: string;
}

/** How labels look; the fonts are CSS font families. */
export interface LabelStyle {
  readonly ui: string;
  readonly serif: string;
  readonly paper: string;
  readonly width: number;
  readonly height: number;
  /** The most labels that are written. */
  readonly most: number;
}

/** A part of the viewport, in pixels. */
export interface Rectangle {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** A label that has room: its box, and the side of it on which its lines begin. */
export interface Placed<N> {
  readonly node: N;
  readonly place: Place;
}

/**
 * Returns the labels that there is room for, the most important first. No box lies on another, on a sign or on a node, but
 * for those of priority Infinity, which are placed in any case. measure tells the width and height of a label.
 */
export function placeLabels<N extends Labelled>(
  nodes: readonly N[],
  signs: readonly Rectangle[],
  { width: wide, height: high, most }: Pick<LabelStyle, "width" | "height" | "most">,
  measure: (node: N) => { readonly width: number; readonly height: number },
): Placed<N>[] {
  // A node within another's square cannot keep off it; what is written must be kept off in any case.
  const squares = nodes.map(squareAround);
  const written: Rectangle[] = [...signs];
  const ordered = [...nodes].sort((a, b) => b.priority - a.priority);
  const placed: Placed<N>[] = [];
  for (const node of ordered) {
    if (placed.length >= most && node.priority !== Infinity) {
      break;
    }
    const { width, height } = measure(node);
    const places = placesOf(node, width, height);
    const free = places.find(
      (place) =>
        inside(place, wide, high) &&
        !written.some((other) => overlaps(place, other)) &&
        !squares.some((other) => !contains(other, node.x, node.y) && overlaps(place, other)),
    );
    const place = free ?? (node.priority === Infinity ? places[0] : undefined);
    if (place) {
      written.push(place);
      placed.push({ node, place });
    }
  }
  return placed;
}

/** Writes the labels where neither nodes nor signs are, and returns how many there were room for. */
export function writeLabels(
  context: CanvasRenderingContext2D,
  nodes: readonly Labelled[],
  signs: readonly Rectangle[],
  style: LabelStyle,
): number {
  const font = (node: Labelled): string => `${node.bold ? "600" : "400"} ${type.size.toString()}px ${node.serif ? style.serif : style.ui}`;
  const placed = placeLabels(nodes, signs, style, (node) => {
    context.font = font(node);
    const lines = linesOf(node.text);
    return { width: Math.max(...lines.map((line) => widthOf(context, line))), height: lines.length * type.lineHeight };
  });
  context.textBaseline = "alphabetic";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = style.paper;
  for (const { node, place } of placed) {
    context.font = font(node);
    context.textAlign = place.align;
    context.fillStyle = node.color;
    const x = place.align === "left" ? place.left : place.align === "right" ? place.right : (place.left + place.right) / 2;
    for (const [index, line] of linesOf(node.text).entries()) {
      const y = place.top + (index + 0.78) * type.lineHeight;
      context.strokeText(line, x, y);
      context.fillText(line, x, y);
    }
  }
  return placed.length;
}

/** Where a label stands. */
export type Place = Rectangle & { readonly align: "left" | "right" | "center" };

// Beside the node first, as one reads; then on its other side, below, above, and at its corners.
function placesOf({ x, y, size }: Labelled, width: number, height: number): Place[] {
  const gap = size + 5;
  const middle = { top: y - height / 2, bottom: y + height / 2 };
  return [
    { left: x + gap, right: x + gap + width, ...middle, align: "left" },
    { left: x - gap - width, right: x - gap, ...middle, align: "right" },
    { left: x - width / 2, right: x + width / 2, top: y + gap, bottom: y + gap + height, align: "center" },
    { left: x - width / 2, right: x + width / 2, top: y - gap - height, bottom: y - gap, align: "center" },
    { left: x + size, right: x + size + width, top: y + 2, bottom: y + 2 + height, align: "left" },
    { left: x + size, right: x + size + width, top: y - 2 - height, bottom: y - 2, align: "left" },
    { left: x - size - width, right: x - size, top: y + 2, bottom: y + 2 + height, align: "right" },
    { left: x - size - width, right: x - size, top: y - 2 - height, bottom: y - 2, align: "right" },
  ];
}

/** Returns the square that a node takes. */
export function squareAround({ x, y, size }: { readonly x: number; readonly y: number; readonly size: number }): Rectangle {
  return { left: x - size, right: x + size, top: y - size, bottom: y + size };
}

/** Tells whether two rectangles have a point in common. */
export function overlaps(a: Rectangle, b: Rectangle): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

function contains({ left, right, top, bottom }: Rectangle, x: number, y: number): boolean {
  return left <= x && x <= right && top <= y && y <= bottom;
}

function inside({ left, right, top, bottom }: Rectangle, width: number, height: number): boolean {
  return left >= 2 && top >= 2 && right <= width - 2 && bottom <= height - 2;
}

const wrapped = new Map<string, string[]>();

/** Returns the lines of a label. */
export function linesOf(text: string): string[] {
  let lines = wrapped.get(text);
  if (!lines) {
    lines = wrap(text);
    wrapped.set(text, lines);
  }
  return lines;
}

const widths = new Map<string, number>();

// Measuring is slow, and a picture that moves asks for the same lines again.
function widthOf(context: CanvasRenderingContext2D, line: string): number {
  const key = `${context.font} ${line}`;
  let width = widths.get(key);
  if (width === undefined) {
    width = context.measureText(line).width;
    widths.set(key, width);
  }
  return width;
}
