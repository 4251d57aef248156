// The evidence of a node: its names, what can be added to the picture from it, and its statements.
import type { ReactElement } from "react";
import { ToggleButton } from "react-aria-components";
import { FormattedList, FormattedMessage, FormattedNumber } from "react-intl";
import { listPath, nodePath } from "../address/links.ts";
import type { NodeEvidenceQuery, StatementEvidenceFragment } from "../api/documents.ts";
import { labelIn } from "../graph/scene.ts";
import { useLanguage } from "../shell/language.ts";
import { Empty, Failed, Loading } from "../shell/states.tsx";
import type { NodeEvidencePages } from "./node-asked.ts";
import { KindLine, type PanelProps } from "./panel.tsx";
import { Statements } from "./statements.tsx";

type Props = PanelProps & { readonly id: string; readonly evidence: NodeEvidencePages };

/** The evidence. */
export function NodeEvidence(props: Props): ReactElement {
  const { id, scene, evidence, onFocus } = props;
  const { language } = useLanguage();
  const node = evidence.data?.node ?? null;
  const statement = evidence.data && statementOf(evidence.data);
  return (
    <>
      <KindLine id={id} />
      <h2 id="panel-title" tabIndex={-1}>
        {node?.label ?? labelIn(scene, id)}
      </h2>
      {node && <Names node={node} />}
      <Actions {...props} />
      {evidence.state === "loading" && <Loading />}
      {evidence.error && evidence.nodes.length === 0 && <Failed error={evidence.error} retry={evidence.retry} />}
      {evidence.state === "answered" && !node && <Empty asked={id} />}
      {node && <Statements pages={statement ? { ...evidence, nodes: [statement], total: 1 } : evidence} onFocus={onFocus} />}
      {node && (
        <p className="panel-more">
          <a href={nodePath(language, id)}>
            <FormattedMessage id="evidence.page" />
          </a>{" "}
          <a href={listPath(language)}>
            <FormattedMessage id="page.to-list" />
          </a>
        </p>
      )}
    </>
  );
}

// A statement is evidence of itself.
function statementOf({ node }: NodeEvidenceQuery): StatementEvidenceFragment | null {
  return node && "summary" in node ? node : null;
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

// What would add nothing cannot be pressed.
function Actions({ id, state, change, onFocus, scene }: Props): ReactElement | null {
  const node = scene.nodes.find((one) => one.id === id);
  if (!node) {
    return null;
  }
  const { kind } = node;
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
      {node.expand?.map(({ how, adds }) => {
        const step = `${id}~${how}`;
        return (
          <ToggleButton
            key={how}
            className="button"
            isSelected={state.expand.includes(step)}
            isDisabled={adds === 0 && !state.expand.includes(step)}
            onChange={(selected) => {
              change({ expand: selected ? [...state.expand, step] : state.expand.filter((one) => one !== step) });
            }}
          >
            <FormattedMessage id={`expand.${how}`} values={{ kind }} />
              {adds >= 0 && !state.expand.includes(step) && (
                <>
                  {" "}
                  <span className="entry-count">
                    <FormattedNumber value={adds} />
                  </span>
                </>
              )}
          </ToggleButton>
        );
      })}
    </div>
  );
}
