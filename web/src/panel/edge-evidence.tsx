// The evidence of an edge: for a derived one its rule in words and the statements that support it, for an asserted one the
// places in the report that say so.
import type { ReactElement } from "react";
import { FormattedList, FormattedMessage } from "react-intl";
import {
  DerivedEvidenceDocument,
  EdgeEvidenceDocument,
  StatementsEvidenceDocument,
  type EdgeType as ApiEdgeType,
  type RaisedSupportFragment,
} from "../api/documents.ts";
import { useAsk } from "../api/use-ask.ts";
import type { EdgeName } from "../graph/edge-key.ts";
import { useLanguage } from "../shell/language.ts";
import { Empty, Failed, Loading } from "../shell/states.tsx";
import { AttachNote } from "./attach-note.tsx";
import { Statements } from "./node-evidence.tsx";
import { KindLine, type PanelProps } from "./panel.tsx";
import { Cited } from "./statement-item.tsx";

type Props = PanelProps & { readonly edge: EdgeName };

/** The evidence. */
export function EdgeEvidence(props: Props): ReactElement {
  const { edge, drawing, change } = props;
  const name = (id: string): ReactElement => {
    const number = drawing.find(id);
    return (
      <button
        type="button"
        className="end"
        onClick={() => {
          change({ select: id });
        }}
      >
        <KindLine id={id} />
        {number === undefined ? id : drawing.label[number]}
      </button>
    );
  };
  return (
    <>
      <h2 id="panel-title" className="edge-title" tabIndex={-1}>
        {name(edge.source)}
        <span className="edge-word">
          <FormattedMessage id={`type.${edge.type}`} />
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

interface Support {
  readonly edges: readonly RaisedSupportFragment[];
}

function Derived({ edge, onFocus }: Props): ReactElement {
  const { lang } = useLanguage();
  const asked = useAsk(DerivedEvidenceDocument, {
    voice: edge.source,
    target: edge.target,
    lang,
    raised: edge.type === "raised",
    backs: edge.type === "backs",
    opposes: edge.type === "opposes",
  });
  if (asked.state === "loading") {
    return <Loading />;
  }
  if (asked.state === "failed") {
    return <Failed error={asked.error} retry={asked.retry} />;
  }
  // Of the three lists the one that was asked for is there.
  const lists: { readonly raised?: Support; readonly backs?: Support; readonly opposes?: Support } = asked.data.node ?? {};
  const found = (lists.raised ?? lists.backs ?? lists.opposes)?.edges[0];
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
      <Statements statements={found.support.nodes} total={found.support.totalCount} onFocus={onFocus} />
    </>
  );
}

function Together({ edge, onFocus }: Props): ReactElement {
  const { lang } = useLanguage();
  const asked = useAsk(StatementsEvidenceDocument, { lang, filter: { and: [{ issue: [edge.source] }, { issue: [edge.target] }] } });
  if (asked.state === "loading") {
    return <Loading />;
  }
  if (asked.state === "failed") {
    return <Failed error={asked.error} retry={asked.retry} />;
  }
  return (
    <>
      <p className="panel-lead">
        <FormattedMessage id="evidence.derived" />
      </p>
      <Statements statements={asked.data.statements.nodes} total={asked.data.statements.totalCount} onFocus={onFocus} />
    </>
  );
}

function Asserted({ edge }: Props): ReactElement {
  const { lang } = useLanguage();
  const type = edge.type.toUpperCase().replaceAll("-", "_") as ApiEdgeType;
  const asked = useAsk(EdgeEvidenceDocument, { id: edge.source, types: [type], lang, after: null });
  if (asked.state === "loading") {
    return <Loading />;
  }
  if (asked.state === "failed") {
    return <Failed error={asked.error} retry={asked.retry} />;
  }
  const found = asked.data.node?.relationships.nodes.find(({ target }) => target.id === edge.target);
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
