// The network as it fills: its nodes stand where they stand in the end, those of the session shown have a ring.
// Without WebGL, and on paper, the same is drawn as SVG.
import { useMemo, useRef, useState, type ReactElement } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { viewPath } from "../../address/links.ts";
import { queryOf } from "../../address/use-address.ts";
import { parseEdgeKey } from "../../graph/edge-key.ts";
import { labelIn, type Scene } from "../../graph/scene.ts";
import { PictureButtons } from "../../panel/picture-buttons.tsx";
import { kinds, stanceSigns } from "../../settings.ts";
import { KindMark } from "../../shell/kind-mark.tsx";
import { useLanguage } from "../../shell/language.ts";
import { useMedia } from "../../shell/use-media.ts";
import { PictureFrame, type PictureHandle } from "../../view/picture-frame.tsx";
import type { Marks } from "../../view/look.ts";
import { StillPicture } from "../../view/still.tsx";
import { networkCodec } from "../network-state.ts";
import type { Filled, Filling } from "./filling.ts";
import { RingMark } from "./ring-mark.tsx";
import type { Step } from "./steps.ts";

interface Props {
  readonly filling: Filling;
  readonly filled: Filled;
  readonly step: Step;
  readonly place: number;
  readonly count: number;
  readonly selected: string | null;
  readonly onSelect: (key: string | null) => void;
}

/** The picture with its legend. What is new in it is said once a step. */
export function FillingPicture({ filling, filled, step, place, count, selected, onSelect }: Props): ReactElement {
  const intl = useIntl();
  const picture = useRef<PictureHandle>(null);
  const [hovered, setHovered] = useState<string | null>(null);
  const [lost, setLost] = useState(false);
  const paper = useMedia("print");
  const { scene, hidden, fresh } = filled;
  const shown = selected !== null && hidden.has(selected) ? null : selected;
  const marks = useMemo<Marks>(() => ({ selected: shown, hovered, focus: null, hidden, fresh }), [shown, hovered, hidden, fresh]);
  const said = filling.said[place] ?? 0;
  const inSessions = filling.said.at(-1) ?? 0;
  return (
    <figure className="filling" aria-label={intl.formatMessage({ id: "sessions.picture" })}>
      <p className="filled" role="status">
        <FormattedMessage
          id="sessions.filled"
          values={{
            place: place + 1,
            count,
            label: step.session.label,
            nodes: filled.newNodes.length,
            edges: filled.newEdges.length,
            said,
            total: inSessions,
          }}
        />
      </p>
      {lost || paper ? <StillPicture scene={scene} marks={marks} /> : null}
      {!lost && (
        <div className="picture-box">
          <PictureFrame
            scene={scene}
            whole={filling}
            marks={marks}
            placed
            onHover={setHovered}
            onSelect={onSelect}
            onFocus={onSelect}
            onDrawn={nothing}
            onNoPicture={() => {
              setLost(true);
            }}
            handle={picture}
          />
          <PictureButtons picture={picture} />
        </div>
      )}
      <figcaption className="legend">
        <Selected scene={scene} selected={shown} />
        <Signs scene={scene} />
        <p>
          <FormattedMessage
            id="sessions.filled.sum"
            values={{ nodes: filled.nodeCount, edges: filled.edgeCount, outside: filling.total - inSessions }}
          />
          <FormattedMessage id="network.legend.size" />
          {lost && (
            <>
              {" "}
              <FormattedMessage id="sessions.picture.still" />
            </>
          )}
        </p>
      </figcaption>
    </figure>
  );
}

function nothing(): void {
  // The text beside the picture is there before it.
}

function Signs({ scene }: { readonly scene: Scene }): ReactElement {
  const present = new Set(scene.nodes.map(({ kind }) => kind));
  const types = new Set(scene.edges.map(({ type }) => type));
  return (
    <ul>
      <li>
        <RingMark />
        <FormattedMessage id="sessions.legend.new" />
      </li>
      <li>
        <RingMark ring={false} />
        <FormattedMessage id="sessions.legend.known" />
      </li>
      {kinds
        .filter((kind) => present.has(kind))
        .map((kind) => (
          <li key={kind}>
            <KindMark kind={kind} />
            <FormattedMessage id={`kind.${kind}`} />
          </li>
        ))}
      {(
        [
          ["backs", "for"],
          ["opposes", "against"],
        ] as const
      )
        .filter(([type]) => types.has(type))
        .map(([type, stance]) => (
          <li key={type}>
            <span className={`sign sign-${stance}`} aria-hidden="true">
              {stanceSigns[stance]}
            </span>
            <FormattedMessage id={`stance.${stance}`} />
          </li>
        ))}
    </ul>
  );
}

// What is selected, and the way to its statements: those of the network view, where it is selected too.
function Selected({ scene, selected }: { readonly scene: Scene; readonly selected: string | null }): ReactElement | null {
  const { language } = useLanguage();
  const intl = useIntl();
  if (selected === null) {
    return null;
  }
  const edge = parseEdgeKey(selected);
  const label = edge
    ? intl.formatMessage(
        { id: "sessions.connection" },
        { source: labelIn(scene, edge.source), type: intl.formatMessage({ id: `edge.${edge.type}` }, { end: "both" }), target: labelIn(scene, edge.target) },
      )
    : labelIn(scene, selected);
  const network = queryOf(networkCodec, { ...networkCodec.initial, focus: edge ? edge.source : selected, select: selected });
  return (
    <p className="selected">
      <FormattedMessage id="sessions.selected" values={{ label }} />{" "}
      <a href={viewPath(language, "network") + network}>
        <FormattedMessage id="sessions.evidence" />
      </a>
    </p>
  );
}
