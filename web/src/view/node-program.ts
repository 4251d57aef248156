// Draws nodes of every form in one pass: the form is a distance to its edge, worked out for each pixel.
// A node has a rim, in the color of the paper so that it stands out from edges, or of the ink when it is selected.
import { NodeProgram, type ProgramInfo } from "sigma/rendering";
import type { NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import type { EdgeData, NodeData } from "./data.ts";
import type { Shape } from "../settings.ts";

/** The forms by their number in the shader. */
export const shapeNumbers: Readonly<Record<Shape, number>> = {
  circle: 0,
  square: 1,
  hexagon: 2,
  triangle: 3,
  diamond: 4,
  ring: 5,
  pentagon: 6,
  cross: 7,
  bar: 8,
};

/** What the program draws of a node beside what sigma knows. size is the radius of a circle of the node's area, in pixels. */
export interface ShapedNode extends NodeDisplayData {
  readonly shape: Shape;
  readonly rim: string;
  /** The width of the rim in pixels. */
  readonly rimWidth: number;
}

// u_matrix leads from sigma's framed graph to clip space; p is in radii from the middle of the node, y upwards.
const vertexShader = /* glsl */ `
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute float a_rimWidth;
attribute vec4 a_color;
attribute vec4 a_rim;
attribute vec4 a_id;
attribute vec2 a_corner;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
uniform float u_pixelRatio;
varying vec4 v_color;
varying vec4 v_rim;
varying vec2 v_p;
varying float v_shape;
varying float v_pixels;
varying float v_rimWidth;

void main() {
  v_pixels = a_size / u_sizeRatio * u_pixelRatio;
  v_rimWidth = a_rimWidth * u_pixelRatio / v_pixels;
  float reach = 1.5 + v_rimWidth;
  #ifdef PICKING_MODE
  // What can be pointed at is 24 pixels wide or more, however small it is drawn.
  reach = max(reach, 12.0 * u_pixelRatio / v_pixels);
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
  v_rim = a_rim;
  v_rim.a *= 255.0 / 254.0;
  v_p = a_corner * reach;
  v_shape = a_shape;
  float radius = a_size * u_correctionRatio / u_sizeRatio * 2.0;
  gl_Position = vec4((u_matrix * vec3(a_position + v_p * radius, 1)).xy, 0, 1);
}
`;

// Distances after Inigo Quilez, "2D distance functions". Each form has about the area of the circle of radius 1.
const fragmentShader = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec4 v_rim;
varying vec2 v_p;
varying float v_shape;
varying float v_pixels;
varying float v_rimWidth;

float box(vec2 p, vec2 b) {
  vec2 d = abs(p) - b;
  return length(max(d, 0.0)) + min(max(d.x, d.y), 0.0);
}

// A regular polygon with n sides, its corner upwards, r from the middle to a side.
float polygon(vec2 p, float n, float r) {
  float part = 6.2831853 / n;
  float a = atan(p.x, p.y);
  float side = floor(a / part) * part + part * 0.5;
  return cos(side - a) * length(p) - r;
}

float distance(vec2 p, float shape) {
  if (shape < 0.5) return length(p) - 1.0;
  if (shape < 1.5) return box(p, vec2(0.886));
  if (shape < 2.5) return polygon(p, 6.0, 0.95);
  if (shape < 3.5) return polygon(p + vec2(0.0, 0.2), 3.0, 0.72);
  if (shape < 4.5) return (abs(p.x) + abs(p.y) - 1.25) * 0.7071;
  if (shape < 5.5) return abs(length(p) - 0.8) - 0.3;
  if (shape < 6.5) return polygon(p, 5.0, 0.93);
  if (shape < 7.5) return min(box(p, vec2(1.15, 0.42)), box(p, vec2(0.42, 1.15)));
  return box(p, vec2(1.3, 0.62));
}

void main() {
  float d = distance(v_p, v_shape);
  #ifdef PICKING_MODE
  if (min(d, length(v_p) - 12.0 / v_pixels) > 0.0) discard;
  gl_FragColor = v_color;
  #else
  float outside = clamp(0.5 + (d - v_rimWidth) * v_pixels, 0.0, 1.0);
  float rim = clamp(0.5 + d * v_pixels, 0.0, 1.0);
  gl_FragColor = mix(v_color, v_rim, rim) * (1.0 - outside);
  #endif
}
`;

type Uniform = "u_matrix" | "u_sizeRatio" | "u_correctionRatio" | "u_pixelRatio";

/** The program; sigma makes one for its WebGL context. */
export class ShapeProgram extends NodeProgram<Uniform, NodeData, EdgeData> {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    return {
      VERTICES: 6,
      VERTEX_SHADER_SOURCE: vertexShader,
      FRAGMENT_SHADER_SOURCE: fragmentShader,
      METHOD: TRIANGLES,
      UNIFORMS: ["u_matrix", "u_sizeRatio", "u_correctionRatio", "u_pixelRatio"] as const,
      ATTRIBUTES: [
        { name: "a_position", size: 2, type: FLOAT },
        { name: "a_size", size: 1, type: FLOAT },
        { name: "a_shape", size: 1, type: FLOAT },
        { name: "a_rimWidth", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_rim", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_corner", size: 2, type: FLOAT }],
      CONSTANT_DATA: [[-1, -1], [1, -1], [1, 1], [-1, -1], [1, 1], [-1, 1]],
    };
  }

  processVisibleItem(index: number, start: number, data: NodeDisplayData): void {
    const { shape, rim, rimWidth, x, y, size, color } = data as ShapedNode;
    this.array.set([x, y, size, shapeNumbers[shape], rimWidth, floatColor(color), floatColor(rim), index], start);
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo<Uniform>): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
    gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio);
    gl.uniform1f(uniformLocations.u_correctionRatio, params.correctionRatio);
    gl.uniform1f(uniformLocations.u_pixelRatio, params.pixelRatio);
  }
}
