// Asks the worker where to draw a scene. The answer depends on the scene alone, so that an address gives the same picture
// however the reader came to it.
import type { Arrangement } from "../graph/arrange.ts";
import { at, type Drawing } from "../graph/drawing.ts";
import type { Scene } from "../graph/scene.ts";
import { measure, wrap } from "../graph/wrap.ts";
import { radius } from "./sizes.ts";

/** What the worker is asked; the answer has the same ticket. */
export type LayoutRequest = Arrangement & { readonly ticket: number };

/** Where the nodes are, by their place in the request; y upwards. */
export interface LayoutAnswer {
  readonly ticket: number;
  readonly x: readonly number[];
  readonly y: readonly number[];
}

/** The places of a scene's nodes, by their place in the scene. */
export type Places = Pick<LayoutAnswer, "x" | "y">;

/** A worker that lays out scenes, one at a time; a new question makes the last one void. */
export class Layout {
  #worker = new Worker(new URL("./layout.worker.ts", import.meta.url), { type: "module" });
  #ticket = 0;
  #asked: { readonly scene: Scene; readonly places: Promise<Places | null> } | null = null;
  #settle: (places: Places | null) => void = () => undefined;

  constructor() {
    this.#worker.addEventListener("message", ({ data }: MessageEvent<LayoutAnswer>) => {
      if (data.ticket === this.#ticket) {
        this.#settle(data);
      }
    });
    this.#worker.addEventListener("error", () => {
      this.#settle(null);
    });
  }

  /**
   * Returns the places of a scene; null if the worker failed. If another scene is asked for before they are known, they never
   * will be. To ask again for the scene that was asked for last costs nothing.
   */
  of(drawing: Drawing, scene: Scene): Promise<Places | null> {
    if (this.#asked?.scene !== scene) {
      const places = new Promise<Places | null>((resolve) => {
        this.#settle = resolve;
      });
      this.#asked = { scene, places };
      this.#worker.postMessage(requestOf(drawing, scene, ++this.#ticket));
    }
    return this.#asked.places;
  }

  kill(): void {
    this.#worker.terminate();
  }
}

function requestOf(drawing: Drawing, scene: Scene, ticket: number): LayoutRequest {
  const place = new Map(scene.nodes.map((node, index) => [node, index]));
  return {
    ticket,
    nodes: scene.nodes.map((node) => {
      const size = radius(at(drawing.statements, node));
      const { width, height } = measure(wrap(at(drawing.label, node)));
      const half = Math.max(size, height / 2) + 3;
      return { x: at(drawing.x, node), y: at(drawing.y, node), left: size + 8, right: size + width + 10, top: half, bottom: half };
    }),
    edges: scene.edges.flatMap((edge) => {
      const [source, target] = [place.get(at(drawing.source, edge)), place.get(at(drawing.target, edge))];
      return source === undefined || target === undefined ? [] : [{ source, target, weight: at(drawing.weight, edge) }];
    }),
  };
}
