// One statement as evidence: who says it and how many of them, what it says, on what it takes which side, and where the
// report says so, in place if a copy is attached.
import type { ReactElement } from "react";
import { FormattedList, FormattedMessage } from "react-intl";
import { nodePath } from "../address/links.ts";
import type { CitationEvidenceFragment, StatementEvidenceFragment } from "../api/documents.ts";
import { kindOf } from "../graph/kind.ts";
import { stanceSigns } from "../settings.ts";
import { KindMark } from "../shell/kind-mark.tsx";
import { useLanguage } from "../shell/language.ts";
import { markSpan } from "./passage.ts";

interface Props {
  readonly statement: StatementEvidenceFragment;
  readonly onFocus: (node: string) => void;
  /** Whether it is the one that the reader is at. */
  readonly current?: boolean;
}

/** The statement. */
export function StatementItem({ statement, current = false }: Props): ReactElement {
  const { language } = useLanguage();
  const permalink = nodePath(language, statement.id);
  return (
    <article className="statement" id={`evidence-${statement.id}`} aria-current={current || undefined} tabIndex={-1}>
      <p className="statement-voices">
        <FormattedList
          type="unit"
          value={statement.voices.map(({ voice, role, quantifier }) => (
            <span key={voice.id}>
              <KindMark kind={kindOf(voice.id)} /> {voice.label}
              {quantifier && quantifier !== "UNSPECIFIED" && (
                <>
                  {" "}
                  (<FormattedMessage id={`quantifier.${quantifier.toLowerCase() as Lowercase<typeof quantifier>}`} />)
                </>
              )}
              {role !== "SPEAKER" && (
                <>
                  , <FormattedMessage id={`role.${role}`} />
                </>
              )}
            </span>
          ))}
        />
        {statement.session && <span className="statement-session">{statement.session.label}</span>}
      </p>
      <p className="statement-summary" lang="en">
        {statement.summary}
      </p>
      {statement.positions.map(({ recommendation, stance }) => {
        const name = ({ FOR: "for", AGAINST: "against", MIXED: "mixed" } as const)[stance];
        return (
          <p key={recommendation.id} className="statement-stance">
            <span className={`sign sign-${name}`} aria-hidden="true">
              {stanceSigns[name]}
            </span>{" "}
            <FormattedMessage id="stance.of" values={{ stance: name, recommendation: recommendation.label }} />
          </p>
        );
      })}
      {statement.citations.map((citation) => (
        <Cited key={`${citation.passage.id} ${citation.start.toString()}`} citation={citation} />
      ))}
      <p className="statement-links">
        <a href={permalink}>
          <FormattedMessage id="statement.permalink" />
        </a>
        <span>
          <FormattedMessage id="statement.cite" /> <a href={`${permalink}#cite-title`}>APA, Chicago</a>{" "}
          <a href={`${permalink}?cite=bibtex`}>BibTeX</a> <a href={`${permalink}?cite=ris`}>RIS</a>
        </span>
      </p>
    </article>
  );
}

/** Where the report says it: the place in it with the characters, and the words where the server has a copy. */
export function Cited({ citation }: { readonly citation: CitationEvidenceFragment }): ReactElement {
  const { start, end, passage, quote } = citation;
  const { language } = useLanguage();
  const marked = passage.text === null || quote === null ? null : markSpan(passage.text, start, quote);
  return (
    <div className="cited">
      {marked && (
        <blockquote lang="en">
          {marked.before}
          <mark>{marked.cited}</mark>
          {marked.after}
        </blockquote>
      )}
      <p className="citation">
        <a href={nodePath(language, passage.id)}>
          <FormattedMessage id="statement.citation" values={{ locator: passage.locator, start, end }} />
        </a>
        <span>{passage.section.label}</span>
      </p>
    </div>
  );
}
