// Asks for the evidence of a node, a page of statements at a time, for the panel and the navigator alike.
import { NodeEvidenceDocument, type NodeEvidenceQuery, type StatementEvidenceFragment } from "../api/documents.ts";
import { listing, usePages, type Pages } from "../api/use-pages.ts";
import { statementFilter, statementsOfNode } from "../graph/claims.ts";
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
  return usePages(id === null || filter === null ? null : listing(NodeEvidenceDocument, { id, lang, filter }, ({ statements }) => statements));
}
