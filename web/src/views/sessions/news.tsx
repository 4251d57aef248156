// What is new in the network at a session, in words: the voices heard for the first time, and who is now connected with what.
// The issues and recommendations stand with their statements in the panel of the session.
import { useState, type ReactElement } from "react";
import { FormattedMessage } from "react-intl";
import { nodePath, viewPath } from "../../address/links.ts";
import { queryOf } from "../../address/use-address.ts";
import { labelIn } from "../../graph/scene.ts";
import { KindMark } from "../../shell/kind-mark.tsx";
import { useLanguage } from "../../shell/language.ts";
import { sessions as settings } from "../../settings.ts";
import { networkCodec } from "../network-state.ts";
import type { Filled } from "./filling.ts";
import { RingMark } from "./ring-mark.tsx";

/** The lists; nothing where nothing is new. */
export function News({ filled }: { readonly filled: Filled }): ReactElement {
  const { scene, newNodes, newEdges } = filled;
  const { language } = useLanguage();
  const [wanted, setWanted] = useState<number>(settings.connections);
  const voices = newNodes.filter(({ kind }) => ["person", "organization", "collective"].includes(kind));
  return (
    <>
      {voices.length > 0 && (
        <div className="news">
          <h3>
            <RingMark /> <FormattedMessage id="sessions.voices" values={{ count: voices.length }} />
          </h3>
          <ul>
            {voices.map(({ id, kind, label }) => (
              <li key={id}>
                <a href={nodePath(language, id)}>
                  <KindMark kind={kind} /> {label}
                </a>
              </li>
            ))}
          </ul>
        </div>
      )}
      {newEdges.length > 0 && (
        <details className="news">
          <summary>
            <RingMark /> <FormattedMessage id="sessions.connections" values={{ count: newEdges.length }} />
          </summary>
          <ul>
            {newEdges.slice(0, wanted).map(({ key, source, type, target }) => {
              return (
                <li key={key}>
                  <a href={viewPath(language, "network") + queryOf(networkCodec, { ...networkCodec.initial, focus: source, select: key })}>
                    <FormattedMessage
                      id="sessions.connection"
                      values={{ source: labelIn(scene, source), type: <FormattedMessage id={`edge.${type}`} values={{ end: "both" }} />, target: labelIn(scene, target) }}
                    />
                  </a>
                </li>
              );
            })}
          </ul>
          {wanted < newEdges.length && (
            <p>
              <FormattedMessage id="statement.shown" values={{ shown: wanted, total: newEdges.length }} />{" "}
              <button
                type="button"
                className="button"
                onClick={() => {
                  setWanted(wanted + settings.connections);
                }}
              >
                <FormattedMessage id="sessions.connections.more" />
              </button>
            </p>
          )}
        </details>
      )}
    </>
  );
}
