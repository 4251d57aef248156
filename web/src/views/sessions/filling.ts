// How the network fills from session to session: who raised what and took which position, as far as it had been said.
// Pure. The server says in which sessions each part of it was said; what was said in none is behind the network as a whole only.
import { spreadOut } from "../../graph/arrange.ts";
import type { Scene, SceneEdge, SceneNode } from "../../graph/scene.ts";
import { beginnings } from "../../graph/walk.ts";
import { radius } from "../../view/sizes.ts";
import type { SaidOf, Step } from "./steps.ts";

// The frame that the nodes are spread over, in pixels of a window of 1280 pixels.
const frame = { width: 860, height: 660 };

/** What the server answers: said has the places in sessions of those in which the statements behind a node or an edge were made. */
export interface FillingAnswer {
  readonly version: number;
  readonly sessions: readonly string[];
  readonly nodes: readonly (Omit<SceneNode, "statements"> & { readonly said: readonly number[] })[];
  readonly edges: readonly (Pick<SceneEdge, "key" | "source" | "type" | "target"> & { readonly said: readonly number[] })[];
}

/** The network of all sessions, and at which step each part of it is said for the first and every further time. */
export interface Filling {
  /** All that the sessions fill it with, at its place. */
  readonly scene: Scene;
  /** The steps of the statements behind each node and edge of the scene, by its ID or key, ascending. */
  readonly steps: ReadonlyMap<string, readonly number[]>;
  /** How many statements have been made by the end of each step. */
  readonly said: readonly number[];
  /** How many statements the report has, those of no session among them. */
  readonly total: number;
}

/** The network at a step. */
export interface Filled {
  /** The scene, whose nodes and edges count what has been said so far. */
  readonly scene: Scene;
  /** Keys of what nobody has said yet. */
  readonly hidden: ReadonlySet<string>;
  /** Keys of what is said for the first time. */
  readonly fresh: ReadonlySet<string>;
  /** The nodes and edges that are new, those with most statements first, people last and by name. */
  readonly newNodes: readonly SceneNode[];
  readonly newEdges: readonly SceneEdge[];
  /** How many nodes and edges are shown. */
  readonly nodeCount: number;
  readonly edgeCount: number;
}

/** Returns how the statements of the steps fill the network. */
export function fillingOf(answer: FillingAnswer, steps: readonly Step[], statements: readonly SaidOf[]): Filling {
  const place = new Map(steps.map(({ session }, index) => [session.id, index]));
  const stepOf = answer.sessions.map((id) => place.get(id));
  const said = (places: readonly number[]): number[] =>
    places
      .map((one) => stepOf[one])
      .filter((step) => step !== undefined)
      .sort((a, b) => a - b);
  const byKey = new Map<string, readonly number[]>();
  const heard = <T extends { readonly said: readonly number[] }>(parts: readonly T[], key: (part: T) => string): T[] =>
    parts.filter((part) => {
      const all = said(part.said);
      byKey.set(key(part), all);
      return all.length > 0;
    });
  const nodes = heard(answer.nodes, ({ id }) => id).map((node): SceneNode => ({ ...node, statements: byKey.get(node.id)?.length ?? 0 }));
  const places = spreadOut(
    nodes.map((node) => ({ x: node.x, y: node.y, radius: radius(node) })),
    frame,
  );
  let made = 0;
  return {
    scene: {
      nodes: nodes.map((node, index) => ({ ...node, x: places.x[index] ?? node.x, y: places.y[index] ?? node.y })),
      edges: heard(answer.edges, ({ key }) => key).map((edge) => ({ ...edge, weight: 0, derived: true })),
    },
    steps: byKey,
    said: steps.map((step) => (made += step.statements)),
    total: statements.length,
  };
}

/** Returns the network by the end of a step, which is its place among the steps. */
export function filledAt({ scene, steps }: Filling, step: number): Filled {
  const hidden = new Set<string>();
  const fresh = new Set<string>();
  const count = (key: string): number => {
    const all = steps.get(key) ?? [];
    const sofar = all.filter((one) => one <= step).length;
    if (sofar === 0) {
      hidden.add(key);
    } else if (all[0] === step) {
      fresh.add(key);
    }
    return sofar;
  };
  const nodes = scene.nodes.map((node) => ({ ...node, statements: count(node.id) }));
  const edges = scene.edges.map((edge) => ({ ...edge, weight: count(edge.key) }));
  return {
    scene: { nodes, edges },
    hidden,
    fresh,
    newNodes: beginnings(nodes.filter(({ id }) => fresh.has(id))),
    newEdges: edges.filter(({ key }) => fresh.has(key)).sort((a, b) => b.weight - a.weight),
    nodeCount: nodes.filter(({ id }) => !hidden.has(id)).length,
    edgeCount: edges.filter(({ key }) => !hidden.has(key)).length,
  };
}
