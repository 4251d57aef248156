// The event in its order: a strip of sessions that shows how the issues grew, and one session at a time beside it.
// Buttons and arrow keys step through it; the place is in the address.
import { useEffect, useState, type KeyboardEvent, type ReactElement } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useAddress } from "../../address/use-address.ts";
import { SessionsDocument, SessionStatementsDocument } from "../../api/documents.ts";
import { listing, usePages } from "../../api/use-pages.ts";
import { Downloads } from "../../download/downloads.tsx";
import { useLanguage } from "../../shell/language.ts";
import { locales } from "../../shell/messages.ts";
import { Empty, Failed, Loading } from "../../shell/states.tsx";
import { hideTwin } from "../../shell/twin.ts";
import { useMedia } from "../../shell/use-media.ts";
import { stepsFigure, stepsJson, stepsTable } from "./export.ts";
import { sessionsCodec, type SessionsState } from "./state.ts";
import { StepPanel } from "./step-panel.tsx";
import { stepsOf, type Step } from "./steps.ts";
import "../../../styles/choose.css";
import "../../../styles/sessions.css";

/** The view. */
export function SessionsView(): ReactElement {
  const [state, change] = useAddress(sessionsCodec);
  const { language, lang } = useLanguage();
  const sessions = usePages(
    listing(SessionsDocument, { lang }, (data) => data.sessions),
    true,
  );
  const said = usePages(
    listing(SessionStatementsDocument, { lang }, ({ statements }) => statements),
    true,
  );
  const answered = sessions.state === "answered" && said.state === "answered";
  useEffect(() => {
    if (answered) {
      hideTwin();
    }
  }, [answered]);
  for (const { error, retry } of [sessions, said]) {
    if (error) {
      return <Failed error={error} retry={retry} />;
    }
  }
  if (!answered) {
    return <Loading />;
  }
  const steps = stepsOf(sessions.nodes, said.nodes, locales[language]);
  if (steps.length === 0) {
    return <Empty asked={<FormattedMessage id="sessions.title" />} />;
  }
  return <Steps steps={steps} version={said.version} state={state} change={change} />;
}

function Steps(props: {
  readonly steps: readonly Step[];
  readonly version: number;
  readonly state: SessionsState;
  readonly change: (fields: Partial<SessionsState>) => void;
}): ReactElement {
  const { steps, version, state, change } = props;
  const intl = useIntl();
  // The heading of a step takes the focus when a button led there; a key in the strip keeps it in the strip.
  const [arrived, setArrived] = useState(false);
  const column = useMedia("(max-width: 60rem)");
  const found = steps.findIndex(({ session }) => session.id === state.at);
  const place = Math.max(0, found);
  const step = steps[place];
  const go = (to: number, focus: boolean): void => {
    const next = steps[Math.min(Math.max(to, 0), steps.length - 1)];
    if (next && next !== step) {
      setArrived(focus);
      change({ at: next.session.id, open: null });
    }
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const to = { ArrowDown: place + 1, ArrowRight: place + 1, ArrowUp: place - 1, ArrowLeft: place - 1, Home: 0, End: steps.length - 1 }[event.key];
    if (to !== undefined && !event.altKey && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      go(to, false);
      const at = Math.min(Math.max(to, 0), steps.length - 1);
      event.currentTarget.querySelectorAll<HTMLElement>("button")[at]?.focus();
    }
  };
  const most = steps.at(-1)?.heard ?? 0;
  const lead = intl.formatMessage({ id: "sessions.lead" }, { sessions: steps.length, issues: most });
  const title = intl.formatMessage({ id: "sessions.title" });
  const strip = (
    <div className="sessions-strip">
      <h2 id="sessions-title">{title}</h2>
      <p className="caption">{lead}</p>
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
                  go(index, false);
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
  const one = (
    <div className="sessions-step">
      <div className="stepper" role="group" aria-label={intl.formatMessage({ id: "sessions.step" })}>
        <button
          type="button"
          className="button"
          disabled={place === 0}
          onClick={() => {
            go(place - 1, true);
          }}
        >
          <span aria-hidden="true">←</span> <FormattedMessage id="sessions.previous" />
        </button>
        <button
          type="button"
          className="button"
          disabled={place === steps.length - 1}
          onClick={() => {
            go(place + 1, true);
          }}
        >
          <FormattedMessage id="sessions.next" /> <span aria-hidden="true">→</span>
        </button>
      </div>
      {step && (
        <StepPanel
          step={step}
          place={place + 1}
          count={steps.length}
          open={state.open}
          arrived={arrived}
          onOpen={(open) => {
            change({ open });
          }}
        />
      )}
    </div>
  );
  // Where one column is all there is, the session comes first and the strip after it.
  return (
    <div className="sessions">
      {column ? one : strip}
      {column ? strip : one}
      <div className="sessions-downloads">
        <Downloads
          exports={{
            title,
            version,
            filters: [lead],
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
