// The network on paper: the picture as it stands on the screen, drawn without a canvas, and every connection in it as a row.
// It is there while the page is printed, and costs nothing before.
import type { ReactElement, RefObject } from "react";
import { FormattedMessage } from "react-intl";
import { at, type Drawing } from "../graph/drawing.ts";
import { edgeKey } from "../graph/edge-key.ts";
import type { Scene } from "../graph/scene.ts";
import { edgeTypes } from "../graph/vocabulary.ts";
import { useMedia } from "../shell/use-media.ts";
import type { PictureHandle } from "../view/picture-frame.tsx";
import { StillPicture } from "../view/still.tsx";

interface Props {
  readonly drawing: Drawing;
  readonly scene: Scene;
  readonly hidden: ReadonlySet<string>;
  readonly picture: RefObject<PictureHandle | null>;
}

/** The picture and its table, while the page is printed. */
export function Printed(props: Props): ReactElement | null {
  return useMedia("print") ? <Sheet {...props} /> : null;
}

function Sheet({ drawing, scene, hidden, picture }: Props): ReactElement {
  const places = picture.current?.places();
  const standing = {
    ...drawing,
    x: drawing.x.map((x, node) => places?.get(at(drawing.id, node))?.x ?? x),
    y: drawing.y.map((y, node) => places?.get(at(drawing.id, node))?.y ?? y),
  };
  const rows = scene.edges
    .map((edge) => ({ edge, source: at(drawing.source, edge), type: at(drawing.type, edge), target: at(drawing.target, edge), weight: at(drawing.weight, edge) }))
    .filter(({ source, type, target }) => !hidden.has(edgeKey({ source: at(drawing.id, source), type, target: at(drawing.id, target) })))
    .sort((a, b) => edgeTypes.indexOf(a.type) - edgeTypes.indexOf(b.type) || b.weight - a.weight || a.edge - b.edge);
  return (
    <div className="printed">
      <StillPicture drawing={standing} scene={scene} marks={{ hidden }} />
      <table>
        <caption>
          <FormattedMessage id="network.printed" values={{ count: rows.length }} />
        </caption>
        <thead>
          <tr>
            {(["source", "type", "target"] as const).map((column) => (
              <th key={column} scope="col">
                <FormattedMessage id={`network.printed.${column}`} />
              </th>
            ))}
            <th scope="col" className="number">
              <FormattedMessage id="network.printed.statements" />
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ edge, source, type, target, weight }) => (
            <tr key={edge}>
              <td>{at(drawing.label, source)}</td>
              <td>
                <FormattedMessage id={`type.${type}`} />
              </td>
              <td>{at(drawing.label, target)}</td>
              <td className="number">{weight}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
