// The matrix as a table that is walked with the arrow keys: one cell of it is in the order of the Tab key, Enter opens it.
// A header orders the other side by its counts. On a narrow window it is a list of rows, each with what it meets.
import { useRef, useState, type KeyboardEvent, type ReactElement, type ReactNode } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { kindOf } from "../../graph/kind.ts";
import { stances, stanceSigns } from "../../settings.ts";
import { KindMark } from "../../shell/kind-mark.tsx";
import { heatOf, heatScale, type Arranged, type Cell, type Line } from "./arrange.ts";
import { moved, type Place } from "./move.ts";
import type { MatrixState } from "./state.ts";

/** What table and list take. */
export interface GridProps {
  readonly arranged: Arranged;
  readonly state: MatrixState;
  readonly title: string;
  readonly onOpen: (row: Line, column: Line) => void;
  readonly onOrder: (change: Partial<MatrixState>) => void;
}

/** The table. */
export function Grid({ arranged, state, title, onOpen, onOrder }: GridProps): ReactElement {
  const intl = useIntl();
  const { rows, columns, at, max } = arranged;
  const scale = heatScale(max);
  const table = useRef<HTMLTableElement>(null);
  const [place, setPlace] = useState<Place>({ row: 0, column: 0 });
  // The answer may have become smaller than the place.
  const current = moved(place, "", rows.length, columns.length);
  const tab = (row: number, column: number): 0 | -1 => (row === current.row && column === current.column ? 0 : -1);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.metaKey || event.shiftKey) {
      return;
    }
    const next = moved(current, event.ctrlKey ? `Control+${event.key}` : event.key, rows.length, columns.length);
    if (next.row !== current.row || next.column !== current.column) {
      event.preventDefault();
      setPlace(next);
      table.current?.querySelector<HTMLElement>(`[data-at="${next.row.toString()} ${next.column.toString()}"]`)?.focus();
    }
  };
  const header = (line: Line, row: number, column: number): ReactElement => {
    const side = row < 0 ? "rows" : "columns";
    const key = row < 0 ? "by" : "along";
    const on = state[key] === line.id;
    return (
      <button
        type="button"
        data-at={`${row.toString()} ${column.toString()}`}
        tabIndex={tab(row, column)}
        onFocus={() => {
          setPlace({ row, column });
        }}
        onClick={() => {
          onOrder({ [key]: on ? null : line.id });
        }}
      >
        {row < 0 ? <ColumnName label={line.label} /> : <span className="grid-name">{line.label}</span>}{" "}
        <span className="grid-total">{line.count}</span>{" "}
        <span className="visually-hidden">
          <FormattedMessage id={`matrix.sort.${side}`} />
        </span>
      </button>
    );
  };
  return (
    <div className="grid-scroll" role="region" aria-label={intl.formatMessage({ id: "matrix.table" }, { title })} tabIndex={0}>
      <table ref={table} className="grid" role="grid" aria-label={title} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            <td className="grid-corner">
              <span className="grid-corner-rows">
                <FormattedMessage id={`matrix.rows.${state.rows}`} />
              </span>
              <span className="grid-corner-columns">
                <FormattedMessage id={`matrix.rows.${state.columns}`} />
              </span>
            </td>
            {columns.map((line, column) => (
              <th key={line.id} scope="col" aria-sort={state.by === line.id ? "descending" : "none"} className={state.by === line.id ? "sorted" : undefined}>
                {header(line, -1, column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((line, row) => (
            <tr key={line.id}>
              <th scope="row" className={state.along === line.id ? "sorted" : undefined}>
                {header(line, row, -1)}
              </th>
              {columns.map((other, column) => {
                const cell = at(row, column);
                const key = `${row.toString()} ${column.toString()}`;
                const open = state.cell === `${line.id}~${other.id}`;
                return cell ? (
                  <td key={other.id} className={`heat ${heatClass(cell, scale)}`}>
                    <button
                      type="button"
                      data-at={key}
                      tabIndex={tab(row, column)}
                      aria-expanded={open}
                      aria-label={cellName(intl, cell, state)}
                      onFocus={() => {
                        setPlace({ row, column });
                      }}
                      onClick={() => {
                        onOpen(line, other);
                      }}
                    >
                      <CellFigures cell={cell} />
                    </button>
                  </td>
                ) : (
                  <td
                    key={other.id}
                    data-at={key}
                    tabIndex={tab(row, column)}
                    aria-label="0"
                    onFocus={() => {
                      setPlace({ row, column });
                    }}
                  />
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The list: each row with what it meets, most first; detail is shown below the row of the open cell. */
export function RowList({ arranged, state, onOpen, detail }: GridProps & { readonly detail: ReactNode }): ReactElement {
  const intl = useIntl();
  const scale = heatScale(arranged.max);
  return (
    <ol className="grid-list">
      {arranged.rows.map((row, index) => {
        const cells = arranged.columns.flatMap((_, column) => arranged.at(index, column) ?? []).sort((a, b) => people(a) - people(b) || b.count - a.count);
        return (
          <li key={row.id}>
            <h3>
              <KindMark kind={kindOf(row.id)} /> {row.label} <span className="grid-total">{row.count}</span>
            </h3>
            <ul>
              {cells.map((cell) => (
                <li key={cell.column.id}>
                  <button
                    type="button"
                    aria-expanded={state.cell === `${row.id}~${cell.column.id}`}
                    onClick={() => {
                      onOpen(row, cell.column);
                    }}
                  >
                    <span className="grid-name">{cell.column.label}</span>
                    <span className={`heat ${heatClass(cell, scale)}`} aria-hidden="true">
                      <CellFigures cell={cell} />
                    </span>
                    <span className="visually-hidden">: {cellCount(intl, cell, state)}</span>
                  </button>
                </li>
              ))}
            </ul>
            {state.cell?.startsWith(`${row.id}~`) === true && detail}
          </li>
        );
      })}
    </ol>
  );
}

// The names of columns stand upright in the width of a few digits: long ones are smaller, the longest cut for the eye.
const longName = 24;
const longestName = 64;

function ColumnName({ label }: { readonly label: string }): ReactElement {
  const cut = label.length > longestName;
  return (
    <>
      <span className={label.length > longName ? "grid-name long" : "grid-name"} title={cut ? label : undefined} aria-hidden={cut}>
        {cut ? `${label.slice(0, longestName - 1).trimEnd()}…` : label}
      </span>
      {cut && <span className="visually-hidden">{label}</span>}
    </>
  );
}

// People are listed after the rest, in the order of the columns, which is by name.
const people = ({ column }: Cell): number => (kindOf(column.id) === "person" ? 1 : 0);

function CellFigures({ cell }: { readonly cell: Cell }): ReactElement {
  const { stances: held, count, direct } = cell;
  if (!held) {
    return <span className={direct === 0 ? "through" : undefined}>{count}</span>;
  }
  return (
    <>
      {stances
        .filter((stance) => held[stance] > 0)
        .map((stance) => (
          <span key={stance} className={`stance stance-${stance}`}>
            {stanceSigns[stance]}
            {held[stance]}
          </span>
        ))}
    </>
  );
}

/** Returns the class of a cell's shade: by its count, and by its stance where it has one alone. */
export function heatClass(cell: Cell, scale: readonly number[]): string {
  const { stances: held, count } = cell;
  if (!held) {
    return `heat-${heatOf(count, scale).toString()}`;
  }
  const taken = stances.filter((stance) => held[stance] > 0);
  return taken.length === 1 ? `held-${taken[0] ?? ""}` : "held-several";
}

type Intl = ReturnType<typeof useIntl>;

function cellName(intl: Intl, cell: Cell, state: MatrixState): string {
  return `${cellCount(intl, cell, state)}: ${cell.row.label}, ${cell.column.label}`;
}

function cellCount(intl: Intl, { stances: held, count, direct }: Cell, state: MatrixState): string {
  if (held) {
    return stances
      .filter((stance) => held[stance] > 0)
      .map((stance) => `${stanceSigns[stance]}${held[stance].toString()} ${intl.formatMessage({ id: `stance.${stance}` })}`)
      .join(", ");
  }
  const counted = intl.formatMessage({ id: `matrix.count.${state.measure}` }, { count });
  return direct === 0 ? `${counted}, ${intl.formatMessage({ id: "matrix.through.only" })}` : counted;
}
