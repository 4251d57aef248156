// Ways to go on from a node that have a meaning, instead of all its edges at once.
// Each follows what somebody said, but for the last: to have been in one session is not a claim.
import { network, type Kind } from "../settings.ts";
import { at, type Drawing } from "./drawing.ts";
import type { EdgeType, Expansion } from "./vocabulary.ts";

/** What an expansion adds: numbers of the drawing, those with the most statements first, and how many the limit left out. */
export interface Expanded {
  readonly nodes: readonly number[];
  readonly edges: readonly number[];
  readonly cut: number;
}

const voices: readonly Kind[] = ["person", "organization", "collective"];

/** Tells which expansions have a meaning for a kind. */
export function expansionsOf(kind: Kind): readonly Expansion[] {
  if (voices.includes(kind)) {
    return ["raised", "backed", "disagrees", "session"];
  }
  switch (kind) {
    case "issue":
      return ["raised", "backed"];
    case "recommendation":
      return ["backed", "disagrees"];
    case "session":
      return ["session"];
    default:
      return [];
  }
}

/**
 * Returns what expands a node. "raised": the issues that a voice raised, or who raised an issue. "backed": what a voice backs,
 * who backs a recommendation, what is recommended on an issue. "disagrees": those who oppose what the node backs or is, with
 * the recommendations that contradict it and who backs these. "session": sessions it presented at or spoke in, with whoever
 * else did.
 */
export function expand(drawing: Drawing, node: number, how: Expansion): Expanded {
  const paths = pathsOf(drawing, node, how);
  const weights = new Map<number, number>();
  for (const path of paths) {
    const weight = Math.min(...path.map((edge) => at(drawing.weight, edge)));
    for (const edge of path) {
      for (const end of [at(drawing.source, edge), at(drawing.target, edge)]) {
        weights.set(end, Math.max(weight, weights.get(end) ?? 0));
      }
    }
  }
  weights.delete(node);
  const found = [...weights].sort(([a, x], [b, y]) => y - x || a - b).map(([one]) => one);
  const nodes = found.slice(0, network.expansion);
  const kept = new Set([node, ...nodes]);
  const edges = new Set(paths.flat().filter((edge) => kept.has(at(drawing.source, edge)) && kept.has(at(drawing.target, edge))));
  return { nodes, edges: [...edges], cut: found.length - nodes.length };
}

// The paths that the expansion follows, each as its edges from the node on.
function pathsOf(drawing: Drawing, node: number, how: Expansion): number[][] {
  const from = (start: number, types: readonly EdgeType[]): Step[] => stepsFrom(drawing, start, types);
  switch (how) {
    case "raised":
      return from(node, ["raised"]).map(({ edge }) => [edge]);
    case "backed":
      return from(node, at(drawing.kind, node) === "issue" ? ["addresses"] : ["backs"]).map(({ edge }) => [edge]);
    case "disagrees": {
      // What the node holds: itself if it is a recommendation, otherwise what it backs, and what it opposes.
      const isRecommendation = at(drawing.kind, node) === "recommendation";
      const held: { path: number[]; recommendation: number }[] = isRecommendation
        ? [{ path: [], recommendation: node }]
        : from(node, ["backs"]).map(({ edge, neighbor }) => ({ path: [edge], recommendation: neighbor }));
      const contrary = held.flatMap(({ path, recommendation }) => [
        ...from(recommendation, ["opposes"]).map(({ edge }) => [...path, edge]),
        ...from(recommendation, ["contradicts"]).flatMap(({ edge, neighbor }) => [
          [...path, edge],
          ...from(neighbor, ["backs"]).map((backing) => [...path, edge, backing.edge]),
        ]),
      ]);
      const opposed = isRecommendation
        ? []
        : from(node, ["opposes"]).flatMap(({ edge, neighbor }) => [[edge], ...from(neighbor, ["backs"]).map((backing) => [edge, backing.edge])]);
      return [...contrary, ...opposed];
    }
    case "session": {
      const sessions = at(drawing.kind, node) === "session" ? [{ path: [], session: node }] : sessionsOf(drawing, node);
      return sessions.flatMap(({ path, session }) => [path, ...from(session, ["presented-at"]).map(({ edge }) => [...path, edge])]).filter((path) => path.length > 0);
    }
  }
}

// An organization was where its people presented.
function sessionsOf(drawing: Drawing, node: number): { path: number[]; session: number }[] {
  const people = at(drawing.kind, node) === "organization" ? stepsFrom(drawing, node, ["affiliated-with"]) : [];
  return [{ path: [] as number[], start: node }, ...people.map(({ edge, neighbor }) => ({ path: [edge], start: neighbor }))].flatMap(({ path, start }) =>
    stepsFrom(drawing, start, ["presented-at", "in-session"])
      .filter(({ neighbor }) => at(drawing.kind, neighbor) === "session")
      .map(({ edge, neighbor }) => ({ path: [...path, edge], session: neighbor })),
  );
}

interface Step {
  readonly edge: number;
  readonly neighbor: number;
}

function stepsFrom(drawing: Drawing, node: number, types: readonly EdgeType[]): Step[] {
  const steps: Step[] = [];
  drawing.adjacent(node, (edge, neighbor) => {
    if (types.includes(at(drawing.type, edge))) {
      steps.push({ edge, neighbor });
    }
  });
  return steps;
}
