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
  const { language, lang } = useLanguage();
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
  const names = [pages.data?.row, pages.data?.column].filter((node) => node !== undefined && node !== null);
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
          {names.map(({ id, label }, index) => (
            <span key={id}>
              {index > 0 && <span aria-hidden="true"> × </span>}
              <a href={nodePath(language, id)}>
                <KindMark kind={kindOf(id)} /> {label}
              </a>
            </span>
          ))}
          {names.length === 0 && <FormattedMessage id="matrix.panel.title" />}
        </h2>
        <button type="button" className="button" onClick={onClose}>
          <FormattedMessage id="matrix.panel.close" />
        </button>
      </div>
      {pages.state === "answered" && pages.nodes.length === 0 ? (
        <Empty asked={[row, column].map((id) => names.find((name) => name.id === id)?.label ?? id).join(" × ")} />
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
