// The event in its order: the network as it fills from session to session, the session shown beside it, and a strip of all.
// Buttons and arrow keys step through it; the place is in the address. The picture is loaded after the text.
import { lazy, Suspense, useEffect, useMemo, type KeyboardEvent, type ReactElement, type ReactNode } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { listPath, viewPath } from "../../address/links.ts";
import { useAddress, type Change } from "../../address/use-address.ts";
import { SessionsDocument, SessionStatementsDocument } from "../../api/documents.ts";
import type { PagePath } from "../../api/client.ts";
import { usePage } from "../../api/use-ask.ts";
import { usePages } from "../../api/use-pages.ts";
import { Downloads } from "../../download/downloads.tsx";
import { useLanguage } from "../../shell/language.ts";
import { locales } from "../../shell/messages.ts";
import { Empty, Failed, Loading } from "../../shell/states.tsx";
import { hideTwin } from "../../shell/twin.ts";
import { useMedia } from "../../shell/use-media.ts";
import { useEvent, type ShownEvent } from "./event.ts";
import { stepsFigure, stepsJson, stepsTable } from "./export.ts";
import { filledAt, fillingOf, type FillingAnswer } from "./filling.ts";
import { News } from "./news.tsx";
import { sessionsCodec, type SessionsState } from "./state.ts";
import { StepPanel } from "./step-panel.tsx";
import { placeAfter, Stepper } from "./stepper.tsx";
import { stepsOf, type SaidOf, type Step } from "./steps.ts";
import "../../../styles/sessions.css";

const FillingPicture = lazy(async () => ({ default: (await import("./picture.tsx")).FillingPicture }));

/** The view. */
export function SessionsView(): ReactElement {
  const [state, change] = useAddress(sessionsCodec);
  const { language, lang } = useLanguage();
  const asked = useEvent(state.at);
  const event = asked.state === "answered" ? asked.event : null;
  const ready = asked.state === "answered";
  const held = usePages(
    SessionsDocument,
    ready ? { lang, filter: event && { id: [...event.sessions] } } : null,
    (data) => data.sessions,
    true,
  );
  const said = usePages(
    SessionStatementsDocument,
    ready ? { lang, filter: event && { session: [event.id] } } : null,
    ({ statements }) => statements,
    true,
  );
  // The lists are made anew whenever the view is drawn, but within an event they only grow.
  const steps = useMemo(() => stepsOf(held.nodes, said.nodes, locales[language]), [event, held.nodes.length, said.nodes.length, language]);
  const answered = ready && held.state === "answered" && said.state === "answered";
  const statements = useMemo(() => said.nodes, [event, said.nodes.length]);
  useEffect(() => {
    if (answered) {
      hideTwin();
    }
  }, [answered]);
  if (asked.state === "failed") {
    return <Failed error={asked.error} retry={asked.retry} />;
  }
  for (const { error, retry } of [held, said]) {
    if (error) {
      return <Failed error={error} retry={retry} />;
    }
  }
  if (!answered) {
    return <Loading />;
  }
  if (steps.length === 0) {
    return <Empty asked={<FormattedMessage id="sessions.title" />} />;
  }
  return (
    <Steps steps={steps} statements={statements} event={event} version={said.version} state={state} change={change}>
      {event && <OneOfMany event={event} total={asked.total} />}
    </Steps>
  );
}

// Of a graph with many events one is shown; it says which, and where the others are.
function OneOfMany({ event, total }: { readonly event: ShownEvent; readonly total: number }): ReactElement {
  const { language } = useLanguage();
  const list = (text: ReactNode[]): ReactElement => <a href={listPath(language, "sessions")}>{text}</a>;
  return (
    <p className="caption">
      <FormattedMessage id="sessions.event" values={{ label: event.label, total, list }} />
    </p>
  );
}

function Steps(props: {
  readonly steps: readonly Step[];
  readonly statements: readonly SaidOf[];
  readonly event: ShownEvent | null;
  readonly version: number;
  readonly state: SessionsState;
  readonly change: Change<SessionsState>;
  /** What stands below the title. */
  readonly children: ReactNode;
}): ReactElement {
  const { steps, statements, event, version, state, change, children } = props;
  const intl = useIntl();
  const place = Math.max(
    0,
    steps.findIndex(({ session }) => session.id === state.at),
  );
  const step = steps[place];
  const go = (to: number, self: boolean): void => {
    const next = steps[to];
    if (next && next !== step) {
      // What runs by itself leaves one entry in the history, not one a session.
      change({ at: next.session.id, open: null }, { replace: self });
    }
  };
  const most = steps.at(-1)?.heard ?? 0;
  const lead = intl.formatMessage({ id: "sessions.lead" }, { sessions: steps.length, issues: most });
  const title = intl.formatMessage({ id: "sessions.title" });
  // Where one column is all there is, the session comes before the strip, also for the Tab key.
  const column = useMedia("(max-width: 60rem)");
  const strip = <Strip steps={steps} place={place} most={most} onGo={go} />;
  const open = (id: string | null): void => {
    change({ open: id });
  };
  return (
    <div className="sessions">
      <div className="sessions-head">
        <h2 id="sessions-title">{title}</h2>
        <p className="caption">{lead}</p>
        {children}
        <Stepper place={place} count={steps.length} onGo={go} />
      </div>
      {step && (
        <Network steps={steps} statements={statements} event={event} place={place} selected={state.select} change={change}>
          {(news) => (
            <>
              {!column && strip}
              <div className="sessions-step">
                <StepPanel step={step} place={place + 1} count={steps.length} open={state.open} onOpen={open}>
                  {news}
                </StepPanel>
              </div>
              {column && strip}
            </>
          )}
        </Network>
      )}
      <div className="sessions-downloads">
        <Downloads
          exports={{
            title,
            version,
            filters: [lead, intl.formatMessage({ id: "sessions.strip" })],
            table: () => stepsTable(steps),
            json: () => stepsJson(steps),
            figure: (palette) =>
              stepsFigure(steps, palette, {
                before: intl.formatMessage({ id: "sessions.legend.before" }),
                added: intl.formatMessage({ id: "sessions.legend.added" }),
              }),
            colors: ["kind-issue"],
          }}
        />
      </div>
    </div>
  );
}

// The picture and what is new in it, when the server has said who was tied to what; the text of the session does not wait for it.
function Network(props: {
  readonly steps: readonly Step[];
  readonly statements: readonly SaidOf[];
  readonly event: ShownEvent | null;
  readonly place: number;
  readonly selected: string | null;
  readonly change: Change<SessionsState>;
  readonly children: (news: ReactElement | null) => ReactElement;
}): ReactElement {
  const { steps, statements, event, place, selected, change, children } = props;
  const { language } = useLanguage();
  const path: PagePath<FillingAnswer> = `${viewPath(language, "sessions")}?${event ? `at=${event.id}&` : ""}as=json`;
  const asked = usePage(path);
  const answer = asked.state === "answered" ? asked.data : null;
  const filling = useMemo(() => (answer ? fillingOf(answer, steps, statements) : null), [answer, steps, statements]);
  const filled = useMemo(() => (filling ? filledAt(filling, place) : null), [filling, place]);
  const step = steps[place];
  return (
    <>
      <div className="sessions-picture">
        {asked.state === "failed" && <Failed error={asked.error} retry={asked.retry} />}
        {asked.state === "loading" && <Loading />}
        {filling && filled && step && (
          <Suspense fallback={<Loading />}>
            <FillingPicture
              filling={filling}
              filled={filled}
              step={step}
              place={place}
              count={steps.length}
              selected={selected}
              onSelect={(select) => {
                change({ select }, { replace: true });
              }}
            />
          </Suspense>
        )}
      </div>
      {children(filled && <News key={place} filled={filled} />)}
    </>
  );
}

// All sessions, each with a bar of how many issues had been raised by its end. One stop of the Tab key; arrows walk it.
function Strip(props: {
  readonly steps: readonly Step[];
  readonly place: number;
  readonly most: number;
  readonly onGo: (to: number, self: boolean) => void;
}): ReactElement {
  const { steps, place, most, onGo } = props;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const to = placeAfter(event, place, steps.length);
    if (to !== undefined) {
      event.preventDefault();
      onGo(to, false);
      event.currentTarget.querySelectorAll<HTMLElement>("button")[to]?.focus();
    }
  };
  return (
    <div className="sessions-strip">
      <p className="caption">
        <FormattedMessage id="sessions.strip" />
      </p>
      <ol aria-labelledby="sessions-title" onKeyDown={onKeyDown}>
        {steps.map((each, index) => {
          const added = each.issues.filter(({ first }) => first).length;
          return (
            <li key={each.session.id} data-depth={Math.min(each.depth, 2)}>
              <button
                type="button"
                aria-current={index === place ? "step" : undefined}
                tabIndex={index === place ? 0 : -1}
                onClick={() => {
                  onGo(index, false);
                }}
              >
                <span className="strip-name">{each.session.label}</span>
                <Growth before={each.heard - added} added={added} most={most} />
                <span className="strip-count">
                  {added > 0 ? `+${added.toString()}` : "–"}
                  <span className="visually-hidden">
                    {" "}
                    <FormattedMessage id="sessions.added" values={{ added, heard: each.heard }} />
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      <p className="caption strip-legend">
        <span className="legend-before">
          <FormattedMessage id="sessions.legend.before" />
        </span>
        <span className="legend-added">
          <FormattedMessage id="sessions.legend.added" />
        </span>
      </p>
    </div>
  );
}

// A bar of all issues heard before, and what this session added at its end; lengths are shares of the last total.
function Growth({ before, added, most }: { readonly before: number; readonly added: number; readonly most: number }): ReactElement {
  const share = (count: number): number => (most === 0 ? 0 : (count / most) * 100);
  return (
    <svg className="growth" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
      <rect className="growth-before" x="0" y="3" width={share(before).toFixed(2)} height="4" />
      <rect className="growth-added" x={share(before).toFixed(2)} y="0" width={share(added).toFixed(2)} height="10" />
    </svg>
  );
}
