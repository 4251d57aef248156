// Filters of statements, and what they hide of a scene. The API counts; this only asks it and compares.
// Pure: a state becomes a filter, an answer becomes keys of edges.
import type { ClaimsQuery, StatementFilter } from "../api/documents.ts";
import type { NetworkState } from "../views/network-state.ts";
import { at, type Drawing } from "./drawing.ts";
import { edgeKey } from "./edge-key.ts";
import type { Scene } from "./scene.ts";

/** Returns the filter of the API that a state stands for, or null if it admits all statements. */
export function statementFilter({ session, stance, voice }: Pick<NetworkState, "session" | "stance" | "voice">): StatementFilter | null {
  const filter: StatementFilter = {
    ...(session.length > 0 ? { session: [...session] } : {}),
    ...(stance.length > 0 ? { stance: stance.map((one) => ({ for: "FOR", against: "AGAINST", mixed: "MIXED" } as const)[one]) } : {}),
    ...(voice.length > 0
      ? { voiceKind: voice.map((one) => ({ organization: "ORGANIZATION", collective: "COLLECTIVE", person: "PERSON" } as const)[one]) }
      : {}),
  };
  // An organization raises issues through its people too; a filter by kind of voice is about whose words they were.
  return Object.keys(filter).length === 0 ? null : filter;
}

/** IDs whose claims are counted by one question. */
export interface ClaimIds {
  readonly voices: string[];
  readonly issues: string[];
  readonly recommendations: string[];
}

/** How many of each the API counts at once. */
const atOnce = 100;

/** Returns the IDs of a scene whose claims are to be counted, in as many questions as that takes; none without a voice. */
export function claimIds(drawing: Drawing, scene: Scene): ClaimIds[] {
  const ids = (kinds: readonly string[]): string[][] => {
    const all = scene.nodes
      .filter((node) => kinds.includes(at(drawing.kind, node)))
      .sort((a, b) => at(drawing.statements, b) - at(drawing.statements, a) || a - b)
      .map((node) => at(drawing.id, node));
    return Array.from({ length: Math.ceil(all.length / atOnce) }, (_, part) => all.slice(part * atOnce, (part + 1) * atOnce));
  };
  const [issues, recommendations] = [ids(["issue"]), ids(["recommendation"])];
  const columns = Array.from({ length: Math.max(1, issues.length, recommendations.length) }, (_, part) => ({
    issues: issues[part] ?? [],
    recommendations: recommendations[part] ?? [],
  }));
  return ids(["person", "organization", "collective"]).flatMap((voices) => columns.map((column) => ({ voices, ...column })));
}

/** Returns the keys of the derived edges that statements of the filter support, by the answers to all questions. */
export function admittedEdges(answers: readonly ClaimsQuery[]): Set<string> {
  const keys = new Set<string>();
  const each = (matrix: ClaimsQuery["raised"], visit: (cell: ClaimsQuery["raised"]["cells"][number], voice: string, target: string) => void): void => {
    for (const cell of matrix.cells) {
      visit(cell, at(matrix.rows, cell.row).node.id, at(matrix.columns, cell.column).node.id);
    }
  };
  for (const { raised, positions } of answers) {
    each(raised, ({ count }, source, target) => {
      if (count > 0) {
        keys.add(edgeKey({ source, type: "raised", target }));
      }
    });
    each(positions, ({ stances }, source, target) => {
      if (stances && stances.for > 0) {
        keys.add(edgeKey({ source, type: "backs", target }));
      }
      if (stances && stances.against > 0) {
        keys.add(edgeKey({ source, type: "opposes", target }));
      }
    });
  }
  return keys;
}

/**
 * Returns the keys of what a filter hides: claims that none of its statements supports, then the nodes that nothing leads to
 * any more. The node in focus stays. Edges that are no claims stay as long as both their ends do.
 */
export function hiddenKeys(drawing: Drawing, scene: Scene, admitted: ReadonlySet<string>): ReadonlySet<string> {
  const counted = new Set(["raised", "backs", "opposes", "co-raised"]);
  const hidden = new Set<string>();
  const tied = new Set<number>(scene.focus === null ? [] : [scene.focus]);
  for (const edge of scene.edges) {
    const type = at(drawing.type, edge);
    const [source, target] = [at(drawing.source, edge), at(drawing.target, edge)];
    const key = edgeKey({ source: at(drawing.id, source), type, target: at(drawing.id, target) });
    if (counted.has(type) && !admitted.has(key)) {
      hidden.add(key);
    } else if (counted.has(type)) {
      tied.add(source).add(target);
    }
  }
  for (const node of scene.nodes) {
    if (!tied.has(node)) {
      hidden.add(at(drawing.id, node));
    }
  }
  for (const edge of scene.edges) {
    const [source, target] = [at(drawing.id, at(drawing.source, edge)), at(drawing.id, at(drawing.target, edge))];
    if (hidden.has(source) || hidden.has(target)) {
      hidden.add(edgeKey({ source, type: at(drawing.type, edge), target }));
    }
  }
  return hidden;
}

/** Returns the filter for the statements of a node, by its kind: what a voice said, what is said on an issue, and so on. */
export function statementsOfNode(id: string): StatementFilter {
  switch (id.slice(0, id.indexOf(":"))) {
    case "organization":
      return { or: [{ voice: [id] }, { affiliation: [id] }] };
    case "person":
    case "collective":
      return { voice: [id] };
    case "issue":
      return { issue: [id] };
    case "recommendation":
      return { recommendation: [id] };
    case "session":
      return { session: [id] };
    case "population":
      return { population: [id] };
    case "place":
      return { place: [id] };
    default:
      return { mention: [id] };
  }
}
