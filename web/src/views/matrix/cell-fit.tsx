// Whether the cell that an address opens is one of the matrix, and what is said when it is none: the matrix stays, and nobody
// is shown a refusal for having followed a link.
import type { ReactElement } from "react";
import { FormattedMessage } from "react-intl";
import { MatrixNamesDocument } from "../../api/documents.ts";
import { useAsk } from "../../api/use-ask.ts";
import { useLanguage } from "../../shell/language.ts";
import type { Arranged } from "./arrange.ts";
import { fitsAxis, type MatrixState } from "./state.ts";

/** Tells whether the open cell is one of the matrix; null if none is open, or while it is not known. */
export function useCellFits(state: MatrixState, arranged: Arranged): boolean | null {
  const { lang } = useLanguage();
  const [row, column] = state.cell?.split("~") ?? [];
  const open = row !== undefined && column !== undefined;
  const ofKind = open && fitsAxis(state.rows, row) && fitsAxis(state.columns, column);
  // Of what is not shown nobody has told yet that it is in the graph.
  const unseen = ofKind
    ? [...(arranged.rows.some(({ id }) => id === row) ? [] : [row]), ...(arranged.columns.some(({ id }) => id === column) ? [] : [column])]
    : [];
  const asked = useAsk(MatrixNamesDocument, unseen.length > 0 ? { lang, ids: unseen } : null);
  if (!open) {
    return null;
  }
  if (!ofKind || unseen.length === 0) {
    return ofKind;
  }
  return asked.state === "answered" ? asked.data.nodes.every((node) => node !== null) : null;
}

/** Says that there is no such cell. */
export function NoCell({ onClose }: { readonly onClose: () => void }): ReactElement {
  return (
    <p className="notice" role="status">
      <FormattedMessage id="page.matrix.no-cell" />{" "}
      <button type="button" className="button" onClick={onClose}>
        <FormattedMessage id="matrix.panel.close" />
      </button>
    </p>
  );
}
