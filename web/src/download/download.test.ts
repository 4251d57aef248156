// Files say what the screen says: tables are safe in spreadsheets, networks and drawings are well-formed whatever their labels.
import { DOMParser } from "@xmldom/xmldom";
import fc from "fast-check";
import Graph from "graphology";
import { parse as parseGexf } from "graphology-gexf";
import { parse as parseGraphml } from "graphology-graphml";
import { describe, expect, test } from "vitest";
import formulas from "../../pages/testdata/formulas.json" with { type: "json" };
import { csv } from "./csv.ts";
import { fileName } from "./file-name.ts";
import { gexf, graphml } from "./network-files.ts";
import type { Network } from "./network.ts";
import { clip, element, svgFile, textAt, wrap } from "./svg.ts";

const hostile = `<script>"a" & 'b' && "c"</script>\u202e\u0000\ud800]]>`;

describe("csv", () => {
  test("cells are quoted where they must be, lines end as the specification says", () => {
    const table = { columns: ["a", "b"], rows: [["x, y", 'say "no"'], ["two\nlines", null], [" space ", 7]] };
    expect(csv(table)).toBe('a,b\r\n"x, y","say ""no"""\r\n"two\nlines",\r\n" space ",7\r\n');
  });

  // The table is also that of the files that the server writes.
  test.each(formulas)("$cell is text that no spreadsheet runs", ({ cell, guarded }) => {
    const line = csv({ columns: [cell], rows: [] });
    expect(line.replace(/^"(.*)"\r\n$/s, "$1\r\n")).toBe(`${guarded ? "'" : ""}${cell}\r\n`);
  });

  test("numbers stay numbers, also negative ones", () => {
    expect(csv({ columns: ["n"], rows: [[-1], [0.5]] })).toBe("n\r\n-1\r\n0.5\r\n");
  });

  test("no cell of any text begins as a formula", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(csv({ columns: [text], rows: [] })).not.toMatch(/^"?[\p{White_Space}\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]/u);
      }),
    );
  });
});

test("names of files can be read, and have the version", () => {
  expect(fileName("Enjeux selon les organisations", 12, "csv")).toBe("forumgraph-enjeux-selon-les-organisations-v12.csv");
  expect(fileName("Où? « Là » — déjà/vu..", 1, "graphml")).toBe("forumgraph-ou-la-deja-vu-v1.graphml");
  expect(fileName("日本", 1, "png")).toBe("forumgraph-graph-v1.png");
  expect(fileName("a".repeat(200), 1, "svg")).toHaveLength("forumgraph--v1.svg".length + 60);
});

const network: Network = {
  title: `Title ${hostile}`,
  note: "Version 3 & more",
  nodes: [
    { id: "issue:a", label: hostile, attributes: { kind: "issue" } },
    { id: "person:b", label: "B", attributes: { kind: "person" }, drawn: { x: 3, y: -4, size: 5, color: "#a04f86", shape: "ring" } },
  ],
  edges: [
    { source: "person:b", target: "issue:a", directed: true, weight: 3, attributes: { type: "RAISED", derived: true } },
    { source: "issue:a", target: "person:b", directed: false, weight: -0.5, attributes: { type: "x", derived: false } },
  ],
};
const legible = hostile.replace("\u0000", "").replace("\ud800", "");

describe("networks", () => {
  test("GEXF is read back with its nodes, edges and weights", () => {
    const graph = parseGexf(Graph, gexf(network));
    expect(graph.nodes()).toEqual(["issue:a", "person:b"]);
    expect(graph.getNodeAttribute("issue:a", "label")).toBe(legible);
    expect(graph.getNodeAttribute("issue:a", "kind")).toBe("issue");
    expect(graph.mapEdges((_, { weight }) => weight as number)).toEqual([3, -0.5]);
    expect(graph.getNodeAttributes("person:b")).toMatchObject({ x: 3, y: -4, size: 5, color: "#a04f86", shape: "disc" });
    expect(gexf(network)).toContain("<description>Title &lt;script&gt;");
  });

  test("GraphML is read back with its nodes, edges and weights", () => {
    const graph = parseGraphml(Graph, graphml(network));
    expect(graph.nodes()).toEqual(["issue:a", "person:b"]);
    expect(graph.getNodeAttribute("issue:a", "label")).toBe(legible);
    expect(graph.mapEdges((_, { weight }) => weight as number)).toEqual([3, -0.5]);
    expect(graph.getNodeAttributes("person:b")).toMatchObject({ x: 3, y: -4, size: 5, color: "#a04f86", shape: "ring" });
    expect(graphml(network).match(/directed="\w+"/g)).toEqual(['directed="true"', 'directed="false"']);
    const undirected = { ...network, edges: network.edges.map((edge) => ({ ...edge, directed: false })) };
    expect(parseGraphml(Graph, graphml(undirected)).type).toBe("undirected");
  });

  test("both are well-formed for any label", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (label) => {
        const named = { ...network, title: label, nodes: network.nodes.map((node) => ({ ...node, label })) };
        wellFormed(gexf(named));
        wellFormed(graphml(named));
      }),
      { numRuns: 50 },
    );
  });
});

const palette = { paper: "#fff", ink: "#000", inkSoft: "#555", rule: "#ccc" };

describe("drawings", () => {
  test("a file has its title, its legend and what it is of, and is well-formed for any words", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const figure = { width: 100, height: 50, body: textAt(0, 10, text), legend: [{ sign: element("rect", { width: 22 }), text }] };
        wellFormed(svgFile(figure, { title: text, foot: [text], lang: "en-CA", faces: "" }, palette));
      }),
      { numRuns: 50 },
    );
    const file = svgFile(
      { width: 100, height: 50, body: "", legend: [{ sign: "", text: "legend word" }] },
      { title: "A title", foot: ["Version 3.", "Source: a report"], lang: "fr-CA", faces: "@font-face{}" },
      palette,
    );
    for (const part of ["A title", "legend word", "Version 3.", "Source: a report", 'xml:lang="fr-CA"']) {
      expect(file).toContain(part);
    }
    expect(file).not.toMatch(/<script|href|url\(/);
    const noted = svgFile({ width: 100, height: 50, body: "", legend: [], note: "A note." }, { title: "", foot: ["A foot."], lang: "en-CA", faces: "" }, palette);
    expect(noted).toContain("<desc>A note. A foot.</desc>");
  });

  test("lines break between words, and long names are cut with an ellipsis", () => {
    expect(wrap("one two three", 40, 10)).toEqual(["one two", "three"]);
    expect(wrap("at http://127.0.0.1/en", 40, 10)).toEqual(["at", "http://1", "27.0.0.1", "/en"]);
    expect(clip("a short name", 200, 10)).toBe("a short name");
    expect(clip("a very long name indeed", 60, 10)).toBe("a very lon…");
  });
});

function wellFormed(xml: string): void {
  const parser = new DOMParser({
    onError: (level, message) => {
      // A replacement character may stand in a label; the parser wonders about it.
      if (level !== "warning") {
        throw new Error(`${level}: ${message}`);
      }
    },
  });
  parser.parseFromString(xml, "text/xml");
}
