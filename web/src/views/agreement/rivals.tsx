// Recommendations that contradict each other, side by side, each with who is for it and who is against.
// Being for one is not the same as being against the other; the page shows both and draws no conclusion.
import type { ReactElement } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { RivalsDocument } from "../../api/documents.ts";
import { listing, usePages } from "../../api/use-pages.ts";
import type { Change } from "../../address/use-address.ts";
import { Downloads } from "../../download/downloads.tsx";
import { stances } from "../../settings.ts";
import { KindMark } from "../../shell/kind-mark.tsx";
import { useLanguage } from "../../shell/language.ts";
import { Empty, Failed, Loading } from "../../shell/states.tsx";
import { pairsTable, unitsFigure } from "./export.ts";
import { OpenRecommendation } from "./recommendation.tsx";
import type { AgreementState } from "./state.ts";
import { useTallies } from "./positions.ts";
import { none, pairsOf, type Tallied } from "./tally.ts";
import { VoiceNames } from "./voice-names.tsx";

/** How many pairs are shown at once. Files have all whose voices are known, the picture those that are shown. */
const perPage = 30;

/** The pairs. */
export function Rivals(props: {
  /** The voices on all recommendations; null if there are too many to know them all. */
  readonly known: readonly Tallied[] | null;
  readonly version: number;
  readonly state: AgreementState;
  readonly change: Change<AgreementState>;
}): ReactElement {
  const { known, version, state, change } = props;
  const { lang } = useLanguage();
  const intl = useIntl();
  const asked = usePages(
    listing(RivalsDocument, { lang }, ({ recommendations }) => recommendations),
    true,
  );
  const pairs = asked.state === "answered" ? pairsOf(asked.nodes) : [];
  const shown = pairs.slice(0, state.pages * perPage);
  const label = (id: string): string => asked.nodes.find((node) => node.id === id)?.label ?? id;
  const wanted = known === null && asked.state === "answered" ? [...new Set(shown.flat())].map((id) => ({ id, label: label(id) })) : null;
  const tallies = useTallies(wanted, []);
  for (const { error, retry } of [asked, tallies]) {
    if (error) {
      return <Failed error={error} retry={retry} />;
    }
  }
  if (asked.state === "loading" || (known === null && tallies.state === "loading")) {
    return <Loading />;
  }
  const title = intl.formatMessage({ id: "agreement.part.rivals" });
  const lead = intl.formatMessage({ id: "agreement.rivals.lead" }, { count: pairs.length });
  const find = (id: string): Tallied => (known ?? tallies.tallied).find((one) => one.id === id) ?? none(id, label(id));
  if (pairs.length === 0) {
    return <Empty asked={title} />;
  }
  return (
    <section aria-labelledby="agreement-title">
      <h2 id="agreement-title">{title}</h2>
      <p className="lead">{lead}</p>
      <ol className="rivals">
        {shown.map((pair) => (
          <li key={pair.join("~")}>
            {pair.map((id, index) => (
              <div key={id} className="rival">
                {index > 0 && (
                  <span className="rival-sign">
                    <span aria-hidden="true">≠</span>
                    <span className="visually-hidden">
                      <FormattedMessage id="agreement.contradicts" />
                    </span>
                  </span>
                )}
                <h3>
                  <KindMark kind="recommendation" />{" "}
                  <button
                    type="button"
                    aria-expanded={state.open === id}
                    onClick={() => {
                      change({ open: state.open === id ? null : id });
                    }}
                  >
                    {find(id).label}
                  </button>
                </h3>
                {state.open === id ? <OpenRecommendation id={id} tallied={find(id)} /> : <VoiceNames tallied={find(id)} />}
              </div>
            ))}
          </li>
        ))}
      </ol>
      {shown.length < pairs.length && (
        <p>
          <FormattedMessage id="statement.shown" values={{ shown: shown.length, total: pairs.length }} />{" "}
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
      <Downloads
        exports={{
          title,
          version,
          filters: [lead],
          table: () => pairsTable(known ? pairs : shown, find),
          json: () => (known ? pairs : shown).map((pair) => pair.map(find)),
          figure: (palette) =>
            unitsFigure(shown.flat().map(find), palette, {
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
