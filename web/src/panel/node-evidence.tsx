// The evidence of a node: its names, what can be added to the picture from it, and its statements grouped by what they do.
// A statement is evidence of itself.
import type { ReactElement } from "react";
import { ToggleButton } from "react-aria-components";
import { FormattedList, FormattedMessage } from "react-intl";
import { listPath, nodePath } from "../address/links.ts";
import type { NodeEvidenceQuery, StatementEvidenceFragment } from "../api/documents.ts";
import { expansionsOf } from "../graph/expand.ts";
import { kindOf } from "../graph/kind.ts";
import { useLanguage } from "../shell/language.ts";
import { Empty, Failed, Loading } from "../shell/states.tsx";
import { AttachNote } from "./attach-note.tsx";
import { useNodeEvidence } from "./node-asked.ts";
import { KindLine, type PanelProps } from "./panel.tsx";
import { StatementItem } from "./statement-item.tsx";

type Props = PanelProps & { readonly id: string };

/** The evidence. */
export function NodeEvidence(props: Props): ReactElement {
  const { id, state, drawing, onFocus } = props;
  const { language } = useLanguage();
  const asked = useNodeEvidence(id, state);
  const number = drawing.find(id);
  const known = number === undefined ? null : drawing.label[number];
  const node = asked.state === "answered" ? asked.data.node : null;
  return (
    <>
      <KindLine id={id} />
      <h2 id="panel-title" tabIndex={-1}>
        {node?.label ?? known ?? id}
      </h2>
      {node && <Names node={node} />}
      <Actions {...props} />
      {asked.state === "loading" && <Loading />}
      {asked.state === "failed" && <Failed error={asked.error} retry={asked.retry} />}
      {asked.state === "answered" && !asked.data.node && <Empty asked={id} />}
      {asked.state === "answered" && node && (
        <Statements statements={statementsOf(asked.data)} total={asked.data.statements.totalCount} onFocus={onFocus} />
      )}
      {node && (
        <p className="panel-more">
          <a href={nodePath(language, id)}>
            <FormattedMessage id="evidence.page" />
          </a>{" "}
          <a href={listPath(language)}>
            <FormattedMessage id="evidence.list" />
          </a>
        </p>
      )}
    </>
  );
}

function statementsOf({ node, statements }: NodeEvidenceQuery): readonly StatementEvidenceFragment[] {
  return node && "summary" in node ? [node] : statements.nodes;
}

function Names({ node }: { readonly node: NonNullable<NodeEvidenceQuery["node"]> }): ReactElement {
  const aliases = "aliases" in node ? node.aliases : [];
  return (
    <div className="names">
      {aliases.length > 0 && (
        <p>
          <FormattedMessage id="evidence.aliases" values={{ aliases: <FormattedList value={[...aliases]} type="conjunction" /> }} />
        </p>
      )}
      {"definition" in node && node.definition !== null && <p>{node.definition}</p>}
      {"proposition" in node && node.proposition !== null && <p>{node.proposition}</p>}
      {"basis" in node && node.basis !== null && <p>{node.basis}</p>}
      {"affiliations" in node && node.affiliations.length > 0 && (
        <p>
          <FormattedList
            type="unit"
            value={node.affiliations.map(({ organization, role }) => (role === null ? organization.label : `${role}, ${organization.label}`))}
          />
        </p>
      )}
    </div>
  );
}

function Actions({ id, state, change, onFocus, drawing }: Props): ReactElement | null {
  const kind = kindOf(id);
  const number = drawing.find(id);
  if (number === undefined) {
    return null;
  }
  return (
    <div className="actions">
      {state.focus !== id && (
        <button
          type="button"
          className="button"
          onClick={() => {
            onFocus(id);
          }}
        >
          <FormattedMessage id="evidence.focus" />
        </button>
      )}
      {expansionsOf(kind).map((how) => {
        const step = `${id}~${how}`;
        return (
          <ToggleButton
            key={how}
            className="button"
            isSelected={state.expand.includes(step)}
            onChange={(selected) => {
              change({ expand: selected ? [...state.expand, step] : state.expand.filter((one) => one !== step) });
            }}
          >
            <FormattedMessage id={`expand.${how}.${kind === "issue" || kind === "recommendation" || kind === "session" ? kind : "voice"}` as ExpandKey} />
          </ToggleButton>
        );
      })}
    </div>
  );
}

type ExpandKey =
  | "expand.raised.voice"
  | "expand.raised.issue"
  | "expand.backed.voice"
  | "expand.backed.issue"
  | "expand.backed.recommendation"
  | "expand.disagrees.voice"
  | "expand.disagrees.recommendation"
  | "expand.session.voice"
  | "expand.session.session";

const order = ["RAISES", "RECOMMENDS", "SUPPORTS", "OPPOSES", "CRITICIZES", "REPORTS", "DESCRIBES", "ASKS", "COMMITS"] as const;

/** Statements grouped by what they do, in the order of the report within a group. */
export function Statements(props: {
  readonly statements: readonly StatementEvidenceFragment[];
  readonly total: number;
  readonly onFocus: (node: string) => void;
}): ReactElement {
  const { statements, total, onFocus } = props;
  if (statements.length === 0) {
    return <Empty asked={<FormattedMessage id="evidence.asked" />} />;
  }
  return (
    <>
      <p className="panel-lead">
        {statements.length < total ? (
          <FormattedMessage id="evidence.statements.some" values={{ shown: statements.length, total }} />
        ) : (
          <FormattedMessage id="evidence.statements" values={{ shown: statements.length }} />
        )}{" "}
        <FormattedMessage id="evidence.english" />
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
    </>
  );
}
