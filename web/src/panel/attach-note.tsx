// Says once, above the evidence, that the report's own words are not shown and how to attach a copy.
// It says nothing where one of the citations has its words.
import type { ReactElement } from "react";
import { FormattedMessage } from "react-intl";
import type { CitationEvidenceFragment } from "../api/documents.ts";
import { useLanguage } from "../shell/language.ts";

/** The note on these citations. */
export function AttachNote({ citations }: { readonly citations: readonly CitationEvidenceFragment[] }): ReactElement | null {
  const { language } = useLanguage();
  if (citations.length === 0 || citations.some(({ quote }) => quote !== null)) {
    return null;
  }
  return (
    <p className="attach-note">
      <FormattedMessage
        id="evidence.attach"
        values={{ command: <code>forumgraph serve --source report.txt</code> }}
      />{" "}
      <a href={`/${language}/about#attach`}>
        <FormattedMessage id="evidence.attach.how" />
      </a>
    </p>
  );
}
