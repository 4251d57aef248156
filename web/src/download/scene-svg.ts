// Draws what the network's picture shows as SVG: the same forms, lines, signs and labels at the same places, in the colors of
// paper. Pure: what is shown in, a figure out.
import { label as type } from "../graph/wrap.ts";
import { kinds, shapes, stances, stanceSigns, type Kind, type Stance } from "../settings.ts";
import { edgeColor, stanceOf } from "../view/edge-style.ts";
import { inFrame, type Framed, type FramedEdge, type FramedNode } from "../view/framed.ts";
import { squareAround, type PlacedLabel, type Rectangle } from "../view/labels.ts";
import { edgeLook, labelLook, nodeLook } from "../view/look.ts";
import type { Palette } from "../view/palette.ts";
import { controlOf, signSize, type PlacedSign } from "../view/signs.ts";
import { radius } from "../view/sizes.ts";
import { shapePath } from "./shape-path.ts";
import { element, narrowest, serif, textAt, type Figure, type LegendEntry } from "./svg.ts";
import { escapeXml } from "./xml.ts";

/** The words of the legend, and of what the zoom leaves outside the frame. */
export interface SceneWords {
  readonly kinds: Readonly<Record<Kind, string>>;
  readonly stances: Readonly<Record<Stance, string>>;
  readonly through: string;
  readonly contradicts: string;
  readonly size: string;
  /** Says how many nodes are outside. */
  readonly outside: (nodes: number) => string;
}

const dashes = "6 4";

/** Returns what is in the frame as a figure. Each node has its whole name as its title, also where its label had no room. */
export function sceneFigure(framed: Framed, palette: Palette, words: SceneWords): Figure {
  const nodes = framed.nodes.filter((node) => inFrame(framed, node));
  const outside = framed.nodes.length - nodes.length;
  const byOrder = (a: { look: { order: number } }, b: { look: { order: number } }): number => a.look.order - b.look.order;
  const edgesInOrder = framed.edges.map((edge) => ({ edge, look: edgeLook(edge.key, edge.data, framed.marks, palette) })).sort(byOrder);
  const nodesInOrder = nodes.map((node) => ({ node, look: nodeLook(node.key, node.data, framed.marks, palette) })).sort(byOrder);
  const data = new Map(framed.nodes.map((node) => [node.key, node.data]));
  const body = [
    ...edgesInOrder.map(({ edge, look }) => drawEdge(edge, Math.max(0.7, (look.width * framed.scale + look.more) * framed.zoom), look.color)),
    ...nodesInOrder.map(({ node, look }) => drawNode(node, look.radius * framed.scale * framed.zoom, look, words)),
    ...framed.signs.map((sign) => drawSign(sign, framed.edges, palette)),
    ...framed.labels.map((label) => {
      const of = data.get(label.key);
      return of ? drawLabel(label, labelLook(label.key, of, framed.marks, palette).color, palette) : "";
    }),
  ];
  const { left, top, right, bottom } = boundsOf(framed, nodes);
  const [width, height] = [right - left, bottom - top];
  // What is small stands in the middle.
  const margin = Math.max(0, (narrowest - width) / 2);
  return {
    width: width + 2 * margin,
    height,
    // What reaches over the frame is cut off there, as on the screen.
    body: element(
      "svg",
      { x: margin, width, height, viewBox: [left, top, width, height].map(round).join(" "), overflow: "hidden" },
      body.join("\n"),
    ),
    legend: legendOf(nodes, framed.edges, palette, words),
    note: outside > 0 ? `${words.size} ${words.outside(outside)}` : words.size,
  };
}

// The frame, without what is empty at its sides. Where edges lead out of it, all of it.
function boundsOf(framed: Framed, nodes: readonly FramedNode[]): Rectangle {
  const { width, height, zoom, scale } = framed;
  const whole = { left: 0, right: width, top: 0, bottom: height };
  if (nodes.length === 0 || framed.edges.some(({ source, target }) => !inFrame(framed, source) || !inFrame(framed, target))) {
    return whole;
  }
  const boxes = [
    ...nodes.map(({ data, x, y }) => squareAround({ x, y, size: radius(data) * 1.25 * scale * zoom + 4 })),
    ...framed.labels.map(({ box }) => box),
    ...framed.edges.map(({ source, target, data }) => squareAround({ ...controlOf({ source, target, curvature: data.curvature / 2 }), size: 9 })),
  ];
  const space = 6;
  return {
    left: Math.max(whole.left, Math.min(...boxes.map((box) => box.left)) - space),
    right: Math.min(whole.right, Math.max(...boxes.map((box) => box.right)) + space),
    top: Math.max(whole.top, Math.min(...boxes.map((box) => box.top)) - space),
    bottom: Math.min(whole.bottom, Math.max(...boxes.map((box) => box.bottom)) + space),
  };
}

function drawEdge({ data, source, target }: FramedEdge, width: number, color: string): string {
  const control = controlOf({ source, target, curvature: data.curvature });
  const curve = data.curvature === 0 ? "L" : `Q${round(control.x)} ${round(control.y)} `;
  return element("path", {
    d: `M${round(source.x)} ${round(source.y)}${curve}${round(target.x)} ${round(target.y)}`,
    fill: "none",
    stroke: color,
    "stroke-width": width,
    ...(data.dashed ? { "stroke-dasharray": dashes } : {}),
  });
}

function drawNode({ data, x, y }: FramedNode, radius: number, look: { color: string; rim: string; rimWidth: number }, words: SceneWords): string {
  const outline = element("path", {
    d: shapePath(shapes[data.kind], x, y, radius),
    fill: look.color,
    "fill-rule": "evenodd",
    stroke: look.rim,
    // The rim lies outside: half of the stroke is below the fill.
    "stroke-width": 2 * look.rimWidth,
    "paint-order": "stroke",
  });
  return element("g", {}, element("title", {}, escapeXml(`${data.label} (${words.kinds[data.kind]})`)) + outline);
}

function drawSign({ x, y, sign, key }: PlacedSign, edges: readonly FramedEdge[], palette: Palette): string {
  const edge = edges.find((one) => one.key === key);
  return edge
    ? element("circle", { cx: x, cy: y, r: signSize.radius, fill: palette.paper }) +
        textAt(x, y + 4.5, sign, { "font-size": signSize.type, "font-weight": 700, "text-anchor": "middle", fill: edgeColor(edge.data, palette) })
    : "";
}

const anchors = { left: "start", right: "end", center: "middle" } as const;

function drawLabel(label: PlacedLabel, color: string, { paper }: Palette): string {
  return label.lines
    .map(({ text, y }) =>
      textAt(label.x, y, text, {
        "font-size": type.size,
        "font-weight": label.bold ? 600 : 400,
        "text-anchor": anchors[label.align],
        fill: color,
        stroke: paper,
        "stroke-width": 3.5,
        "stroke-linejoin": "round",
        "paint-order": "stroke",
        ...(label.serif ? { "font-family": serif } : {}),
      }),
    )
    .join("");
}

// The signs, forms and lines that are in the frame, as the legend on the page has them.
function legendOf(nodes: readonly FramedNode[], edges: readonly FramedEdge[], palette: Palette, words: SceneWords): LegendEntry[] {
  const present = new Set(nodes.map(({ data }) => data.kind));
  const taken = new Set(edges.map(({ data }) => stanceOf(data)));
  const line = (dashed: boolean): string =>
    element("path", { d: "M0 7h22", fill: "none", stroke: palette.inkSoft, "stroke-width": 1.5, ...(dashed ? { "stroke-dasharray": dashes } : {}) });
  const sign = (text: string, color: string): string => textAt(11, 12, text, { "font-size": 14, "font-weight": 700, "text-anchor": "middle", fill: color });
  return [
    ...kinds
      .filter((kind) => present.has(kind))
      .map((kind) => ({ sign: element("path", { d: shapePath(shapes[kind], 11, 7, 6), fill: palette.kind[kind], "fill-rule": "evenodd" }), text: words.kinds[kind] })),
    ...(edges.some(({ data }) => data.dashed && data.type === "raised") ? [{ sign: line(true), text: words.through }] : []),
    ...stances.filter((stance) => taken.has(stance)).map((stance) => ({ sign: sign(stanceSigns[stance], palette[stance]), text: words.stances[stance] })),
    ...(edges.some(({ data }) => data.type === "contradicts") ? [{ sign: sign("\u2260", palette.against), text: words.contradicts }] : []),
  ];
}

function round(value: number): string {
  return (Math.round(value * 100) / 100).toString();
}
