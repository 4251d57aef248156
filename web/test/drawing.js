// Makes an answer of /drawing.json out of the API's, in the same form, for a server that has no such address yet.
// The places are those of a force-directed layout from a circle: the same graph gives the same picture.
import forceAtlas2 from "graphology-layout-forceatlas2";
import { MultiDirectedGraph } from "graphology";

const kinds = "PERSON ORGANIZATION COLLECTIVE SESSION ISSUE RECOMMENDATION INITIATIVE PUBLICATION POPULATION PLACE FIGURE STATEMENT".split(" ");
const lists = "people organizations collectives sessions issues recommendations initiatives publications populations places figures statements".split(" ");

/**
 * @typedef {{ id: string, en: string, fr: string }} Named
 * @typedef {{ type: string, source: { id: string }, target: { id: string }, weight: number, stance: string | null, derived: boolean }} Edge
 */

/**
 * @template T
 * @param {string} url
 * @param {string} query
 * @param {Record<string, unknown>} variables
 * @returns {Promise<T>}
 */
async function ask(url, query, variables) {
  const response = await fetch(`${url}/graphql`, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ query, variables }) });
  /** @type {unknown} */
  const body = await response.json();
  const { data, errors } = /** @type {{ data: T, errors?: unknown }} */ (body);
  if (errors) {
    throw new Error(JSON.stringify(errors));
  }
  return data;
}

/**
 * Returns the drawing of the server at url, without labels, and the labels in both languages beside it.
 *
 * @param {string} url
 */
export async function drawingOf(url) {
  const graph = new MultiDirectedGraph();
  /** @type {Map<string, Named & { kind: string }>} */
  const nodes = new Map();
  for (const [index, list] of lists.entries()) {
    let after = null;
    do {
      /** @type {Record<string, { nodes: Named[], pageInfo: { hasNextPage: boolean, endCursor: string } }>} */
      const page = await ask(url, `query($after: String) { list: ${list}(first: 100, after: $after) { nodes { id en: label(lang: EN) fr: label(lang: FR) } pageInfo { hasNextPage endCursor } } }`, { after });
      const { nodes: found, pageInfo } = page["list"] ?? { nodes: [], pageInfo: { hasNextPage: false, endCursor: "" } };
      for (const node of found) {
        nodes.set(node.id, { ...node, kind: kinds[index] ?? "" });
      }
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
  }
  const ids = [...nodes.keys()].sort();
  for (const [index, id] of ids.entries()) {
    const angle = (2 * Math.PI * index) / ids.length;
    graph.addNode(id, { x: Math.cos(angle) * 100, y: Math.sin(angle) * 100 });
  }
  /** @type {Edge[]} */
  const edges = [];
  for (let from = 0; from < ids.length; from += 10) {
    /** @type {{ nodes: { relationships: { nodes: Edge[] } }[] }} */
    const page = await ask(url, "query($ids: [ID!]!) { nodes(ids: $ids) { relationships(direction: OUT, first: 100) { nodes { type source { id } target { id } weight stance derived } } } }", { ids: ids.slice(from, from + 10) });
    for (const node of page.nodes) {
      edges.push(...node.relationships.nodes.filter(({ target }) => nodes.has(target.id)));
    }
  }
  for (const { source, target, type } of edges) {
    if (type !== "IN_SESSION") {
      graph.addEdge(source.id, target.id);
    }
  }
  forceAtlas2.assign(graph, { iterations: 300, settings: { ...forceAtlas2.inferSettings(graph), linLogMode: true, barnesHutOptimize: true } });
  const at = new Map(ids.map((id, index) => [id, index]));
  const isStatement = (/** @type {string} */ id) => id.startsWith("statement:");
  const claims = edges.filter(({ type, source, target }) => ["MADE", "ABOUT", "POSITION"].includes(type) && (isStatement(source.id) || isStatement(target.id)));
  const statements = ids.map((id) => claims.filter(({ source, target }) => source.id === id || target.id === id).length);
  const types = [...new Set(edges.map(({ type }) => type))].sort();
  const stances = ["", "FOR", "AGAINST", "MIXED"];
  return {
    labels: { EN: ids.map((id) => nodes.get(id)?.en ?? ""), FR: ids.map((id) => nodes.get(id)?.fr ?? "") },
    version: 1,
    kinds,
    types,
    stances,
    nodes: {
      id: ids,
      kind: ids.map((id) => kinds.indexOf(nodes.get(id)?.kind ?? "")),
      x: ids.map((id) => Number(graph.getNodeAttribute(id, "x"))),
      y: ids.map((id) => Number(graph.getNodeAttribute(id, "y"))),
      statements,
      voices: statements,
    },
    edges: {
      source: edges.map((e) => at.get(e.source.id)),
      target: edges.map((e) => at.get(e.target.id)),
      type: edges.map((e) => types.indexOf(e.type)),
      weight: edges.map((e) => e.weight),
      stance: edges.map((e) => stances.indexOf(e.stance ?? "")),
      derived: edges.map((e) => Number(e.derived)),
      tie: edges.map((e) => Number(e.type !== "IN_SESSION" && e.type !== "PRESENTED_AT")),
    },
  };
}
