// Offers what the network's picture shows as files. What is saved is what is on the screen when the button is pressed.
// It is loaded after the first picture.
import type { ReactElement, RefObject } from "react";
import { useIntl, type IntlShape } from "react-intl";
import { Downloads } from "../download/downloads.tsx";
import { sceneFigure, type SceneWords } from "../download/scene-svg.ts";
import type { NetworkScene } from "../graph/scene.ts";
import { kinds, stances } from "../settings.ts";
import type { MessageKey } from "../shell/messages.ts";
import type { Framed } from "../view/framed.ts";
import { paletteOf } from "../view/palette.ts";
import type { PictureHandle } from "../view/picture-frame.tsx";
import { edgesTable, sceneJson, sceneNetwork } from "./network-export.ts";

interface Props {
  readonly scene: NetworkScene;
  readonly picture: RefObject<PictureHandle | null>;
}

const colors = ["rule-strong", "accent", ...stances, ...kinds.map((kind) => `kind-${kind}`)];

/** The buttons. */
export function NetworkDownloads({ scene, picture }: Props): ReactElement {
  const intl = useIntl();
  const framed = (): Framed => {
    const now = picture.current?.framed();
    if (!now) {
      throw new Error("there is no picture");
    }
    return now;
  };
  return (
    <Downloads
      exports={{
        title: scene.heading,
        version: scene.version,
        filters: [scene.legend.join(" ")],
        table: () => edgesTable(framed()),
        json: () => sceneJson(framed()),
        figure: (palette) => sceneFigure(framed(), paletteOf((token) => palette[token] ?? ""), wordsOf(intl)),
        network: (palette) => sceneNetwork(framed(), paletteOf((token) => palette[token] ?? "")),
        colors,
      }}
    />
  );
}

function wordsOf(intl: IntlShape): SceneWords {
  const word = (id: MessageKey): string => intl.formatMessage({ id });
  return {
    kinds: Object.fromEntries(kinds.map((kind) => [kind, word(`kind.${kind}`)])) as SceneWords["kinds"],
    stances: { for: word("stance.for"), against: word("stance.against"), mixed: word("stance.mixed") },
    through: word("network.legend.through"),
    contradicts: word("network.legend.contradicts"),
    size: word("network.legend.size"),
    outside: (nodes) => intl.formatMessage({ id: "download.outside" }, { nodes }),
  };
}
