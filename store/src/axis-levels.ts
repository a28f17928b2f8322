import { ECCENTRICITY_SQUARED } from '@undercroft/core/geodesy/ellipsoid';

const DEGREE = Math.PI / 180;

/**
 * Level of the axis at every vertex of a path (flat longitude, latitude in degrees): straight by plan length from the
 * first to the last, metres above the datum, NaN where unknown. With one end unknown only the other end is known.
 */
export function axisLevels(path: Float64Array, fromAxisM: number | null, toAxisM: number | null): Float64Array {
  const count = path.length / 2;
  const levels = new Float64Array(count).fill(Number.NaN);
  if (count === 0) return levels;
  levels[0] = fromAxisM ?? Number.NaN;
  levels[count - 1] = toAxisM ?? Number.NaN;
  if (count === 2 || fromAxisM === null || toAxisM === null) return levels;
  const stations = planStations(path);
  const length = stations[count - 1] ?? 0;
  for (let i = 1; i < count - 1; i++) {
    const part = length === 0 ? 0 : (stations[i] ?? 0) / length;
    levels[i] = fromAxisM + (toAxisM - fromAxisM) * part;
  }
  return levels;
}

/** Plan distance from the first vertex, in units of the ellipsoid's major axis: only ratios are taken from it. */
function planStations(path: Float64Array): Float64Array {
  const stations = new Float64Array(path.length / 2);
  for (let i = 1; i < stations.length; i++) {
    const lat = ((at(path, i * 2 - 1) + at(path, i * 2 + 1)) / 2) * DEGREE;
    const w2 = 1 - ECCENTRICITY_SQUARED * Math.sin(lat) ** 2;
    const meridian = (1 - ECCENTRICITY_SQUARED) / w2 ** 1.5;
    const normal = 1 / Math.sqrt(w2);
    const dNorth = (at(path, i * 2 + 1) - at(path, i * 2 - 1)) * DEGREE * meridian;
    const dEast = (at(path, i * 2) - at(path, i * 2 - 2)) * DEGREE * normal * Math.cos(lat);
    stations[i] = at(stations, i - 1) + Math.hypot(dNorth, dEast);
  }
  return stations;
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN;
}
