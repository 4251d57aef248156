// Adds to a drawing what has no place in it: the part of the graph around nodes that the address names.
// Pure. Both the view and the server's table do it alike; scene-shared.test.ts and the server's tests read the same parts.
import { at, indexed, type Drawing } from "./drawing.ts";
import { expansions, type Expansion } from "./vocabulary.ts";
import type { SceneState } from "./scene.ts";

/** What is asked for: the nodes around these, so many edges away. */
export interface Around {
  readonly ids: readonly string[];
  readonly depth: number;
}

// How far an expansion goes from its node.
const reach: Readonly<Record<Expansion, number>> = { raised: 1, backed: 1, disagrees: 3, session: 2 };

/**
 * Returns the part that a scene needs beside the drawing: what is around the node in focus and those that were expanded.
 * Null if the drawing has all of the graph, or the state names nothing.
 */
export function partNeeded(drawing: Drawing, { focus, depth, expand }: SceneState): Around | null {
  const ids = new Set(focus === null ? [] : [focus]);
  let farthest = focus === null ? 1 : depth;
  for (const step of expand) {
    const [id = "", name] = step.split("~");
    ids.add(id);
    farthest = Math.max(farthest, reach[expansions.find((how) => how === name) ?? "raised"]);
  }
  return drawing.cut === 0 || ids.size === 0 ? null : { ids: [...ids], depth: farthest };
}

/** Returns the part that has the names of sessions that a state names and the drawing does not have; null if there are none. */
export function namesNeeded(drawing: Drawing, { session }: { readonly session: readonly string[] }): Around | null {
  const ids = session.filter((id) => drawing.find(id) === undefined);
  return drawing.cut === 0 || ids.length === 0 ? null : { ids, depth: 1 };
}

/**
 * Returns the drawing with the nodes and edges of a part that it has not, after its own. Every edge between two nodes that
 * have a place is in the drawing, so that an edge of the part is new if one of its ends is.
 */
export function withPart(whole: Drawing, part: Drawing): Drawing {
  const number: number[] = [];
  const nodes: number[] = [];
  for (const [node, id] of part.id.entries()) {
    const known = whole.find(id);
    number.push(known ?? whole.nodeCount + nodes.length);
    if (known === undefined) {
      nodes.push(node);
    }
  }
  const end = (node: number): number => at(number, node);
  const edges: number[] = [];
  for (let edge = 0; edge < part.edgeCount; edge++) {
    if (end(at(part.source, edge)) >= whole.nodeCount || end(at(part.target, edge)) >= whole.nodeCount) {
      edges.push(edge);
    }
  }
  const node = <T>(column: (drawing: Drawing) => readonly T[]): T[] => [...column(whole), ...nodes.map((place) => at(column(part), place))];
  const edge = <T>(column: (drawing: Drawing) => readonly T[]): T[] => [...column(whole), ...edges.map((place) => column(part)[place] as T)];
  return indexed(whole, whole.placed, {
    id: node(({ id }) => id),
    label: node(({ label }) => label),
    kind: node(({ kind }) => kind),
    x: node(({ x }) => x),
    y: node(({ y }) => y),
    statements: node(({ statements }) => statements),
    voices: node(({ voices }) => voices),
    source: [...whole.source, ...edges.map((place) => end(at(part.source, place)))],
    target: [...whole.target, ...edges.map((place) => end(at(part.target, place)))],
    type: edge(({ type }) => type),
    weight: edge(({ weight }) => weight),
    stance: edge(({ stance }) => stance),
    derived: edge(({ derived }) => derived),
    tie: edge(({ tie }) => tie),
  });
}
