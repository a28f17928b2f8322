import { boundsOf, containsPoint } from '../geometry/polygon.ts';

/** Level of the ground at a place of the plane, metres above the datum; null where it is unknown. */
export type GroundSampler = (x: number, y: number) => number | null;

/** Step of the samples within an outline, metres; coarser where more than `MOST_STEPS` would be needed. */
const STEP_M = 0.5;
const MOST_STEPS = 64;

/** Step of the points of a rim, metres; coarser where the outline would need more than `MOST_RIM_STEPS`. */
const RIM_STEP_M = 0.5;
const MOST_RIM_STEPS = 1500;

export function isKnown(value: number | null): value is number {
  return value !== null && Number.isFinite(value);
}

/** Number of steps each side of an outline is divided into, so that the rim follows the ground. */
export function sideSteps(floor: Float64Array): Int32Array {
  const n = floor.length / 2;
  const lengths = Array.from({ length: n }, (_, i) => {
    const j = (i + 1) % n;
    return Math.hypot(at(floor, j * 2) - at(floor, i * 2), at(floor, j * 2 + 1) - at(floor, i * 2 + 1));
  });
  const around = lengths.reduce((sum, length) => sum + length, 0);
  const step = Math.max(RIM_STEP_M, around / MOST_RIM_STEPS);
  return Int32Array.from(lengths, (length) => Math.max(1, Math.ceil(length / step - 1e-9)));
}

/** Lowest ground within an outline, sampled along its sides and on a grid inside; null when any sample is unknown. */
export function lowestGround(floor: Float64Array, ground: GroundSampler): number | null {
  let lowest = Number.POSITIVE_INFINITY;
  const n = floor.length / 2;
  const steps = sideSteps(floor);
  for (let i = 0; i < n; i++) {
    const j = (i + 1) % n;
    const count = steps[i] ?? 1;
    for (let k = 0; k < count; k++) {
      const share = k / count;
      const x = at(floor, i * 2) * (1 - share) + at(floor, j * 2) * share;
      const y = at(floor, i * 2 + 1) * (1 - share) + at(floor, j * 2 + 1) * share;
      const level = ground(x, y);
      if (!isKnown(level)) return null;
      if (level < lowest) lowest = level;
    }
  }
  const [west, south, east, north] = boundsOf(floor);
  const columns = Math.min(MOST_STEPS, Math.ceil((east - west) / STEP_M));
  const rows = Math.min(MOST_STEPS, Math.ceil((north - south) / STEP_M));
  for (let row = 1; row < rows; row++) {
    const y = south + ((north - south) * row) / rows;
    for (let column = 1; column < columns; column++) {
      const x = west + ((east - west) * column) / columns;
      if (!containsPoint(floor, x, y)) continue;
      const level = ground(x, y);
      if (!isKnown(level)) return null;
      if (level < lowest) lowest = level;
    }
  }
  return lowest;
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
