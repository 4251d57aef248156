// Holds the picture in the page: a canvas that assistive technology does not see, beside which stands the navigator.
// It lays out what the scene has, and says when the browser cannot draw.
import { useEffect, useImperativeHandle, useRef, useState, type ReactElement, type Ref } from "react";
import type { Scene } from "../graph/scene.ts";
import type { Framed } from "./framed.ts";
import { Layout } from "./layout.ts";
import type { Marks } from "./look.ts";
import { hasWebGL, Picture } from "./picture.ts";

/** What can be done with the picture from outside. */
export interface PictureHandle {
  fit(): void;
  zoom(factor: number): void;
  reveal(node: string): void;
  /** Returns where the nodes stand, in graph space. */
  places(): ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  /** Returns what is shown now; null while there is no picture. */
  framed(): Framed | null;
}

interface Props {
  readonly scene: Scene;
  /** What the zoom belongs to: the picture is fitted to the window anew when it changes. It is mostly the scene. */
  readonly whole?: object;
  readonly marks: Marks;
  /** Whether nodes stand where the server placed them in the whole graph, instead of where the scene has room for them. */
  readonly placed?: boolean;
  readonly onHover: (key: string | null) => void;
  readonly onSelect: (key: string | null) => void;
  readonly onFocus: (node: string) => void;
  /** Called when the scene is on the screen. */
  readonly onDrawn: () => void;
  /** Called when there is no WebGL, or no more. */
  readonly onNoPicture: (why: "missing" | "lost") => void;
  readonly handle: Ref<PictureHandle>;
}

/** The picture. */
export function PictureFrame(props: Props): ReactElement {
  const { scene, whole = scene, marks, placed = false, handle } = props;
  const container = useRef<HTMLDivElement>(null);
  const picture = useRef<Picture | null>(null);
  const layout = useRef<Layout | null>(null);
  const framed = useRef<object | null>(null);
  const [busy, setBusy] = useState(true);
  const callbacks = useRef(props);
  useEffect(() => {
    callbacks.current = props;
  });
  // The worker begins while the rest of the page is rendered; the effect below waits for the same answer.
  void layout.current?.of(scene);

  useEffect(() => {
    const element = container.current;
    if (!element) {
      return undefined;
    }
    if (!hasWebGL()) {
      callbacks.current.onNoPicture("missing");
      return undefined;
    }
    const made = new Picture(element, {
      hover: (key) => {
        callbacks.current.onHover(key);
      },
      select: (key) => {
        callbacks.current.onSelect(key);
      },
      focus: (node) => {
        callbacks.current.onFocus(node);
      },
      lost: () => {
        callbacks.current.onNoPicture("lost");
      },
    });
    picture.current = made;
    layout.current = new Layout();
    return () => {
      layout.current?.kill();
      made.kill();
      picture.current = null;
    };
  }, []);

  useEffect(() => {
    let left = false;
    setBusy(true);
    void (placed ? Promise.resolve(null) : layout.current?.of(scene))?.then((places) => {
      if (!left && picture.current) {
        picture.current.show(scene, places);
        // What has only other counts stays where the reader has brought it.
        if (framed.current !== whole) {
          framed.current = whole;
          picture.current.fit();
        }
        setBusy(false);
        callbacks.current.onDrawn();
      }
    });
    return () => {
      left = true;
    };
  }, [scene, placed]);

  useEffect(() => {
    picture.current?.mark(marks);
  }, [marks]);

  useImperativeHandle(handle, () => ({
    fit: () => picture.current?.fit(),
    zoom: (factor) => picture.current?.zoom(factor),
    reveal: (node) => picture.current?.reveal(node),
    places: () => picture.current?.places() ?? new Map(),
    framed: () => picture.current?.framed() ?? null,
  }));

  return (
    <div ref={container} className="picture" aria-hidden="true" data-busy={busy} {...(marks.hovered === null ? {} : { "data-hovered": marks.hovered })} />
  );
}
