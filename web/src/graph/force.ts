// ForceAtlas2 over plain columns: the iteration of graphology's package, without a graph around it, which the worker would
// have to load and build. Pure and deterministic.
import iterate from "graphology-layout-forceatlas2/iterate.js";

/** What is laid out: where nodes begin, and edges by the places of their ends. */
export interface Forces {
  readonly x: readonly number[];
  readonly y: readonly number[];
  readonly edges: readonly { readonly source: number; readonly target: number; readonly weight: number }[];
}

const settings = {
  linLogMode: true,
  outboundAttractionDistribution: false,
  adjustSizes: false,
  edgeWeightInfluence: 0.5,
  scalingRatio: 8,
  strongGravityMode: false,
  gravity: 1,
  slowDown: 3,
  barnesHutTheta: 0.6,
};

// The columns of the package's matrices: x, y, dx, dy, old dx, old dy, mass, convergence, size, fixed; source, target, weight.
const [perNode, perEdge] = [10, 3];

/** Returns where the forces move the nodes to. */
export function settle({ x, y, edges }: Forces, rounds: number): { x: number[]; y: number[] } {
  const nodes = new Float32Array(x.length * perNode);
  for (const [place, value] of x.entries()) {
    nodes.set([value, y[place] ?? 0, 0, 0, 0, 0, 1, 1, 1, 0], place * perNode);
  }
  const ties = new Float32Array(edges.length * perEdge);
  for (const [place, { source, target, weight }] of edges.entries()) {
    ties.set([source * perNode, target * perNode, weight], place * perEdge);
    for (const end of [source, target]) {
      nodes[end * perNode + 6] = (nodes[end * perNode + 6] ?? 0) + weight;
    }
  }
  const options = { ...settings, barnesHutOptimize: x.length > 300 };
  for (let round = 0; round < rounds; round++) {
    iterate(options, nodes, ties);
  }
  const column = (offset: number): number[] => x.map((_, place) => nodes[place * perNode + offset] ?? 0);
  return { x: column(0), y: column(1) };
}
