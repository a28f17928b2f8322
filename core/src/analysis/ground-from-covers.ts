import type { Ground } from '../protocol/answers.ts';

/** Greatest number of columns or rows of the grid. */
const MOST_CELLS_A_SIDE = 96;

/** Room around the covers, as a share of their extent. */
const MARGIN = 0.15;

const DEGREE = Math.PI / 180;
const METRES_PER_DEGREE = 111_132;

/** Covers nearer than this count as equally near, metres, so that one cover does not make a spike. */
const SMOOTHING_M = 25;

/** The covers that speak for a grid point. */
const NEIGHBOURS = 8;

/**
 * A smooth, coarse surface through known covers (inverse distance over the nearest eight): something to stand the
 * network under while no terrain is there. For orientation only; no level or depth is ever taken from it. `covers` is
 * flat longitude, latitude, level. Null without any cover.
 */
export function groundFromCovers(covers: Float64Array): Ground | null {
  const count = covers.length / 3;
  if (count === 0) return null;
  const bbox = extent(covers);
  const [west, south, east, north] = bbox;
  const metresPerDegreeLon = METRES_PER_DEGREE * Math.cos(((south + north) / 2) * DEGREE);
  const widthM = (east - west) * metresPerDegreeLon;
  const heightM = (north - south) * METRES_PER_DEGREE;
  const stepM = Math.max(20, Math.max(widthM, heightM) / (MOST_CELLS_A_SIDE - 1));
  const columns = Math.max(2, Math.min(MOST_CELLS_A_SIDE, Math.ceil(widthM / stepM) + 1));
  const rows = Math.max(2, Math.min(MOST_CELLS_A_SIDE, Math.ceil(heightM / stepM) + 1));
  const levelsM: number[] = [];
  for (let row = 0; row < rows; row++) {
    const lat = north - ((north - south) * row) / (rows - 1);
    for (let column = 0; column < columns; column++) {
      const lon = west + ((east - west) * column) / (columns - 1);
      levelsM.push(Math.round(levelAt(lon, lat, covers, metresPerDegreeLon) * 100) / 100);
    }
  }
  return { bbox, columns, rows, levelsM, covers: count };
}

function extent(covers: Float64Array): [number, number, number, number] {
  let [west, south, east, north] = [180, 90, -180, -90];
  for (let i = 0; i < covers.length; i += 3) {
    const lon = covers[i] ?? 0;
    const lat = covers[i + 1] ?? 0;
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  const dLon = Math.max(0.002, (east - west) * MARGIN);
  const dLat = Math.max(0.002, (north - south) * MARGIN);
  return [west - dLon, south - dLat, east + dLon, north + dLat];
}

function levelAt(lon: number, lat: number, covers: Float64Array, metresPerDegreeLon: number): number {
  // The nearest few, kept sorted: a handful of comparisons a cover is cheaper than any index at this size.
  const distances = new Float64Array(NEIGHBOURS).fill(Number.POSITIVE_INFINITY);
  const levels = new Float64Array(NEIGHBOURS);
  for (let i = 0; i < covers.length; i += 3) {
    const dx = ((covers[i] ?? 0) - lon) * metresPerDegreeLon;
    const dy = ((covers[i + 1] ?? 0) - lat) * METRES_PER_DEGREE;
    const distance = dx * dx + dy * dy;
    if (distance >= (distances[NEIGHBOURS - 1] ?? 0)) continue;
    let k = NEIGHBOURS - 1;
    while (k > 0 && (distances[k - 1] ?? 0) > distance) {
      distances[k] = distances[k - 1] ?? 0;
      levels[k] = levels[k - 1] ?? 0;
      k--;
    }
    distances[k] = distance;
    levels[k] = covers[i + 2] ?? 0;
  }
  let sum = 0;
  let weights = 0;
  for (let k = 0; k < NEIGHBOURS; k++) {
    const distance = distances[k] ?? 0;
    if (distance === Number.POSITIVE_INFINITY) break;
    const weight = 1 / (distance + SMOOTHING_M * SMOOTHING_M);
    sum += weight * (levels[k] ?? 0);
    weights += weight;
  }
  return sum / weights;
}
