// The steps that can be taken from a node: across each of its edges, and along the statements behind it.
// Pure: the picture, the navigator and the evidence agree on what stands at a node.
import type { Stance, StatementEvidenceFragment, VoiceRole } from "../api/documents.ts";
import type { NetworkNode, Scene, SceneEdge, SceneNode } from "./scene.ts";
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

/** Returns the steps from a node along its edges, by type, then weight, larger first, then the neighbor's ID. */
export function stepsFrom({ nodes, edges }: Scene<NetworkNode>, id: string, statements: readonly StatementEvidenceFragment[]): Step[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const steps = edges
    .filter(({ source, target }) => source === id || target === id)
    .map((edge): Step => {
      const { key, source, type, target, weight, derived } = edge;
      const neighbor = source === id ? target : source;
      const people = byId.get(source)?.people ?? [];
      return {
        key,
        type,
        out: source === id,
        neighbor,
        label: byId.get(neighbor)?.label ?? neighbor,
        weight,
        derived,
        statements: statements.filter((statement) => supports(statement, edge, people)),
      };
    });
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

/**
 * Reports whether a statement is behind an edge, as the rules have it that derive edges; people are those of the source. An
 * organization raises an issue also through its people, where they speak themselves. Asserted edges cite the report instead.
 */
export function supports(statement: Supporting, { source, type, target }: Pick<SceneEdge, "source" | "type" | "target">, people: readonly string[]): boolean {
  const issues = statement.issues.map((issue) => issue.id);
  const isVoice = statement.voices.some(({ voice }) => voice.id === source);
  switch (type) {
    case "raised":
      return issues.includes(target) && (isVoice || statement.voices.some(({ role, voice }) => role === "SPEAKER" && people.includes(voice.id)));
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

/** Returns the nodes shown, where a walk begins: those with most statements first, people last and by name. */
export function beginnings<N extends SceneNode>(nodes: readonly N[]): N[] {
  const last = ({ kind }: N): number => Number(kind === "person");
  return [...nodes].sort((a, b) => last(a) - last(b) || (last(a) ? a.label.localeCompare(b.label) : b.statements - a.statements));
}
