// The matrix: what voices said, counted where rows and columns meet; a cell opens its statements beside the table.
// The question is who said how much about what, the answer is a heat map, and what is next is in its cells.
import { useEffect, useState, type ReactElement } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useAddress } from "../../address/use-address.ts";
import { MatrixDocument, MatrixSessionsDocument, type MatrixQuery } from "../../api/documents.ts";
import { useAsk } from "../../api/use-ask.ts";
import { useKept } from "../../api/use-kept.ts";
import { Downloads } from "../../download/downloads.tsx";
import { stances } from "../../settings.ts";
import { useLanguage } from "../../shell/language.ts";
import { locales } from "../../shell/messages.ts";
import { Empty, Failed, Loading } from "../../shell/states.tsx";
import { hideTwin } from "../../shell/twin.ts";
import { narrow, useMedia } from "../../shell/use-media.ts";
import { arrange, heatOf, heatScale, type Arranged, type Line } from "./arrange.ts";
import { NoCell, useCellFits } from "./cell-fit.tsx";
import { CellPanel } from "./cell-panel.tsx";
import { Controls, filterWords } from "./controls.tsx";
import { colors, matrixFigure, matrixJson, matrixTable } from "./export.ts";
import { Grid, RowList } from "./grid.tsx";
import { axisToApi, canTravel, filterOf, matrixCodec, settled, type MatrixState } from "./state.ts";
import "../../../styles/choose.css";
import "../../../styles/matrix.css";

/** The view. */
export function MatrixView(): ReactElement {
  const [address, change] = useAddress(matrixCodec);
  const state = settled(address);
  const { language, lang } = useLanguage();
  const asked = useKept(
    useAsk(MatrixDocument, {
      lang,
      rows: axisToApi(state.rows),
      columns: axisToApi(state.columns),
      maxRows: Number(state.size),
      maxColumns: Number(state.size),
      measure: state.measure === "voices" ? "VOICES" : "STATEMENTS",
      through: canTravel(state) && !state.through ? false : null,
      filter: filterOf(state),
    }),
  );
  useEffect(() => {
    if (asked.state === "answered") {
      hideTwin();
    }
  }, [asked.state]);
  return (
    <div className="matrix">
      <Controls state={state} change={change} />
      {asked.state === "loading" && <Loading />}
      {asked.state === "failed" && <Failed error={asked.error} retry={asked.retry} />}
      {asked.state === "answered" && (
        <div aria-busy={asked.busy} className={asked.busy ? "busy" : undefined}>
          <Answer
            matrix={asked.data.matrix}
            arranged={arrange(asked.data.matrix, state, locales[language])}
            version={asked.version}
            state={state}
            change={change}
          />
        </div>
      )}
    </div>
  );
}

function Answer(props: {
  readonly matrix: MatrixQuery["matrix"];
  readonly arranged: Arranged;
  readonly version: number;
  readonly state: MatrixState;
  readonly change: (fields: Partial<MatrixState>) => void;
}): ReactElement {
  const { matrix, arranged, version, state, change } = props;
  const intl = useIntl();
  const { lang } = useLanguage();
  const list = useMedia(narrow);
  const sessions = useAsk(MatrixSessionsDocument, { lang });
  const fits = useCellFits(state, arranged);
  // The panel takes the focus when the reader opens it, not when the address does.
  const [opened, setOpened] = useState(false);
  const title = intl.formatMessage(
    { id: "matrix.title" },
    { rows: intl.formatMessage({ id: `matrix.rows.${state.rows}` }), columns: intl.formatMessage({ id: `matrix.by.${state.columns}` }) },
  );
  const sessionName = (id: string): string =>
    (sessions.state === "answered" ? sessions.data.sessions.nodes.find((session) => session.id === id)?.label : undefined) ?? id;
  const filters = filterWords(intl, state, sessionName);
  const cut = intl.formatMessage(
    { id: "matrix.cut" },
    {
      rows: arranged.rows.length,
      allRows: arranged.rows.length + matrix.rowsCut,
      columns: arranged.columns.length,
      allColumns: arranged.columns.length + matrix.columnsCut,
      rowKind: intl.formatMessage({ id: `matrix.rows.${state.rows}` }).toLowerCase(),
      columnKind: intl.formatMessage({ id: `matrix.rows.${state.columns}` }).toLowerCase(),
      count: matrix.count,
      measure: state.measure,
      cut: matrix.rowsCut + matrix.columnsCut > 0 ? "yes" : "no",
    },
  );
  if (arranged.cells.length === 0) {
    return <Empty asked={[title, ...filters].join(". ")} />;
  }
  const [row, column] = state.cell?.split("~") ?? [];
  const close = (): void => {
    const from = document.querySelector<HTMLElement>(".matrix [aria-expanded=true]");
    change({ cell: null });
    from?.focus();
  };
  const panel =
    fits === true && row !== undefined && column !== undefined ? (
      <CellPanel key={state.cell} row={row} column={column} state={state} focus={opened} onClose={close} />
    ) : null;
  const grid = {
    arranged,
    state,
    title,
    onOpen: (line: Line, other: Line) => {
      setOpened(true);
      change({ cell: state.cell === `${line.id}~${other.id}` ? null : `${line.id}~${other.id}` });
    },
    onOrder: change,
  };
  return (
    <section aria-labelledby="matrix-title">
      <h2 id="matrix-title">{title}</h2>
      <p className="lead">
        {cut} {filters.join(" ")}
      </p>
      {fits === false && <NoCell onClose={close} />}
      <Legend arranged={arranged} state={state} />
      <div className={panel && !list ? "matrix-split" : undefined}>
        {list ? <RowList {...grid} detail={panel} /> : <Grid {...grid} />}
        {!list && panel}
      </div>
      <Downloads
        exports={{
          title,
          version,
          filters: [cut, ...filters],
          table: () => matrixTable(arranged, state.measure),
          json: () => matrixJson(arranged, state),
          figure: (palette) =>
            matrixFigure(arranged, palette, {
              stances: {
                for: intl.formatMessage({ id: "stance.for" }),
                against: intl.formatMessage({ id: "stance.against" }),
                mixed: intl.formatMessage({ id: "stance.mixed" }),
              },
              through: intl.formatMessage({ id: "matrix.through.only" }),
            }),
          colors,
        }}
      />
    </section>
  );
}

function Legend({ arranged, state }: { readonly arranged: Arranged; readonly state: MatrixState }): ReactElement {
  const scale = heatScale(arranged.max);
  const positions = arranged.cells.some((cell) => cell.stances !== null);
  return (
    <div className="matrix-legend">
      <span className="legend-title">
        <FormattedMessage id={positions ? "matrix.legend.stances" : `matrix.measure.${state.measure}`} />
      </span>
      <ul>
        {positions
          ? stances.map((stance) => (
              <li key={stance}>
                <span className={`swatch held-${stance}`} aria-hidden="true">
                  {stance === "for" ? "+" : stance === "against" ? "−" : "±"}
                </span>
                <FormattedMessage id={`stance.${stance}`} />
              </li>
            ))
          : scale.map((bound, index) => (
              <li key={bound}>
                <span className={`swatch heat-${heatOf(bound, scale).toString()}`} aria-hidden="true" />
                {(scale[index - 1] ?? 0) + 1 === bound ? bound : `${((scale[index - 1] ?? 0) + 1).toString()}–${bound.toString()}`}
              </li>
            ))}
        {canTravel(state) && state.through && (
          <li>
            <span className="swatch" aria-hidden="true">
              <span className="through">1</span>
            </span>
            <FormattedMessage id="matrix.through.only" />
          </li>
        )}
      </ul>
      <p className="caption">
        <FormattedMessage id="matrix.how" />
      </p>
    </div>
  );
}
