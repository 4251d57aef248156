// Writes networks as GEXF 1.3 (Gephi) and GraphML (igraph, NetworkX, yEd).
// Loaded when somebody asks for one. Pure: a network in, text out.
import Graph from "graphology";
import { write as writeGexf } from "graphology-gexf/browser";
import type { Network, NetworkValue } from "./network.ts";

type Attributes = Record<string, NetworkValue>;

/** Returns the network as GEXF, which has the title and where it comes from as its description. */
export function gexf(network: Network): string {
  const graph = new Graph<Attributes, Attributes>({ multi: true, type: "mixed" });
  for (const { id, label, attributes } of network.nodes) {
    graph.addNode(legal(id), { ...legalAll(attributes), label: legal(label) });
  }
  for (const { source, target, directed, weight, attributes } of network.edges) {
    graph[directed ? "addDirectedEdge" : "addUndirectedEdge"](legal(source), legal(target), { ...legalAll(attributes), weight });
  }
  const text = writeGexf(graph, { version: "1.3" });
  // The writer knows no description; it belongs into meta, which the writer leaves empty.
  const meta = `<meta><creator>forumgraph</creator><description>${escape(network.title)}. ${escape(network.note)}</description></meta>`;
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
    keys.push(`<key id="${key}" for="${on}" attr.name="${escape(name)}" attr.type="${type}"/>`);
    return key;
  };
  const data = (on: "graph" | "node" | "edge", attributes: Attributes): string =>
    Object.entries(attributes)
      .map(([name, value]) => `<data key="${declare(on, name, value)}">${escape(String(value))}</data>`)
      .join("");
  const lines = [
    data("graph", { title: network.title, note: network.note }),
    ...network.nodes.map(({ id, label, attributes }) => `<node id="${escape(id)}">${data("node", { label, ...attributes })}</node>`),
    ...network.edges.map(({ source, target, directed, weight, attributes }, index) => {
      const ends = `source="${escape(source)}" target="${escape(target)}" directed="${String(directed)}"`;
      return `<edge id="e${index.toString()}" ${ends}>${data("edge", { weight, ...attributes })}</edge>`;
    }),
  ];
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys,
    '<graph id="G" edgedefault="directed">',
    ...lines,
    "</graph>",
    "</graphml>",
    "",
  ].join("\n");
}

// XML 1.0 has no place for most control characters and for halves of a pair, not even escaped.
const illegal = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

function legal(text: string): string {
  return text.replaceAll(illegal, "\ufffd");
}

function legalAll(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, typeof value === "string" ? legal(value) : value]));
}

function escape(text: string): string {
  return legal(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
