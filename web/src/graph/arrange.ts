// Arranges a scene for the page: forces first, then the room that labels need, in a frame wider than high.
// Pure and deterministic: it runs in a worker, and in tests.
import { settle } from "./force.ts";
import { separate, type Box } from "./spread.ts";

/** What is arranged: nodes with the place the server shipped and how far they reach, in pixels; edges by place. */
export interface Arrangement {
  readonly nodes: readonly Readonly<Box>[];
  readonly edges: readonly { readonly source: number; readonly target: number; readonly weight: number }[];
}

/** The frame that the picture fills in a window of 1280 pixels, in pixels, and how much of it nodes and labels may take. */
export const frame = { width: 860, height: 540, fill: 0.62 };

/** Returns the places of the nodes, in pixels of the frame or of a larger one of its proportions; y upwards. */
export function arrange({ nodes, edges }: Arrangement): { x: number[]; y: number[] } {
  const many = nodes.length > 300;
  const reach = Math.max(1, ...nodes.map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))));
  const settled = settle(
    {
      x: nodes.map(({ x }) => (x / reach) * 100),
      y: nodes.map(({ y }) => (y / reach) * 100),
      edges: edges.map((edge) => ({ ...edge, weight: Math.sqrt(edge.weight) })),
    },
    nodes.length < 3 || edges.length === 0 ? 0 : many ? 60 : 240,
  );
  const area = nodes.reduce((sum, { left, right, top, bottom }) => sum + (left + right) * (top + bottom), 0);
  const scale = Math.max(1, Math.sqrt(area / (frame.width * frame.height * frame.fill)));
  const x = stretch(settled.x, frame.width * scale);
  const y = stretch(settled.y, frame.height * scale);
  const boxes = nodes.map((node, place): Box => ({ ...node, x: x[place] ?? 0, y: y[place] ?? 0 }));
  separate(boxes, many ? 20 : 150);
  return { x: boxes.map((box) => box.x), y: boxes.map((box) => box.y) };
}

/** Returns places as the server has them, spread over a frame of the size and moved apart until no node lies on another. */
export function spreadOut(nodes: readonly { readonly x: number; readonly y: number; readonly radius: number }[], size: { readonly width: number; readonly height: number }): { x: number[]; y: number[] } {
  const x = stretch(nodes.map((node) => node.x), size.width);
  const y = stretch(nodes.map((node) => node.y), size.height);
  const boxes = nodes.map(({ radius }, place): Box => {
    const reach = radius + 2;
    return { x: x[place] ?? 0, y: y[place] ?? 0, left: reach, right: reach, top: reach, bottom: reach };
  });
  separate(boxes, 60);
  return { x: boxes.map((box) => box.x), y: boxes.map((box) => box.y) };
}

// Spreads values over a length around 0, half by their ranks: forces leave a dense middle, in which no label has room.
function stretch(values: readonly number[], length: number): number[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const ranks = new Array<number>(values.length).fill(0);
  for (const [rank, place] of values.map((_, index) => index).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b).entries()) {
    ranks[place] = values.length > 1 ? rank / (values.length - 1) : 0.5;
  }
  return values.map((value, place) => {
    const linear = high > low ? (value - low) / (high - low) : 0.5;
    return ((linear + (ranks[place] ?? 0)) / 2 - 0.5) * length;
  });
}
