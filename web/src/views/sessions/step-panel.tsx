// One session: who presented, which is not a claim, what was raised and recommended in it, and what of that was new.
// An issue or a recommendation opens the statements of the session about it.
import type { ReactElement, ReactNode } from "react";
import { FormattedMessage } from "react-intl";
import { nodePath, viewPath } from "../../address/links.ts";
import { queryOf } from "../../address/use-address.ts";
import { SessionStatementPageDocument } from "../../api/documents.ts";
import { usePages } from "../../api/use-pages.ts";
import { KindMark } from "../../shell/kind-mark.tsx";
import { useLanguage } from "../../shell/language.ts";
import { StatementList } from "../../statement/statement-list.tsx";
import { networkCodec } from "../network-state.ts";
import { RingMark } from "./ring-mark.tsx";
import type { Step, Topic } from "./steps.ts";

/** The session at a step. */
export function StepPanel(props: {
  readonly step: Step;
  readonly place: number;
  readonly count: number;
  readonly open: string | null;
  readonly onOpen: (id: string | null) => void;
  /** What else is new at the session. */
  readonly children: ReactNode;
}): ReactElement {
  const { step, place, count, open, onOpen, children } = props;
  const { session, statements, issues, recommendations } = step;
  const { language } = useLanguage();
  const network = viewPath(language, "network") + queryOf(networkCodec, { ...networkCodec.initial, session: [session.id] });
  return (
    <section className="step" aria-labelledby="step-title">
      <p className="step-place">
        <FormattedMessage id="sessions.place" values={{ place, count }} />
      </p>
      <h2 id="step-title">{session.label}</h2>
      <p className="step-links">
        <FormattedMessage id="sessions.statements" values={{ count: statements }} />{" "}
        {statements > 0 && (
          <a href={network}>
            <FormattedMessage id="sessions.network" />
          </a>
        )}{" "}
        <a href={nodePath(language, session.id)}>
          <FormattedMessage id="sessions.page" />
        </a>
      </p>
      <Presenters step={step} />
      {statements === 0 && (
        <p className="caption">
          <FormattedMessage id="sessions.nothing" />
        </p>
      )}
      <Topics kind="issue" topics={issues} step={step} open={open} onOpen={onOpen} />
      <Topics kind="recommendation" topics={recommendations} step={step} open={open} onOpen={onOpen} />
      {children}
    </section>
  );
}

function Presenters({ step }: { readonly step: Step }): ReactElement | null {
  const { language } = useLanguage();
  const { presenters, hosts } = step.session;
  if (presenters.length + hosts.length === 0) {
    return null;
  }
  return (
    <div className="presenters">
      <h3>
        <FormattedMessage id="sessions.presenters" />
      </h3>
      <p className="caption">
        <FormattedMessage id="sessions.presenters.note" />
      </p>
      <ul>
        {hosts.map(({ id, label }) => (
          <li key={id}>
            <a href={nodePath(language, id)}>
              <KindMark kind="organization" /> {label}
            </a>{" "}
            <span className="soft">
              <FormattedMessage id="sessions.host" />
            </span>
          </li>
        ))}
        {presenters.map(({ id, label, affiliations }) => (
          <li key={id}>
            <a href={nodePath(language, id)}>
              <KindMark kind="person" /> {label}
            </a>{" "}
            <span className="soft">{affiliations.map(({ organization }) => organization.label).join(", ")}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Topics(props: {
  readonly kind: "issue" | "recommendation";
  readonly topics: readonly Topic[];
  readonly step: Step;
  readonly open: string | null;
  readonly onOpen: (id: string | null) => void;
}): ReactElement | null {
  const { kind, topics, step, open, onOpen } = props;
  if (topics.length === 0) {
    return null;
  }
  const [added, known] = [topics.filter(({ first }) => first), topics.filter(({ first }) => !first)];
  const group = (list: readonly Topic[]): ReactElement => (
    <ul>
      {list.map((topic) => (
        <li key={topic.id}>
          <button
            type="button"
            aria-expanded={open === topic.id}
            onClick={() => {
              onOpen(open === topic.id ? null : topic.id);
            }}
          >
            <KindMark kind={kind} />
            <span className="topic-name">{topic.label}</span>
            <span className="topic-count">
              {topic.count}
              <span className="visually-hidden">
                {" "}
                <FormattedMessage id="sessions.count" values={{ count: topic.count }} />
              </span>
            </span>
          </button>
          {open === topic.id && <TopicStatements kind={kind} topic={topic.id} session={step.session.id} />}
        </li>
      ))}
    </ul>
  );
  return (
    <div className="topics">
      <h3>
        <FormattedMessage id={`sessions.${kind}s`} values={{ count: topics.length, added: added.length }} />
      </h3>
      {added.length > 0 && (
        <>
          <p className="topics-group">
            <RingMark /> <FormattedMessage id="sessions.first" />
          </p>
          {group(added)}
        </>
      )}
      {known.length > 0 && (
        <>
          <p className="topics-group">
            <FormattedMessage id="sessions.known" />
          </p>
          {group(known)}
        </>
      )}
    </div>
  );
}

function TopicStatements(props: { readonly kind: "issue" | "recommendation"; readonly topic: string; readonly session: string }): ReactElement {
  const { kind, topic, session } = props;
  const { lang } = useLanguage();
  const variables = { lang, session, [kind]: [topic] };
  const pages = usePages(SessionStatementPageDocument, variables, (data) => data.session?.statements ?? null);
  return <StatementList pages={pages} />;
}
