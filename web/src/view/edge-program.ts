// Draws edges as ribbons along a curve: solid, or dashed where they are against or go through the people of an organization.
// Parallel edges fan out by their curvature; a straight edge has none.
import { EdgeProgram, type ProgramInfo } from "sigma/rendering";
import type { EdgeDisplayData, NodeDisplayData, RenderParams } from "sigma/types";
import { floatColor } from "sigma/utils";
import type { EdgeData, NodeData } from "./data.ts";

/** What the program draws of an edge beside what sigma knows. size is its width in pixels. */
export interface RibbonEdge extends EdgeDisplayData {
  /** How far the middle of the curve's control polygon is off the straight line, in lengths of the edge. */
  readonly curvature: number;
  readonly dashed: boolean;
}

const segments = 12;

// Everything is worked out in pixels of the canvas, so that dashes are as long at any zoom.
const vertexShader = /* glsl */ `
attribute vec2 a_source;
attribute vec2 a_target;
attribute float a_width;
attribute float a_curvature;
attribute float a_dashed;
attribute vec4 a_color;
attribute vec4 a_id;
attribute vec2 a_place;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_pixelRatio;
uniform vec2 u_dimensions;
varying vec4 v_color;
varying float v_across;
varying float v_half;
varying float v_along;
varying float v_dashed;

vec2 pixels(vec2 graph) {
  return ((u_matrix * vec3(graph, 1)).xy + 1.0) * 0.5 * u_dimensions;
}

void main() {
  vec2 source = pixels(a_source);
  vec2 target = pixels(a_target);
  vec2 delta = target - source;
  vec2 control = 0.5 * (source + target) + vec2(-delta.y, delta.x) * a_curvature;
  float t = a_place.x;
  vec2 point = mix(mix(source, control, t), mix(control, target, t), t);
  vec2 tangent = mix(control - source, target - control, t);
  vec2 normal = vec2(-tangent.y, tangent.x) / max(length(tangent), 0.0001);
  v_half = max(a_width / u_sizeRatio, 0.7) * u_pixelRatio * 0.5;
  #ifdef PICKING_MODE
  v_half = max(v_half, 5.0 * u_pixelRatio);
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
  v_across = a_place.y * (v_half + 1.0);
  v_along = t * length(delta) * (1.0 + 0.6 * a_curvature * a_curvature) / u_pixelRatio;
  v_dashed = a_dashed;
  gl_Position = vec4((point + normal * v_across) / u_dimensions * 2.0 - 1.0, 0, 1);
}
`;

const fragmentShader = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying float v_across;
varying float v_half;
varying float v_along;
varying float v_dashed;

void main() {
  #ifdef PICKING_MODE
  gl_FragColor = v_color;
  #else
  float alpha = clamp(v_half + 0.5 - abs(v_across), 0.0, 1.0);
  // Dashes of 6 pixels with 4 between, their ends a pixel soft.
  float dash = clamp(3.5 - abs(mod(v_along, 10.0) - 5.0), 0.0, 1.0);
  gl_FragColor = v_color * alpha * mix(1.0, dash, v_dashed);
  #endif
}
`;

type Uniform = "u_matrix" | "u_sizeRatio" | "u_pixelRatio" | "u_dimensions";

/** The program; sigma makes one for its WebGL context. */
export class RibbonProgram extends EdgeProgram<Uniform, NodeData, EdgeData> {
  getDefinition() {
    const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext;
    const corners = [[0, -1], [1, -1], [1, 1], [0, -1], [1, 1], [0, 1]] as const;
    return {
      VERTICES: 6 * segments,
      VERTEX_SHADER_SOURCE: vertexShader,
      FRAGMENT_SHADER_SOURCE: fragmentShader,
      METHOD: TRIANGLES,
      UNIFORMS: ["u_matrix", "u_sizeRatio", "u_pixelRatio", "u_dimensions"] as const,
      ATTRIBUTES: [
        { name: "a_source", size: 2, type: FLOAT },
        { name: "a_target", size: 2, type: FLOAT },
        { name: "a_width", size: 1, type: FLOAT },
        { name: "a_curvature", size: 1, type: FLOAT },
        { name: "a_dashed", size: 1, type: FLOAT },
        { name: "a_color", size: 4, type: UNSIGNED_BYTE, normalized: true },
        { name: "a_id", size: 4, type: UNSIGNED_BYTE, normalized: true },
      ],
      CONSTANT_ATTRIBUTES: [{ name: "a_place", size: 2, type: FLOAT }],
      CONSTANT_DATA: Array.from({ length: segments }, (_, segment) =>
        corners.map(([step, side]) => [(segment + step) / segments, side]),
      ).flat(),
    };
  }

  processVisibleItem(index: number, start: number, source: NodeDisplayData, target: NodeDisplayData, data: EdgeDisplayData): void {
    const { size, curvature, dashed, color } = data as RibbonEdge;
    this.array.set([source.x, source.y, target.x, target.y, size, curvature, dashed ? 1 : 0, floatColor(color), index], start);
  }

  setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo<Uniform>): void {
    gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix);
    gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio);
    const scale = params.pixelRatio;
    gl.uniform1f(uniformLocations.u_pixelRatio, scale);
    gl.uniform2f(uniformLocations.u_dimensions, params.width * scale, params.height * scale);
  }
}
