// Writes networks as GEXF 1.3 (Gephi) and GraphML (igraph, NetworkX, yEd).
// Loaded when somebody asks for one. Pure: a network in, text out.
import Graph from "graphology";
import writeGexf from "graphology-gexf/browser/writer.js";
import type { Shape } from "../settings.ts";
import type { Network, NetworkValue } from "./network.ts";
import { escapeXml, legalXml } from "./xml.ts";

type Attributes = Record<string, NetworkValue>;

// GEXF knows these forms alone; the kind beside the form tells what it stands for.
const gexfShapes: Readonly<Record<Shape, string>> = {
  circle: "disc",
  square: "square",
  hexagon: "disc",
  triangle: "triangle",
  diamond: "diamond",
  ring: "disc",
  pentagon: "disc",
  cross: "square",
  bar: "square",
};

/** Returns the network as GEXF, which has the title and where it comes from as its description. */
export function gexf(network: Network): string {
  const graph = new Graph<Attributes, Attributes>({ multi: true, type: "mixed" });
  for (const { id, label, attributes, drawn } of network.nodes) {
    // The writer takes x, y, size, color and shape for how a node is drawn.
    graph.addNode(legalXml(id), { ...legalAll(attributes), ...(drawn ? { ...drawn, shape: gexfShapes[drawn.shape] } : {}), label: legalXml(label) });
  }
  for (const { source, target, directed, weight, attributes } of network.edges) {
    graph[directed ? "addDirectedEdge" : "addUndirectedEdge"](legalXml(source), legalXml(target), { ...legalAll(attributes), weight });
  }
  const text = writeGexf(graph, { version: "1.3" });
  // The writer knows no description; it belongs into meta, which the writer leaves empty.
  const meta = `<meta><creator>forumgraph</creator><description>${escapeXml(network.title)}. ${escapeXml(network.note)}</description></meta>`;
  return text.replace(/<meta\s*\/>|<meta>.*?<\/meta>|(?=<graph )/s, meta);
}

/** Returns the network as GraphML. Numbers are doubles, all else is text; the title and the note belong to the graph. */
export function graphml(network: Network): string {
  const keys: string[] = [];
  const names = new Map<string, string>();
  const declare = (on: "graph" | "node" | "edge", name: string, value: NetworkValue): string => {
    const known = names.get(`${on} ${name}`);
    if (known !== undefined) {
      return known;
    }
    const key = `k${names.size.toString()}`;
    names.set(`${on} ${name}`, key);
    const type = typeof value === "number" ? "double" : typeof value === "boolean" ? "boolean" : "string";
    keys.push(`<key id="${key}" for="${on}" attr.name="${escapeXml(name)}" attr.type="${type}"/>`);
    return key;
  };
  const data = (on: "graph" | "node" | "edge", attributes: Attributes): string =>
    Object.entries(attributes)
      .map(([name, value]) => `<data key="${declare(on, name, value)}">${escapeXml(String(value))}</data>`)
      .join("");
  const lines = [
    data("graph", { title: network.title, note: network.note }),
    ...network.nodes.map(({ id, label, attributes, drawn }) => `<node id="${escapeXml(id)}">${data("node", { label, ...attributes, ...drawn })}</node>`),
    ...network.edges.map(({ source, target, directed, weight, attributes }, index) => {
      const ends = `source="${escapeXml(source)}" target="${escapeXml(target)}" directed="${String(directed)}"`;
      return `<edge id="e${index.toString()}" ${ends}>${data("edge", { weight, ...attributes })}</edge>`;
    }),
  ];
  // Every edge says itself whether it is directed; not every program reads that, so that the default is the one that all of them share, or directed.
  const whole = network.edges.every(({ directed }) => !directed) ? "undirected" : "directed";
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys,
    `<graph id="G" edgedefault="${whole}">`,
    ...lines,
    "</graph>",
    "</graphml>",
    "",
  ].join("\n");
}

function legalAll(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, typeof value === "string" ? legalXml(value) : value]));
}
