// The columns of /drawing.json become a graph that knows its edges at each node, or are refused.
import { describe, expect, test } from "vitest";
import { DrawingError, readDrawing } from "./drawing.ts";
import { exampleAnswer } from "./example.ts";

describe("readDrawing", () => {
  test("names kinds, types and stances, and finds nodes and the edges at them", () => {
    const drawing = readDrawing(exampleAnswer());
    expect([drawing.version, drawing.nodeCount, drawing.edgeCount]).toEqual([7, 9, 10]);
    expect(drawing.kind[4]).toBe("recommendation");
    expect(drawing.type[4]).toBe("addresses");
    expect(drawing.stance).toEqual(new Array(10).fill(null));
    const around: [string, string][] = [];
    drawing.adjacent(drawing.find("issue:rent") ?? -1, (edge, neighbor) => around.push([drawing.type[edge] ?? "", drawing.id[neighbor] ?? ""]));
    expect(around).toEqual([
      ["raised", "person:ann"],
      ["raised", "organization:aid"],
      ["addresses", "recommendation:build"],
    ]);
    expect(drawing.find("issue:nothing")).toBeUndefined();
  });

  test("nodes of unknown kinds are left out with their edges, and so are edges of unknown types", () => {
    const answer = exampleAnswer();
    const drawing = readDrawing({
      ...answer,
      kinds: answer.kinds.map((kind) => (kind === "SESSION" ? "DREAM" : kind)),
      types: answer.types.map((type) => (type === "CONTRADICTS" ? "IGNORES" : type)),
    });
    expect([drawing.nodeCount, drawing.edgeCount]).toEqual([8, 7]);
    expect(drawing.find("session:one")).toBeUndefined();
    expect(drawing.id[drawing.target[0] ?? -1]).toBe("organization:aid");
  });

  test("columns of different lengths and edges to no node are refused", () => {
    const answer = exampleAnswer();
    expect(() => readDrawing({ ...answer, nodes: { ...answer.nodes, x: [] } })).toThrow(DrawingError);
    const target = answer.edges.target.map(() => 99);
    expect(() => readDrawing({ ...answer, edges: { ...answer.edges, target } })).toThrow("edge 0 of the drawing leads to no node");
  });
});
