// Asks the worker where to draw a scene. The answer depends on the scene alone, so that an address gives the same picture
// however the reader came to it.
import type { Arrangement } from "../graph/arrange.ts";
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
  of(scene: Scene): Promise<Places | null> {
    if (this.#asked?.scene !== scene) {
      const places = new Promise<Places | null>((resolve) => {
        this.#settle = resolve;
      });
      this.#asked = { scene, places };
      this.#worker.postMessage(requestOf(scene, ++this.#ticket));
    }
    return this.#asked.places;
  }

  kill(): void {
    this.#worker.terminate();
  }
}

function requestOf({ nodes, edges }: Scene, ticket: number): LayoutRequest {
  const place = new Map(nodes.map(({ id }, index) => [id, index]));
  return {
    ticket,
    nodes: nodes.map((node) => {
      const size = radius(node);
      const { width, height } = measure(wrap(node.label));
      const half = Math.max(size, height / 2) + 3;
      return { x: node.x, y: node.y, left: size + 8, right: size + width + 10, top: half, bottom: half };
    }),
    edges: edges.flatMap(({ weight, ...edge }) => {
      const [source, target] = [place.get(edge.source), place.get(edge.target)];
      return source === undefined || target === undefined ? [] : [{ source, target, weight }];
    }),
  };
}
