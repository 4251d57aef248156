// A scene as the graph that is drawn: its nodes at their places, its edges with their bends.
// Each scene has a graph of its own: to change one node by node would make sigma work through all of it at each step.
import { MultiDirectedGraph } from "graphology";
import { at, type Drawing } from "../graph/drawing.ts";
import { edgeKey } from "../graph/edge-key.ts";
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

/** Returns the graph of a scene with its nodes at their places, or without places where the server shipped them. */
export function sceneGraph(drawing: Drawing, scene: Scene, places: Places | null): SceneGraph {
  const graph = emptyGraph();
  for (const [place, node] of scene.nodes.entries()) {
    graph.addNode(at(drawing.id, node), {
      x: at(places?.x ?? drawing.x, places ? place : node),
      y: at(places?.y ?? drawing.y, places ? place : node),
      label: at(drawing.label, node),
      kind: at(drawing.kind, node),
      statements: at(drawing.statements, node),
    });
  }
  const ends = scene.edges.map((edge) => ({
    source: at(drawing.id, at(drawing.source, edge)),
    target: at(drawing.id, at(drawing.target, edge)),
  }));
  const bends = curvatures(ends);
  for (const [place, edge] of scene.edges.entries()) {
    const { source, target } = at(ends, place);
    const type = at(drawing.type, edge);
    graph.mergeEdgeWithKey(edgeKey({ source, type, target }), source, target, {
      type,
      weight: at(drawing.weight, edge),
      stance: drawing.stance[edge] ?? null,
      derived: at(drawing.derived, edge) === 1,
      curvature: at(bends, place),
    });
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
