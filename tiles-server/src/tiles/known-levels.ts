import type { GroundLevelAt } from '@undercroft/core/dig/plane-ground';
import { CONFORM_DEFAULTS } from '@undercroft/core/terrain/conform';
import { type HeightGrid, sampleGrid } from '@undercroft/core/terrain/height-grid';
import { pointIndex } from '@undercroft/core/terrain/point-index';
import type { LevelSampler } from '@undercroft/core/terrain/terrain-mesh';

/** Whether a surveyed cover lies so near to a place that its level speaks for the ground there. */
export type CoverNearness = (lon: number, lat: number) => boolean;

/** As far as a cover moves the drawn ground: beyond it what is drawn is no more than a guess. */
const REACH_M = CONFORM_DEFAULTS.reachM;

const METRES_PER_DEGREE = 111_132;

/** `covers`: flat longitude, latitude, level. */
export function coverNearness(covers: Float64Array): CoverNearness {
  const count = covers.length / 3;
  if (count === 0) return () => false;
  const [lon0 = 0, lat0 = 0] = covers;
  const metresPerLon = METRES_PER_DEGREE * Math.cos((lat0 * Math.PI) / 180);
  const x = new Float64Array(count);
  const y = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    x[i] = ((covers[i * 3] ?? 0) - lon0) * metresPerLon;
    y[i] = ((covers[i * 3 + 1] ?? 0) - lat0) * METRES_PER_DEGREE;
  }
  const index = pointIndex(x, y, REACH_M);
  // State of one question, outside the visitor so that no closure is made a call.
  let [px, py, found] = [0, 0, 0];
  const isNear = (k: number): boolean => {
    const dx = (index.x[k] ?? 0) - px;
    const dy = (index.y[k] ?? 0) - py;
    return dx * dx + dy * dy <= REACH_M * REACH_M;
  };
  const look = (from: number, end: number) => {
    for (let k = from; k < end && found < 0; k++) if (isNear(k)) found = k;
  };
  return (lon, lat) => {
    px = (lon - lon0) * metresPerLon;
    py = (lat - lat0) * METRES_PER_DEGREE;
    // Asked step by step, the cover that was near is mostly still near: 4 of 20 ms of a check went into looking again.
    if (isNear(found)) return true;
    found = -1;
    index.near(px, py, REACH_M, look);
    if (found >= 0) return true;
    found = 0;
    return false;
  };
}

/** The drawn level where the elevation model knows one or a cover is near; null elsewhere. */
export function knownLevels(
  drawnAt: LevelSampler,
  grids: readonly HeightGrid[],
  nearACover: CoverNearness,
): GroundLevelAt {
  return (lon, lat) => {
    const isKnown = grids.some((grid) => !Number.isNaN(sampleGrid(grid, lon, lat))) || nearACover(lon, lat);
    return isKnown ? drawnAt(lon, lat) : null;
  };
}
