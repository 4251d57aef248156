// What of a picture is in its frame at a moment: enough to draw it again without sigma, in other colors or as a file.
// Places and sizes are in pixels of the viewport, y downwards.
import type { EdgeData, NodeData } from "./data.ts";
import type { PlacedLabel } from "./labels.ts";
import type { Marked } from "./look.ts";
import type { PlacedSign, Point } from "./signs.ts";

/** A node in the frame. */
export interface FramedNode extends Point {
  readonly key: string;
  readonly data: NodeData;
}

/** An edge in the frame, or part of which may be; its ends may be outside. */
export interface FramedEdge {
  readonly key: string;
  readonly data: EdgeData;
  readonly source: Point;
  readonly target: Point;
}

/** What is in the frame; nothing that filters hide. */
export interface Framed {
  readonly width: number;
  readonly height: number;
  /** By how much the zoom scales the sizes of nodes and the widths of edges, and by how much a small frame does. */
  readonly zoom: number;
  readonly scale: number;
  readonly marks: Marked;
  readonly nodes: readonly FramedNode[];
  /** How many nodes the zoom leaves outside. */
  readonly outside: number;
  readonly edges: readonly FramedEdge[];
  readonly labels: readonly PlacedLabel[];
  readonly signs: readonly PlacedSign[];
}
