// Statements as evidence: what was said in our words, who said it and how, for or against what, where, and where to read it.
// The first page, and more of them on demand.
import type { ReactElement } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { nodePath } from "../address/links.ts";
import type { StatementItemFragment } from "../api/documents.ts";
import type { Pages } from "../api/use-pages.ts";
import { kindOf } from "../graph/kind.ts";
import { stanceSigns } from "../settings.ts";
import { KindMark } from "../shell/kind-mark.tsx";
import { useLanguage } from "../shell/language.ts";
import { Failed, Loading } from "../shell/states.tsx";
import { stanceOf } from "./words.ts";

/** The statements of a list that is asked for in pages. */
export function StatementList({ pages }: { readonly pages: Pages<unknown, StatementItemFragment> }): ReactElement {
  const { language } = useLanguage();
  if (pages.state === "failed" && pages.error) {
    return <Failed error={pages.error} retry={pages.retry} />;
  }
  if (pages.state === "loading") {
    return <Loading />;
  }
  return (
    <div className="said-list">
      {language === "fr" && pages.nodes.length > 0 && (
        <p className="caption">
          <FormattedMessage id="statement.english" />
        </p>
      )}
      <ol>
        {pages.nodes.map((statement) => (
          <li key={statement.id}>
            <Statement statement={statement} />
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

function Statement({ statement }: { readonly statement: StatementItemFragment }): ReactElement {
  const { language } = useLanguage();
  const { id, summary, kind, voices, session, positions, citations } = statement;
  return (
    <article className="said">
      <p className="said-voices">
        {voices.map(({ voice, role, quantifier }) => (
          <span key={voice.id} className="said-voice">
            <a href={nodePath(language, voice.id)}>
              <KindMark kind={kindOf(voice.id)} />
              {voice.label}
            </a>
            {role !== "SPEAKER" && (
              <>
                {" "}
                <span className="said-how">
                  <FormattedMessage id={`statement.role.${role}`} />
                </span>
              </>
            )}
            {quantifier !== null && (
              <>
                {" "}
                <span className="said-how">
                  <FormattedMessage id={`statement.quantifier.${quantifier}`} />
                </span>
              </>
            )}
          </span>
        ))}{" "}
        <span className="said-kind">
          <FormattedMessage id={`statement.kind.${kind}`} />
        </span>
      </p>
      <p className="said-summary" lang="en">
        {summary}
      </p>
      {positions.length > 0 && (
        <ul className="said-positions">
          {positions.map(({ recommendation, stance }) => (
            <li key={recommendation.id}>
              <StanceMark stance={stanceOf(stance)} /> <a href={nodePath(language, recommendation.id)}>{recommendation.label}</a>
            </li>
          ))}
        </ul>
      )}
      {citations
        .filter(({ quote }) => quote !== null)
        .map(({ passage, quote }) => (
          <blockquote key={passage.id} lang="en">
            <mark>{quote}</mark>
          </blockquote>
        ))}
      <p className="said-where">
        {session !== null && (
          <>
            <a href={nodePath(language, session.id)}>{session.label}</a>{" "}
          </>
        )}
        <FormattedMessage id="statement.passage" values={{ paths: citations.map(({ passage }) => passage.path).join(", ") }} />{" "}
        <a href={nodePath(language, id)}>
          <FormattedMessage id="statement.permalink" />
        </a>
      </p>
    </article>
  );
}

/** A stance by its sign, its word and its color. */
export function StanceMark({ stance }: { readonly stance: "for" | "against" | "mixed" }): ReactElement {
  const intl = useIntl();
  return (
    <span className={`stance stance-${stance}`}>
      <span aria-hidden="true">{stanceSigns[stance]}</span> {intl.formatMessage({ id: `statement.stance.${stance}` })}
    </span>
  );
}
