// One path, drawn as steps from node to node and read out as the sentences of the API; each step opens its statements.
// A step that holds only by what statements say is dashed; one that the report asserts is solid.
import type { ReactElement } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { nodePath } from "../../address/links.ts";
import { ConnectHopDocument, type ConnectPathsQuery } from "../../api/documents.ts";
import { listing, usePages } from "../../api/use-pages.ts";
import { kindOf } from "../../graph/kind.ts";
import { KindMark } from "../../shell/kind-mark.tsx";
import { useLanguage } from "../../shell/language.ts";
import { StatementList } from "../../statement/statement-list.tsx";
import { typeToApi, type ConnectState } from "./state.ts";

/** A path of the API. */
export type PathOf = ConnectPathsQuery["paths"][number];

/** A step of a path. */
export type HopOf = PathOf["hops"][number];

/** Tells whether all that ties a step's ends is derived from statements. */
export function isDerived(hop: HopOf): boolean {
  return hop.relationships.every(({ derived }) => derived);
}

/** The path at its place among the paths, from 0. */
export function PathSteps(props: {
  readonly path: PathOf;
  readonly place: number;
  readonly state: ConnectState;
  readonly onStep: (step: string | null) => void;
  readonly onExcept: (id: string) => void;
}): ReactElement {
  const { path, place, state, onStep, onExcept } = props;
  const intl = useIntl();
  const { language } = useLanguage();
  const title = `path-${place.toString()}`;
  return (
    <li className="path" aria-labelledby={title}>
      <h3 id={title}>
        <FormattedMessage id="connect.path" values={{ place: place + 1, steps: path.length }} />
      </h3>
      <ol className="path-steps">
        {path.nodes.map((node, index) => {
          const hop = path.hops[index];
          const step = hop ? `${hop.from.id}~${hop.to.id}` : null;
          const open = step !== null && state.step === step;
          const between = index > 0 && index < path.nodes.length - 1;
          return (
            <li key={node.id}>
              <div className="path-node">
                <KindMark kind={kindOf(node.id)} />
                <span>
                  <a href={nodePath(language, node.id)}>{node.label}</a>{" "}
                  <span className="path-kind">
                    <FormattedMessage id={`kind.${kindOf(node.id)}`} />
                  </span>{" "}
                  {between && (
                    <button
                      type="button"
                      className="quiet-button"
                      aria-label={intl.formatMessage({ id: "connect.except.name" }, { name: node.label })}
                      onClick={() => {
                        onExcept(node.id);
                      }}
                    >
                      <FormattedMessage id="connect.except" />
                    </button>
                  )}
                </span>
              </div>
              {hop && (
                <div className={isDerived(hop) ? "path-hop derived" : "path-hop"}>
                  <p>{hop.sentence}</p>
                  <Evidence
                    hop={hop}
                    open={open}
                    types={state.types}
                    onToggle={() => {
                      onStep(open ? null : step);
                    }}
                  />
                </div>
              )}
            </li>
          );
        })}
      </ol>
    </li>
  );
}

function Evidence(props: {
  readonly hop: HopOf;
  readonly open: boolean;
  readonly types: ConnectState["types"];
  readonly onToggle: () => void;
}): ReactElement {
  const { hop, open, types, onToggle } = props;
  const { language } = useLanguage();
  const count = hop.statements.totalCount;
  // An edge that the report asserts of the nodes themselves has citations and no statements.
  const passages = new Map(hop.relationships.flatMap(({ citations }) => citations.map(({ passage }) => [passage.id, passage.path] as const)));
  return (
    <>
      {count > 0 && (
        <button type="button" className="quiet-button" aria-expanded={open} onClick={onToggle}>
          <FormattedMessage id={open ? "connect.statements.hide" : "connect.statements"} values={{ count }} />
        </button>
      )}
      {passages.size > 0 && (
        <span className="path-passages">
          <FormattedMessage id="connect.passages" values={{ count: passages.size }} />{" "}
          {[...passages].map(([id, path]) => (
            <a key={id} href={nodePath(language, id)}>
              {path}
            </a>
          ))}
        </span>
      )}
      {open && count > 0 && <HopStatements hop={hop} types={types} />}
    </>
  );
}

function HopStatements({ hop, types }: { readonly hop: HopOf; readonly types: ConnectState["types"] }): ReactElement {
  const { lang } = useLanguage();
  const variables = { lang, from: hop.from.id, to: hop.to.id, types: types.map(typeToApi) };
  const pages = usePages(listing(ConnectHopDocument, variables, ({ paths }) => paths[0]?.hops[0]?.statements ?? null));
  return <StatementList pages={pages} />;
}
