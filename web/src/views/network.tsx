// The network view: the picture, its legend and its controls, with the evidence beside it.
// All state is in the address. The picture comes first; what needs more code is loaded while it is looked at.
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from "react";
import { FormattedMessage, useIntl } from "react-intl";
import { useAddress, type Change } from "../address/use-address.ts";
import { listPath, nodePath, viewPath } from "../address/links.ts";
import { useDrawing } from "../api/drawing.ts";
import { useDrawingAround } from "../api/use-part.ts";
import { ClaimsDocument, NameDocument } from "../api/documents.ts";
import { useAsk } from "../api/use-ask.ts";
import { parts, usePages } from "../api/use-pages.ts";
import { admittedEdges, claimIds, hiddenKeys, statementFilter } from "../graph/claims.ts";
import { at, type Drawing } from "../graph/drawing.ts";
import { namesNeeded, partNeeded } from "../graph/part.ts";
import { sceneOf, type Scene } from "../graph/scene.ts";
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

/** The view. */
export function NetworkView(): ReactElement {
  const { language } = useLanguage();
  const asked = useDrawing(language);
  if (asked.state === "loading") {
    return <Loading />;
  }
  if (asked.state === "failed") {
    return <Failed error={asked.error} retry={asked.retry} />;
  }
  return <Network drawing={asked.drawing} />;
}

// A graph larger than its drawing is asked for around what the address names. Until that has come, what was shown stays.
function Network({ drawing: whole }: { readonly drawing: Drawing }): ReactElement {
  const { language } = useLanguage();
  const [state, setState] = useAddress(networkCodec);
  const change = useCallback<Change<NetworkState>>(
    (fields, how) => {
      setState({ ...fields, look: "free" }, how); // what is changed here stays here
    },
    [setState],
  );
  const asked = useDrawingAround(whole, language, partNeeded(whole, state));
  const shown = useRef<{ readonly drawing: Drawing; readonly state: NetworkState } | null>(null);
  if (asked.state === "answered") {
    shown.current = { drawing: asked.drawing, state };
  }
  if (asked.state === "failed") {
    return <Failed error={asked.error} retry={asked.retry} />;
  }
  return shown.current ? <Shown {...shown.current} change={change} busy={asked.state === "loading"} /> : <Loading />;
}

interface ShownProps {
  readonly drawing: Drawing;
  readonly state: NetworkState;
  readonly change: Change<NetworkState>;
  /** Whether something else was asked for and is on its way. */
  readonly busy: boolean;
}

function Shown({ drawing, state, change, busy }: ShownProps): ReactElement {
  const { language } = useLanguage();
  const scene = useScene(drawing, state);
  const hidden = useHidden(drawing, scene, state);
  const named = useDrawingAround(drawing, language, namesNeeded(drawing, state));
  const names = named.state === "answered" ? named.drawing : drawing;
  const [hovered, setHovered] = useState<string | null>(null);
  const [drawn, setDrawn] = useState(false);
  const [noPicture, setNoPicture] = useState<"missing" | "lost" | null>(null);
  const [attempt, setAttempt] = useState(0);
  const picture = useRef<PictureHandle>(null);
  usePageTitle(useTitle(drawing, state.focus, scene));
  const marks = useMemo<Marks>(
    () => ({ selected: state.select, hovered, focus: state.focus, hidden }),
    [state.select, hovered, state.focus, hidden],
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
  const unknown = state.focus !== null && scene.focus === null;
  return (
    <div className={`network panel-${state.panel}`} data-drawn={drawn} data-busy={busy}>
      <div className="network-controls">
        <Suspense>{drawn && <Controls drawing={drawing} scene={scene} state={state} change={change} onFocus={focus} />}</Suspense>
      </div>
      <div className="network-body">
        <figure className="network-figure">
          {unknown && (
            <Undrawn
              id={state.focus}
              onWhole={() => {
                change({ focus: null, select: null, expand: [] });
              }}
            />
          )}
          <SceneTitle drawing={drawing} scene={scene} />
          {scene.nodes.length === 0 && !unknown && <Nothing drawing={drawing} />}
          <div className="picture-box">
            <PictureFrame
              key={attempt}
              drawing={drawing}
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
          <Suspense>{drawn && <Printed drawing={drawing} scene={scene} hidden={hidden} picture={picture} />}</Suspense>
          <Legend drawing={drawing} names={names} scene={scene} hidden={hidden} state={state} />
          <Suspense>{drawn && <NetworkDownloads drawing={drawing} names={names} scene={scene} hidden={hidden} state={state} picture={picture} />}</Suspense>
        </figure>
        <Suspense fallback={<div className="panel" />}>
          {drawn ? (
            <Panel drawing={drawing} scene={scene} hidden={hidden} state={state} change={change} onFocus={focus} picture={picture} onPoint={setHovered} />
          ) : (
            <div className="panel" />
          )}
        </Suspense>
      </div>
    </div>
  );
}

// A scene depends on some of the state; while these stay the same it is the same object, and nothing is laid out anew.
function useScene(drawing: Drawing, state: NetworkState): Scene {
  const { focus, depth, expand, kinds, types, voice } = state;
  const key = JSON.stringify({ focus, depth, expand, kinds, types, voice });
  return useMemo(() => sceneOf(drawing, JSON.parse(key) as NetworkState), [drawing, key]);
}

const nothing: ReadonlySet<string> = new Set();

// What filters of statements hide; nothing while the API is still counting.
function useHidden(drawing: Drawing, scene: Scene, state: NetworkState): ReadonlySet<string> {
  const filter = statementFilter(state);
  const questions = useMemo(() => claimIds(drawing, scene), [drawing, scene]);
  const asked = filter && questions.length > 0 ? parts(ClaimsDocument, questions.map((ids) => ({ filter, ...ids }))) : null;
  const { state: known, nodes: answers } = usePages(asked, true);
  const active = asked !== null && known === "answered";
  return useMemo(
    () => (active ? hiddenKeys(drawing, scene, admittedEdges(answers)) : nothing),
    // The key stands for the answers.
    [active, asked?.key, drawing, scene],
  );
}

function useFocus(change: Change<NetworkState>): (node: string) => void {
  return useCallback(
    (node) => {
      change({ focus: node, select: node, expand: [] });
    },
    [change],
  );
}

// What is in focus is not drawn: it is part of a source, or no node has the ID. The picture below is that of no focus; the
// search box above it finds another.
function Undrawn({ id, onWhole }: { readonly id: string; readonly onWhole: () => void }): ReactElement {
  const { language, lang } = useLanguage();
  const asked = useAsk(NameDocument, /^(source|section|passage):/.test(id) ? { id, lang } : null);
  const node = asked.state === "answered" ? asked.data.node : null;
  if (node) {
    return (
      <div className="state" role="status">
        <p>
          <FormattedMessage id="page.network.document" values={{ label: node.label }} />
        </p>
        <p>
          <a href={nodePath(language, id)}>
            <FormattedMessage id="page.network.document.page" />
          </a>
        </p>
      </div>
    );
  }
  return (
    <div className="state" role="status">
      <p className="state-title">
        <FormattedMessage id="page.network.unknown" />
      </p>
      <p>
        <FormattedMessage id="network.unknown.why" values={{ id }} />
      </p>
      <p>
        <button type="button" className="button" onClick={onWhole}>
          <FormattedMessage id="page.network.whole" />
        </button>{" "}
        <a href={viewPath(language, "start")}>
          <FormattedMessage id="page.to-start" />
        </a>
      </p>
    </div>
  );
}

// Nothing is shown: because the report does not say, or because nothing of what has a place here was asked for.
function Nothing({ drawing }: { readonly drawing: Drawing }): ReactElement {
  if (drawing.cut === 0) {
    return <Empty asked={<FormattedMessage id="network.filters.title" />} />;
  }
  return (
    <div className="state" role="status">
      <p>
        <FormattedMessage id="page.network.unplaced" />
      </p>
    </div>
  );
}

// The title that the server gives a page of the same address.
function useTitle(drawing: Drawing, focus: string | null, scene: Scene): string {
  const intl = useIntl();
  if (scene.focus !== null) {
    return intl.formatMessage({ id: "page.network.of" }, { label: at(drawing.label, scene.focus) });
  }
  return intl.formatMessage({ id: focus === null ? "page.network.title" : "page.network.unknown.title" });
}

function SceneTitle({ drawing, scene }: { readonly drawing: Drawing; readonly scene: Scene }): ReactElement {
  return (
    <h2 className="scene-title">
      {scene.focus === null ? (
        <FormattedMessage id="network.scene.overview" />
      ) : (
        <FormattedMessage
          id="network.scene.around"
          values={{ label: at(drawing.label, scene.focus), statements: at(drawing.statements, scene.focus) }}
        />
      )}
    </h2>
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
