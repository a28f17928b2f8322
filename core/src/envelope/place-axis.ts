const EARTH_RADIUS_M = 6371008.8;
const DEGREE = Math.PI / 180;

/** Places along an axis at which its band is asked for. */
export interface AxisPlaces {
  readonly count: number;
  /** Flat longitude, latitude in degrees. */
  readonly lonLat: Float64Array;
  /** Share of the plan length at each place, 0 to 1. */
  readonly share: Float64Array;
}

/**
 * The vertices of a path (flat longitude, latitude) and places between them no farther apart than `stepM`, metres; a riser
 * has one place, twice. Neighbours lie apart but for that. Null for a path that has no place.
 */
export function placeAxis(path: Float64Array, stepM: number): AxisPlaces | null {
  const places: number[] = [];
  const stations: number[] = [];
  let station = 0;
  for (let i = 0; i + 1 < path.length; i += 2) {
    const [lon, lat] = [at(path, i), at(path, i + 1)];
    if (!Number.isFinite(lon) || !Number.isFinite(lat)) return null;
    if (i > 0) {
      const [fromLon, fromLat] = [at(path, i - 2), at(path, i - 1)];
      const northM = (lat - fromLat) * DEGREE * EARTH_RADIUS_M;
      const eastM = (lon - fromLon) * DEGREE * EARTH_RADIUS_M * Math.cos(lat * DEGREE);
      const lengthM = Math.hypot(northM, eastM);
      if (lengthM < SAME_PLACE_M) continue;
      const parts = Math.ceil(lengthM / stepM);
      for (let k = 1; k < parts; k++) {
        places.push(fromLon + ((lon - fromLon) * k) / parts, fromLat + ((lat - fromLat) * k) / parts);
        stations.push(station + (lengthM * k) / parts);
      }
      station += lengthM;
    }
    places.push(lon, lat);
    stations.push(station);
  }
  if (stations.length === 0) return null;
  if (stations.length === 1) {
    return { count: 2, lonLat: Float64Array.from([...places, ...places]), share: Float64Array.of(0, 1) };
  }
  const share = Float64Array.from(stations, (each) => each / station);
  return { count: stations.length, lonLat: Float64Array.from(places), share };
}

/** Places nearer than this are one, metres. */
const SAME_PLACE_M = 1e-3;

function at(array: Float64Array, index: number): number {
  return array[index] ?? Number.NaN;
}
