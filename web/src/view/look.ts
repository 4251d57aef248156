// How nodes, edges and labels look, by what they are and what is marked. The picture on the screen and the drawing that is
// saved of it agree because both ask here. Pure: data, marks and colors in, looks out; sizes in pixels before any zoom.
import type { MultiDirectedGraph } from "graphology";
import type { EdgeData, NodeData } from "./data.ts";
import { edgeColor } from "./edge-style.ts";
import { mix, type Palette } from "./palette.ts";
import { radius, width } from "./sizes.ts";

/** What is marked in the picture without changing it. */
export interface Marks {
  readonly selected: string | null;
  readonly hovered: string | null;
  readonly focus: string | null;
  /** Nodes and edges that filters hide. */
  readonly hidden: ReadonlySet<string>;
  /** What has just come into a picture that fills, which keeps its frame whatever is hidden; unset in other pictures. */
  readonly fresh?: ReadonlySet<string>;
}

/** The marks, and what they leave lit: keys of nodes and edges; null if they leave all. */
export interface Marked extends Marks {
  readonly lit: ReadonlySet<string> | null;
}

/** No marks. */
export const unmarked: Marked = { selected: null, hovered: null, focus: null, hidden: new Set(), lit: null };

/** Returns the marks with what they leave lit in a graph: what is pointed at with its neighbors, or else what is selected. */
export function marked(marks: Marks, graph: MultiDirectedGraph<NodeData, EdgeData>): Marked {
  const litBy = (key: string | null): ReadonlySet<string> | null => {
    if (key !== null && graph.hasNode(key)) {
      const lit = new Set([key]);
      graph.forEachEdge(key, (edge, _, source, target) => {
        if (!marks.hidden.has(edge)) {
          lit.add(edge).add(source).add(target);
        }
      });
      return lit;
    }
    return key !== null && graph.hasEdge(key) ? new Set([key, graph.source(key), graph.target(key)]) : null;
  };
  return { ...marks, lit: litBy(marks.hovered) ?? litBy(marks.selected) };
}

/** How a node looks. Those of a higher order lie above. */
export interface NodeLook {
  /** The radius of the circle that has the area of the node. */
  readonly radius: number;
  readonly color: string;
  readonly rim: string;
  readonly rimWidth: number;
  readonly order: number;
}

/** Returns how a node looks. */
export function nodeLook(key: string, { kind, statements }: NodeData, marks: Marked, palette: Palette): NodeLook {
  const { selected, hovered, focus } = marks;
  const lit = isLit(key, marks);
  const pointed = key === selected || key === hovered;
  return {
    radius: radius({ kind, statements }) * (key === focus ? 1.25 : 1),
    color: lit ? palette.kind[kind] : mix(palette.kind[kind], palette.paper, 0.78),
    rim: key === selected ? palette.accent : key === hovered || key === focus ? palette.ink : palette.paper,
    rimWidth: pointed ? 3 : key === focus ? 2 : 1.5,
    order: pointed ? 3 : lit && marks.lit !== null ? 2 : 1,
  };
}

/** How an edge looks. Those of a higher order lie above. */
export interface EdgeLook {
  /** Its width before the picture is scaled, and what is added after that. */
  readonly width: number;
  readonly more: number;
  readonly color: string;
  readonly order: number;
}

/** Returns how an edge looks. */
export function edgeLook(key: string, data: EdgeData, marks: Marked, palette: Palette): EdgeLook {
  const pointed = key === marks.selected || key === marks.hovered;
  const lit = isLit(key, marks);
  const color = edgeColor(data, palette);
  const rest = marks.fresh ? (marks.fresh.has(key) ? 0 : 0.75) : 0.5;
  return {
    width: width(data.weight),
    more: pointed ? 1.5 : 0,
    color: pointed ? palette.accent : marks.lit === null ? mix(color, palette.paper, rest) : lit ? color : mix(color, palette.paper, 0.86),
    order: pointed ? 2 : lit && marks.lit !== null ? 1 : 0,
  };
}

/** How the label of a node looks. */
export interface LabelLook {
  /** Higher is written first; Infinity is written in any case. */
  readonly priority: number;
  readonly bold: boolean;
  /** Whether it is set in the font for texts rather than in that of controls. */
  readonly serif: boolean;
  readonly color: string;
}

/** Returns how the label of a node looks. */
export function labelLook(key: string, { kind, statements }: NodeData, marks: Marked, { ink, inkSoft, paper }: Palette): LabelLook {
  const pointed = key === marks.selected || key === marks.hovered || key === marks.focus;
  const lit = isLit(key, marks);
  const fresh = isFresh(key, marks);
  const soft = marks.lit === null && !pointed && (marks.fresh ? !fresh : kind !== "issue");
  return {
    priority: pointed ? Infinity : ((marks.lit !== null && lit) || fresh ? 1000 : 0) + statements,
    bold: pointed || fresh,
    serif: kind === "issue" || kind === "recommendation",
    color: lit ? (soft ? inkSoft : ink) : mix(ink, paper, 0.75),
  };
}

/** Reports whether a node or an edge is lit. */
export function isLit(key: string, { lit }: Marked): boolean {
  return lit === null || lit.has(key);
}

/** Reports whether a node or an edge has just come in. */
export function isFresh(key: string, { fresh }: Marks): boolean {
  return fresh?.has(key) ?? false;
}
