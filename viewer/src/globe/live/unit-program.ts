import { linkedProgram } from './linked-program.ts';

/** Floats of a unit in the buffer: from, to (metres about the middle), time of setting out, seconds under way, heading, age. */
export const UNIT_FLOATS = 12;

/**
 * Draws every unit as one point: a disc with a nose that points where it goes. It moves from report to report by the clock
 * handed in, so that a frame costs no more than its call, however many units there are.
 */
const VERTEX = `#version 300 es
precision highp float;
layout(location = 0) in vec3 from;
layout(location = 1) in vec3 to;
// Seconds of the layer's clock: set out, and under way for.
layout(location = 2) in vec2 way;
// Clockwise from north, radians; below -9 it is not known.
layout(location = 3) in float heading;
// When it was last heard of, seconds of the city's clock.
layout(location = 4) in float heard;
// 0 plain, 1 marked, 2 selected, and 4 more where its frame is doubtful.
layout(location = 5) in vec2 look;
uniform mat4 toClip;
uniform vec3 east;
uniform vec3 north;
uniform vec2 sizePx;
uniform float ratio;
uniform float now;
uniform float cityNow;
uniform vec2 stale;
uniform float metresPerPixelAtOne;
out float angle;
out float fresh;
out float side;
flat out int mark;
flat out int doubtful;
void main() {
  float t = way.y <= 0.0 ? 1.0 : clamp((now - way.x) / way.y, 0.0, 1.0);
  vec4 at = toClip * vec4(mix(from, to, t), 1.0);
  fresh = 1.0 - smoothstep(stale.x, stale.y, cityNow - heard);
  mark = int(look.x) % 4;
  doubtful = int(look.x) / 4;
  angle = -10.0;
  if (heading > -9.0) {
    // A step ahead on the ground, seen on the screen.
    float stepM = max(2.0, 8.0 * metresPerPixelAtOne * at.w);
    vec4 ahead = toClip * vec4(mix(from, to, t) + (east * sin(heading) + north * cos(heading)) * stepM, 1.0);
    if (at.w > 0.0 && ahead.w > 0.0) {
      vec2 way2 = (ahead.xy / ahead.w - at.xy / at.w) * sizePx;
      if (length(way2) > 0.01) angle = atan(way2.x, way2.y);
    }
  }
  // Far away a unit is a dot; what is marked stays large.
  float far = clamp(1400.0 / max(at.w, 1.0), 0.34, 1.0);
  side = (mark > 0 ? 30.0 : 22.0 * far + 2.0) * ratio;
  gl_PointSize = side;
  gl_Position = vec4(at.xy, 0.0, at.w);
}`;

const FRAGMENT = `#version 300 es
precision highp float;
in float angle;
in float fresh;
in float side;
flat in int mark;
flat in int doubtful;
uniform float ratio;
uniform vec3 tone;
uniform vec3 markTone;
uniform vec3 selectTone;
uniform vec3 rim;
uniform vec3 staleTone;
out vec4 colour;
void main() {
  vec2 p = (gl_PointCoord - 0.5) * side;
  p.y = -p.y;
  float radius = side * 0.27;
  float away = length(p) - radius;
  if (angle > -9.0) {
    float c = cos(angle);
    float s = sin(angle);
    // Turned so that it goes up.
    vec2 q = vec2(p.x * c - p.y * s, p.x * s + p.y * c);
    // A nose: two straight flanks that touch the disc.
    float tip = radius * 1.72;
    float flank = (abs(q.x) * 0.86 + (q.y - tip) * 0.5);
    if (q.y > radius * 0.2) away = min(away, flank);
  }
  float edge = 0.8 * ratio;
  float body = 1.0 - smoothstep(-edge, edge * 0.2, away + 1.6 * ratio);
  float whole = 1.0 - smoothstep(-edge * 0.2, edge, away);
  vec3 face = mark == 2 ? selectTone : mark == 1 ? markTone : tone;
  face = mix(staleTone, face, fresh);
  // Old news is hatched, and so is what nobody declared the frame of.
  float hatch = step(0.5, fract((p.x + p.y) / (4.2 * ratio)));
  if (doubtful > 0) hatch = step(0.5, fract(p.x / (3.6 * ratio)));
  if (fresh < 0.5 || doubtful > 0) face = mix(face, rim, hatch * 0.6);
  vec3 paint = mix(rim, face, body);
  float alpha = whole * mix(0.62, 1.0, fresh);
  if (mark == 2) {
    float ring = abs(length(p) - side * 0.44) - 1.1 * ratio;
    float ringed = 1.0 - smoothstep(-edge * 0.5, edge, ring);
    paint = mix(paint, selectTone, ringed * (1.0 - whole));
    alpha = max(alpha, ringed);
  }
  if (alpha < 0.01) discard;
  colour = vec4(paint * alpha, alpha);
}`;

export const UNIT_UNIFORMS = [
  'toClip',
  'east',
  'north',
  'sizePx',
  'ratio',
  'now',
  'cityNow',
  'stale',
  'metresPerPixelAtOne',
  'tone',
  'markTone',
  'selectTone',
  'rim',
  'staleTone',
] as const;

export function unitProgram(gl: WebGL2RenderingContext) {
  return linkedProgram(gl, VERTEX, FRAGMENT, UNIT_UNIFORMS);
}
