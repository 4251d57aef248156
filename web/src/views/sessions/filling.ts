// How the network fills from session to session: who raised what and took which position, as far as it had been said.
// Pure. It counts the statements that were made in sessions; those of no session are behind the network as a whole only.
import { spreadOut } from "../../graph/arrange.ts";
import { at, type Drawing } from "../../graph/drawing.ts";
import { edgeKey } from "../../graph/edge-key.ts";
import type { Scene } from "../../graph/scene.ts";
import { supports } from "../../graph/walk.ts";
import type { EdgeType } from "../../graph/vocabulary.ts";
import { radius } from "../../view/sizes.ts";
import type { SaidOf, Step } from "./steps.ts";

/** The edges that say what voices said. */
const claims = new Set<EdgeType>(["raised", "backs", "opposes"]);

// The frame that the nodes are spread over, in pixels of a window of 1280 pixels.
const frame = { width: 860, height: 660 };

/** The network of all sessions, and at which step each part of it is said for the first and every further time. */
export interface Filling {
  /** All that the sessions fill it with. It is one object for all steps, so that nothing is placed anew. */
  readonly scene: Scene;
  /** The whole graph, in which the nodes of the scene have room: they stand there at every step. */
  readonly drawing: Drawing;
  /** The steps of the statements behind each node and edge of the scene, by its number, ascending. */
  readonly nodes: ReadonlyMap<number, readonly number[]>;
  readonly edges: ReadonlyMap<number, readonly number[]>;
  /** How many statements have been made by the end of each step. */
  readonly said: readonly number[];
  /** How many statements the report has, those of no session among them. */
  readonly total: number;
}

/** The network at a step. */
export interface Filled {
  /** The whole graph, in which the nodes and edges of the scene count what has been said so far. */
  readonly drawing: Drawing;
  /** Keys of what nobody has said yet. */
  readonly hidden: ReadonlySet<string>;
  /** Keys of what is said for the first time. */
  readonly fresh: ReadonlySet<string>;
  /** Numbers of the nodes and edges that are new, those with most statements first. */
  readonly newNodes: readonly number[];
  readonly newEdges: readonly number[];
  /** How many nodes and edges are shown. */
  readonly nodeCount: number;
  readonly edgeCount: number;
}

/** Returns how the statements of the steps fill the network. */
export function fillingOf(drawing: Drawing, steps: readonly Step[], statements: readonly SaidOf[]): Filling {
  const place = new Map(steps.map(({ session }, index) => [session.id, index]));
  const about = new Map<string, { readonly statement: SaidOf; readonly step: number }[]>();
  for (const statement of statements) {
    const step = statement.session === null ? undefined : place.get(statement.session.id);
    if (step !== undefined) {
      for (const id of new Set([...statement.issues.map((issue) => issue.id), ...statement.positions.map(({ recommendation }) => recommendation.id)])) {
        about.set(id, [...(about.get(id) ?? []), { statement, step }]);
      }
    }
  }
  const edges = new Map<number, number[]>();
  const behind = new Map<number, Map<string, number>>();
  for (let edge = 0; edge < drawing.edgeCount; edge++) {
    const [source, type, target] = [at(drawing.source, edge), at(drawing.type, edge), at(drawing.target, edge)];
    if (!claims.has(type)) {
      continue;
    }
    const found = (about.get(at(drawing.id, target)) ?? []).filter(({ statement }) =>
      supports(drawing, statement, type, at(drawing.id, source), at(drawing.id, target)),
    );
    if (found.length > 0) {
      edges.set(edge, found.map(({ step }) => step).sort(ascending));
      for (const node of [source, target]) {
        const known = behind.get(node) ?? new Map<string, number>();
        found.forEach(({ statement, step }) => known.set(statement.id, step));
        behind.set(node, known);
      }
    }
  }
  const nodes = new Map([...behind].map(([node, known]) => [node, [...known.values()].sort(ascending)]));
  const scene = { nodes: [...nodes.keys()].sort(ascending), edges: [...edges.keys()], focus: null, cut: 0 };
  let made = 0;
  return {
    scene,
    drawing: spread(drawing, scene, nodes),
    nodes,
    edges,
    said: steps.map((step) => (made += step.statements)),
    total: statements.length,
  };
}

function spread(drawing: Drawing, scene: Scene, behind: ReadonlyMap<number, readonly number[]>): Drawing {
  const places = spreadOut(
    scene.nodes.map((node) => ({ x: at(drawing.x, node), y: at(drawing.y, node), radius: radius(behind.get(node)?.length ?? 0) })),
    frame,
  );
  const [x, y] = [[...drawing.x], [...drawing.y]];
  for (const [place, node] of scene.nodes.entries()) {
    x[node] = at(places.x, place);
    y[node] = at(places.y, place);
  }
  return { ...drawing, x, y };
}

/** Returns the network by the end of a step, which is its place among the steps. */
export function filledAt(filling: Filling, step: number): Filled {
  const { drawing } = filling;
  const hidden = new Set<string>();
  const fresh = new Set<string>();
  const count = (parts: ReadonlyMap<number, readonly number[]>, key: (part: number) => string): { readonly counts: Map<number, number>; readonly added: number[] } => {
    const counts = new Map<number, number>();
    const added: number[] = [];
    for (const [part, said] of parts) {
      const sofar = said.filter((one) => one <= step).length;
      counts.set(part, sofar);
      if (sofar === 0) {
        hidden.add(key(part));
      } else if (said[0] === step) {
        fresh.add(key(part));
        added.push(part);
      }
    }
    return { counts, added: added.sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || a - b) };
  };
  const nodes = count(filling.nodes, (node) => at(drawing.id, node));
  const edges = count(filling.edges, (edge) =>
    edgeKey({ source: at(drawing.id, at(drawing.source, edge)), type: at(drawing.type, edge), target: at(drawing.id, at(drawing.target, edge)) }),
  );
  const shown = (counts: ReadonlyMap<number, number>): number => [...counts.values()].filter((each) => each > 0).length;
  return {
    drawing: {
      ...drawing,
      statements: drawing.statements.map((whole, node) => nodes.counts.get(node) ?? whole),
      weight: drawing.weight.map((whole, edge) => edges.counts.get(edge) ?? whole),
    },
    hidden,
    fresh,
    newNodes: nodes.added,
    newEdges: edges.added,
    nodeCount: shown(nodes.counts),
    edgeCount: shown(edges.counts),
  };
}

function ascending(a: number, b: number): number {
  return a - b;
}
