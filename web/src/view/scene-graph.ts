// A scene as the graph that is drawn: its nodes at their places, its edges with their bends.
// Each scene has a graph of its own: to change one node by node would make sigma work through all of it at each step.
import { MultiDirectedGraph } from "graphology";
import type { Scene } from "../graph/scene.ts";
import { curvatures } from "../graph/spread.ts";
import type { EdgeData, NodeData } from "./data.ts";
import type { Places } from "./layout.ts";

/** The graph that is drawn. Its keys are IDs of nodes and keys of edges. */
export type SceneGraph = MultiDirectedGraph<NodeData, EdgeData>;

/** Returns an empty graph. */
export function emptyGraph(): SceneGraph {
  return new MultiDirectedGraph<NodeData, EdgeData>();
}

/** Returns the graph of a scene with its nodes at their places, or without places where the server has them. */
export function sceneGraph({ nodes, edges }: Scene, places: Places | null): SceneGraph {
  const graph = emptyGraph();
  for (const [place, { id, x, y, label, kind, statements }] of nodes.entries()) {
    graph.addNode(id, { x: places?.x[place] ?? x, y: places?.y[place] ?? y, label, kind, statements });
  }
  const bends = curvatures(edges);
  for (const [place, { key, source, type, target, weight, stance = null, derived, dashed = false }] of edges.entries()) {
    graph.mergeEdgeWithKey(key, source, target, { type, weight, stance, derived, dashed, curvature: bends[place] ?? 0 });
  }
  return graph;
}

/** Puts the nodes that from has too where they are there, and returns where they belong. */
export function startFrom(from: SceneGraph, graph: SceneGraph): Record<string, { x: number; y: number }> {
  const targets: Record<string, { x: number; y: number }> = {};
  graph.forEachNode((key, { x, y }) => {
    if (from.hasNode(key)) {
      targets[key] = { x, y };
      graph.mergeNodeAttributes(key, { x: from.getNodeAttribute(key, "x"), y: from.getNodeAttribute(key, "y") });
    }
  });
  return targets;
}
