/** Frames of Chinese web maps: GCJ-02 is a smooth shift of up to several hundred metres, BD-09 a further one. */
export type ChinaFrame = 'GCJ-02' | 'BD-09';

/** Semi-major axis of the Krassovsky 1940 ellipsoid, metres, and its first eccentricity squared. */
const KRASSOVSKY_A = 6378245;
const KRASSOVSKY_E2 = 0.006693421622965943;
const RADIANS = Math.PI / 180;
/** The shift is made within this box alone; its edges are those of the published constants. */
const WEST = 72.004;
const EAST = 137.8347;
const SOUTH = 0.8293;
const NORTH = 55.8271;
/** Constants of BD-09 over GCJ-02, degrees and radians a degree. */
const BD_LON = 0.0065;
const BD_LAT = 0.006;
const BD_WAVE = (Math.PI * 3000) / 180;
/** A millionth of a millimetre on the ground: the inverse has settled. */
const SETTLED_DEG = 1e-14;
const MOST_STEPS = 12;

/** From longitude and latitude on WGS 84 or CGCS2000 to the frame, degrees. Outside China nothing is shifted. */
export function toChinaFrame(frame: ChinaFrame, lon: number, lat: number): readonly [lon: number, lat: number] {
  const [gcjLon, gcjLat] = toGcj02(lon, lat);
  return frame === 'GCJ-02' ? [gcjLon, gcjLat] : gcj02ToBd09(gcjLon, gcjLat);
}

/**
 * From the frame back to longitude and latitude on WGS 84, degrees: the forward shift inverted by fixed-point steps, which
 * shrink the error two hundredfold or more each. A round trip closes within a millimetre inside China; within a few
 * hundred metres of the box's edge, where the shift begins at once, two places may share one answer.
 */
export function fromChinaFrame(frame: ChinaFrame, lon: number, lat: number): readonly [lon: number, lat: number] {
  let guessLon = lon;
  let guessLat = lat;
  for (let step = 0; step < MOST_STEPS; step++) {
    const [thereLon, thereLat] = toChinaFrame(frame, guessLon, guessLat);
    const missLon = lon - thereLon;
    const missLat = lat - thereLat;
    guessLon += missLon;
    guessLat += missLat;
    if (Math.abs(missLon) < SETTLED_DEG && Math.abs(missLat) < SETTLED_DEG) break;
  }
  return [guessLon, guessLat];
}

function toGcj02(lon: number, lat: number): readonly [number, number] {
  if (!(lon > WEST && lon < EAST && lat > SOUTH && lat < NORTH)) return [lon, lat];
  const x = lon - 105;
  const y = lat - 35;
  const root = Math.sqrt(Math.abs(x));
  const short = waves(x, 20, 1 / 6, 20, 1 / 2);
  const east =
    300 +
    x +
    2 * y +
    0.1 * x * x +
    0.1 * x * y +
    0.1 * root +
    short +
    waves(x, 20, 1, 40, 3) +
    waves(x, 150, 12, 300, 30);
  const north =
    -100 +
    2 * x +
    3 * y +
    0.2 * y * y +
    0.1 * x * y +
    0.2 * root +
    short +
    waves(y, 20, 1, 40, 3) +
    waves(y, 160, 12, 320, 30);
  const sine = Math.sin(lat * RADIANS);
  const w2 = 1 - KRASSOVSKY_E2 * sine * sine;
  const w = Math.sqrt(w2);
  const metresEast = (KRASSOVSKY_A / w) * Math.cos(lat * RADIANS) * RADIANS;
  const metresNorth = ((KRASSOVSKY_A * (1 - KRASSOVSKY_E2)) / (w2 * w)) * RADIANS;
  return [lon + east / metresEast, lat + north / metresNorth];
}

/** Two sines of periods `2 p` and `2 q`, `a` and `b` high, two thirds of their sum. */
function waves(t: number, a: number, p: number, b: number, q: number): number {
  return ((a * Math.sin((t * Math.PI) / p) + b * Math.sin((t * Math.PI) / q)) * 2) / 3;
}

function gcj02ToBd09(lon: number, lat: number): readonly [number, number] {
  const radius = Math.hypot(lon, lat) + 0.00002 * Math.sin(lat * BD_WAVE);
  const angle = Math.atan2(lat, lon) + 0.000003 * Math.cos(lon * BD_WAVE);
  return [radius * Math.cos(angle) + BD_LON, radius * Math.sin(angle) + BD_LAT];
}
