// Asks for the evidence of a node once, for the panel and the navigator alike.
import { NodeEvidenceDocument, type NodeEvidenceQuery } from "../api/documents.ts";
import { useAsk, type Asked } from "../api/use-ask.ts";
import { statementFilter, statementsOfNode } from "../graph/claims.ts";
import { useLanguage } from "../shell/language.ts";
import type { NetworkState } from "../views/network-state.ts";

/** Asks for a node with its first statements under the filters of the address; nothing for null. */
export function useNodeEvidence(id: string | null, state: NetworkState): Asked<NodeEvidenceQuery> {
  const { lang } = useLanguage();
  const filters = statementFilter(state);
  const own = id === null ? null : statementsOfNode(id);
  const filter = own && filters ? { and: [own, filters] } : own;
  return useAsk(NodeEvidenceDocument, id === null || filter === null ? null : { id, lang, filter, after: null });
}
