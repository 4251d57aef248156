// The network view: the picture, its legend and its controls, with the evidence beside it.
// All state is in the address, for which the server chooses what is drawn. The picture comes first; what needs more code is loaded while it is looked at.
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from "react";
import { FormattedMessage } from "react-intl";
import { queryOf, useAddress, type Change } from "../address/use-address.ts";
import { listPath, viewPath, type Language } from "../address/links.ts";
import type { PagePath } from "../api/client.ts";
import { keepAs, readBefore, usePage } from "../api/use-ask.ts";
import { isDrawn, type NetworkScene } from "../graph/scene.ts";
import { Legend } from "../panel/legend.tsx";
import { NoView } from "../shell/boundary.tsx";
import { useLanguage } from "../shell/language.ts";
import { usePageTitle } from "../shell/page-title.ts";
import { Empty, Failed, Loading } from "../shell/states.tsx";
import { hideTwin, showTwin } from "../shell/twin.ts";
import { PictureFrame, type PictureHandle } from "../view/picture-frame.tsx";
import type { Marks } from "../view/look.ts";
import { networkCodec, type NetworkState } from "./network-state.ts";

const Controls = lazy(async () => ({ default: (await import("../panel/controls.tsx")).Controls }));
const PictureButtons = lazy(async () => ({ default: (await import("../panel/picture-buttons.tsx")).PictureButtons }));
const Printed = lazy(async () => ({ default: (await import("../panel/printed.tsx")).Printed }));
const NetworkDownloads = lazy(async () => ({ default: (await import("./network-downloads.tsx")).NetworkDownloads }));
const Panel = lazy(async () => ({ default: (await import("../panel/panel.tsx")).Panel }));

/** The view. While another address is asked for, what was shown stays. */
export function NetworkView(): ReactElement {
  const [state, setState] = useAddress(networkCodec);
  const change = useCallback<Change<NetworkState>>(
    (fields, how) => {
      setState({ ...fields, look: "free" }, how); // what is changed here stays here
    },
    [setState],
  );
  const asked = usePage(pathOf(useLanguage().language, state));
  const shown = useRef<Pick<ShownProps, "scene" | "state"> | null>(null);
  if (asked.state === "failed") {
    return <Failed error={asked.error} retry={asked.retry} />;
  }
  if (asked.state === "answered") {
    shown.current = { scene: asked.data, state };
  }
  return shown.current ? <Shown {...shown.current} asked={state} change={change} busy={asked.state === "loading"} /> : <Loading />;
}

// Returns the address of what is drawn. What is selected is part of it only where it would not be drawn otherwise.
function pathOf(language: Language, state: NetworkState): PagePath<NetworkScene> {
  const { panel, keys, q } = networkCodec.initial;
  const path = (select: string | null): PagePath<NetworkScene> =>
    `${viewPath(language, "network")}${queryOf(networkCodec, { ...state, look: "free", panel, keys, q, select })}&as=json`;
  const [plain, selecting] = [path(null), path(state.select)];
  const selected = readBefore(selecting);
  if (selected && !selected.added && selected.selected === "") {
    keepAs(plain, selecting);
  }
  const known = readBefore(plain);
  return state.select !== null && known && isDrawn(known, state.select) ? plain : selecting;
}

interface ShownProps {
  readonly scene: NetworkScene;
  readonly state: NetworkState;
  /** What the address says, which the controls show at once. */
  readonly asked: NetworkState;
  readonly change: Change<NetworkState>;
  /** Whether another address is on its way. */
  readonly busy: boolean;
}

function Shown({ scene, state, asked, change, busy }: ShownProps): ReactElement {
  const [hovered, setHovered] = useState<string | null>(null);
  const [drawn, setDrawn] = useState(false);
  const [noPicture, setNoPicture] = useState<"missing" | "lost" | null>(null);
  const [attempt, setAttempt] = useState(0);
  const picture = useRef<PictureHandle>(null);
  usePageTitle(scene.title);
  const marks = useMemo<Marks>(
    () => ({ selected: state.select, hovered, focus: scene.focus || null, hidden: nothing }),
    [state.select, hovered, scene.focus],
  );
  const select = useCallback(
    (key: string | null) => {
      change({ select: key });
    },
    [change],
  );
  const focus = useFocus(change);
  useEffect(() => {
    if (noPicture) {
      showTwin();
    } else if (drawn) {
      hideTwin();
    }
  }, [drawn, noPicture]);

  if (noPicture) {
    return (
      <NoPicture
        why={noPicture}
        onAgain={() => {
          setNoPicture(null);
          setDrawn(false);
          setAttempt(attempt + 1);
        }}
      />
    );
  }
  return (
    <div className={`network panel-${state.panel}`} data-drawn={drawn} data-busy={busy}>
      <div className="network-controls">
        <Suspense>{drawn && <Controls scene={scene} state={asked} change={change} onFocus={focus} />}</Suspense>
      </div>
      <div className="network-body">
        <figure className="network-figure">
          <Notes
            scene={scene}
            onWhole={() => {
              change({ focus: null, select: null, expand: [] });
            }}
          />
          <h2 className="scene-title">{scene.heading}</h2>
          <div className="picture-box">
            <PictureFrame
              key={attempt}
              scene={scene}
              marks={marks}
              onHover={setHovered}
              onSelect={select}
              onFocus={focus}
              onDrawn={() => {
                setDrawn(true);
              }}
              onNoPicture={setNoPicture}
              handle={picture}
            />
            <Suspense>{drawn && <PictureButtons picture={picture} />}</Suspense>
          </div>
          <Legend scene={scene} />
          <Suspense>{drawn && <Printed scene={scene} picture={picture} />}</Suspense>
          <Suspense>{drawn && <NetworkDownloads scene={scene} picture={picture} />}</Suspense>
        </figure>
        <Suspense fallback={<div className="panel" />}>
          {drawn ? (
            <Panel scene={scene} state={state} change={change} onFocus={focus} picture={picture} onPoint={setHovered} />
          ) : (
            <div className="panel" />
          )}
        </Suspense>
      </div>
    </div>
  );
}

const nothing: ReadonlySet<string> = new Set();

function useFocus(change: Change<NetworkState>): (node: string) => void {
  return useCallback(
    (node) => {
      change({ focus: node, select: node, expand: [] });
    },
    [change],
  );
}

// What of the address is not drawn, and why; or why nothing is.
function Notes({ scene, onWhole }: { readonly scene: NetworkScene; readonly onWhole: () => void }): ReactElement | null {
  const { language } = useLanguage();
  const { document, missing, nodes, nothing: why, selected, silent } = scene;
  if (!document && missing.length === 0 && selected === "" && why === "") {
    return null;
  }
  if (silent) {
    return <Empty asked={<FormattedMessage id="network.filters.title" />} />;
  }
  return (
    <div className="state" role="status">
      {document && (
        <p>
          {document.label}{" "}
          <a href={document.href}>
            <FormattedMessage id="page.network.document.page" />
          </a>
        </p>
      )}
      {selected !== "" && <p>{selected}</p>}
      {why !== "" && <p>{why}</p>}
      {(nodes.length === 0 || missing.length > 0) && (
        <p>
          <button type="button" className="button" onClick={onWhole}>
            <FormattedMessage id="page.network.whole" />
          </button>{" "}
          <a href={viewPath(language, "start")}>
            <FormattedMessage id="page.to-start" />
          </a>
        </p>
      )}
    </div>
  );
}

function NoPicture({ why, onAgain }: { readonly why: "missing" | "lost"; readonly onAgain: () => void }): ReactElement {
  const { language } = useLanguage();
  return (
    <div className="no-picture">
      <NoView why={<FormattedMessage id={`network.nopicture.${why}`} />} />
      <p>
        <button type="button" className="button" onClick={onAgain}>
          <FormattedMessage id="network.nopicture.again" />
        </button>{" "}
        <a href={listPath(language)}>
          <FormattedMessage id="network.nopicture.list" />
        </a>
      </p>
    </div>
  );
}
