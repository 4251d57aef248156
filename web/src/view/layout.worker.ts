// Lays out what is drawn, off the main thread: a force-directed layout from the places that the server shipped, then boxes
// moved apart so that labels do not overlap. A file of our own, since the page's CSP lets no worker come from a blob.
import { MultiDirectedGraph } from "graphology";
import forceAtlas2 from "graphology-layout-forceatlas2";
import { separate, type Box } from "../graph/spread.ts";
import type { LayoutRequest, LayoutAnswer } from "./layout.ts";

self.addEventListener("message", ({ data }: MessageEvent<LayoutRequest>) => {
  const answer: LayoutAnswer = { ticket: data.ticket, ...layout(data) };
  self.postMessage(answer);
});

/** Returns the places of the nodes, by their place in the request. The same request gives the same answer. */
function layout({ nodes, edges }: LayoutRequest): { x: number[]; y: number[] } {
  const graph = new MultiDirectedGraph<{ x: number; y: number }>();
  const [width, height] = [Math.max(...nodes.map(({ x }) => Math.abs(x)), 1), Math.max(...nodes.map(({ y }) => Math.abs(y)), 1)];
  const scale = 100 / Math.max(width, height);
  for (const [place, { x, y }] of nodes.entries()) {
    graph.addNode(place, { x: x * scale, y: y * scale });
  }
  for (const { source, target, weight } of edges) {
    graph.addEdge(source, target, { weight: Math.sqrt(weight) });
  }
  const iterations = nodes.length > 400 ? 60 : 220;
  if (graph.order > 2 && graph.size > 0) {
    forceAtlas2.assign(graph, {
      iterations,
      getEdgeWeight: "weight",
      settings: { linLogMode: true, gravity: 0.6, scalingRatio: 6, slowDown: 4, barnesHutOptimize: nodes.length > 400, edgeWeightInfluence: 0.6 },
    });
  }
  const boxes = nodes.map(({ left, right, top, bottom }, place): Box => {
    const { x, y } = graph.getNodeAttributes(place);
    return { x, y, left, right, top, bottom };
  });
  fill(boxes);
  separate(boxes, nodes.length > 400 ? 20 : 120);
  return { x: boxes.map(({ x }) => x), y: boxes.map(({ y }) => y) };
}

// Scales the places to the room that the boxes need, wider than high as screens are.
function fill(boxes: readonly Box[]): void {
  const area = boxes.reduce((sum, { left, right, top, bottom }) => sum + (left + right + 24) * (top + bottom + 24), 0);
  const room = Math.sqrt(area * 1.9);
  const spread = (values: readonly number[]): { middle: number; deviation: number } => {
    const sorted = [...values].sort((a, b) => a - b);
    const low = sorted[Math.floor(sorted.length * 0.04)] ?? 0;
    const high = sorted[Math.ceil(sorted.length * 0.96) - 1] ?? 0;
    return { middle: (low + high) / 2, deviation: Math.max(1e-9, high - low) };
  };
  const [x, y] = [spread(boxes.map((box) => box.x)), spread(boxes.map((box) => box.y))];
  for (const box of boxes) {
    box.x = ((box.x - x.middle) / x.deviation) * room * 1.25;
    box.y = ((box.y - y.middle) / y.deviation) * room * 0.8;
  }
}
