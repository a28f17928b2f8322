import { describe, expect, it } from 'vitest';
import { polygonCoverage } from '../../geometry/polygon-coverage.ts';
import { demoSite } from '../place/demo-sites.ts';
import { distance, nearestShare, type PlanPoint, segmentsOf } from '../place/plan-geometry.ts';
import { eastOfRiverM, RIVER_BANK_M } from '../place/shore.ts';
import { districtPlan } from './district-plan-of.ts';
import { GIVEN_USES } from './land-use.ts';
import type { StreetNetwork } from './street.ts';

/** Streets within this angle of each other run side by side. */
const PARALLEL = Math.cos((25 * Math.PI) / 180);
const LEAST_LAND_M = 20;

describe('the plan of twenty seeds', () => {
  for (let seed = 1; seed <= 20; seed++) {
    const plan = districtPlan(demoSite(0, seed));
    const { streets, vertices } = plan.network;

    it(`has streets of 75 to 90 km that meet 35 m apart and never in the river, seed ${seed}`, () => {
      const km = streets.reduce((sum, { lengthM }) => sum + lengthM / 1000, 0);
      expect(km).toBeGreaterThan(75);
      expect(km).toBeLessThan(90);
      for (const [i, first] of vertices.entries()) {
        expect(Math.abs(eastOfRiverM(first.at))).toBeGreaterThan(RIVER_BANK_M);
        for (const second of vertices.slice(i + 1)) expect(distance(first.at, second.at)).toBeGreaterThan(35);
      }
      expect(new Set(streets.map(({ zh }) => zh)).size).toBe(streets.length);
    });

    it(`leaves land to build on between streets side by side, seed ${seed}`, () => {
      expect(narrowest(plan.network)).toBeGreaterThan(LEAST_LAND_M);
    });

    it(`gives every sight a block of its own, and blocks overlap nowhere, seed ${seed}`, () => {
      const names = new Set(plan.blocks.map(({ zh }) => zh));
      for (const { zh } of GIVEN_USES) expect(names.has(zh), zh).toBe(true);
      const areas = plan.blocks.map(({ ring }) => [[Float64Array.from(ring.flat())]]);
      expect(polygonCoverage(areas).faults.filter(({ kind }) => kind === 'overlap')).toEqual([]);
    });
  }
});

/** Least depth between the boundaries of two streets that run side by side, metres. */
function narrowest({ streets }: StreetNetwork): number {
  const squares = new Map<string, { street: number; a: PlanPoint; b: PlanPoint }[]>();
  const parts = streets.flatMap(({ centreline }, street) => segmentsOf(centreline).map(([a, b]) => ({ street, a, b })));
  for (const part of parts) {
    const key = `${Math.floor(part.a[0] / 100)},${Math.floor(part.a[1] / 100)}`;
    squares.set(key, [...(squares.get(key) ?? []), part]);
  }
  let least = Number.POSITIVE_INFINITY;
  for (const { street, a, b } of parts) {
    const middle: PlanPoint = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
    for (const [i, j] of [-1, 0, 1].flatMap((di) => [-1, 0, 1].map((dj) => [di, dj] as const))) {
      const key = `${Math.floor(a[0] / 100) + i},${Math.floor(a[1] / 100) + j}`;
      for (const other of squares.get(key) ?? []) {
        if (other.street === street || !areParallel(a, b, other.a, other.b)) continue;
        const share = nearestShare(middle, other.a, other.b);
        // Only what lies square beside it: a street that goes on ahead is no neighbour.
        if (share <= 0 || share >= 1) continue;
        const at: PlanPoint = [
          other.a[0] + (other.b[0] - other.a[0]) * share,
          other.a[1] + (other.b[1] - other.a[1]) * share,
        ];
        const boundaries = (streets[street]?.boundaryM ?? 0) + (streets[other.street]?.boundaryM ?? 0);
        least = Math.min(least, distance(middle, at) - boundaries);
      }
    }
  }
  return least;
}

function areParallel(a: PlanPoint, b: PlanPoint, c: PlanPoint, d: PlanPoint): boolean {
  const dot = (b[0] - a[0]) * (d[0] - c[0]) + (b[1] - a[1]) * (d[1] - c[1]);
  return Math.abs(dot) > PARALLEL * distance(a, b) * distance(c, d);
}
