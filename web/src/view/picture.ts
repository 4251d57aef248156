// The picture of a scene: sigma over a graph of what is drawn, with our forms, ribbons and labels.
// Hover, selection and filters go through reducers; the graph holds data alone. What starts here ends with kill.
import Sigma from "sigma";
import { animateNodes } from "sigma/utils";
import { frame } from "../graph/arrange.ts";
import type { Scene } from "../graph/scene.ts";
import { picture as settings, shapes } from "../settings.ts";
import type { EdgeData, NodeData } from "./data.ts";
import { RibbonProgram, type RibbonEdge } from "./edge-program.ts";
import { edgeColor, signOf } from "./edge-style.ts";
import type { Framed, FramedEdge, FramedNode } from "./framed.ts";
import { drawLabels, setLabels, squareAround, type PlacedLabel } from "./labels.ts";
import type { Places } from "./layout.ts";
import { edgeLook, isFresh, isLit, labelLook, marked, nodeLook, unmarked, type Marked, type Marks } from "./look.ts";
import { ShapeProgram, type ShapedNode } from "./node-program.ts";
import { mix, readPalette, watchPalette, type Palette } from "./palette.ts";
import { listen, type Events } from "./pointer.ts";
import { emptyGraph, sceneGraph, startFrom, type SceneGraph } from "./scene-graph.ts";
import { drawSigns, placeSigns, squareOf, type PlacedSign } from "./signs.ts";

// How far the ring of a node that is new stands off it, in pixels.
const ringGap = 3.5;

/** Reports whether the browser can draw with WebGL. */
export function hasWebGL(): boolean {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("webgl2") ?? canvas.getContext("webgl");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

/** A picture in a container. It throws where there is no WebGL. */
export class Picture {
  #graph: SceneGraph = emptyGraph();
  #sigma: Sigma<NodeData, EdgeData>;
  #palette: Palette;
  #marks: Marked = unmarked;
  #stop: (() => void)[] = [];
  #fonts: { readonly ui: string; readonly serif: string };
  #moving: (() => void) | null = null;
  // Figures are as large as arrange.ts takes them to be in a frame of its size, and smaller in a smaller one.
  #scale = 1;
  // What was written above the nodes last.
  #labels: readonly PlacedLabel[] = [];
  #signs: readonly PlacedSign[] = [];

  constructor(container: HTMLElement, events: Events) {
    this.#palette = readPalette(container);
    const fonts = getComputedStyle(container);
    this.#fonts = { ui: fonts.getPropertyValue("--font-ui"), serif: fonts.getPropertyValue("--font-text") };
    this.#sigma = new Sigma<NodeData, EdgeData>(this.#graph, container, {
      allowInvalidContainer: true,
      renderLabels: false,
      renderEdgeLabels: false,
      enableEdgeEvents: true,
      zIndex: true,
      stagePadding: 24,
      minCameraRatio: 0.05,
      maxCameraRatio: 2.5,
      doubleClickZoomingRatio: 1,
      defaultNodeType: "shape",
      defaultEdgeType: "ribbon",
      nodeProgramClasses: { shape: ShapeProgram },
      edgeProgramClasses: { ribbon: RibbonProgram },
      // The rim tells what is pointed at; sigma's own label box is not drawn.
      defaultDrawNodeHover: () => undefined,
      nodeReducer: (node, data) => this.#node(node, data),
      edgeReducer: (edge, data) => this.#edge(edge, data),
    });
    this.#rescale();
    this.#sigma.on("resize", () => {
      this.#rescale();
      this.#sigma.scheduleRefresh();
    });
    listen(this.#sigma, container, events);
    this.#sigma.on("afterRender", () => {
      this.#write();
    });
    this.#stop.push(
      watchPalette(() => {
        this.#palette = readPalette(container);
        this.#sigma.refresh();
      }),
    );
  }

  /** Draws a scene at its places. What stays moves there, unless the reader wants no motion; the rest is where it is. */
  show(scene: Scene, places: Places | null): void {
    this.#moving?.();
    this.#moving = null;
    const graph = sceneGraph(scene, places);
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const targets = still ? {} : startFrom(this.#graph, graph);
    this.#graph = graph;
    this.#marks = marked(this.#marks, graph);
    this.#frame();
    // It works through the graph and draws it, once.
    this.#sigma.setGraph(graph);
    if (Object.keys(targets).length > 0) {
      this.#moving = animateNodes(graph, targets, { duration: settings.moveMs, easing: "quadraticInOut" });
    }
  }

  /** Marks what is selected, pointed at or hidden, from the next frame on. */
  mark(marks: Marks): void {
    const { hidden } = this.#marks;
    this.#marks = marked(marks, this.#graph);
    if (hidden !== marks.hidden && !marks.fresh) {
      this.#frame();
    }
    this.#sigma.scheduleRefresh();
  }

  /** Returns what is shown now. */
  framed(): Framed {
    const places = this.#places();
    return {
      ...this.#sigma.getDimensions(),
      zoom: this.#sigma.scaleSize(1),
      scale: this.#scale,
      marks: this.#marks,
      nodes: [...places.values()],
      edges: this.#edges(places),
      labels: this.#labels,
      signs: this.#signs,
    };
  }

  /** Returns where the nodes stand, in graph space. */
  places(): ReadonlyMap<string, { readonly x: number; readonly y: number }> {
    return new Map(this.#graph.mapNodes((node, { x, y }) => [node, { x, y }]));
  }

  /** Shows the whole picture. */
  fit(): void {
    void this.#sigma.getCamera().animatedReset({ duration: this.#duration() });
  }

  /** Zooms in by a factor above 1, out by one below. */
  zoom(factor: number): void {
    const camera = this.#sigma.getCamera();
    const ratio = camera.getBoundedRatio(camera.ratio / factor);
    void camera.animate({ ratio }, { duration: this.#duration() });
  }

  /** Brings a node into sight if it is out of it. */
  reveal(node: string): void {
    const data = this.#sigma.getNodeDisplayData(node);
    if (!data) {
      return;
    }
    const { x, y } = this.#sigma.framedGraphToViewport(data);
    const { width: wide, height: high } = this.#sigma.getDimensions();
    if (x < 20 || y < 20 || x > wide - 20 || y > high - 20) {
      void this.#sigma.getCamera().animate({ x: data.x, y: data.y }, { duration: this.#duration() });
    }
  }

  kill(): void {
    this.#moving?.();
    this.#stop.forEach((stop) => {
      stop();
    });
    this.#sigma.kill();
  }

  #rescale(): void {
    const { width: wide, height: high } = this.#sigma.getDimensions();
    this.#scale = Math.min(1, Math.max(0.5, Math.min(wide / frame.width, high / frame.height)));
  }

  // Fits the picture to what filters leave of it, not to what they hide.
  #frame(): void {
    const { hidden } = this.#marks;
    const [x, y]: [number[], number[]] = [[], []];
    if (hidden.size > 0) {
      this.#graph.forEachNode((node, data) => {
        if (!hidden.has(node)) {
          x.push(data.x);
          y.push(data.y);
        }
      });
    }
    this.#sigma.setCustomBBox(x.length > 1 ? { x: [Math.min(...x), Math.max(...x)], y: [Math.min(...y), Math.max(...y)] } : null);
  }

  #duration(): number {
    return matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : settings.zoomMs;
  }

  #node(node: string, data: NodeData): Partial<ShapedNode> {
    const { radius, order, ...look } = nodeLook(node, data, this.#marks, this.#palette);
    return {
      ...look,
      x: data.x,
      y: data.y,
      label: data.label,
      type: "shape",
      shape: shapes[data.kind],
      size: radius * this.#scale,
      hidden: this.#marks.hidden.has(node),
      zIndex: order,
    };
  }

  #edge(edge: string, data: EdgeData): Partial<RibbonEdge> {
    const { width, more, color, order } = edgeLook(edge, data, this.#marks, this.#palette);
    // Sigma takes an attribute "type" for the name of a program.
    return {
      type: "ribbon",
      size: width * this.#scale + more,
      color,
      dashed: data.dashed,
      curvature: data.curvature,
      hidden: this.#marks.hidden.has(edge),
      zIndex: order,
    };
  }

  // Returns where the nodes are that filters do not hide.
  #places(): Map<string, FramedNode> {
    const places = new Map<string, FramedNode>();
    this.#graph.forEachNode((key, data) => {
      const shown = this.#sigma.getNodeDisplayData(key);
      if (shown && !this.#marks.hidden.has(key)) {
        places.set(key, { key, data, ...this.#sigma.framedGraphToViewport(shown) });
      }
    });
    return places;
  }

  #edges(places: ReadonlyMap<string, FramedNode>): FramedEdge[] {
    return this.#graph.mapEdges((key, data, from, to) => ({ key, data, source: places.get(from), target: places.get(to) })).flatMap(({ source, target, ...edge }) =>
      source && target && !this.#marks.hidden.has(edge.key) ? [{ ...edge, source, target }] : [],
    );
  }

  // Writes labels, and the signs of stances on their edges, above what sigma has drawn.
  #write(): void {
    const context = this.#sigma.getCanvases()["labels"]?.getContext("2d");
    if (!context) {
      return;
    }
    const { width, height } = this.#sigma.getDimensions();
    const { paper } = this.#palette;
    const places = this.#places();
    const labels = [...places.values()]
      .filter(({ x, y }) => x > -200 && y > -50 && x < width + 200 && y < height + 50)
      .map(({ key, data, x, y }) => ({
        ...labelLook(key, data, this.#marks, this.#palette),
        key,
        text: data.label,
        x,
        y,
        size: this.#sigma.scaleSize(this.#sigma.getNodeDisplayData(key)?.size ?? 0) + (isFresh(key, this.#marks) ? ringGap : 0),
      }));
    const signed = this.#edges(places).flatMap(({ key, data, source, target }) => {
      const sign = signOf(data);
      return sign === null || !isLit(key, this.#marks) ? [] : [{ key, sign, source, target, curvature: data.curvature, color: edgeColor(data, this.#palette) }];
    });
    this.#signs = placeSigns(signed, labels.map(squareAround));
    // The buttons stand in this corner.
    const buttons = { left: width - settings.buttons.width, right: width, top: height - settings.buttons.height, bottom: height };
    const style = { ...this.#fonts, paper, width, height, most: settings.labels };
    this.#labels = setLabels(context, labels, [...this.#signs.map(squareOf), buttons], style);
    context.clearRect(0, 0, width, height);
    this.#rings(context, labels.filter(({ key }) => isFresh(key, this.#marks)));
    drawSigns(context, this.#signs, style);
    drawLabels(context, this.#labels, style);
  }

  // A ring with a gap is seen whatever colors the reader has chosen.
  #rings(context: CanvasRenderingContext2D, nodes: readonly { key: string; x: number; y: number; size: number }[]): void {
    const { ink, paper } = this.#palette;
    context.lineWidth = 1.5;
    for (const { key, x, y, size } of nodes) {
      context.strokeStyle = isLit(key, this.#marks) ? ink : mix(ink, paper, 0.75);
      context.beginPath();
      context.arc(x, y, size, 0, 2 * Math.PI);
      context.stroke();
    }
  }
}
