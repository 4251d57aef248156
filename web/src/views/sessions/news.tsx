// What is new in the network at a session, in words: the voices heard for the first time, and who is now connected with what.
// The issues and recommendations stand with their statements in the panel of the session.
import { useState, type ReactElement } from "react";
import { FormattedMessage } from "react-intl";
import { nodePath, viewPath } from "../../address/links.ts";
import { queryOf } from "../../address/use-address.ts";
import { at } from "../../graph/drawing.ts";
import { edgeKey } from "../../graph/edge-key.ts";
import { KindMark } from "../../shell/kind-mark.tsx";
import { useLanguage } from "../../shell/language.ts";
import { sessions as settings } from "../../settings.ts";
import { networkCodec } from "../network-state.ts";
import type { Filled } from "./filling.ts";
import { RingMark } from "./ring-mark.tsx";

/** The lists; nothing where nothing is new. */
export function News({ filled }: { readonly filled: Filled }): ReactElement {
  const { drawing, newNodes, newEdges } = filled;
  const { language } = useLanguage();
  const [wanted, setWanted] = useState<number>(settings.connections);
  const voices = newNodes.filter((node) => ["person", "organization", "collective"].includes(at(drawing.kind, node)));
  return (
    <>
      {voices.length > 0 && (
        <div className="news">
          <h3>
            <RingMark /> <FormattedMessage id="sessions.voices" values={{ count: voices.length }} />
          </h3>
          <ul>
            {voices.map((node) => (
              <li key={node}>
                <a href={nodePath(language, at(drawing.id, node))}>
                  <KindMark kind={at(drawing.kind, node)} /> {at(drawing.label, node)}
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
            {newEdges.slice(0, wanted).map((edge) => {
              const [source, type, target] = [at(drawing.source, edge), at(drawing.type, edge), at(drawing.target, edge)];
              const id = at(drawing.id, source);
              const select = edgeKey({ source: id, type, target: at(drawing.id, target) });
              return (
                <li key={edge}>
                  <a href={viewPath(language, "network") + queryOf(networkCodec, { ...networkCodec.initial, focus: id, select })}>
                    <FormattedMessage
                      id="sessions.connection"
                      values={{ source: at(drawing.label, source), type: <FormattedMessage id={`type.${type}`} />, target: at(drawing.label, target) }}
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
