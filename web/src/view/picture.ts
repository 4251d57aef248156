// The picture of a scene: sigma over a graph of what is drawn, with our forms, ribbons and labels.
// Hover, selection and filters go through reducers; the graph holds data alone. What starts here ends with kill.
import { MultiDirectedGraph } from "graphology";
import Sigma from "sigma";
import { animateNodes } from "sigma/utils";
import { frame } from "../graph/arrange.ts";
import { at, type Drawing } from "../graph/drawing.ts";
import { edgeKey } from "../graph/edge-key.ts";
import type { Scene } from "../graph/scene.ts";
import { curvatures } from "../graph/spread.ts";
import { picture as settings, shapes } from "../settings.ts";
import type { EdgeData, NodeData } from "./data.ts";
import { RibbonProgram, type RibbonEdge } from "./edge-program.ts";
import { overlaps, squareAround, writeLabels, type Labelled, type Rectangle } from "./labels.ts";
import type { Places } from "./layout.ts";
import { ShapeProgram, type ShapedNode } from "./node-program.ts";
import { mix, readPalette, watchPalette, type Palette } from "./palette.ts";
import { edgeColor, signOf } from "./edge-style.ts";
import { radius, width } from "./sizes.ts";

/** What the picture tells of what is done to it; node and edge are keys of the graph, null for neither. */
export interface Events {
  hover(key: string | null): void;
  select(key: string | null): void;
  focus(node: string): void;
  lost(): void;
}

/** What is marked in the picture without changing it. */
export interface Marks {
  readonly selected: string | null;
  readonly hovered: string | null;
  readonly focus: string | null;
  /** Nodes and edges that filters hide. */
  readonly hidden: ReadonlySet<string>;
  /** What has just come into a picture that fills, which keeps its frame whatever is hidden; unset in other pictures. */
  readonly fresh?: ReadonlySet<string>;
}

// How far the ring of a node that is new stands off it, in pixels.
const ringGap = 3.5;

/** Tells whether the browser can draw with WebGL. */
export function hasWebGL(): boolean {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("webgl2") ?? canvas.getContext("webgl");
  context?.getExtension("WEBGL_lose_context")?.loseContext();
  return context !== null;
}

/** A picture in a container. It throws where there is no WebGL. */
export class Picture {
  readonly graph = new MultiDirectedGraph<NodeData, EdgeData>();
  #sigma: Sigma<NodeData, EdgeData>;
  #palette: Palette;
  #marks: Marks = { selected: null, hovered: null, focus: null, hidden: new Set() };
  #lit: ReadonlySet<string> | null = null;
  #stop: (() => void)[] = [];
  #fonts: { readonly ui: string; readonly serif: string };
  #moving: (() => void) | null = null;
  // Figures are as large as arrange.ts takes them to be in a frame of its size, and smaller in a smaller one.
  #scale = 1;

  constructor(container: HTMLElement, events: Events) {
    this.#palette = readPalette(container);
    const fonts = getComputedStyle(container);
    this.#fonts = { ui: fonts.getPropertyValue("--font-ui"), serif: fonts.getPropertyValue("--font-text") };
    this.#sigma = new Sigma<NodeData, EdgeData>(this.graph, container, {
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
    this.#listen(container, events);
    this.#sigma.on("afterRender", () => {
      this.#label();
    });
    this.#stop.push(
      watchPalette(() => {
        this.#palette = readPalette(container);
        this.#sigma.refresh();
      }),
    );
  }

  /** Draws a scene at its places. What stays moves there, unless the reader wants no motion; the rest is where it is. */
  show(drawing: Drawing, scene: Scene, places: Places | null): void {
    const { graph } = this;
    this.#moving?.();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches || graph.order === 0;
    const nodes = new Map(scene.nodes.map((node, place) => [at(drawing.id, node), { node, place }]));
    graph.forEachNode((key) => {
      if (!nodes.has(key)) {
        graph.dropNode(key);
      }
    });
    const targets: Record<string, { x: number; y: number }> = {};
    for (const [key, { node, place }] of nodes) {
      const position = places ? { x: at(places.x, place), y: at(places.y, place) } : { x: at(drawing.x, node), y: at(drawing.y, node) };
      const known = graph.hasNode(key) && !still;
      if (known) {
        targets[key] = position;
      }
      const current = known ? { x: graph.getNodeAttribute(key, "x"), y: graph.getNodeAttribute(key, "y") } : position;
      graph.mergeNode(key, { ...current, label: at(drawing.label, node), kind: at(drawing.kind, node), statements: at(drawing.statements, node) });
    }
    graph.clearEdges();
    const ends = scene.edges.map((edge) => ({
      source: at(drawing.id, at(drawing.source, edge)),
      target: at(drawing.id, at(drawing.target, edge)),
    }));
    const bends = curvatures(ends);
    for (const [place, edge] of scene.edges.entries()) {
      const { source, target } = at(ends, place);
      const type = at(drawing.type, edge);
      graph.mergeEdgeWithKey(edgeKey({ source, type, target }), source, target, {
        type,
        weight: at(drawing.weight, edge),
        stance: drawing.stance[edge] ?? null,
        derived: at(drawing.derived, edge) === 1,
        curvature: at(bends, place),
      });
    }
    // Sigma takes "type" for the name of a program; the reducers give it that.
    this.#sigma.refresh();
    if (Object.keys(targets).length > 0) {
      this.#moving = animateNodes(graph, targets, { duration: settings.moveMs, easing: "quadraticInOut" });
    }
  }

  /** Marks what is selected, pointed at or hidden. */
  mark(marks: Marks): void {
    const { hidden } = this.#marks;
    this.#marks = marks;
    if (hidden !== marks.hidden && !marks.fresh) {
      this.#frame();
    }
    this.#lit = this.#litBy(marks.hovered ?? null) ?? this.#litBy(marks.selected);
    this.#sigma.refresh({ skipIndexation: false });
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

  /** Returns where the nodes stand, in graph space. */
  places(): ReadonlyMap<string, { readonly x: number; readonly y: number }> {
    return new Map(this.graph.mapNodes((node, { x, y }) => [node, { x, y }]));
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
      this.graph.forEachNode((node, data) => {
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

  #listen(container: HTMLElement, events: Events): void {
    const sigma = this.#sigma;
    let pressed: string | null = null;
    // Sigma tells of the node that is entered before it tells of the edge that is left.
    let pointed: string | null = null;
    const enter = (key: string): void => {
      pointed = key;
      events.hover(key);
    };
    const leave = (key: string): void => {
      if (pointed === key) {
        pointed = null;
        events.hover(null);
      }
    };
    sigma.on("enterNode", ({ node }) => {
      enter(node);
    });
    sigma.on("leaveNode", ({ node }) => {
      leave(node);
    });
    sigma.on("enterEdge", ({ edge }) => {
      enter(edge);
    });
    sigma.on("leaveEdge", ({ edge }) => {
      leave(edge);
    });
    sigma.on("clickNode", ({ node }) => {
      pressed = node;
      events.select(node);
    });
    sigma.on("clickEdge", ({ edge }) => {
      pressed = null;
      events.select(edge);
    });
    sigma.on("clickStage", () => {
      pressed = null;
      events.select(null);
    });
    sigma.on("doubleClickNode", (event) => {
      event.preventSigmaDefault();
      events.focus(event.node);
    });
    sigma.on("doubleClickStage", (event) => {
      event.preventSigmaDefault();
      // The first click may have moved the node from under the second.
      if (pressed !== null) {
        events.focus(pressed);
      }
    });
    const lost = (event: Event): void => {
      event.preventDefault();
      events.lost();
    };
    for (const canvas of container.querySelectorAll("canvas")) {
      canvas.addEventListener("webglcontextlost", lost);
    }
  }

  // Returns what stays lit around a node or an edge; null lights all.
  #litBy(key: string | null): ReadonlySet<string> | null {
    const { graph } = this;
    if (key !== null && graph.hasNode(key)) {
      const lit = new Set([key]);
      graph.forEachEdge(key, (edge, _, source, target) => {
        if (!this.#marks.hidden.has(edge)) {
          lit.add(edge).add(source).add(target);
        }
      });
      return lit;
    }
    return key !== null && graph.hasEdge(key) ? new Set([key, graph.source(key), graph.target(key)]) : null;
  }

  #node(node: string, data: NodeData): Partial<ShapedNode> {
    const { selected, hovered, focus, hidden } = this.#marks;
    const { paper, ink, accent, kind } = this.#palette;
    const lit = this.#lit === null || this.#lit.has(node);
    const marked = node === selected || node === hovered;
    return {
      x: data.x,
      y: data.y,
      label: data.label,
      type: "shape",
      shape: shapes[data.kind],
      size: radius(data.statements) * this.#scale * (node === focus ? 1.25 : 1),
      color: lit ? kind[data.kind] : mix(kind[data.kind], paper, 0.78),
      rim: node === selected ? accent : node === hovered || node === focus ? ink : paper,
      rimWidth: marked ? 3 : node === focus ? 2 : 1.5,
      hidden: hidden.has(node),
      zIndex: marked ? 3 : lit && this.#lit !== null ? 2 : 1,
    };
  }

  #edge(edge: string, data: EdgeData): Partial<RibbonEdge> {
    const { selected, hovered, hidden, fresh } = this.#marks;
    const { paper, accent } = this.#palette;
    const marked = edge === selected || edge === hovered;
    const lit = this.#lit === null || this.#lit.has(edge);
    const color = edgeColor(data, this.#palette);
    const rest = fresh ? (fresh.has(edge) ? 0 : 0.75) : 0.5;
    return {
      type: "ribbon",
      size: width(data.weight) * this.#scale + (marked ? 1.5 : 0),
      color: marked ? accent : this.#lit === null ? mix(color, paper, rest) : lit ? color : mix(color, paper, 0.86),
      dashed: data.derived,
      curvature: data.curvature,
      hidden: hidden.has(edge),
      zIndex: marked ? 2 : lit && this.#lit !== null ? 1 : 0,
    };
  }

  // Writes labels, and the signs of stances on their edges, above what sigma has drawn.
  #label(): void {
    const context = this.#sigma.getCanvases()["labels"]?.getContext("2d");
    if (!context) {
      return;
    }
    const { width: wide, height: high } = this.#sigma.getDimensions();
    context.clearRect(0, 0, wide, high);
    const { selected, hovered, focus, hidden, fresh } = this.#marks;
    const { paper, ink, inkSoft } = this.#palette;
    const places = new Map<string, { x: number; y: number }>();
    const labels: Labelled[] = [];
    this.graph.forEachNode((node, { label, kind, statements }) => {
      const data = this.#sigma.getNodeDisplayData(node);
      if (!data || hidden.has(node)) {
        return;
      }
      const { x, y } = this.#sigma.framedGraphToViewport(data);
      places.set(node, { x, y });
      const lit = this.#lit === null || this.#lit.has(node);
      const marked = node === selected || node === hovered || node === focus;
      const size = this.#sigma.scaleSize(data.size);
      const isFresh = fresh?.has(node) ?? false;
      if (isFresh) {
        // A ring with a gap is seen whatever colors the reader has chosen.
        context.strokeStyle = lit ? ink : mix(ink, paper, 0.75);
        context.lineWidth = 1.5;
        context.beginPath();
        context.arc(x, y, size + ringGap, 0, 2 * Math.PI);
        context.stroke();
      }
      if (x > -200 && y > -50 && x < wide + 200 && y < high + 50) {
        labels.push({
          text: label,
          x,
          y,
          size: isFresh ? size + ringGap : size,
          priority: marked ? Infinity : ((this.#lit !== null && lit) || isFresh ? 1000 : 0) + statements,
          bold: marked || isFresh,
          serif: kind === "issue" || kind === "recommendation",
          color: lit ? (this.#lit === null && (fresh ? !isFresh : kind !== "issue") && !marked ? inkSoft : ink) : mix(ink, paper, 0.75),
        });
      }
    });
    const signs = this.#signs(context, places, labels.map(squareAround));
    // The buttons stand in this corner.
    const buttons = { left: wide - settings.buttons.width, right: wide, top: high - settings.buttons.height, bottom: high };
    writeLabels(context, labels, [...signs, buttons], { ...this.#fonts, paper, width: wide, height: high, most: settings.labels });
  }

  // A sign that would lie on a node is left out; the color of the edge still tells, and so does its evidence.
  #signs(context: CanvasRenderingContext2D, places: ReadonlyMap<string, { x: number; y: number }>, nodes: readonly Rectangle[]): Rectangle[] {
    const written: Rectangle[] = [];
    context.font = `700 13px ${this.#fonts.ui}`;
    context.textAlign = "center";
    context.textBaseline = "middle";
    this.graph.forEachEdge((edge, data, source, target) => {
      const [from, to, sign] = [places.get(source), places.get(target), signOf(data)];
      const lit = this.#lit === null || this.#lit.has(edge);
      if (!from || !to || sign === null || !lit || this.#marks.hidden.has(edge)) {
        return;
      }
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      // The middle of a quadratic curve is half as far off the line as its control point. The viewport's y grows downwards.
      const x = (from.x + to.x) / 2 + (dy * data.curvature) / 2;
      const y = (from.y + to.y) / 2 - (dx * data.curvature) / 2;
      const square = squareAround({ x, y, size: 8 });
      if (Math.hypot(dx, dy) < 60 || [...nodes, ...written].some((other) => overlaps(other, square))) {
        return;
      }
      written.push(square);
      context.fillStyle = this.#palette.paper;
      context.beginPath();
      context.arc(x, y, 7.5, 0, 2 * Math.PI);
      context.fill();
      context.fillStyle = edgeColor(data, this.#palette);
      context.fillText(sign, x, y + 0.5);
    });
    return written;
  }
}
