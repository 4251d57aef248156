// The legend below the picture: what forms, lines and signs stand for, and how much of the graph is shown.
// It is always there, and part of the figure.
import type { ReactElement, ReactNode } from "react";
import { FormattedList, FormattedMessage, useIntl } from "react-intl";
import { listPath } from "../address/links.ts";
import { CountsDocument } from "../api/documents.ts";
import { useAsk } from "../api/use-ask.ts";
import { statementFilter } from "../graph/claims.ts";
import { at, type Drawing } from "../graph/drawing.ts";
import type { Scene } from "../graph/scene.ts";
import { kinds, stances, stanceSigns } from "../settings.ts";
import { KindMark } from "../shell/kind-mark.tsx";
import { useLanguage } from "../shell/language.ts";
import { stanceOf } from "../view/edge-style.ts";
import type { NetworkState } from "../views/network-state.ts";

interface Props {
  readonly drawing: Drawing;
  /** The drawing with the names of all sessions that the filters name. */
  readonly names: Drawing;
  readonly scene: Scene;
  readonly hidden: ReadonlySet<string>;
  readonly state: NetworkState;
}

/** The legend. */
export function Legend(props: Props): ReactElement {
  const { drawing, scene, hidden } = props;
  const shown = scene.nodes.filter((node) => !hidden.has(at(drawing.id, node)));
  const present = kinds.filter((kind) => shown.some((node) => at(drawing.kind, node) === kind));
  const derived = scene.edges.some((edge) => at(drawing.derived, edge) === 1);
  const asserted = scene.edges.some((edge) => at(drawing.derived, edge) === 0);
  const types = new Set(scene.edges.map((edge) => at(drawing.type, edge)));
  const taken = new Set(scene.edges.map((edge) => stanceOf({ type: at(drawing.type, edge), stance: drawing.stance[edge] ?? null })));
  return (
    <figcaption className="legend">
      <ul>
        {present.map((kind) => (
          <li key={kind}>
            <KindMark kind={kind} />
            <FormattedMessage id={`kind.${kind}`} />
          </li>
        ))}
        {derived && (
          <li>
            <LineMark dashed />
            <FormattedMessage id="network.legend.derived" />
          </li>
        )}
        {asserted && (
          <li>
            <LineMark dashed={false} />
            <FormattedMessage id="network.legend.asserted" />
          </li>
        )}
        {stances
          .filter((stance) => taken.has(stance))
          .map((stance) => (
            <li key={stance}>
              <span className={`sign sign-${stance}`} aria-hidden="true">
                {stanceSigns[stance]}
              </span>
              <FormattedMessage id={`stance.${stance}`} />
            </li>
          ))}
        {types.has("contradicts") && (
          <li>
            <span className="sign sign-against" aria-hidden="true">
              ≠
            </span>
            <FormattedMessage id="network.legend.contradicts" />
          </li>
        )}
      </ul>
      <p>
        <Shown {...props} shown={shown.length} /> <FormattedMessage id="network.legend.size" />
      </p>
      {drawing.cut > 0 && <Unplaced drawing={drawing} />}
    </figcaption>
  );
}

// What of the graph the picture does not choose from.
function Unplaced({ drawing: { placed, cut } }: { readonly drawing: Drawing }): ReactElement {
  const { language } = useLanguage();
  const list = (text: ReactNode[]): ReactElement => <a href={listPath(language)}>{text}</a>;
  return (
    <p>
      <FormattedMessage id="network.legend.unplaced" values={{ placed, cut, list }} />
    </p>
  );
}

function LineMark({ dashed }: { readonly dashed: boolean }): ReactElement {
  return (
    <svg className="line-mark" viewBox="0 0 26 8" aria-hidden="true" focusable="false">
      <path d="M0 4h26" strokeDasharray={dashed ? "6 4" : undefined} />
    </svg>
  );
}

function Shown({ drawing, names, scene, state, shown }: Props & { readonly shown: number }): ReactElement {
  const intl = useIntl();
  const { lang } = useLanguage();
  const filter = statementFilter(state);
  const asked = useAsk(CountsDocument, { filter, lang });
  const total = drawing.statementCount;
  const admitted = filter === null ? total : asked.state === "answered" ? asked.data.admitted.totalCount : null;
  const filters = [
    ...state.kinds.map((kind) => intl.formatMessage({ id: `kinds.${kind}` })),
    ...state.types.map((type) => intl.formatMessage({ id: `type.${type}` })),
    ...state.voice.map((kind) => intl.formatMessage({ id: `voices.${kind}` })),
    ...state.stance.map((stance) => intl.formatMessage({ id: `stance.${stance}` })),
    ...state.session.map((id) => names.label[names.find(id) ?? -1] ?? id),
  ];
  return (
    <>
      <FormattedMessage id="network.legend.nodes" values={{ shown, cut: scene.cut }} />{" "}
      {admitted !== null && <FormattedMessage id="network.legend.statements" values={{ admitted, total }} />}{" "}
      {filters.length === 0 ? (
        <FormattedMessage id="network.legend.unfiltered" />
      ) : (
        <FormattedMessage id="network.legend.filtered" values={{ filters: <FormattedList value={filters} type="unit" /> }} />
      )}
    </>
  );
}
