// Offers what the network's picture shows as files. What is saved is what is on the screen when the button is pressed.
// It is loaded after the first picture.
import type { ReactElement, RefObject } from "react";
import { useIntl, type IntlShape } from "react-intl";
import { Downloads } from "../download/downloads.tsx";
import { sceneFigure, type SceneWords } from "../download/scene-svg.ts";
import { at, type Drawing } from "../graph/drawing.ts";
import type { Scene } from "../graph/scene.ts";
import { kinds, stances } from "../settings.ts";
import type { MessageKey } from "../shell/messages.ts";
import type { Framed } from "../view/framed.ts";
import { paletteOf } from "../view/palette.ts";
import type { PictureHandle } from "../view/picture-frame.tsx";
import { edgesTable, sceneJson, sceneNetwork } from "./network-export.ts";
import type { NetworkState } from "./network-state.ts";

interface Props {
  readonly drawing: Drawing;
  /** The drawing with the names of all sessions that the filters name. */
  readonly names: Drawing;
  readonly scene: Scene;
  readonly hidden: ReadonlySet<string>;
  readonly state: NetworkState;
  readonly picture: RefObject<PictureHandle | null>;
}

const colors = ["rule-strong", "accent", ...stances, ...kinds.map((kind) => `kind-${kind}`)];

/** The buttons. */
export function NetworkDownloads({ drawing, names, scene, hidden, state, picture }: Props): ReactElement {
  const intl = useIntl();
  const framed = (): Framed => {
    const now = picture.current?.framed();
    if (!now) {
      throw new Error("there is no picture");
    }
    return now;
  };
  const shown = scene.nodes.filter((node) => !hidden.has(at(drawing.id, node))).length;
  const count = intl.formatMessage({ id: "network.legend.nodes" }, { shown, cut: scene.cut });
  const filters = filtersOf(intl, names, state);
  const filtered =
    filters.length === 0
      ? intl.formatMessage({ id: "download.unfiltered" })
      : intl.formatMessage({ id: "download.filtered" }, { filters: intl.formatList(filters, { type: "unit" }) });
  return (
    <Downloads
      exports={{
        title: titleOf(intl, drawing, scene),
        version: drawing.version,
        filters: [`${count} ${filtered}`],
        table: () => edgesTable(framed()),
        json: () => sceneJson(framed()),
        figure: (palette) => sceneFigure(framed(), paletteOf((token) => palette[token] ?? ""), wordsOf(intl)),
        network: (palette) => sceneNetwork(framed(), paletteOf((token) => palette[token] ?? "")),
        colors,
      }}
    />
  );
}

function titleOf(intl: IntlShape, drawing: Drawing, { focus }: Scene): string {
  return focus === null
    ? intl.formatMessage({ id: "network.scene.overview" })
    : intl.formatMessage({ id: "network.scene.around" }, { label: at(drawing.label, focus), statements: at(drawing.statements, focus) });
}

function filtersOf(intl: IntlShape, names: Drawing, state: NetworkState): string[] {
  return [
    ...(state.focus !== null && state.depth > 1 ? [`${intl.formatMessage({ id: "network.depth" })} ${state.depth.toString()}`] : []),
    ...state.kinds.map((kind) => intl.formatMessage({ id: `kinds.${kind}` })),
    ...state.types.map((type) => intl.formatMessage({ id: `type.${type}` })),
    ...state.voice.map((kind) => intl.formatMessage({ id: `voices.${kind}` })),
    ...state.stance.map((stance) => intl.formatMessage({ id: `stance.${stance}` })),
    ...state.session.map((id) => names.label[names.find(id) ?? -1] ?? id),
  ];
}

function wordsOf(intl: IntlShape): SceneWords {
  const word = (id: MessageKey): string => intl.formatMessage({ id });
  return {
    kinds: Object.fromEntries(kinds.map((kind) => [kind, word(`kind.${kind}`)])) as SceneWords["kinds"],
    stances: { for: word("stance.for"), against: word("stance.against"), mixed: word("stance.mixed") },
    asserted: word("network.legend.asserted"),
    derived: word("network.legend.derived"),
    contradicts: word("network.legend.contradicts"),
    size: word("network.legend.size"),
    outside: (nodes) => intl.formatMessage({ id: "download.outside" }, { nodes }),
  };
}
