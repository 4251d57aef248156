// What stands above the matrix: three ready pairs, rows, columns and measure to choose, orders, and filters with counts.
import type { ReactElement } from "react";
import { FormattedMessage, useIntl, type IntlShape } from "react-intl";
import type { Change } from "../../address/use-address.ts";
import { MatrixFacetsDocument, MatrixSessionsDocument, type MatrixFacetsQuery } from "../../api/documents.ts";
import { useAsk } from "../../api/use-ask.ts";
import { useKept } from "../../api/use-kept.ts";
import { voiceKinds } from "../../graph/vocabulary.ts";
import { stances } from "../../settings.ts";
import { ChooseOne, ChooseSome, ChooseWhether } from "../../shell/choose.tsx";
import { useLanguage } from "../../shell/language.ts";
import type { MessageKey } from "../../shell/messages.ts";
import {
  axes,
  canTravel,
  filterOf,
  matrixCodec,
  orders,
  pairs,
  sizes,
  statementKinds,
  together,
  type Axis,
  type MatrixState,
} from "./state.ts";

/** The controls; every change is an entry of the history. */
export function Controls({ state, change }: { readonly state: MatrixState; readonly change: Change<MatrixState> }): ReactElement {
  const intl = useIntl();
  const say = (id: MessageKey): string => intl.formatMessage({ id });
  // A place among rows or columns means nothing on another axis.
  const turn = (fields: Partial<MatrixState>): void => {
    change({ ...fields, by: null, along: null, cell: null });
  };
  const axisOptions = (fit: (axis: Axis) => boolean): { value: Axis; label: string }[] =>
    axes.filter(fit).map((axis) => ({ value: axis, label: say(`matrix.rows.${axis}`) }));
  const orderOptions = (axis: Axis): { value: MatrixState["order"]; label: string }[] =>
    orders
      // People have one order only, and the automatic one is by count but for sessions.
      .filter((order) => axis !== "person" || order === "auto")
      .filter((order) => axis === "session" || axis === "person" || order !== "total")
      .map((order) => ({
        value: order,
        label: say(`matrix.order.${order === "auto" ? (axis === "session" ? "event" : axis === "person" ? "name" : "total") : order}`),
      }));
  return (
    <div className="matrix-controls">
      <div className="pairs" role="group" aria-label={say("matrix.pairs")}>
        {pairs.map(({ key, rows, columns }) => (
          <button
            key={key}
            type="button"
            aria-pressed={state.rows === rows && state.columns === columns}
            onClick={() => {
              turn({ rows, columns, order: "auto", across: "auto", measure: "statements" });
            }}
          >
            <FormattedMessage id={`matrix.pair.${key}`} />
          </button>
        ))}
      </div>
      <div className="chooses">
        <ChooseOne
          label={say("matrix.rows")}
          value={state.rows}
          options={axisOptions(() => true)}
          onChange={(rows) => {
            const columns = together(rows, state.columns) ? state.columns : together(rows, state.rows) ? state.rows : "issue";
            turn({ rows, columns, order: "auto", across: "auto" });
          }}
        />
        <button
          type="button"
          className="button swap"
          onClick={() => {
            const { rows, columns, order, across, by, along, cell } = state;
            const swapped = cell === null ? null : cell.split("~").reverse().join("~");
            change({ rows: columns, columns: rows, order: across, across: order, by: along, along: by, cell: swapped });
          }}
        >
          <span aria-hidden="true">⇄</span>
          <span className="visually-hidden">
            <FormattedMessage id="matrix.swap" />
          </span>
        </button>
        <ChooseOne
          label={say("matrix.columns")}
          value={state.columns}
          options={axisOptions((axis) => together(state.rows, axis))}
          onChange={(columns) => {
            turn({ columns, across: "auto" });
          }}
        />
        <ChooseOne
          label={say("matrix.measure")}
          value={state.measure}
          options={(["statements", "voices"] as const).map((value) => ({ value, label: say(`matrix.measure.${value}`) }))}
          onChange={(measure) => {
            change({ measure });
          }}
        />
        <ChooseOne
          label={say("matrix.order.rows")}
          value={state.order === "total" && state.rows !== "session" ? "auto" : state.order}
          options={orderOptions(state.rows)}
          onChange={(order) => {
            change({ order, by: null });
          }}
        />
        <ChooseOne
          label={say("matrix.order.columns")}
          value={state.across === "total" && state.columns !== "session" ? "auto" : state.across}
          options={orderOptions(state.columns)}
          onChange={(across) => {
            change({ across, along: null });
          }}
        />
        <ChooseOne
          label={say("matrix.size")}
          value={state.size}
          options={sizes.map((value) => ({ value, label: value }))}
          onChange={(size) => {
            change({ size });
          }}
        />
      </div>
      {canTravel(state) && (
        <ChooseWhether
          label={say("matrix.through")}
          value={state.through}
          onChange={(through) => {
            change({ through });
          }}
        />
      )}
      <Filters state={state} change={change} />
    </div>
  );
}

function Filters({ state, change }: { readonly state: MatrixState; readonly change: Change<MatrixState> }): ReactElement {
  const intl = useIntl();
  const { lang } = useLanguage();
  const sessions = useAsk(MatrixSessionsDocument, { lang });
  const counted = useKept(
    useAsk(MatrixFacetsDocument, {
      kind: filterOf({ ...state, kind: [] }),
      voice: filterOf({ ...state, voice: [] }),
      stance: filterOf({ ...state, stance: [] }),
      session: filterOf({ ...state, session: [] }),
    }),
  );
  const counts = counted.state === "answered" ? counted.data : null;
  const active = state.session.length + state.kind.length + state.voice.length + state.stance.length;
  const option = <T extends string>(field: keyof MatrixFacetsQuery, value: T, label: string): { value: T; label: string; count: number | undefined } => ({
    value,
    label,
    count: countOf(counts, field, value),
  });
  return (
    <details className="narrowing">
      <summary>
        <FormattedMessage id="matrix.filters" values={{ count: active }} />
      </summary>
      <div className="narrowing-body">
        <ChooseSome
          label={intl.formatMessage({ id: "matrix.filter.kind" })}
          chosen={state.kind}
          options={statementKinds.map((kind) =>
            option("kind", kind, intl.formatMessage({ id: `statement.kind.${kind}` })),
          )}
          onChange={(kind) => {
            change({ kind });
          }}
        />
        <ChooseSome
          label={intl.formatMessage({ id: "matrix.filter.voice" })}
          chosen={state.voice}
          options={voiceKinds.map((kind) => option("voice", kind, intl.formatMessage({ id: `kinds.${kind}` })))}
          onChange={(voice) => {
            change({ voice });
          }}
        />
        <ChooseSome
          label={intl.formatMessage({ id: "matrix.filter.stance" })}
          chosen={state.stance}
          options={stances.map((stance) => option("stance", stance, intl.formatMessage({ id: `stance.${stance}` })))}
          onChange={(stance) => {
            change({ stance });
          }}
        />
        <ChooseSome
          label={intl.formatMessage({ id: "matrix.filter.session" })}
          chosen={state.session}
          options={(sessions.state === "answered" ? sessions.data.sessions.nodes : []).filter(({ parent }) => parent !== null).map(({ id, label }) => option("session", id, label))}
          onChange={(session) => {
            change({ session });
          }}
        />
        {active > 0 && (
          <button
            type="button"
            className="button"
            onClick={() => {
              const { session, kind, voice, stance } = matrixCodec.initial;
              change({ session, kind, voice, stance });
            }}
          >
            <FormattedMessage id="matrix.filters.clear" />
          </button>
        )}
      </div>
    </details>
  );
}

// A value that no statement has is not among the values of the API; undefined while they are not known.
function countOf(counts: MatrixFacetsQuery | null, field: keyof MatrixFacetsQuery, value: string): number | undefined {
  const values = counts?.[field].facets[0]?.values;
  const wanted = field === "session" ? value : value.toUpperCase();
  return values && (values.find((one) => one.value === wanted)?.count ?? 0);
}

/** Returns the filters of the state as sentences; empty if there are none. */
export function filterWords(intl: IntlShape, state: MatrixState, sessionName: (id: string) => string): string[] {
  const list = (words: readonly string[]): string => intl.formatList(words, { type: "disjunction" });
  const named = (id: MessageKey, words: readonly string[]): string[] =>
    words.length === 0 ? [] : [intl.formatMessage({ id }, { values: list(words) })];
  return [
    ...named("matrix.only.kind", state.kind.map((kind) => intl.formatMessage({ id: `statement.kind.${kind}` }))),
    ...named("matrix.only.voice", state.voice.map((kind) => intl.formatMessage({ id: `kinds.${kind}` }))),
    ...named("matrix.only.stance", state.stance.map((stance) => intl.formatMessage({ id: `stance.${stance}` }))),
    ...named("matrix.only.session", state.session.map(sessionName)),
    ...(canTravel(state) && !state.through ? [intl.formatMessage({ id: "matrix.only.own" })] : []),
  ];
}
