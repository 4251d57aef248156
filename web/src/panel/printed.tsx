// The network on paper: the picture as it stands on the screen, drawn without a canvas, and every connection in it as a row.
// It is there while the page is printed, and costs nothing before.
import type { ReactElement, RefObject } from "react";
import { FormattedMessage } from "react-intl";
import { labelIn, type NetworkScene } from "../graph/scene.ts";
import { edgeTypes } from "../graph/vocabulary.ts";
import { useMedia } from "../shell/use-media.ts";
import type { PictureHandle } from "../view/picture-frame.tsx";
import { StillPicture } from "../view/still.tsx";

interface Props {
  readonly scene: NetworkScene;
  readonly picture: RefObject<PictureHandle | null>;
}

/** The picture and its table, while the page is printed. */
export function Printed(props: Props): ReactElement | null {
  return useMedia("print") ? <Sheet {...props} /> : null;
}

function Sheet({ scene, picture }: Props): ReactElement {
  const places = picture.current?.places();
  const standing = { ...scene, nodes: scene.nodes.map((node) => ({ ...node, ...places?.get(node.id) })) };
  const rows = [...scene.edges].sort((a, b) => edgeTypes.indexOf(a.type) - edgeTypes.indexOf(b.type) || b.weight - a.weight);
  return (
    <div className="printed">
      <StillPicture scene={standing} marks={{ hidden: new Set() }} />
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
              <FormattedMessage id="kinds.statement" />
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, source, type, target, weight, derived }) => (
            <tr key={key}>
              <td>{labelIn(scene, source)}</td>
              <td>
                <FormattedMessage id={`edge.${type}`} values={{ end: "both" }} />
              </td>
              <td>{labelIn(scene, target)}</td>
              <td className="number">{derived && weight > 0 ? weight : ""}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
