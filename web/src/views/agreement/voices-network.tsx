// Which voices take the same stances and which contrary ones, as Discourse Network Analyzer counts it: arcs between names,
// and the same as a table. A collective's position is not its members', nor the reverse.
import { useState, type ReactElement } from "react";
import { FormattedMessage, FormattedNumber, useIntl } from "react-intl";
import { nodePath } from "../../address/links.ts";
import type { Change } from "../../address/use-address.ts";
import { CoalitionDocument, type CoalitionMode, type Duplicates, type Normalization } from "../../api/documents.ts";
import { useAsk } from "../../api/use-ask.ts";
import { useKept } from "../../api/use-kept.ts";
import { Downloads } from "../../download/downloads.tsx";
import { kindOf } from "../../graph/kind.ts";
import { voiceKinds } from "../../graph/vocabulary.ts";
import { ChooseOne, ChooseSome } from "../../shell/choose.tsx";
import { KindMark } from "../../shell/kind-mark.tsx";
import { useLanguage } from "../../shell/language.ts";
import { Empty, Failed, Loading } from "../../shell/states.tsx";
import { voiceKindToApi } from "../../statement/words.ts";
import { arcPath, arcsOf, strokeOf, type Arcs, type Tie } from "./arcs.ts";
import { arcsFigure, tiesNetwork, tiesTable } from "./export.ts";
import { duplicates, modes, normalizations, type AgreementState } from "./state.ts";

interface Props {
  readonly state: AgreementState;
  readonly change: Change<AgreementState>;
}

/** The network with its controls. */
export function VoicesNetwork({ state, change }: Props): ReactElement {
  const { lang } = useLanguage();
  const intl = useIntl();
  const asked = useKept(
    useAsk(CoalitionDocument, {
      lang,
      mode: state.mode.toUpperCase() as CoalitionMode,
      normalization: state.norm.toUpperCase() as Normalization,
      duplicates: state.repeats.toUpperCase().replaceAll("-", "_") as Duplicates,
      voiceKinds: state.voice.map(voiceKindToApi),
    }),
  );
  return (
    <section aria-labelledby="agreement-title">
      <div className="chooses agreement-controls">
        <ChooseOne
          label={intl.formatMessage({ id: "agreement.mode" })}
          value={state.mode}
          options={modes.map((value) => ({ value, label: intl.formatMessage({ id: `agreement.mode.${value}` }) }))}
          onChange={(mode) => {
            change({ mode });
          }}
        />
        <ChooseOne
          label={intl.formatMessage({ id: "agreement.norm" })}
          value={state.norm}
          options={normalizations.map((value) => ({ value, label: intl.formatMessage({ id: `agreement.norm.${value}` }) }))}
          onChange={(norm) => {
            change({ norm });
          }}
        />
        <ChooseOne
          label={intl.formatMessage({ id: "agreement.repeats" })}
          value={state.repeats}
          options={duplicates.map((value) => ({ value, label: intl.formatMessage({ id: `agreement.repeats.${value}` }) }))}
          onChange={(repeats) => {
            change({ repeats });
          }}
        />
        <ChooseSome
          label={intl.formatMessage({ id: "agreement.kinds" })}
          chosen={state.voice}
          options={voiceKinds.map((value) => ({ value, label: intl.formatMessage({ id: `voices.${value}` }) }))}
          onChange={(voice) => {
            change({ voice, who: null });
          }}
        />
      </div>
      <p className="caption agreement-explained">
        <FormattedMessage id={`agreement.mode.${state.mode}.how`} /> <FormattedMessage id={`agreement.norm.${state.norm}.how`} />{" "}
        <FormattedMessage id={`agreement.repeats.${state.repeats}.how`} />
      </p>
      {asked.state === "loading" && <Loading />}
      {asked.state === "failed" && <Failed error={asked.error} retry={asked.retry} />}
      {asked.state === "answered" && (
        <div aria-busy={asked.busy} className={asked.busy ? "busy" : undefined}>
          <Drawn ties={asked.data.coalition.ties} tiesCut={asked.data.coalition.tiesCut} version={asked.version} state={state} change={change} />
        </div>
      )}
    </section>
  );
}

function Drawn(props: Props & { readonly ties: readonly Tie[]; readonly tiesCut: number; readonly version: number }): ReactElement {
  const { ties, tiesCut, version, state, change } = props;
  const intl = useIntl();
  const say = (name: "mode" | "norm", value: string): string =>
    intl.formatMessage({ id: "agreement.setting" }, { name: intl.formatMessage({ id: `agreement.${name}` }), value });
  const title = intl.formatMessage({ id: `agreement.network.${state.mode}` });
  const picture = arcsOf(ties, state.mode);
  if (ties.length === 0) {
    return <Empty asked={title} />;
  }
  const lead = intl.formatMessage(
    { id: "agreement.network.lead" },
    { voices: picture.voices.length, ties: ties.length, all: ties.length + tiesCut, cut: tiesCut > 0 ? "yes" : "no" },
  );
  const shown = state.who === null ? ties : ties.filter(({ a, b }) => a.id === state.who || b.id === state.who);
  return (
    <>
      <h2 id="agreement-title">{title}</h2>
      <p className="lead">{lead}</p>
      <ArcPicture
        picture={picture}
        who={state.who}
        onWho={(who) => {
          change({ who });
        }}
      />
      <p className="arc-legend">
        {picture.arcs.some(({ conflict }) => !conflict) && (
          <span className="congruence">
            <FormattedMessage id="agreement.legend.congruence" />
          </span>
        )}
        {picture.arcs.some(({ conflict }) => conflict) && (
          <span className="conflict">
            <FormattedMessage id="agreement.legend.conflict" />
          </span>
        )}
      </p>
      <TieTable
        ties={shown}
        who={state.who}
        onAll={() => {
          change({ who: null });
        }}
      />
      <Downloads
        exports={{
          title,
          version,
          filters: [
            lead,
            say("mode", intl.formatMessage({ id: `agreement.mode.${state.mode}` })),
            say("norm", intl.formatMessage({ id: `agreement.norm.${state.norm}` })),
            intl.formatMessage({ id: `agreement.repeats.${state.repeats}.how` }),
            ...(state.voice.length > 0 ? [intl.formatList(state.voice.map((kind) => intl.formatMessage({ id: `voices.${kind}` })))] : []),
            ...(state.who !== null ? [intl.formatMessage({ id: "agreement.only" })] : []),
          ],
          table: () => tiesTable(shown),
          json: () => shown,
          figure: (palette) =>
            arcsFigure(arcsOf(shown, state.mode), palette, {
              congruence: intl.formatMessage({ id: "agreement.legend.congruence" }),
              conflict: intl.formatMessage({ id: "agreement.legend.conflict" }),
            }),
          colors: ["for", "against"],
          network: () => tiesNetwork(shown),
        }}
      />
    </>
  );
}

// The arcs run in a box of 100 by the number of voices that is stretched beside the names; strokes keep their width.
function ArcPicture(props: { readonly picture: Arcs; readonly who: string | null; readonly onWho: (who: string | null) => void }): ReactElement {
  const { picture, who, onWho } = props;
  const intl = useIntl();
  const [pointed, setPointed] = useState<string | null>(null);
  const { voices, arcs, max } = picture;
  const active = pointed ?? who;
  const touched = new Set(arcs.filter(({ from, to }) => from.id === active || to.id === active).flatMap(({ from, to }) => [from.id, to.id]));
  return (
    <div className="arcs">
      <ol aria-label={intl.formatMessage({ id: "agreement.voices" })}>
        {voices.map((voice) => (
          <li key={voice.id} className={active !== null && !touched.has(voice.id) ? "quiet" : undefined}>
            <button
              type="button"
              aria-pressed={who === voice.id}
              onPointerEnter={() => {
                setPointed(voice.id);
              }}
              onPointerLeave={() => {
                setPointed(null);
              }}
              onClick={() => {
                onWho(who === voice.id ? null : voice.id);
              }}
            >
              <span className="arc-name">{voice.label}</span>
              <span className="visually-hidden">
                , <FormattedMessage id="agreement.ties" values={{ count: voice.ties }} />
              </span>
              <KindMark kind={kindOf(voice.id)} />
            </button>
          </li>
        ))}
      </ol>
      <svg viewBox={`0 0 100 ${voices.length.toString()}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
        {arcs.map((arc) => {
          const kept = arc.from.id === active || arc.to.id === active;
          return (
            <path
              key={`${arc.from.id} ${arc.to.id}`}
              d={arcPath(arc, voices.length, 100, 1)}
              className={[arc.conflict ? "conflict" : "congruence", active === null ? "" : kept ? "kept" : "quiet"].join(" ")}
              strokeWidth={strokeOf(arc, max).toFixed(1)}
              vectorEffect="non-scaling-stroke"
            />
          );
        })}
      </svg>
    </div>
  );
}

const firstTies = 25;

function TieTable({ ties, who, onAll }: { readonly ties: readonly Tie[]; readonly who: string | null; readonly onAll: () => void }): ReactElement {
  const { language } = useLanguage();
  const intl = useIntl();
  const [all, setAll] = useState(false);
  const shown = all ? ties : ties.slice(0, firstTies);
  const name = intl.formatMessage({ id: "agreement.table" });
  return (
    <>
      {who !== null && (
        <p>
          <FormattedMessage id="agreement.only" />{" "}
          <button type="button" className="button" onClick={onAll}>
            <FormattedMessage id="agreement.all" />
          </button>
        </p>
      )}
      <div className="table-scroll" role="region" aria-label={name} tabIndex={0}>
        <table className="ties">
          <caption className="visually-hidden">{name}</caption>
          <thead>
            <tr>
              {(["a", "b", "weight", "congruence", "conflict", "mixed", "on"] as const).map((column) => (
                <th key={column} scope="col" className={["weight", "congruence", "conflict", "mixed"].includes(column) ? "number" : undefined}>
                  <FormattedMessage id={`agreement.column.${column}`} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((tie) => (
              <tr key={`${tie.a.id} ${tie.b.id}`}>
                {[tie.a, tie.b].map((voice) => (
                  <td key={voice.id}>
                    <a href={nodePath(language, voice.id)}>
                      <KindMark kind={kindOf(voice.id)} /> {voice.label}
                    </a>
                  </td>
                ))}
                <td className="number">
                  <FormattedNumber value={tie.weight} maximumFractionDigits={2} />
                </td>
                <td className="number">{tie.congruence}</td>
                <td className="number">{tie.conflict}</td>
                <td className="number">{tie.mixed}</td>
                <td>
                  <ul>
                    {tie.shared.slice(0, 3).map(({ recommendation }) => (
                      <li key={recommendation.id}>
                        <a href={nodePath(language, recommendation.id)}>{recommendation.label}</a>
                      </li>
                    ))}
                    {tie.sharedCount > 3 && (
                      <li>
                        <FormattedMessage id="agreement.further" values={{ count: tie.sharedCount - 3 }} />
                      </li>
                    )}
                  </ul>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown.length < ties.length && (
        <p>
          <FormattedMessage id="statement.shown" values={{ shown: shown.length, total: ties.length }} />{" "}
          <button
            type="button"
            className="button"
            onClick={() => {
              setAll(true);
            }}
          >
            <FormattedMessage id="agreement.every" />
          </button>
        </p>
      )}
    </>
  );
}
