// The whole graph as /drawing.json ships it, in columns, with an index of the edges at each node.
// Pure. Nodes and edges are numbers here, so that a hundred thousand of them open at once; only what is drawn becomes objects.
import { kinds, stances, type Kind, type Stance } from "../settings.ts";
import { edgeTypes, type EdgeType } from "./vocabulary.ts";

/**
 * What /drawing.json answers. Counts are of the whole graph: cut is how many of its nodes have no place in the drawing. Columns of nodes have one length, those of edges another. source and target are places in
 * nodes; kind, type and stance are places in the lists of words, whose first stance is none. Flags are 0 or 1.
 */
export interface DrawingAnswer {
  readonly version: number;
  readonly counts: { readonly cut: number; readonly statements: number };
  readonly kinds: readonly string[];
  readonly types: readonly string[];
  readonly stances: readonly string[];
  readonly nodes: {
    readonly id: readonly string[];
    readonly kind: readonly number[];
    readonly label: readonly string[];
    readonly x: readonly number[];
    readonly y: readonly number[];
    readonly statements: readonly number[];
    readonly voices: readonly number[];
  };
  readonly edges: {
    readonly source: readonly number[];
    readonly target: readonly number[];
    readonly type: readonly number[];
    readonly weight: readonly number[];
    readonly stance: readonly number[];
    readonly derived: readonly number[];
    readonly tie: readonly number[];
  };
}

/** Columns of nodes, then of edges. Positions are in graph space, y upwards. */
export interface Columns {
  readonly id: readonly string[];
  readonly label: readonly string[];
  readonly kind: readonly Kind[];
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly statements: readonly number[];
  readonly voices: readonly number[];
  readonly source: readonly number[];
  readonly target: readonly number[];
  readonly type: readonly EdgeType[];
  readonly weight: readonly number[];
  readonly stance: readonly (Stance | null)[];
  /** 1 for edges that a rule derived, 0 for those that somebody asserted. */
  readonly derived: readonly number[];
  /** 1 for edges that tie: 0 for having been in one room, and for being part of the event as a whole. */
  readonly tie: readonly number[];
}

/** What a drawing says of the graph as a whole, whether it has all of it or not. */
interface Whole {
  readonly version: number;
  /** How many statements the graph has. */
  readonly statementCount: number;
  /** How many nodes of the graph have no place in the drawing. */
  readonly cut: number;
}

/** The graph, or the part of it that has a place, read. */
export interface Drawing extends Whole, Columns {
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** How many of the nodes, the first ones, have a place in the whole; see withPart for the others. */
  readonly placed: number;
  /** Returns the number of a node, or undefined. */
  find(id: string): number | undefined;
  /** Calls visit with each edge at a node and its other end, by edge number. An edge to itself is visited twice. */
  adjacent(node: number, visit: (edge: number, neighbor: number) => void): void;
}

/** A drawing that is not what /drawing.json promises. */
export class DrawingError extends Error {
  override readonly name = "DrawingError";
}

/**
 * Reads an answer. Nodes of kinds and edges of types that the view does not know are left out, with the edges at them.
 * Errors: DrawingError for columns of different lengths, or an edge to no node.
 */
export function readDrawing({ version, counts, nodes, edges, ...words }: DrawingAnswer): Drawing {
  sameLength("nodes", nodes);
  sameLength("edges", edges);
  const kindOf = words.kinds.map((name) => kinds.find((kind) => kind === spelling(name)));
  const typeOf = words.types.map((name) => edgeTypes.find((type) => type === spelling(name)));
  const stanceOf = words.stances.map((name) => stances.find((stance) => stance === spelling(name)) ?? null);

  const renumbered = new Int32Array(nodes.id.length).fill(-1);
  const keptNodes: number[] = [];
  for (const [place, code] of nodes.kind.entries()) {
    if (kindOf[code]) {
      renumbered[place] = keptNodes.length;
      keptNodes.push(place);
    }
  }
  const keptEdges: number[] = [];
  for (const [place, code] of edges.type.entries()) {
    const [source, target] = [renumbered[at(edges.source, place)], renumbered[at(edges.target, place)]];
    if (source === undefined || target === undefined) {
      throw new DrawingError(`edge ${place.toString()} of the drawing leads to no node`);
    }
    if (source >= 0 && target >= 0 && typeOf[code]) {
      keptEdges.push(place);
    }
  }
  const node = <T>(column: readonly T[]): T[] => keptNodes.map((place) => at(column, place));
  const edge = <T>(column: readonly T[]): T[] => keptEdges.map((place) => at(column, place));
  return indexed({ version, statementCount: counts.statements, cut: counts.cut }, keptNodes.length, {
    id: node(nodes.id),
    label: node(nodes.label),
    kind: node(nodes.kind).map((code) => kindOf[code] ?? "statement"),
    x: node(nodes.x),
    y: node(nodes.y),
    statements: node(nodes.statements),
    voices: node(nodes.voices),
    source: edge(edges.source).map((place) => renumbered[place] ?? 0),
    target: edge(edges.target).map((place) => renumbered[place] ?? 0),
    type: edge(edges.type).map((code) => typeOf[code] ?? "related"),
    weight: edge(edges.weight),
    stance: edge(edges.stance).map((code) => stanceOf[code] ?? null),
    derived: edge(edges.derived),
    tie: edge(edges.tie),
  });
}

/** Returns the drawing that has the columns, the first of whose nodes have a place in the whole. */
export function indexed(whole: Whole, placed: number, columns: Columns): Drawing {
  const { id, source, target } = columns;
  const index = indexOf(id.length, source, target);
  const numbers = new Map(id.map((text, number) => [text, number]));
  return {
    ...whole,
    ...columns,
    placed,
    nodeCount: id.length,
    edgeCount: source.length,
    find: (text) => numbers.get(text),
    adjacent(number, visit) {
      for (let place = at(index.first, number); place < at(index.first, number + 1); place++) {
        const one = at(index.edges, place);
        visit(one, source[one] === number ? at(target, one) : at(source, one));
      }
    },
  };
}

// The address spells CO_RAISED as co-raised.
function spelling(name: string): string {
  return name.toLowerCase().replaceAll("_", "-");
}

/** Returns an element that is known to be there. */
export function at<T>(column: ArrayLike<T>, place: number): T {
  const value = column[place];
  if (value === undefined) {
    throw new DrawingError(`the drawing has no element ${place.toString()}`);
  }
  return value;
}

// Edges by node, as in a compressed sparse row: those of node n are edges[first[n]] to edges[first[n + 1] - 1].
function indexOf(nodeCount: number, source: readonly number[], target: readonly number[]): { first: Int32Array; edges: Int32Array } {
  const first = new Int32Array(nodeCount + 1);
  for (const ends of [source, target]) {
    for (const node of ends) {
      first[node + 1] = (first[node + 1] ?? 0) + 1;
    }
  }
  for (let node = 0; node < nodeCount; node++) {
    first[node + 1] = (first[node + 1] ?? 0) + (first[node] ?? 0);
  }
  const next = first.slice();
  const edges = new Int32Array(source.length * 2);
  for (let edge = 0; edge < source.length; edge++) {
    for (const node of [at(source, edge), at(target, edge)]) {
      const place = next[node] ?? 0;
      edges[place] = edge;
      next[node] = place + 1;
    }
  }
  return { first, edges };
}

function sameLength(name: string, columns: Readonly<Record<string, readonly unknown[]>>): void {
  const lengths = new Set(Object.values(columns).map((column) => column.length));
  if (lengths.size > 1) {
    throw new DrawingError(`the ${name} of the drawing have columns of different lengths`);
  }
}
