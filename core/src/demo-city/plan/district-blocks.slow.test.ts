import { describe, expect, it } from 'vitest';
import { polygonCoverage } from '../../geometry/polygon-coverage.ts';
import { demoSite } from '../place/demo-sites.ts';
import { distance, distanceToLine, type PlanPoint } from '../place/plan-geometry.ts';
import { eastOfRiverM, RIVER_BANK_M } from '../place/shore.ts';
import { RAILWAY_HALF_WIDTH_M } from './district-lines.ts';
import type { DistrictPlan } from './district-plan.ts';
import { districtPlan } from './district-plan-of.ts';
import { isInRing, type PlanRing, ringArea } from './ring-geometry.ts';
import type { Street } from './street.ts';

const SEEDS = [1, 2, 3, 4, 5] as const;
const plans = new Map(SEEDS.map((seed) => [seed, districtPlan(demoSite(0, seed))]));

describe.each([...plans])('the blocks of seed %i', (_, plan) => {
  it('overlap nowhere', () => {
    const areas = plan.blocks.map(({ ring }) => [[Float64Array.from(ring.flat())]]);
    const overlaps = polygonCoverage(areas).faults.filter(({ kind }) => kind === 'overlap');
    expect(overlaps).toEqual([]);
  });

  it('stay out of the streets: no corner or side comes nearer than the boundary, but for half a metre in a bend', () => {
    const near = streetsBySquare(plan);
    for (const { id, ring } of plan.blocks) {
      for (const point of along(ring)) {
        for (const street of near(point)) {
          const apartM = distanceToLine(point, street.centreline);
          // A street ends at the middle of the road it meets: what lies beyond that end is not beside it.
          const isBeyondEnd = [street.centreline[0], street.centreline.at(-1)].some(
            (end) => end !== undefined && distance(end, point) < apartM + 0.01,
          );
          if (isBeyondEnd) continue;
          expect(apartM - street.boundaryM, `${id} and ${street.en} at ${point.join(', ')}`).toBeGreaterThan(-0.5);
        }
      }
    }
  });

  it('and the streets cover the district but for water and railway', () => {
    const near = streetsBySquare(plan);
    const boxes = plan.blocks.map(({ ring }) => ({ ring, box: boxOf(ring) }));
    const sea = plan.waters.find(({ kind }) => kind === 'sea')?.ring ?? [];
    let land = 0;
    let covered = 0;
    for (let x = 10; x < 3000; x += 30) {
      for (let y = -60; y < 3000; y += 30) {
        const at: PlanPoint = [x, y];
        if (isInRing(at, sea) || Math.abs(eastOfRiverM(at)) < RIVER_BANK_M) continue;
        land++;
        const inBlock = boxes.some(({ ring, box }) => isInBox(at, box) && isInRing(at, ring));
        const inStreet = near(at).some((each) => distanceToLine(at, each.centreline) <= each.boundaryM + 0.5);
        if (inBlock || inStreet || distanceToLine(at, plan.railway) < RAILWAY_HALF_WIDTH_M + 1) covered++;
      }
    }
    expect(land).toBeGreaterThan(9000);
    expect(covered / land).toBeGreaterThan(0.99);
  });

  it('run anticlockwise and have each their number; the names of estates and sights differ', () => {
    expect(new Set(plan.blocks.map(({ id }) => id)).size).toBe(plan.blocks.length);
    for (const { ring } of plan.blocks) expect(ringArea(ring)).toBeGreaterThan(400);
    const names = plan.blocks.flatMap(({ zh }) => (zh === null ? [] : [zh]));
    expect(new Set(names).size).toBe(names.length);
    for (const { zh, en } of plan.blocks) expect(zh === null).toBe(en === null);
  });

  it('have every kind of building ground', () => {
    const areaOf = (pattern: string | null): number =>
      plan.blocks.reduce((sum, each) => sum + (each.pattern === pattern ? ringArea(each.ring) / 1e4 : 0), 0);
    for (const pattern of [
      'slabs',
      'towers',
      'mixed',
      'villas',
      'village',
      'courtyards',
      'offices',
      'halls',
    ] as const) {
      expect(areaOf(pattern), pattern).toBeGreaterThan(7);
    }
    for (const pattern of ['market', 'school', 'hospital', 'station', 'port', 'park'] as const) {
      expect(areaOf(pattern), pattern).toBeGreaterThan(1);
    }
  });
});

type Box = readonly [number, number, number, number];

function boxOf(points: readonly PlanPoint[]): Box {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function isInBox([x, y]: PlanPoint, [west, south, east, north]: Box): boolean {
  return x >= west && x <= east && y >= south && y <= north;
}

/** Streets whose surroundings hold a point, by squares of 100 m. */
function streetsBySquare({ network }: DistrictPlan): (at: PlanPoint) => readonly Street[] {
  const squares = new Map<string, Set<Street>>();
  for (const street of network.streets) {
    for (const [x, y] of along(street.centreline.slice(0, -1), street.centreline.at(-1))) {
      for (const dx of [-60, 0, 60]) {
        for (const dy of [-60, 0, 60]) {
          const key = `${Math.floor((x + dx) / 100)},${Math.floor((y + dy) / 100)}`;
          squares.set(key, (squares.get(key) ?? new Set()).add(street));
        }
      }
    }
  }
  return ([x, y]) => [...(squares.get(`${Math.floor(x / 100)},${Math.floor(y / 100)}`) ?? [])];
}

/** Points about every 8 m along a ring, or along a line to its last point. */
function along(points: PlanRing, last: PlanPoint | undefined = points[0]): readonly PlanPoint[] {
  return points.flatMap((a, i): PlanPoint[] => {
    const b = points[i + 1] ?? last ?? a;
    const count = Math.max(1, Math.ceil(distance(a, b) / 8));
    return Array.from(
      { length: count },
      (_, k): PlanPoint => [a[0] + ((b[0] - a[0]) * k) / count, a[1] + ((b[1] - a[1]) * k) / count],
    );
  });
}
