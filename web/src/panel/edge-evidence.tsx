// The evidence of an edge: for a derived one its rule in words and the statements that support it, for an asserted one the
// places in the report that say so.
import type { ReactElement } from "react";
import { FormattedList, FormattedMessage } from "react-intl";
import {
  DerivedEvidenceDocument,
  EdgeEvidenceDocument,
  StatementsEvidenceDocument,
  type DerivedEvidenceQuery,
  type EdgeType as ApiEdgeType,
  type RaisedSupportFragment,
} from "../api/documents.ts";
import { usePages } from "../api/use-pages.ts";
import type { EdgeName } from "../graph/edge-key.ts";
import { labelIn } from "../graph/scene.ts";
import { useLanguage } from "../shell/language.ts";
import { Empty, Failed, Loading } from "../shell/states.tsx";
import { AttachNote } from "./attach-note.tsx";
import { KindLine, type PanelProps } from "./panel.tsx";
import { Cited } from "./statement-item.tsx";
import { Statements } from "./statements.tsx";

type Props = PanelProps & { readonly edge: EdgeName };

/** The evidence. */
export function EdgeEvidence(props: Props): ReactElement {
  const { edge, scene, change } = props;
  const name = (id: string): ReactElement => (
      <button
        type="button"
        className="end"
        onClick={() => {
          change({ select: id });
        }}
      >
        <KindLine id={id} />
        {labelIn(scene, id)}
      </button>
  );
  return (
    <>
      <h2 id="panel-title" className="edge-title" tabIndex={-1}>
        {name(edge.source)}
        <span className="edge-word">
          <FormattedMessage id={`edge.${edge.type}`} values={{ end: "both" }} />
        </span>
        {name(edge.target)}
      </h2>
      {edge.type === "raised" || edge.type === "backs" || edge.type === "opposes" ? (
        <Derived {...props} />
      ) : edge.type === "co-raised" ? (
        <Together {...props} />
      ) : (
        <Asserted {...props} />
      )}
    </>
  );
}

// Of the three lists the one that was asked for is there.
function supportOf({ node }: DerivedEvidenceQuery): RaisedSupportFragment | undefined {
  const lists: Partial<Record<"raised" | "backs" | "opposes", { readonly edges: readonly RaisedSupportFragment[] }>> = node ?? {};
  return (lists.raised ?? lists.backs ?? lists.opposes)?.edges[0];
}

function Derived({ edge, onFocus }: Props): ReactElement {
  const { lang } = useLanguage();
  const variables = {
    voice: edge.source,
    target: edge.target,
    lang,
    raised: edge.type === "raised",
    backs: edge.type === "backs",
    opposes: edge.type === "opposes",
  };
  const pages = usePages(DerivedEvidenceDocument, variables, (data) => supportOf(data)?.support ?? null);
  if (pages.error && pages.data === null) {
    return <Failed error={pages.error} retry={pages.retry} />;
  }
  if (pages.data === null) {
    return <Loading />;
  }
  const found = supportOf(pages.data);
  if (!found) {
    return <Empty asked={<FormattedMessage id="evidence.asked" />} />;
  }
  const people = found.through.nodes.map(({ label }) => label);
  return (
    <>
      <p className="panel-lead">
        <FormattedMessage id="evidence.derived" />{" "}
        {people.length > 0 && (
          <FormattedMessage
            id="evidence.through"
            values={{ through: found.weight - found.direct, count: found.weight, people: <FormattedList value={people} type="conjunction" /> }}
          />
        )}
      </p>
      <Statements pages={pages} onFocus={onFocus} />
    </>
  );
}

function Together({ edge, onFocus }: Props): ReactElement {
  const { lang } = useLanguage();
  const filter = { and: [{ issue: [edge.source] }, { issue: [edge.target] }] };
  const pages = usePages(StatementsEvidenceDocument, { lang, filter }, ({ statements }) => statements);
  if (pages.error && pages.data === null) {
    return <Failed error={pages.error} retry={pages.retry} />;
  }
  if (pages.data === null) {
    return <Loading />;
  }
  return (
    <>
      <p className="panel-lead">
        <FormattedMessage id="evidence.derived" />
      </p>
      <Statements pages={pages} onFocus={onFocus} />
    </>
  );
}

function Asserted({ edge }: Props): ReactElement {
  const { lang } = useLanguage();
  const type = edge.type.toUpperCase().replaceAll("-", "_") as ApiEdgeType;
  // The edge may stand behind a hundred others of its source.
  const pages = usePages(EdgeEvidenceDocument, { id: edge.source, types: [type], lang }, ({ node }) => node?.relationships ?? null, true);
  const found = pages.nodes.find(({ target }) => target.id === edge.target);
  if (!found && pages.error) {
    return <Failed error={pages.error} retry={pages.retry} />;
  }
  if (!found && pages.state === "loading") {
    return <Loading />;
  }
  if (!found) {
    return <Empty asked={<FormattedMessage id="evidence.asked" />} />;
  }
  return (
    <>
      <p className="edge-sentence">{found.sentence}</p>
      <p className="panel-lead">
        <FormattedMessage id="evidence.asserted" />
      </p>
      <AttachNote citations={found.citations} />
      {found.citations.map((citation) => (
        <Cited key={`${citation.passage.id} ${citation.start.toString()}`} citation={citation} />
      ))}
    </>
  );
}
