/** Mean radius of the Earth, metres: the plane of what is drawn is level, the engine's frame is flat. */
const EARTH_RADIUS_M = 6371008.8;

/** GLSL that widens a vertex's ribbon to so many pixels at least and lays it on the round Earth: `place`, `positionEC`. */
export function ribbonPlace(leastHalfPx: number): string {
  return `
    vec3 place = position;
    float halfWidth = length(ribbon);
    if (halfWidth > 0.0) {
      float metresPerPixel = max(czm_metersPerPixel(czm_modelView * vec4(place, 1.0)), 0.0);
      place += ribbon / halfWidth * max(halfWidth, metresPerPixel * ${leastHalfPx.toFixed(2)} * czm_pixelRatio);
    }
    place.z -= dot(place.xy, place.xy) / ${(2 * EARTH_RADIUS_M).toFixed(1)};
    vec4 positionEC = czm_modelView * vec4(place, 1.0);`;
}
