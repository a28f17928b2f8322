import { PAINT } from './pit-vertices.ts';
import { ribbonPlace } from './ribbon-place.ts';

/** Half the width that a line keeps at least, pixels. */
const LEAST_HALF_PX = 0.75;

export const PIT_VERTEX_SHADER = `
  in vec3 position;
  in vec3 ribbon;
  in vec4 normal;
  in vec4 colour;
  out vec3 v_positionEC;
  out vec3 v_normalEC;
  out vec3 v_place;
  out vec3 v_facing;
  out vec3 v_colour;
  flat out float v_paint;

  void main() {
    ${ribbonPlace(LEAST_HALF_PX)}
    v_positionEC = positionEC.xyz;
    v_facing = normalize(normal.xyz);
    v_normalEC = czm_normal * v_facing;
    v_place = position;
    v_colour = colour.rgb / 255.0;
    v_paint = colour.a;
    gl_Position = czm_projection * positionEC;
  }`;

/**
 * Soil that is nowhere a picture: noise in metres on the wall itself, sharp at any distance and gone where it would be
 * smaller than a pixel. Lines each half metre of depth run around the walls.
 */
export const PIT_FRAGMENT_SHADER = `
  in vec3 v_positionEC;
  in vec3 v_normalEC;
  in vec3 v_place;
  in vec3 v_facing;
  in vec3 v_colour;
  flat in float v_paint;
  uniform float u_depthM;
  uniform float u_brightness;
  uniform vec3 u_fogTone;
  uniform float u_fogShare;

  float hash(vec2 p) {
    vec3 q = fract(vec3(p.xyx) * 0.1031);
    q += dot(q, q.yzx + 33.33);
    return fract((q.x + q.y) * q.z);
  }

  float noise(vec2 p) {
    vec2 i = floor(p);
    vec2 f = fract(p);
    f = f * f * (3.0 - 2.0 * f);
    return mix(
      mix(hash(i), hash(i + vec2(1.0, 0.0)), f.x),
      mix(hash(i + vec2(0.0, 1.0)), hash(i + vec2(1.0, 1.0)), f.x),
      f.y
    );
  }

  // Of what is \`sizeM\` large, the part that a pixel of \`pixelM\` can show.
  float shown(float sizeM, float pixelM) {
    return 1.0 - smoothstep(sizeM * 0.3, sizeM, pixelM);
  }

  float rough(vec2 p, float pixelM) {
    float sum = 0.0;
    float size = 1.0;
    float high = 0.5;
    for (int i = 0; i < 4; i++) {
      sum += (noise(p / size) - 0.5) * high * shown(size, pixelM);
      p += 17.3;
      size *= 0.42;
      high *= 0.62;
    }
    return sum;
  }

  // Stones: x how far inside one (0 at its edge, 1 in its middle), y which one.
  vec2 stones(vec2 p, float least, float most) {
    vec2 cell = floor(p);
    vec2 found = vec2(0.0);
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        vec2 c = cell + vec2(dx, dy);
        float which = hash(c + 7.7);
        vec2 middle = c + 0.5 + 0.42 * (vec2(hash(c), hash(c + 3.1)) - 0.5);
        vec2 off = p - middle;
        float turn = which * 6.28;
        off = vec2(cos(turn) * off.x - sin(turn) * off.y, (sin(turn) * off.x + cos(turn) * off.y) * 1.35);
        float inside = 1.0 - length(off) / mix(least, most, hash(c + 5.9));
        if (inside > found.x) found = vec2(inside, which);
      }
    }
    return found;
  }

  void main() {
    vec3 facing = normalize(v_facing);
    bool level = facing.z > 0.98;
    vec2 along = level ? vec2(1.0, 0.0) : normalize(vec2(-facing.y, facing.x));
    vec2 at = level ? v_place.xy : vec2(dot(v_place.xy, along), v_place.z / max(length(facing.xy), 0.2));
    vec2 dx = dFdx(at);
    vec2 dy = dFdy(at);
    float pixelM = max(max(length(dx), length(dy)), 1e-5);
    int paint = int(v_paint + 0.5);
    vec3 tone = v_colour;
    float relief = 0.0;
    float flatness = 0.0;

    if (paint == ${PAINT.topsoil}) {
      float r = rough(at * 2.0, pixelM * 2.0);
      relief = r * 0.05;
      tone *= 1.0 + 0.9 * r;
      tone = mix(tone, tone * 0.55, smoothstep(0.62, 0.8, noise(at * 23.0)) * shown(0.04, pixelM));
    } else if (paint == ${PAINT.fill}) {
      float r = rough(at * 1.6, pixelM * 1.6);
      relief = r * 0.04;
      tone *= 1.0 + 0.55 * r;
      vec2 stone = stones(at * 4.2, 0.06, 0.4);
      float is = smoothstep(0.0, 0.12, stone.x) * step(0.45, stone.y) * shown(0.12, pixelM);
      vec3 rock = mix(vec3(0.52, 0.50, 0.47), vec3(0.60, 0.42, 0.34), step(0.86, stone.y)) * (0.8 + 0.4 * fract(stone.y * 13.0));
      tone = mix(tone, rock, is * 0.85);
      relief += is * min(stone.x, 0.5) * 0.05;
    } else if (paint == ${PAINT.clay}) {
      float r = rough(at * vec2(0.5, 2.2), pixelM * 1.2);
      relief = r * 0.02;
      tone *= 1.0 + 0.5 * r;
      float streak = noise(at * vec2(1.1, 13.0)) - 0.5;
      tone *= 1.0 + 0.16 * streak * shown(0.08, pixelM);
    } else if (paint == ${PAINT.sand}) {
      float bend = noise(at * vec2(0.7, 0.5)) * 5.0;
      float layer = sin(at.y * 46.0 + bend) * 0.5 + sin(at.y * 17.0 - bend * 0.6) * 0.5;
      tone *= 1.0 + 0.055 * layer * shown(0.13, pixelM);
      float grain = noise(at * 190.0) - 0.5;
      tone *= 1.0 + 0.16 * grain * shown(0.008, pixelM) + 0.25 * rough(at, pixelM);
      relief = layer * 0.002 + grain * 0.002;
    } else if (paint == ${PAINT.gravel}) {
      vec2 stone = stones(at * 9.0, 0.32, 0.62);
      float seen = shown(0.07, pixelM);
      float is = smoothstep(0.0, 0.16, stone.x) * seen;
      float warm = fract(stone.y * 7.0);
      vec3 rock = tone * mix(vec3(0.82, 0.86, 0.92), vec3(1.16, 1.06, 0.94), warm) * (0.78 + 0.5 * fract(stone.y * 31.0));
      tone = mix(tone * mix(0.92, 0.6, seen), rock, is);
      relief = sqrt(max(stone.x, 0.0)) * 0.035 * seen;
      tone *= 1.0 + 0.3 * rough(at * 0.7, pixelM);
    } else if (paint == ${PAINT.floor}) {
      float r = rough(at * 1.3, pixelM * 1.3);
      relief = r * 0.05;
      tone *= 1.0 + 0.45 * r;
      vec2 stone = stones(at * 6.0 + 40.0, 0.05, 0.3);
      float is = smoothstep(0.0, 0.2, stone.x) * step(0.6, stone.y) * shown(0.08, pixelM);
      tone = mix(tone, tone * 1.25, is);
      relief += is * 0.02;
    } else if (paint == ${PAINT.rim}) {
      float grain = noise(at * 70.0) - 0.5;
      tone *= 1.0 + 0.35 * grain * shown(0.02, pixelM) + 0.2 * rough(at * 2.0, pixelM * 2.0);
      relief = grain * 0.004;
    } else {
      flatness = 1.0;
    }

    // Bumps from the slope of the relief over the screen (Mikkelsen, "Bump mapping unparametrized surfaces").
    vec3 n = normalize(v_normalEC);
    vec3 px = dFdx(v_positionEC);
    vec3 py = dFdy(v_positionEC);
    vec3 r1 = cross(py, n);
    vec3 r2 = cross(n, px);
    float det = dot(px, r1);
    vec3 slope = sign(det) * (dFdx(relief) * r1 + dFdy(relief) * r2);
    vec3 bumped = normalize(abs(det) * n - slope);
    if (dot(v_positionEC, n) > 0.0) bumped = -bumped;

    float sun = max(dot(bumped, czm_lightDirectionEC), 0.0);
    float sky = 0.5 + 0.5 * dot(bumped, normalize(czm_normal * vec3(0.0, 0.0, 1.0)));
    float light = mix(0.52 + 0.22 * sky + 0.42 * sun, 0.96, flatness);
    // Less sky reaches down: the deep parts are darker, the foot of the walls most.
    float down = clamp(1.0 - v_place.z / max(u_depthM, 0.3), 0.0, 1.0);
    if (paint < ${PAINT.rim}) light *= mix(1.0, 0.8, down);
    if (paint < ${PAINT.floor}) light *= mix(0.74, 1.0, smoothstep(0.0, 0.35, v_place.z));
    vec3 lit = tone * light;

    if (paint < ${PAINT.floor}) {
      float depthM = u_depthM - v_place.z;
      float perPixel = max(fwidth(v_place.z), 1e-5);
      float toHalf = abs(fract(depthM * 2.0 + 0.5) - 0.5) / 2.0;
      float toWhole = abs(fract(depthM + 0.5) - 0.5);
      float room = shown(0.25, perPixel);
      float line = (1.0 - smoothstep(0.003 + 0.4 * perPixel, 0.003 + 1.4 * perPixel, toHalf)) * 0.34 * room;
      line = max(line, (1.0 - smoothstep(0.006 + 0.6 * perPixel, 0.006 + 1.6 * perPixel, toWhole)) * 0.5 * shown(0.5, perPixel));
      lit = mix(lit, vec3(0.13, 0.1, 0.07), line * step(0.02, depthM) * step(0.02, v_place.z));
    }
    // From outside, below the ground: the bare back of the soil.
    if (!gl_FrontFacing && paint < ${PAINT.plain}) lit = v_colour * 0.42;
    float fog = u_fogShare * (1.0 - exp(-length(v_positionEC) / 700.0));
    out_FragColor = vec4(mix(lit * u_brightness, u_fogTone, fog), 1.0);
  }`;
