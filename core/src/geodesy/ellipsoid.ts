/** WGS 84 ellipsoid (EPSG:7030). CGCS2000's differs by 0.1 mm in the semi-minor axis. Source: NGA.STND.0036. */
export const SEMI_MAJOR_M = 6378137;
export const FLATTENING = 1 / 298.257223563;
export const ECCENTRICITY_SQUARED = FLATTENING * (2 - FLATTENING);

const DEGREE = Math.PI / 180;

/** Writes Earth-centred, Earth-fixed x, y, z in metres to `out[offset ...]`. Degrees and ellipsoidal height in. */
export function lonLatToEcef(lon: number, lat: number, heightM: number, out: Float64Array, offset = 0): void {
  plumbLineInEcef(lon, lat, heightM, PLUMB_LINE);
  out[offset] = PLUMB_LINE[0] ?? 0;
  out[offset + 1] = PLUMB_LINE[1] ?? 0;
  out[offset + 2] = PLUMB_LINE[2] ?? 0;
}

const PLUMB_LINE = new Float64Array(6);

/** The same, and after it the direction of the plumb line there, upwards: six numbers. */
export function plumbLineInEcef(lon: number, lat: number, heightM: number, out: Float64Array): void {
  const sinLat = Math.sin(lat * DEGREE);
  const cosLat = Math.cos(lat * DEGREE);
  const sinLon = Math.sin(lon * DEGREE);
  const cosLon = Math.cos(lon * DEGREE);
  const normal = SEMI_MAJOR_M / Math.sqrt(1 - ECCENTRICITY_SQUARED * sinLat * sinLat);
  const radius = (normal + heightM) * cosLat;
  out[0] = radius * cosLon;
  out[1] = radius * sinLon;
  out[2] = (normal * (1 - ECCENTRICITY_SQUARED) + heightM) * sinLat;
  out[3] = cosLat * cosLon;
  out[4] = cosLat * sinLon;
  out[5] = sinLat;
}

/**
 * Longitude, latitude in degrees and ellipsoidal height in metres of an ECEF point, by Bowring's start and Newton's
 * steps: exact to a nanometre within 10 km of the surface.
 */
export function ecefToLonLat(x: number, y: number, z: number): readonly [lon: number, lat: number, heightM: number] {
  const p = Math.hypot(x, y);
  let lat = Math.atan2(z, p * (1 - ECCENTRICITY_SQUARED));
  let height = 0;
  for (let i = 0; i < 6; i++) {
    const sinLat = Math.sin(lat);
    const normal = SEMI_MAJOR_M / Math.sqrt(1 - ECCENTRICITY_SQUARED * sinLat * sinLat);
    height = p * Math.cos(lat) + z * sinLat - (SEMI_MAJOR_M * SEMI_MAJOR_M) / normal;
    lat = Math.atan2(z, p * (1 - (ECCENTRICITY_SQUARED * normal) / (normal + height)));
  }
  return [Math.atan2(y, x) / DEGREE, lat / DEGREE, height];
}

/**
 * East-north-up frame at a point, as a column-major 4 x 4 matrix from local metres to ECEF (the `transform` of a
 * 3D tile).
 */
export function eastNorthUpToEcef(lon: number, lat: number, heightM: number): Float64Array {
  const sinLon = Math.sin(lon * DEGREE);
  const cosLon = Math.cos(lon * DEGREE);
  const sinLat = Math.sin(lat * DEGREE);
  const cosLat = Math.cos(lat * DEGREE);
  const matrix = new Float64Array(16);
  matrix.set([-sinLon, cosLon, 0, 0], 0);
  matrix.set([-sinLat * cosLon, -sinLat * sinLon, cosLat, 0], 4);
  matrix.set([cosLat * cosLon, cosLat * sinLon, sinLat, 0], 8);
  lonLatToEcef(lon, lat, heightM, matrix, 12);
  matrix[15] = 1;
  return matrix;
}
