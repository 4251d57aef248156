// The statements of one cell, beside the table: what was counted there, in our words, each with where it can be checked.
import { useEffect, useRef, type ReactElement } from "react";
import { FormattedMessage } from "react-intl";
import { nodePath } from "../../address/links.ts";
import { ask } from "../../api/client.ts";
import {
  MatrixCellDocument,
  StatementsDocument,
  type MatrixCellQuery,
  type MatrixCellQueryVariables,
  type StatementEvidenceFragment,
} from "../../api/documents.ts";
import { usePages, type Listing } from "../../api/use-pages.ts";
import { kindOf } from "../../graph/kind.ts";
import { KindMark } from "../../shell/kind-mark.tsx";
import { useLanguage } from "../../shell/language.ts";
import { Empty } from "../../shell/states.tsx";
import { StatementList } from "../../statement/statement-list.tsx";
import { axisToApi, canTravel, filterOf, type MatrixState } from "./state.ts";

/** The panel of a cell; it takes the focus when the reader opened it, and gives it back by onClose. */
export function CellPanel(props: {
  readonly row: string;
  readonly column: string;
  readonly state: MatrixState;
  readonly focus: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const { row, column, state, focus, onClose } = props;
  const { lang } = useLanguage();
  const through = canTravel(state) && !state.through ? false : null;
  const variables = {
    lang,
    rows: axisToApi(state.rows),
    columns: axisToApi(state.columns),
    row,
    column,
    through,
    filter: filterOf(state),
  };
  const pages = usePages(cellStatements(variables));
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (focus) {
      heading.current?.focus();
    }
  }, [focus, row, column]);
  const labelOf = (id: string): string | undefined => [pages.data?.row, pages.data?.column].find((node) => node?.id === id)?.label;
  return (
    <aside
      className="matrix-panel"
      aria-labelledby="matrix-panel-title"
      onKeyDown={(event) => {
        if (event.key === "Escape") {
          onClose();
        }
      }}
    >
      <div className="matrix-panel-head">
        <h2 id="matrix-panel-title" ref={heading} tabIndex={-1}>
          {pages.data ? (
            <FormattedMessage id="matrix.panel.pair" values={{ row: <Name id={row} label={labelOf(row)} />, column: <Name id={column} label={labelOf(column)} /> }} />
          ) : (
            <FormattedMessage id="matrix.panel.title" />
          )}
        </h2>
        <button type="button" className="button" onClick={onClose}>
          <FormattedMessage id="matrix.panel.close" />
        </button>
      </div>
      {pages.state === "answered" && pages.nodes.length === 0 ? (
        <Empty asked={<FormattedMessage id="matrix.panel.pair" values={{ row: labelOf(row) ?? row, column: labelOf(column) ?? column }} />} />
      ) : (
        <>
          {pages.state === "answered" && (
            <p className="caption">
              <FormattedMessage id="matrix.count.statements" values={{ count: pages.total }} />
            </p>
          )}
          <StatementList pages={pages} />
        </>
      )}
    </aside>
  );
}

// An address may name what the graph does not have: that has an ID and no page.
function Name({ id, label }: { readonly id: string; readonly label: string | undefined }): ReactElement {
  const { language } = useLanguage();
  return label === undefined ? (
    <>{id}</>
  ) : (
    <a href={nodePath(language, id)}>
      <KindMark kind={kindOf(id)} /> {label}
    </a>
  );
}

// cellStatements asks which statements stand in the cell, then what they say.
function cellStatements(variables: MatrixCellQueryVariables): Listing<MatrixCellQuery, StatementEvidenceFragment> {
  return {
    key: JSON.stringify(variables),
    load: async (after, signal) => {
      const answer = await ask(MatrixCellDocument, { ...variables, after }, signal);
      const page = answer.data.matrix.cells[0]?.statements;
      if (!page) {
        return { ...answer, page: null };
      }
      const ids = page.nodes.map(({ id }) => id);
      const { data } = await ask(StatementsDocument, { lang: variables.lang, ids }, signal);
      return { ...answer, page: { ...page, nodes: data.nodes.filter((node) => node !== null && "summary" in node) } };
    },
  };
}
