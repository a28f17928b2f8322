import { describe, expect, it } from 'vitest';
import { conduitTable, type PlacedConduit } from '../analysis/conduit-table.ts';
import { conduitBodies } from './conduit-bodies.ts';
import { type BodyDistances, bodyDistances, newBodyDistances, newDistanceScratch } from './pair-distances.ts';
import { column, type SampledSolid, sampledDistance, sampledSolids } from './testing/sampled-solid.ts';
import { somePair } from './testing/some-pair.ts';

const PAIRS = 10_000;
/** Facets of curved outlines and the last step of the directions, metres. */
const SAMPLING_M = 0.0025;

interface Judged {
  readonly seed: number;
  readonly out: BodyDistances;
  readonly a: readonly SampledSolid[];
  readonly b: readonly SampledSolid[];
}

function judge(seed: number, pair: readonly [PlacedConduit, PlacedConduit]): Judged {
  const bodies = conduitBodies(conduitTable(pair));
  const out = newBodyDistances();
  bodyDistances(bodies, 0, bodies, 1, out, newDistanceScratch(bodies));
  return { seed, out, a: sampledSolids(pair[0]), b: sampledSolids(pair[1]) };
}

function least({ a, b, out }: Judged, plan: boolean): number {
  const [ax = 0, ay = 0, az = 0, bx = 0, by = 0, bz = 0] = out.nearest;
  const first = [bx - ax, by - ay, plan ? 0 : bz - az] as const;
  return Math.min(...a.flatMap((p) => b.map((q) => sampledDistance(p, q, plan, first))));
}

/** True when a point lies in one of the solids grown by the sampling error. */
function holds(solids: readonly SampledSolid[], x: number, y: number, z: number): boolean {
  return solids.some((solid) => {
    const levels = column(solid, x, y, SAMPLING_M);
    return levels !== null && levels[0] - SAMPLING_M <= z && z <= levels[1] + SAMPLING_M;
  });
}

/** Least gap of the columns over a grid, and over ever finer ones about the best; Infinity where none passes both. */
function columnGap(p: SampledSolid, q: SampledSolid, growM: number, firstSteps: number): number {
  let [west, south, east, north] = [-Infinity, -Infinity, Infinity, Infinity];
  for (const { corners, radiusM } of [p, q]) {
    const xs = corners.filter((_, k) => k % 3 === 0);
    const ys = corners.filter((_, k) => k % 3 === 1);
    const more = radiusM + growM;
    west = Math.max(west, Math.min(...xs) - more);
    east = Math.min(east, Math.max(...xs) + more);
    south = Math.max(south, Math.min(...ys) - more);
    north = Math.min(north, Math.max(...ys) + more);
  }
  if (west > east || south > north) return Number.POSITIVE_INFINITY;
  let [x, y] = [(west + east) / 2, (south + north) / 2];
  let [halfX, halfY] = [(east - west) / 2, (north - south) / 2];
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < 9; round++) {
    const [aboutX, aboutY] = [x, y];
    const steps = round === 0 ? firstSteps : 4;
    for (let k = -steps; k <= steps; k++) {
      for (let l = -steps; l <= steps; l++) {
        const [atX, atY] = [aboutX + (halfX * k) / steps, aboutY + (halfY * l) / steps];
        const ofP = column(p, atX, atY, growM);
        const ofQ = ofP === null ? null : column(q, atX, atY, growM);
        if (ofP === null || ofQ === null) continue;
        const gap = Math.max(ofP[0] - ofQ[1], ofQ[0] - ofP[1]);
        if (gap < best) [best, x, y] = [gap, atX, atY];
      }
    }
    if (best === Number.POSITIVE_INFINITY) return best;
    halfX *= round === 0 ? 1.5 / firstSteps : 0.4;
    halfY *= round === 0 ? 1.5 / firstSteps : 0.4;
  }
  return best;
}

function gapOf(a: readonly SampledSolid[], b: readonly SampledSolid[], growM: number, firstSteps: number): number {
  return Math.min(...a.flatMap((p) => b.map((q) => columnGap(p, q, growM, firstSteps))));
}

/** True when columns show a gap as small as that; slivers and corners fall between those of the coarser grids. */
function isShown({ a, b, out }: Judged): boolean {
  return [10, 60, 240].some((steps) => Math.max(0, gapOf(a, b, SAMPLING_M, steps)) <= out.verticalM + SAMPLING_M);
}

describe('distances of 10,000 pairs of all sections, sloped, crossing, side by side and upright', {
  timeout: 1_800_000,
}, () => {
  const pairs = Array.from({ length: PAIRS }, (_, seed) => judge(seed, somePair(seed)));

  it('in plan and in space are those that sampled directions show', () => {
    for (const judged of pairs) {
      const { out, seed } = judged;
      expect(Math.abs(out.horizontalM - least(judged, true)), `horizontal of ${seed}`).toBeLessThan(SAMPLING_M);
      expect(Math.abs(out.spatialM - least(judged, false)), `spatial of ${seed}`).toBeLessThan(SAMPLING_M);
    }
  });

  it('end in points on both walls that are as far apart', () => {
    for (const { seed, out, a, b } of pairs) {
      const [ax = 0, ay = 0, az = 0, bx = 0, by = 0, bz = 0] = out.nearest;
      expect(Math.abs(Math.hypot(ax - bx, ay - by, az - bz) - out.spatialM), `nearest of ${seed}`).toBeLessThan(1e-6);
      expect(holds(a, ax, ay, az), `on a, ${seed}`).toBe(true);
      expect(holds(b, bx, by, bz), `on b, ${seed}`).toBe(true);
    }
  });

  it('along the vertical lie between those of sampled columns through both a little swollen and a little shrunk', () => {
    let over = 0;
    for (const judged of pairs) {
      const { seed, out, a, b } = judged;
      const shrunk = gapOf(a, b, -SAMPLING_M, 10);
      if (!out.over) {
        expect(shrunk, `apart in plan: ${seed}`).toBe(Number.POSITIVE_INFINITY);
        continue;
      }
      over++;
      expect(out.verticalM, `not above, ${seed}`).toBeLessThanOrEqual(Math.max(0, shrunk) + SAMPLING_M);
      expect(isShown(judged), `shown by a column, ${seed}`).toBe(true);
    }
    expect(over).toBeGreaterThan(PAIRS / 4);
  });
});
