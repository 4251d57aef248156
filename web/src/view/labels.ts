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
export function placeLabels(
  context: CanvasRenderingContext2D,
  nodes: readonly Labelled[],
  taken: readonly Rectangle[],
  style: LabelStyle,
): PlacedLabel[] {
  const full = [...nodes.map(squareAround), ...taken];
  const placed: PlacedLabel[] = [];
  for (const node of [...nodes].sort((a, b) => b.priority - a.priority)) {
    if (placed.length >= style.most && node.priority !== Infinity) {
      break;
    }
    const lines = linesOf(node.text);
    context.font = fontOf(node, style);
    const width = Math.max(...lines.map((line) => widthOf(context, line)));
    const places = placesOf(node, width, lines.length * type.lineHeight);
    const free = places.find(
      (place) => inside(place, style) && !full.some((other) => !contains(other, node.x, node.y) && overlaps(place, other)),
    );
    const place = free ?? (node.priority === Infinity ? places[0] : undefined);
    if (!place) {
      continue;
    }
    full.push(place);
    placed.push({
      key: node.key,
      bold: node.bold,
      serif: node.serif,
      color: node.color,
      align: place.align,
      box: { left: place.left, right: place.right, top: place.top, bottom: place.bottom },
      x: place.align === "left" ? place.left : place.align === "right" ? place.right : (place.left + place.right) / 2,
      lines: lines.map((text, index) => ({ text, y: place.top + (index + 0.78) * type.lineHeight })),
    });
  }
  return placed;
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

type Place = Rectangle & Pick<PlacedLabel, "align">;

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

function inside({ left, right, top, bottom }: Rectangle, { width, height }: LabelStyle): boolean {
  return left >= 2 && top >= 2 && right <= width - 2 && bottom <= height - 2;
}

const wrapped = new Map<string, string[]>();

function linesOf(text: string): string[] {
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
