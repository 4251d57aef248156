// The legend below the picture: what forms, lines and signs stand for, and how much of the graph is shown.
// It is always there, and part of the figure.
import type { ReactElement } from "react";
import { FormattedMessage } from "react-intl";
import type { NetworkScene } from "../graph/scene.ts";
import { kinds, stances, stanceSigns } from "../settings.ts";
import { KindMark } from "../shell/kind-mark.tsx";
import { stanceOf } from "../view/edge-style.ts";

/** The legend. */
export function Legend({ scene: { nodes, edges, legend } }: { readonly scene: NetworkScene }): ReactElement {
  const present = kinds.filter((kind) => nodes.some((node) => node.kind === kind));
  const through = edges.some((edge) => edge.dashed === true && edge.type === "raised");
  const types = new Set(edges.map(({ type }) => type));
  const taken = new Set(edges.map(({ type, stance = null }) => stanceOf({ type, stance })));
  return (
    <figcaption className="legend">
      <ul>
        {present.map((kind) => (
          <li key={kind}>
            <KindMark kind={kind} />
            <FormattedMessage id={`kind.${kind}`} />
          </li>
        ))}
        {through && (
          <li>
            <svg className="line-mark" viewBox="0 0 26 8" aria-hidden="true" focusable="false">
              <path d="M0 4h26" strokeDasharray="6 4" />
            </svg>
            <FormattedMessage id="network.legend.through" />
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
        {legend.join(" ")} <FormattedMessage id="network.legend.size" />
      </p>
    </figcaption>
  );
}
