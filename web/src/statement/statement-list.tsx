// Statements as evidence, a page at a time: the first at once, more of them on demand.
// Above them, once, what a reader should know: the language of the summaries, and whether a copy of the report is attached.
import type { ReactElement } from "react";
import { FormattedMessage } from "react-intl";
import type { StatementEvidenceFragment } from "../api/documents.ts";
import type { Pages } from "../api/use-pages.ts";
import { AttachNote } from "../panel/attach-note.tsx";
import { StatementItem } from "../panel/statement-item.tsx";
import { useLanguage } from "../shell/language.ts";
import { Failed, Loading } from "../shell/states.tsx";

/** The statements of a list that is asked for in pages. */
export function StatementList({ pages }: { readonly pages: Pages<unknown, StatementEvidenceFragment> }): ReactElement {
  const { language } = useLanguage();
  if (pages.state === "failed" && pages.error) {
    return <Failed error={pages.error} retry={pages.retry} />;
  }
  if (pages.state === "loading") {
    return <Loading />;
  }
  return (
    <div className="said-list">
      <AttachNote citations={pages.nodes.flatMap(({ citations }) => citations)} />
      {language === "fr" && pages.nodes.length > 0 && (
        <p className="caption">
          <FormattedMessage id="statement.english" />
        </p>
      )}
      <ol>
        {pages.nodes.map((statement) => (
          <li key={statement.id}>
            <StatementItem statement={statement} onFocus={ignore} />
          </li>
        ))}
      </ol>
      {(pages.more !== null || pages.busy) && (
        <p className="said-more">
          <FormattedMessage id="statement.shown" values={{ shown: pages.nodes.length, total: pages.total }} />{" "}
          <button type="button" className="button" aria-disabled={pages.busy} onClick={pages.more ?? undefined}>
            <FormattedMessage id={pages.busy ? "statement.loading" : "statement.more"} />
          </button>
        </p>
      )}
    </div>
  );
}

const ignore = (): void => undefined;
