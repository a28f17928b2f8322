import { ribbonPlace } from './ribbon-place.ts';

/** Half the width that a line keeps at least, pixels. */
const LEAST_HALF_PX = 0.9;

/** Corners of the opening that ground marks are cut out of; a pit with more keeps its marks over the opening. */
export const MOST_OPENING_CORNERS = 32;

export const ZONE_VERTEX_SHADER = `
  in vec3 position;
  in vec3 ribbon;
  in vec4 normal;
  in vec4 colour;
  out vec3 v_positionEC;
  out vec3 v_normalEC;
  out vec3 v_place;
  out vec4 v_colour;
  flat out float v_kind;

  void main() {
    ${ribbonPlace(LEAST_HALF_PX)}
    v_positionEC = positionEC.xyz;
    v_normalEC = czm_normal * normal.xyz;
    v_place = position;
    v_colour = colour / 255.0;
    v_kind = normal.w;
    gl_Position = czm_projection * positionEC;
  }`;

/**
 * Shells glow at their edges and are clear in their middle, so that what lies in them shows. All of it fades with the
 * distance from the pit: a zone runs on with its conduit, and only the part near the dig matters.
 */
export const ZONE_FRAGMENT_SHADER = `
  in vec3 v_positionEC;
  in vec3 v_normalEC;
  in vec3 v_place;
  in vec4 v_colour;
  flat in float v_kind;
  uniform vec2 u_middle;
  uniform float u_nearM;
  uniform float u_farM;
  uniform float u_strength;
  uniform float u_brightness;
  uniform vec2 u_opening[${MOST_OPENING_CORNERS}];
  uniform float u_openingCorners;

  bool overOpening(vec2 p) {
    bool inside = false;
    int count = int(u_openingCorners + 0.5);
    for (int i = 0; i < ${MOST_OPENING_CORNERS}; i++) {
      if (i >= count) break;
      vec2 a = u_opening[i];
      vec2 b = u_opening[i + 1 < count ? i + 1 : 0];
      if ((a.y > p.y) != (b.y > p.y) && p.x < a.x + (b.x - a.x) * (p.y - a.y) / (b.y - a.y)) inside = !inside;
    }
    return inside;
  }

  void main() {
    float fade = 1.0 - smoothstep(u_nearM, u_farM, distance(v_place.xy, u_middle));
    if (fade <= 0.0) discard;
    if (v_kind < -0.5 && overOpening(v_place.xy)) discard;
    float alpha = v_colour.a;
    if (abs(v_kind) < 0.5) {
      float facing = abs(dot(normalize(v_normalEC), normalize(v_positionEC)));
      alpha *= 0.28 + 0.72 * pow(1.0 - facing, 1.6);
    }
    out_FragColor = vec4(v_colour.rgb * u_brightness, alpha * fade * u_strength);
  }`;
