// The panel beside the picture, below it on a narrow screen: what stands behind what is selected, and the navigator.
// Its width is one of three, chosen by dragging the edge, by the arrow keys, or by pressing it.
import { useEffect, useRef, type ReactElement, type RefObject } from "react";
import { I18nProvider } from "react-aria-components";
import { FormattedMessage, useIntl } from "react-intl";
import type { Change } from "../address/use-address.ts";
import { parseEdgeKey } from "../graph/edge-key.ts";
import { kindOf } from "../graph/kind.ts";
import type { NetworkScene } from "../graph/scene.ts";
import { beginnings } from "../graph/walk.ts";
import { kinds } from "../settings.ts";
import { KindMark } from "../shell/kind-mark.tsx";
import { useLanguage } from "../shell/language.ts";
import { locales } from "../shell/messages.ts";
import type { PictureHandle } from "../view/picture-frame.tsx";
import type { NetworkState } from "../views/network-state.ts";
import { EdgeEvidence } from "./edge-evidence.tsx";
import { Navigator } from "./navigator.tsx";
import { useNodeEvidence } from "./node-asked.ts";
import { NodeEvidence } from "./node-evidence.tsx";

/** What the panel and its parts need. */
export interface PanelProps {
  readonly scene: NetworkScene;
  readonly state: NetworkState;
  readonly change: Change<NetworkState>;
  readonly onFocus: (node: string) => void;
  readonly picture: RefObject<PictureHandle | null>;
  /** Points at a node or an edge in the picture, as the mouse does. */
  readonly onPoint: (key: string | null) => void;
}

/** The panel. */
export function Panel(props: PanelProps): ReactElement {
  const { language } = useLanguage();
  const { state } = props;
  const selected = state.select ?? state.focus;
  const edge = selected === null ? null : parseEdgeKey(selected);
  // On an edge the reader stands at the end that they came from.
  const stood = useRef<string | null>(null);
  const here = edge ? (stood.current === edge.target ? edge.target : edge.source) : selected;
  useEffect(() => {
    stood.current = here;
  }, [here]);
  const evidence = useNodeEvidence(here, state);
  return (
    <I18nProvider locale={locales[language]}>
      <Splitter state={state} change={props.change} />
      <aside className="panel" aria-labelledby="panel-title">
        <Navigator {...props} here={here} evidence={evidence} />
        {selected === null ? (
          <Beginnings {...props} />
        ) : edge ? (
          <EdgeEvidence key={selected} {...props} edge={edge} />
        ) : (
          <NodeEvidence key={selected} {...props} id={selected} evidence={evidence} />
        )}
      </aside>
    </I18nProvider>
  );
}

// With nothing selected the panel is the list of what is shown.
function Beginnings({ scene, change, onPoint }: PanelProps): ReactElement {
  const intl = useIntl();
  return (
    <>
      <h2 id="panel-title" tabIndex={-1}>
        <FormattedMessage id="panel.shown" />
      </h2>
      <p className="panel-lead">
        <FormattedMessage id="panel.choose" />
      </p>
      {kinds.map((kind) => {
        const nodes = beginnings(scene.nodes.filter((node) => node.kind === kind));
        return (
          nodes.length > 0 && (
            <section key={kind} aria-label={intl.formatMessage({ id: `kinds.${kind}` })}>
              <h3>
                <KindMark kind={kind} /> <FormattedMessage id={`kinds.${kind}`} />
              </h3>
              <ul className="shown-list">
                {nodes.map(({ id, label, said }) => (
                    <li key={id}>
                      <button
                        type="button"
                        onClick={() => {
                          change({ select: id });
                        }}
                        onPointerEnter={() => {
                          onPoint(id);
                        }}
                        onPointerLeave={() => {
                          onPoint(null);
                        }}
                      >
                        <span>{label}</span>
                        <span className="entry-count">{said}</span>
                      </button>
                    </li>
                ))}
              </ul>
            </section>
          )
        );
      })}
    </>
  );
}

const widths = ["narrow", "medium", "wide"] as const;

function Splitter({ state, change }: { readonly state: NetworkState; readonly change: Change<NetworkState> }): ReactElement {
  const intl = useIntl();
  const moved = useRef(false);
  const place = widths.indexOf(state.panel);
  const to = (next: number): void => {
    const panel = widths[Math.min(widths.length - 1, Math.max(0, next))];
    if (panel && panel !== state.panel) {
      change({ panel }, { replace: true });
    }
  };
  return (
    <div
      className="splitter"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={intl.formatMessage({ id: "panel.width" })}
      aria-valuemin={0}
      aria-valuemax={2}
      aria-valuenow={place}
      aria-valuetext={intl.formatMessage({ id: `panel.width.${state.panel}` })}
      onKeyDown={(event) => {
        const by = { ArrowLeft: 1, ArrowRight: -1, Home: -2, End: 2 }[event.key];
        if (by !== undefined) {
          event.preventDefault();
          to(place + by);
        }
      }}
      onPointerDown={(event) => {
        moved.current = false;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        const body = event.currentTarget.parentElement?.getBoundingClientRect();
        if (event.buttons === 1 && body) {
          moved.current ||= Math.abs(event.movementX) > 0;
          const share = (body.right - event.clientX) / body.width;
          to(share < 0.31 ? 0 : share < 0.42 ? 1 : 2);
        }
      }}
      onClick={() => {
        if (!moved.current) {
          to(place === 2 ? 0 : place + 1);
        }
      }}
    />
  );
}

/** A kind's mark and word, above a title. */
export function KindLine({ id }: { readonly id: string }): ReactElement {
  const kind = kindOf(id);
  return (
    <p className="kind-line">
      <KindMark kind={kind} /> <FormattedMessage id={`kind.${kind}`} />
    </p>
  );
}
