import { linkedProgram } from './linked-program.ts';

/** Floats of a stretch of a trail: its two ends (metres about the middle) and how old each is, 0 new to 1 old. */
export const TRAIL_FLOATS = 8;

const VERTEX = `#version 300 es
precision highp float;
layout(location = 0) in vec3 a;
layout(location = 1) in vec3 b;
layout(location = 2) in vec2 ages;
uniform mat4 toClip;
uniform vec2 sizePx;
uniform float widthPx;
out float age;
out float across;
void main() {
  vec4 p = toClip * vec4(a, 1.0);
  vec4 q = toClip * vec4(b, 1.0);
  // A strip of four corners: both ends, left and right of the line.
  bool isEnd = gl_VertexID >= 2;
  float hand = (gl_VertexID & 1) == 0 ? -1.0 : 1.0;
  age = isEnd ? ages.y : ages.x;
  across = hand;
  if (p.w <= 0.1 || q.w <= 0.1) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  vec2 along = (q.xy / q.w - p.xy / p.w) * sizePx;
  vec2 way = length(along) < 0.001 ? vec2(1.0, 0.0) : normalize(along);
  vec2 aside = vec2(-way.y, way.x) * hand * widthPx / sizePx;
  vec4 at = isEnd ? q : p;
  gl_Position = vec4(at.xy / at.w + aside, 0.0, 1.0);
}`;

const FRAGMENT = `#version 300 es
precision highp float;
in float age;
in float across;
uniform vec3 tone;
out vec4 colour;
void main() {
  float alpha = (1.0 - age) * 0.75 * (1.0 - smoothstep(0.5, 1.0, abs(across)));
  colour = vec4(tone * alpha, alpha);
}`;

export const TRAIL_UNIFORMS = ['toClip', 'sizePx', 'widthPx', 'tone'] as const;

export function trailProgram(gl: WebGL2RenderingContext) {
  return linkedProgram(gl, VERTEX, FRAGMENT, TRAIL_UNIFORMS);
}
