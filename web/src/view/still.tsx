// The picture of a scene without WebGL: the same places, forms, lines and labels as SVG, for browsers that cannot draw the
// other and for paper. It does not move, and nothing in it can be pressed; what it shows is in the text beside it.
import type { ReactElement } from "react";
import type { Scene } from "../graph/scene.ts";
import { curvatures } from "../graph/spread.ts";
import { label as type, measure } from "../graph/wrap.ts";
import { shapes } from "../settings.ts";
import { paths } from "../shell/kind-mark.tsx";
import { narrow, useMedia } from "../shell/use-media.ts";
import { stanceOf } from "./edge-style.ts";
import { linesOf, placeLabels, type Labelled } from "./labels.ts";
import type { Marks } from "./look.ts";
import { radius, width } from "./sizes.ts";

interface Box {
  readonly width: number;
  readonly height: number;
  readonly margin: number;
}

// The box of the drawing in its own units, which are about pixels, so that its labels can be read.
const wide: Box = { width: 720, height: 600, margin: 24 };
const small: Box = { width: 340, height: 420, margin: 16 };

// Bold letters are wider than those that are measured.
const boldness = 1.25;

interface Named extends Labelled {
  readonly fresh: boolean;
}

/** The picture; nodes stand where the scene has them. */
export function StillPicture({ scene, marks }: { readonly scene: Scene; readonly marks: Pick<Marks, "hidden" | "fresh"> }): ReactElement {
  const box = useMedia(narrow) ? small : wide;
  const to = scaleOf(scene, box);
  const shown = scene.nodes.filter(({ id }) => !marks.hidden.has(id));
  const byId = new Map(scene.nodes.map((node) => [node.id, node]));
  const isFresh = (key: string): boolean => marks.fresh?.has(key) ?? false;
  const bends = curvatures(scene.edges);
  const edges = scene.edges.flatMap((edge, place) => {
    const [source, target] = [byId.get(edge.source), byId.get(edge.target)];
    return marks.hidden.has(edge.key) || !source || !target ? [] : [{ edge, from: to(source), target: to(target), bend: bends[place] ?? 0 }];
  });
  const names = placeLabels<Named>(
    shown.map((node) => {
      const fresh = isFresh(node.id);
      return {
        key: node.id,
        text: node.label,
        ...to(node),
        size: radius(node) + (fresh ? 4 : 0),
        priority: (fresh ? 1000 : 0) + node.statements,
        bold: fresh,
        serif: node.kind === "issue" || node.kind === "recommendation",
        color: "",
        fresh,
      };
    }),
    [],
    { ...box, most: 80 },
    ({ text, bold }) => {
      const { width: measured, height } = measure(linesOf(text));
      return { width: bold ? measured * boldness : measured, height };
    },
  );
  return (
    <svg className={marks.fresh ? "still still-filling" : "still"} viewBox={`0 0 ${box.width.toString()} ${box.height.toString()}`} aria-hidden="true" focusable="false">
      {edges.map(({ edge: { key, type: edgeType, stance = null, weight, dashed = false }, from, target, bend }) => {
        const [dx, dy] = [target.x - from.x, target.y - from.y];
        return (
          <path
            key={key}
            className={["still-edge", `edge-${stanceOf({ type: edgeType, stance }) ?? edgeType}`, isFresh(key) ? "fresh" : ""].join(" ")}
            d={`M${point(from)}Q${point({ x: from.x + dx / 2 + dy * bend, y: from.y + dy / 2 - dx * bend })} ${point(target)}`}
            strokeWidth={width(weight).toFixed(1)}
            strokeDasharray={dashed ? "5 4" : undefined}
          />
        );
      })}
      {shown.map((node) => {
        const [{ x, y }, size] = [to(node), radius(node)];
        return (
          <g key={node.id}>
            {isFresh(node.id) && <circle className="still-ring" cx={x.toFixed(1)} cy={y.toFixed(1)} r={(size + 4).toFixed(1)} />}
            <path
              className={`kind-${node.kind}`}
              fill="currentColor"
              fillRule="evenodd"
              d={paths[shapes[node.kind]]}
              transform={`translate(${(x - size).toFixed(1)} ${(y - size).toFixed(1)}) scale(${(size / 8).toFixed(3)})`}
            />
          </g>
        );
      })}
      {names.map(({ node, place }) => (
        <text key={`${node.text} ${node.x.toString()}`} className={node.fresh ? "fresh" : undefined} textAnchor={({ left: "start", right: "end", center: "middle" } as const)[place.align]}>
          {linesOf(node.text).map((line, index) => (
            <tspan
              key={index}
              x={(place.align === "left" ? place.left : place.align === "right" ? place.right : (place.left + place.right) / 2).toFixed(1)}
              y={(place.top + (index + 0.78) * type.lineHeight).toFixed(1)}
            >
              {line}
            </tspan>
          ))}
        </text>
      ))}
    </svg>
  );
}

function point({ x, y }: { readonly x: number; readonly y: number }): string {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

// Returns where in the box a node stands, y downwards. The scene fills the box.
function scaleOf({ nodes }: Scene, box: Box): (node: { readonly x: number; readonly y: number }) => { readonly x: number; readonly y: number } {
  const [xs, ys] = [nodes.map(({ x }) => x), nodes.map(({ y }) => y)];
  const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const [across, up] = [(box.width - 2 * box.margin) / Math.max(1, right - left), (box.height - 2 * box.margin) / Math.max(1, top - bottom)];
  return ({ x, y }) => ({
    x: box.width / 2 + (x - (left + right) / 2) * across,
    y: box.height / 2 - (y - (top + bottom) / 2) * up,
  });
}
