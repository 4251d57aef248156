// What a picture shows at a moment: enough to draw it again without sigma, in other colors or as a file.
// Places and sizes are in pixels of the viewport, y downwards; those in the data are in graph space, y upwards.
import type { EdgeData, NodeData } from "./data.ts";
import type { PlacedLabel } from "./labels.ts";
import type { Marked } from "./look.ts";
import type { PlacedSign, Point } from "./signs.ts";

/** A node. */
export interface FramedNode extends Point {
  /** Its ID. */
  readonly key: string;
  readonly data: NodeData;
}

/** An edge between two of the nodes. */
export interface FramedEdge {
  readonly key: string;
  readonly data: EdgeData;
  readonly source: FramedNode;
  readonly target: FramedNode;
}

/** What is shown: nothing that filters hide, but also what the zoom leaves outside the frame. */
export interface Framed {
  readonly width: number;
  readonly height: number;
  /** By how much the zoom scales the sizes of nodes and the widths of edges. */
  readonly zoom: number;
  /** By how much a small frame scales them before that. */
  readonly scale: number;
  readonly marks: Marked;
  readonly nodes: readonly FramedNode[];
  readonly edges: readonly FramedEdge[];
  /** What is written in the frame. */
  readonly labels: readonly PlacedLabel[];
  readonly signs: readonly PlacedSign[];
}

/** Reports whether a point is in the frame. */
export function inFrame({ width, height }: Framed, { x, y }: Point): boolean {
  return x >= 0 && y >= 0 && x <= width && y <= height;
}
