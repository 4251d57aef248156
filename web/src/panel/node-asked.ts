// Asks for the evidence of a node, a page of statements at a time, for the panel and the navigator alike.
import { NodeEvidenceDocument, type NodeEvidenceQuery, type StatementEvidenceFragment, type StatementFilter } from "../api/documents.ts";
import { usePages, type Pages } from "../api/use-pages.ts";
import { useLanguage } from "../shell/language.ts";
import type { NetworkState } from "../views/network-state.ts";

/** A node and the statements of it that are known. */
export type NodeEvidencePages = Pages<NodeEvidenceQuery, StatementEvidenceFragment>;

/** Asks for a node with its statements under the filters of the address; for nothing while id is null. */
export function useNodeEvidence(id: string | null, state: NetworkState): NodeEvidencePages {
  const { lang } = useLanguage();
  const filters = statementFilter(state);
  const own = id === null ? null : statementsOfNode(id);
  const filter = own && filters ? { and: [own, filters] } : own;
  return usePages(NodeEvidenceDocument, id === null || filter === null ? null : { id, lang, filter }, ({ statements }) => statements);
}

// Returns the filter of the API that a state stands for, or null if it admits all statements.
function statementFilter({ session, stance, voice }: NetworkState): StatementFilter | null {
  const filter: StatementFilter = {
    ...(session.length > 0 ? { session: [...session] } : {}),
    ...(stance.length > 0 ? { stance: stance.map((one) => ({ for: "FOR", against: "AGAINST", mixed: "MIXED" } as const)[one]) } : {}),
    ...(voice.length > 0
      ? { voiceKind: voice.map((one) => ({ organization: "ORGANIZATION", collective: "COLLECTIVE", person: "PERSON" } as const)[one]) }
      : {}),
  };
  return Object.keys(filter).length === 0 ? null : filter;
}

// Returns the filter for the statements of a node, by its kind: what a voice said, what is said on an issue, and so on.
function statementsOfNode(id: string): StatementFilter {
  const kind = id.slice(0, id.indexOf(":"));
  switch (kind) {
    case "organization":
      return { or: [{ voice: [id] }, { affiliation: [id] }] };
    case "person":
    case "collective":
      return { voice: [id] };
    case "issue":
    case "recommendation":
    case "session":
    case "population":
    case "place":
      return { [kind]: [id] };
    default:
      return { mention: [id] };
  }
}
