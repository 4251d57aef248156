// The forms that tell kinds, as outlines: the same as the picture's shader draws, for files.
// Pure: a form, a place and a size in, SVG path data out.
import type { Shape } from "../settings.ts";

// Distances are in radii of the circle that has the area of the form; see view/node-program.ts.
type Outline = readonly (readonly [x: number, y: number])[];

const box = (wide: number, high: number): Outline => [[-wide, -high], [wide, -high], [wide, high], [-wide, high]];

// A regular polygon with a corner upwards; reach is from its middle to a side.
const polygon = (sides: number, reach: number, down = 0): Outline =>
  Array.from({ length: sides }, (_, side) => {
    const angle = (side / sides) * 2 * Math.PI;
    const corner = reach / Math.cos(Math.PI / sides);
    return [Math.sin(angle) * corner, down - Math.cos(angle) * corner] as const;
  });

const outlines: Readonly<Record<Exclude<Shape, "circle" | "ring">, Outline>> = {
  square: box(0.886, 0.886),
  hexagon: polygon(6, 0.95),
  triangle: polygon(3, 0.72, 0.2),
  diamond: [[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]],
  pentagon: polygon(5, 0.93),
  cross: [
    [-0.42, -1.15], [0.42, -1.15], [0.42, -0.42], [1.15, -0.42], [1.15, 0.42], [0.42, 0.42],
    [0.42, 1.15], [-0.42, 1.15], [-0.42, 0.42], [-1.15, 0.42], [-1.15, -0.42], [-0.42, -0.42],
  ],
  bar: box(1.3, 0.62),
};

/** Returns the outline of a form around a middle; y grows downwards. It is to be filled by the rule "evenodd". */
export function shapePath(shape: Shape, x: number, y: number, radius: number): string {
  switch (shape) {
    case "circle":
      return circle(x, y, radius);
    case "ring":
      return circle(x, y, 1.1 * radius) + circle(x, y, 0.5 * radius);
    default:
      return `${outlines[shape].map(([px, py], corner) => `${corner === 0 ? "M" : "L"}${number(x + px * radius)} ${number(y + py * radius)}`).join("")}Z`;
  }
}

function circle(x: number, y: number, radius: number): string {
  const r = number(radius);
  const across = number(2 * radius);
  return `M${number(x - radius)} ${number(y)}a${r} ${r} 0 1 0 ${across} 0a${r} ${r} 0 1 0 -${across} 0Z`;
}

function number(value: number): string {
  return (Math.round(value * 100) / 100).toString();
}
