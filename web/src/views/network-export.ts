// The network as files: a table with a line for each edge that is shown, and the nodes with their places.
// Pure: what is shown in, tables and networks out. Its drawing is in download/scene-svg.ts.
import type { Table } from "../download/csv.ts";
import type { Network } from "../download/network.ts";
import { shapes } from "../settings.ts";
import type { EdgeData, NodeData } from "../view/data.ts";
import { stanceOf } from "../view/edge-style.ts";
import type { Framed } from "../view/framed.ts";
import { edgeLook, nodeLook } from "../view/look.ts";
import type { Palette } from "../view/palette.ts";

/**
 * Returns a table with a line for each edge. weight is the number of statements behind a derived edge, empty for what a person
 * said; through_people tells of an organization that raised the issue only through its people.
 */
export function edgesTable({ edges }: Framed): Table {
  return {
    columns: ["source_id", "source", "type", "target_id", "target", "stance", "weight", "derived", "through_people"],
    rows: edges.map(({ source, target, data }) => [
      source.key,
      source.data.label,
      data.type,
      target.key,
      target.data.label,
      stanceOf(data),
      weightOf(data),
      data.derived ? "yes" : "no",
      throughPeople(data) ? "yes" : "no",
    ]),
  };
}

/** Returns the nodes and edges, with the look that they have when nothing is marked. */
export function sceneNetwork({ nodes, edges, marks }: Framed, palette: Palette): Omit<Network, "title" | "note"> {
  const plain = { ...marks, selected: null, hovered: null, lit: null };
  return {
    nodes: nodes.map(({ key, data }) => {
      const { radius, color } = nodeLook(key, data, plain, palette);
      return {
        id: key,
        label: data.label,
        attributes: { kind: data.kind, ...counted(data) },
        drawn: { x: data.x, y: data.y, size: radius, color, shape: shapes[data.kind] },
      };
    }),
    edges: edges.map(({ key, source, target, data }) => ({
      source: source.key,
      target: target.key,
      directed: true,
      weight: weightOf(data) ?? 1,
      attributes: { type: data.type, stance: stanceOf(data) ?? "", derived: data.derived, through: throughPeople(data), color: edgeLook(key, data, plain, palette).color },
    })),
  };
}

/** Returns what JSON holds of the scene. x and y are places, y upwards. */
export function sceneJson({ nodes, edges, marks }: Framed): unknown {
  return {
    focus: marks.focus,
    nodes: nodes.map(({ key, data }) => ({ id: key, label: data.label, kind: data.kind, ...counted(data), x: data.x, y: data.y })),
    edges: edges.map(({ source, target, data }) => ({
      source: source.key,
      target: target.key,
      type: data.type,
      stance: stanceOf(data),
      weight: weightOf(data),
      derived: data.derived,
      through: throughPeople(data),
    })),
  };
}

// Nothing counts what a person said.
function weightOf({ weight, derived }: EdgeData): number | null {
  return weight > 0 || !derived ? weight : null;
}

function throughPeople({ type, dashed }: EdgeData): boolean {
  return type === "raised" && dashed;
}

// Nothing counts people.
function counted({ kind, statements }: NodeData): { readonly statements?: number } {
  return kind === "person" ? {} : { statements };
}
