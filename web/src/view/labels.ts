// Places the labels of the picture so that none lies on another: the most important first, each at the first of eight places
// that is free, or not at all. They are written on a canvas above the nodes, each time sigma has drawn, and into the drawing
// that is saved.
import { label as type, wrap } from "../graph/wrap.ts";
import type { LabelLook } from "./look.ts";

/** A node to be labelled; positions and sizes in pixels of the viewport. */
export interface Labelled extends LabelLook {
  readonly key: string;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** The radius of the node. */
  readonly size: number;
}

/** How labels look; the fonts are CSS font families. */
export interface LabelStyle {
  readonly ui: string;
  readonly serif: string;
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

/** A label that there is room for. */
export interface PlacedLabel extends Pick<Labelled, "key" | "bold" | "serif" | "color"> {
  /** Where its lines begin, end or have their middle, as align says. */
  readonly x: number;
  readonly align: "left" | "right" | "center";
  readonly box: Rectangle;
  /** Its lines, each with its baseline. */
  readonly lines: readonly { readonly text: string; readonly y: number }[];
}

/** Returns the labels that there is room for where neither nodes nor what else is taken are; context measures their lines. */
export function setLabels(
  context: CanvasRenderingContext2D,
  nodes: readonly Labelled[],
  taken: readonly Rectangle[],
  style: LabelStyle,
): PlacedLabel[] {
  const placed = placeLabels(nodes, taken, style, (node) => {
    context.font = fontOf(node, style);
    const lines = linesOf(node.text);
    return { width: Math.max(...lines.map((line) => widthOf(context, line))), height: lines.length * type.lineHeight };
  });
  return placed.map(({ node: { key, bold, serif, color, text }, place: { align, left, right, top, bottom } }) => ({
    key,
    bold,
    serif,
    color,
    align,
    box: { left, right, top, bottom },
    x: align === "left" ? left : align === "right" ? right : (left + right) / 2,
    lines: linesOf(text).map((line, index) => ({ text: line, y: top + (index + 0.78) * type.lineHeight })),
  }));
}

/** Draws labels on a canvas, with some paper around each letter. */
export function drawLabels(
  context: CanvasRenderingContext2D,
  labels: readonly PlacedLabel[],
  style: Pick<LabelStyle, "ui" | "serif"> & { readonly paper: string },
): void {
  context.textBaseline = "alphabetic";
  context.lineJoin = "round";
  context.lineWidth = 3.5;
  context.strokeStyle = style.paper;
  for (const label of labels) {
    context.font = fontOf(label, style);
    context.textAlign = label.align;
    context.fillStyle = label.color;
    for (const { text, y } of label.lines) {
      context.strokeText(text, label.x, y);
      context.fillText(text, label.x, y);
    }
  }
}

function fontOf({ bold, serif }: Pick<Labelled, "bold" | "serif">, style: Pick<LabelStyle, "ui" | "serif">): string {
  return `${bold ? "600" : "400"} ${type.size.toString()}px ${serif ? style.serif : style.ui}`;
}

/** Where a label stands. */
export type Place = Rectangle & Pick<PlacedLabel, "align">;

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

/** Reports whether two rectangles have a point in common. */
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
