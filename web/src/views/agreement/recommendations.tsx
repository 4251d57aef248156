// Each recommendation with the voices for it, against it and mixed, by kind of voice. One opens below its line.
import type { ReactElement } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import type { Change } from "../../address/use-address.ts";
import { Downloads } from "../../download/downloads.tsx";
import { voiceKinds, type VoiceKind } from "../../graph/vocabulary.ts";
import { stances } from "../../settings.ts";
import { ChooseOne, ChooseSome, ChooseWhether } from "../../shell/choose.tsx";
import { useLanguage } from "../../shell/language.ts";
import { locales } from "../../shell/messages.ts";
import { Empty } from "../../shell/states.tsx";
import { positionsTable, unitsFigure } from "./export.ts";
import { OpenRecommendation } from "./recommendation.tsx";
import type { AgreementState } from "./state.ts";
import { ordered, type Tallied } from "./tally.ts";
import { Units } from "./units.tsx";

/** How many recommendations the view knows of a graph with very many; the lists of the site have all. */
export const mostKnown = 100;

/** How many recommendations a page of the list has. */
export const pageLength = 30;

/** The list. */
export function Recommendations(props: {
  readonly tallied: readonly Tallied[];
  /** How many there are to show, where tallied are the first of them; without, all of them. */
  readonly total?: number;
  readonly version: number;
  readonly state: AgreementState;
  readonly change: Change<AgreementState>;
}): ReactElement {
  const { tallied, total, version, state, change } = props;
  const intl = useIntl();
  const { language } = useLanguage();
  const kept = ordered(tallied, state.order, locales[language]).filter((one) => !state.contested || one.contested);
  const shown = kept.slice(0, state.pages * pageLength);
  // What the address opens is shown, wherever it stands.
  const open = kept.find(({ id }) => id === state.open);
  const listed = open && !shown.includes(open) ? [open, ...shown] : shown;
  const kinds: readonly VoiceKind[] = state.voice.length === 0 ? voiceKinds : state.voice;
  const title = intl.formatMessage({ id: state.contested ? "agreement.title.contested" : "agreement.title" });
  const count = total ?? kept.length;
  const lead = intl.formatMessage({ id: "agreement.lead" }, { shown: listed.length, count });
  return (
    <section aria-labelledby="agreement-title">
      <div className="chooses agreement-controls">
        <ChooseOne
          label={intl.formatMessage({ id: "agreement.order" })}
          value={state.order}
          options={(["voices", "name"] as const).map((value) => ({ value, label: intl.formatMessage({ id: `agreement.order.${value}` }) }))}
          onChange={(order) => {
            change({ order });
          }}
        />
        <ChooseSome
          label={intl.formatMessage({ id: "agreement.kinds" })}
          chosen={state.voice}
          options={voiceKinds.map((value) => ({ value, label: intl.formatMessage({ id: `voices.${value}` }) }))}
          onChange={(voice) => {
            change({ voice });
          }}
        />
        <ChooseWhether
          label={intl.formatMessage({ id: "agreement.contested" })}
          value={state.contested}
          onChange={(contested) => {
            change({ contested, pages: 1 });
          }}
        />
      </div>
      <h2 id="agreement-title">{title}</h2>
      <p className="lead">
        {lead} <FormattedMessage id="agreement.silence" />
      </p>
      {listed.length === 0 ? (
        <Empty asked={title} />
      ) : (
        <>
          <p className="tally-head" data-kinds={kinds.length} aria-hidden="true">
            <span>
              <FormattedMessage id="kinds.recommendation" />
            </span>
            {kinds.map((kind) => (
              <span key={kind}>
                <FormattedMessage id={`voices.${kind}`} />
              </span>
            ))}
          </p>
          <ol className="tally" data-kinds={kinds.length}>
            {listed.map((one) => (
              <li key={one.id}>
                <h3>
                  <button
                    type="button"
                    aria-expanded={state.open === one.id}
                    onClick={() => {
                      change({ open: state.open === one.id ? null : one.id });
                    }}
                  >
                    {one.label}{" "}
                    {one.contested && (
                      <span className="contested">
                        <FormattedMessage id="agreement.contested.mark" />
                      </span>
                    )}
                  </button>
                </h3>
                <dl>
                  {kinds.map((kind) => (
                    <div key={kind}>
                      <dt>
                        <FormattedMessage id={`voices.${kind}`} />
                      </dt>
                      <dd>
                        <Units counts={one.byKind[kind]} />
                      </dd>
                    </div>
                  ))}
                </dl>
                {state.open === one.id && <OpenRecommendation id={one.id} tallied={one} />}
              </li>
            ))}
          </ol>
          {shown.length < Math.min(count, total === undefined ? count : mostKnown) && (
            <p>
              <FormattedMessage id="statement.shown" values={{ shown: shown.length, total: count }} />{" "}
              <button
                type="button"
                className="button"
                onClick={() => {
                  change({ pages: state.pages + 1 }, { replace: true });
                }}
              >
                <FormattedMessage id="statement.more" />
              </button>
            </p>
          )}
        </>
      )}
      <Downloads
        exports={{
          title,
          version,
          filters: [lead, ...(state.voice.length > 0 ? [intl.formatList(kinds.map((kind) => intl.formatMessage({ id: `voices.${kind}` })))] : [])],
          table: () => positionsTable(listed),
          json: () => listed,
          figure: (palette) =>
            unitsFigure(listed, palette, {
              kinds: {
                organization: intl.formatMessage({ id: "voices.organization" }),
                collective: intl.formatMessage({ id: "voices.collective" }),
                person: intl.formatMessage({ id: "voices.person" }),
              },
              stances: {
                for: intl.formatMessage({ id: "stance.for" }),
                against: intl.formatMessage({ id: "stance.against" }),
                mixed: intl.formatMessage({ id: "stance.mixed" }),
              },
            }),
          colors: stances,
        }}
      />
    </section>
  );
}
