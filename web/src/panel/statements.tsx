// Statements as evidence in the panel, grouped by what they do, fifty at a time.
// How many there are is said before and after them; the rest comes on demand.
import { useEffect, useRef, useState, type ReactElement } from "react";
import { FormattedMessage } from "react-intl";
import type { StatementEvidenceFragment } from "../api/documents.ts";
import type { Pages } from "../api/use-pages.ts";
import { Empty, Failed } from "../shell/states.tsx";
import { AttachNote } from "./attach-note.tsx";
import { StatementItem } from "./statement-item.tsx";

interface Props {
  readonly pages: Pages<unknown, StatementEvidenceFragment>;
  readonly onFocus: (node: string) => void;
}

const order = ["RAISES", "RECOMMENDS", "SUPPORTS", "OPPOSES", "CRITICIZES", "REPORTS", "DESCRIBES", "ASKS", "COMMITS"] as const;

/** How many statements the documents of the panel ask for at once. */
const page = 50;

/** The statements, in the order of the report within a group. */
export function Statements({ pages, onFocus }: Props): ReactElement {
  const { nodes: statements, total } = pages;
  if (statements.length === 0) {
    return <Empty asked={<FormattedMessage id="evidence.asked" />} />;
  }
  return (
    <>
      <p className="panel-lead">
        <Shown shown={statements.length} total={total} /> <FormattedMessage id="evidence.english" />
      </p>
      <AttachNote citations={statements.flatMap(({ citations }) => citations)} />
      {order.map((kind) => {
        const group = statements.filter((statement) => statement.kind === kind);
        return (
          group.length > 0 && (
            <section key={kind} className="statement-group">
              <h3>
                <FormattedMessage id={`does.${kind}`} values={{ count: group.length }} />
              </h3>
              {group.map((statement) => (
                <StatementItem key={statement.id} statement={statement} onFocus={onFocus} />
              ))}
            </section>
          )
        );
      })}
      {total > page && <More pages={pages} />}
    </>
  );
}

function Shown({ shown, total }: { readonly shown: number; readonly total: number }): ReactElement {
  return shown < total ? (
    <FormattedMessage id="evidence.statements.some" values={{ shown, total }} />
  ) : (
    <FormattedMessage id="evidence.statements" values={{ shown }} />
  );
}

// The button goes when there are no more; the focus then stays on how many there are.
function More({ pages }: { readonly pages: Props["pages"] }): ReactElement {
  const { nodes, total, more, busy, error, retry } = pages;
  const count = useRef<HTMLSpanElement>(null);
  const [pressed, setPressed] = useState(false);
  const left = total - nodes.length;
  useEffect(() => {
    if (pressed && left === 0) {
      count.current?.focus();
    }
  }, [pressed, left]);
  return (
    <div className="panel-next">
      <span ref={count} role="status" tabIndex={-1}>
        <Shown shown={nodes.length} total={total} />
      </span>
      {error ? (
        <Failed error={error} retry={retry} />
      ) : (
        left > 0 && (
          <button
            type="button"
            className="button"
            aria-disabled={busy}
            onClick={() => {
              setPressed(true);
              more?.();
            }}
          >
            {busy ? <FormattedMessage id="statement.loading" /> : <FormattedMessage id="evidence.more" values={{ count: Math.min(page, left) }} />}
          </button>
        )
      )}
    </div>
  );
}
