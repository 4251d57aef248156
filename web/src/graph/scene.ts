// Chooses what is drawn of the whole graph: without a focus a readable selection, with one what is around it, and what was
// expanded. Pure and deterministic: the same drawing and the same address give the same scene.
import { network, type Kind } from "../settings.ts";
import type { NetworkState } from "../views/network-state.ts";
import { at, type Drawing } from "./drawing.ts";
import { expand } from "./expand.ts";
import { claimTypes, edgeTypes, expansions, type EdgeType } from "./vocabulary.ts";

/** What is drawn: numbers of nodes and edges of the drawing, ascending. */
export interface Scene {
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  /** The number of the node in focus; null if there is none, or none of that ID. */
  readonly focus: number | null;
  /** How many more nodes would have been drawn but for the limits. */
  readonly cut: number;
}

/** The part of the address that a scene depends on. */
export type SceneState = Pick<NetworkState, "focus" | "depth" | "expand" | "kinds" | "types" | "voice">;

// What hangs on single statements is drawn only when asked for: a picture of statements is a list, and lists are better read.
const statementTypes = new Set<EdgeType>(["made", "about", "position", "mentions", "quotes", "restates"]);

// Kinds that no derived edge leads to; around them there are only statements.
const bareKinds = new Set<Kind>(["statement", "session", "population", "place", "figure", "publication"]);

/** Returns the scene of a state. */
export function sceneOf(drawing: Drawing, state: SceneState): Scene {
  const focus = state.focus === null ? undefined : drawing.find(state.focus);
  const chosen = focus === undefined ? overview(drawing, state) : around(drawing, focus, state);
  const nodes = new Set(chosen.nodes);
  const edges = new Set(chosen.edges);
  let { cut } = chosen;
  for (const step of state.expand) {
    const [id = "", name] = step.split("~");
    const node = drawing.find(id);
    const how = expansions.find((known) => known === name);
    if (node !== undefined && how) {
      const found = expand(drawing, node, how);
      nodes.add(node);
      for (const one of found.nodes) {
        nodes.add(one);
      }
      for (const one of found.edges) {
        edges.add(one);
      }
      cut += found.cut;
    }
  }
  const ascending = (numbers: ReadonlySet<number>): number[] => [...numbers].sort((a, b) => a - b);
  return { nodes: ascending(nodes), edges: ascending(edges), focus: focus ?? null, cut };
}

interface Chosen {
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly cut: number;
}

/** Tells whether a node may be drawn, given the kinds and kinds of voice asked for; an empty list asks for all. */
function admits(drawing: Drawing, state: SceneState): (node: number) => boolean {
  const kinds = new Set<Kind>(state.kinds);
  const voices = new Set<Kind>(state.voice);
  return (node) => {
    const kind = at(drawing.kind, node);
    const isVoice = kind === "person" || kind === "organization" || kind === "collective";
    return (kinds.size === 0 || kinds.has(kind)) && (voices.size === 0 || !isVoice || voices.has(kind));
  };
}

// The nodes with the most statements of each kind, and what was claimed among them; what is tied to nothing shown is left out.
function overview(drawing: Drawing, state: SceneState): Chosen {
  const admitted = admits(drawing, state);
  const limits = new Map<Kind, number>(
    state.kinds.length > 0 ? state.kinds.map((kind) => [kind, network.overviewAsked]) : (Object.entries(network.overview) as [Kind, number][]),
  );
  // People are asked for by kind of voice as well as by kind.
  for (const kind of state.kinds.length === 0 ? state.voice : []) {
    limits.set(kind, network.overviewAsked);
  }
  const candidates = new Map<Kind, number[]>();
  // Who was asked for beside the drawing does not change what is most talked about.
  for (let node = 0; node < drawing.placed; node++) {
    const kind = at(drawing.kind, node);
    if (limits.has(kind) && admitted(node)) {
      const list = candidates.get(kind);
      if (list) {
        list.push(node);
      } else {
        candidates.set(kind, [node]);
      }
    }
  }
  const nodes = new Set<number>();
  let cut = 0;
  for (const [kind, list] of candidates) {
    list.sort((a, b) => at(drawing.statements, b) - at(drawing.statements, a) || a - b);
    const kept = list.slice(0, limits.get(kind));
    cut += list.length - kept.length;
    kept.forEach((node) => nodes.add(node));
  }
  const types = typesOf(state, state.kinds.length > 0 ? edgeTypes.filter((type) => type !== "co-raised") : claimTypes);
  const edges = between(drawing, nodes, types);
  if (state.kinds.length > 0) {
    return { nodes: [...nodes], edges, cut };
  }
  const tied = new Set(edges.flatMap((edge) => [at(drawing.source, edge), at(drawing.target, edge)]));
  return { nodes: [...tied], edges, cut };
}

// Everything within depth steps of the focus, nearest first, then by the weight of the edge that leads there.
function around(drawing: Drawing, focus: number, state: SceneState): Chosen {
  const bare = bareKinds.has(at(drawing.kind, focus));
  const admitted = admits(drawing, state);
  const kindsNamed = state.kinds.length > 0;
  const types = typesOf(
    state,
    edgeTypes.filter((type) => bare || kindsNamed || !statementTypes.has(type)),
  );
  // To have been in one room ties nobody, unless that is what the reader asks for or stands at.
  const follows = (edge: number): boolean => types.has(at(drawing.type, edge)) && (bare || state.types.length > 0 || at(drawing.tie, edge) === 1);
  const limit = network.ego[state.depth - 1] ?? 0;
  const nodes = new Set([focus]);
  const edges = new Set<number>();
  let cut = 0;
  let frontier = [focus];
  for (let step = 1; step <= state.depth && frontier.length > 0; step++) {
    // The best edge to each new node, by the order of edgeTypes and by weight.
    const best = new Map<number, number>();
    for (const node of frontier) {
      drawing.adjacent(node, (edge, neighbor) => {
        if (nodes.has(neighbor) || !follows(edge) || !admitted(neighbor)) {
          return;
        }
        const known = best.get(neighbor);
        if (known === undefined || rank(drawing, edge, known) < 0) {
          best.set(neighbor, edge);
        }
      });
    }
    const found = [...best].sort(([a, x], [b, y]) => rank(drawing, x, y) || a - b);
    const kept = found.slice(0, Math.max(0, limit - nodes.size));
    cut += found.length - kept.length;
    frontier = kept.map(([node]) => node);
    frontier.forEach((node) => nodes.add(node));
    if (step === 1) {
      drawing.adjacent(focus, (edge, neighbor) => {
        if (nodes.has(neighbor) && follows(edge)) {
          edges.add(edge);
        }
      });
    } else {
      kept.forEach(([, edge]) => edges.add(edge));
    }
  }
  // Among those around it, what they claimed, and who belongs to whom; the rest would be a thicket.
  const inner = new Set([...types].filter((type) => claimTypes.includes(type) || type === "affiliated-with" || state.types.includes(type)));
  for (const edge of between(drawing, nodes, inner)) {
    edges.add(edge);
  }
  return { nodes: [...nodes], edges: [...edges], cut };
}

function typesOf(state: SceneState, otherwise: readonly EdgeType[]): ReadonlySet<EdgeType> {
  return new Set(state.types.length > 0 ? state.types : otherwise);
}

/** Compares edges: below 0 if a comes first, by type, then weight, larger first, then number. */
function rank(drawing: Drawing, a: number, b: number): number {
  const order = (edge: number): number => edgeTypes.indexOf(at(drawing.type, edge));
  return order(a) - order(b) || at(drawing.weight, b) - at(drawing.weight, a) || a - b;
}

function between(drawing: Drawing, nodes: ReadonlySet<number>, types: ReadonlySet<EdgeType>): number[] {
  const edges = new Set<number>();
  for (const node of nodes) {
    drawing.adjacent(node, (edge, neighbor) => {
      if (nodes.has(neighbor) && types.has(at(drawing.type, edge))) {
        edges.add(edge);
      }
    });
  }
  return [...edges];
}
