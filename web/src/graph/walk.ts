// The steps that can be taken from a node: across each of its edges, and along the statements behind it.
// Pure: the picture, the navigator and the evidence agree on what stands at a node.
import type { Stance, StatementEvidenceFragment, VoiceRole } from "../api/documents.ts";
import { at, type Drawing } from "./drawing.ts";
import { edgeKey } from "./edge-key.ts";
import type { Scene } from "./scene.ts";
import { edgeTypes, type EdgeType } from "./vocabulary.ts";

/** An edge at a node, and what was said that makes it. */
export interface Step {
  readonly key: string;
  readonly type: EdgeType;
  /** Whether the edge leads away from the node. */
  readonly out: boolean;
  readonly neighbor: string;
  readonly label: string;
  readonly weight: number;
  readonly derived: boolean;
  readonly statements: readonly StatementEvidenceFragment[];
}

/** Returns the steps from a node along the edges that are shown, by type, then weight, larger first, then the neighbor's ID. */
export function stepsFrom(
  drawing: Drawing,
  scene: Scene,
  hidden: ReadonlySet<string>,
  id: string,
  statements: readonly StatementEvidenceFragment[],
): Step[] {
  const node = drawing.find(id);
  if (node === undefined) {
    return [];
  }
  const steps: Step[] = [];
  for (const edge of scene.edges) {
    const [source, target] = [at(drawing.source, edge), at(drawing.target, edge)];
    if (source !== node && target !== node) {
      continue;
    }
    const neighbor = at(drawing.id, source === node ? target : source);
    const type = at(drawing.type, edge);
    const key = edgeKey({ source: at(drawing.id, source), type, target: at(drawing.id, target) });
    if (hidden.has(key) || hidden.has(neighbor)) {
      continue;
    }
    steps.push({
      key,
      type,
      out: source === node,
      neighbor,
      label: at(drawing.label, source === node ? target : source),
      weight: at(drawing.weight, edge),
      derived: at(drawing.derived, edge) === 1,
      statements: statements.filter((statement) => supports(drawing, statement, type, at(drawing.id, source), at(drawing.id, target))),
    });
  }
  return steps.sort(
    (a, b) => edgeTypes.indexOf(a.type) - edgeTypes.indexOf(b.type) || b.weight - a.weight || (a.neighbor < b.neighbor ? -1 : 1),
  );
}

/** What of a statement tells which edges it is behind. */
export interface Supporting {
  readonly issues: readonly { readonly id: string }[];
  readonly voices: readonly { readonly voice: { readonly id: string }; readonly role: VoiceRole }[];
  readonly positions: readonly { readonly recommendation: { readonly id: string }; readonly stance: Stance }[];
}

/** Tells whether a statement is behind an edge, as the rules have it that derive edges. Asserted edges cite the report instead. */
export function supports(drawing: Drawing, statement: Supporting, type: EdgeType, source: string, target: string): boolean {
  const issues = statement.issues.map((issue) => issue.id);
  const isVoice = statement.voices.some(({ voice }) => voice.id === source);
  switch (type) {
    case "raised":
      return issues.includes(target) && (isVoice || speaksThrough(drawing, statement, source));
    case "backs":
    case "opposes":
      return (
        isVoice &&
        statement.positions.some(({ recommendation, stance }) => recommendation.id === target && stance === (type === "backs" ? "FOR" : "AGAINST"))
      );
    case "co-raised":
      return issues.includes(source) && issues.includes(target);
    default:
      return false;
  }
}

// An organization raises an issue also through its people, where they speak themselves.
function speaksThrough(drawing: Drawing, statement: Supporting, organization: string): boolean {
  const number = drawing.find(organization);
  if (number === undefined) {
    return false;
  }
  // From the speakers, of whom there are few with few edges each; an organization may have thousands.
  return statement.voices.some(({ role, voice }) => {
    const speaker = role === "SPEAKER" ? drawing.find(voice.id) : undefined;
    let found = false;
    if (speaker !== undefined) {
      drawing.adjacent(speaker, (edge, neighbor) => {
        found ||= neighbor === number && at(drawing.type, edge) === "affiliated-with";
      });
    }
    return found;
  });
}

/** Returns the IDs of the nodes shown, most statements first: where a walk begins. */
export function beginnings(drawing: Drawing, scene: Scene, hidden: ReadonlySet<string>): string[] {
  return scene.nodes
    .filter((node) => !hidden.has(at(drawing.id, node)))
    .sort((a, b) => at(drawing.statements, b) - at(drawing.statements, a) || a - b)
    .map((node) => at(drawing.id, node));
}
