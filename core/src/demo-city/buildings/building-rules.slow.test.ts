import { describe, expect, it } from 'vitest';
import { demoSite } from '../place/demo-sites.ts';
import { distance, distanceToLine, type PlanPoint, segmentCrossing } from '../place/plan-geometry.ts';
import type { Block, DistrictPlan, PlanRing } from '../plan/district-plan.ts';
import { districtPlan } from '../plan/district-plan-of.ts';
import { measuredLine } from '../plan/measured-line.ts';
import { closedSegments, isInRing, ringArea, segmentsApart } from '../plan/ring-geometry.ts';
import type { DemoBuilding } from './demo-building.ts';
import { buildDistrict, districtBuildings } from './district-buildings.ts';
import { boxesNear, boxOf } from './plan-box.ts';

const SEEDS = [1, 2] as const;

interface Built {
  readonly plan: DistrictPlan;
  readonly buildings: readonly DemoBuilding[];
  readonly byBlock: ReadonlyMap<Block, readonly DemoBuilding[]>;
}

const districts: readonly Built[] = SEEDS.map((seed) => {
  const site = demoSite(0, seed);
  const plan = districtPlan(site);
  const buildings = districtBuildings(plan, site);
  const byBlock = new Map(plan.blocks.map((block) => [block, buildings.filter(({ blockId }) => blockId === block.id)]));
  return { plan, buildings, byBlock };
});

const outerOf = ({ rings }: DemoBuilding): PlanRing => rings[0] ?? [];

describe('districtBuildings', () => {
  it('the same seed gives the same buildings, another seed others', () => {
    const site = demoSite(0, 1);
    const again = districtBuildings(districtPlan(site), site);
    expect(again).toEqual(districts[0]?.buildings);
    expect(again.length === districts[1]?.buildings.length && again[0] === districts[1]?.buildings[0]).toBe(false);
  });

  it('no two of them overlap: within a square of 60 m every pair is compared', () => {
    for (const { buildings } of districts) {
      const cells = new Map<string, { at: number; ring: PlanRing; box: ReturnType<typeof boxOf> }[]>();
      let compared = 0;
      for (const [at, building] of buildings.entries()) {
        const ring = outerOf(building);
        const box = boxOf(ring);
        const others = new Set<{ at: number; ring: PlanRing; box: typeof box }>();
        for (let i = Math.floor(box.x0 / 60); i <= Math.floor(box.x1 / 60); i++) {
          for (let j = Math.floor(box.y0 / 60); j <= Math.floor(box.y1 / 60); j++) {
            const cell = cells.get(`${i} ${j}`) ?? [];
            for (const other of cell) others.add(other);
            cell.push({ at, ring, box });
            cells.set(`${i} ${j}`, cell);
          }
        }
        for (const other of others) {
          if (!boxesNear(box, other.box, 0.3)) continue;
          compared += 1;
          expect(segmentsApart(closedSegments(ring), closedSegments(other.ring))).toBeGreaterThan(0.3);
          expect(ring.some((corner) => isInRing(corner, other.ring))).toBe(false);
          expect(other.ring.some((corner) => isInRing(corner, ring))).toBe(false);
        }
      }
      expect(compared).toBeGreaterThan(50);
    }
  });

  it('each stands inside its block, 3 m or more from the boundary', () => {
    for (const { byBlock } of districts) {
      for (const [block, buildings] of byBlock) {
        const boundary = closedSegments(block.ring);
        for (const building of buildings) {
          const outer = outerOf(building);
          expect(outer.every((corner) => isInRing(corner, block.ring))).toBe(true);
          expect(segmentsApart(closedSegments(outer), boundary)).toBeGreaterThan(2.995);
        }
      }
    }
  });

  it('outer rings run anticlockwise, courtyards lie within them', () => {
    for (const { buildings } of districts) {
      for (const { rings } of buildings) {
        const [outer = [], ...holes] = rings;
        expect(ringArea(outer)).toBeGreaterThan(20);
        for (const hole of holes) expect(hole.every((corner) => isInRing(corner, outer))).toBe(true);
      }
    }
  });

  it('between slabs that lie one behind the other there is 1.15 of the height of the southern one, for 90 of 100', () => {
    for (const { byBlock } of districts) {
      let pairs = 0;
      let sunny = 0;
      for (const [block, buildings] of byBlock) {
        if (block.pattern !== 'slabs' && block.pattern !== 'mixed') continue;
        const slabs = buildings.filter((each) => each.storeys >= 5 && each.storeys <= 11 && each.use === 'residential');
        for (const south of slabs) {
          for (const north of slabs) {
            if (!isBehind(outerOf(south), outerOf(north))) continue;
            pairs += 1;
            const apartM = segmentsApart(closedSegments(outerOf(south)), closedSegments(outerOf(north)));
            if (apartM >= Math.min(1.15 * south.heightM, 40)) sunny += 1;
          }
        }
      }
      expect(pairs).toBeGreaterThan(80);
      expect(sunny / pairs).toBeGreaterThan(0.9);
    }
  });

  it('storeys are 2.7 to 12 m high and number 1 to 33', () => {
    for (const { buildings } of districts) {
      for (const { storeys, heightM } of buildings) {
        expect(storeys).toBeGreaterThanOrEqual(1);
        expect(storeys).toBeLessThanOrEqual(33);
        expect(heightM / storeys).toBeGreaterThan(2.7);
        expect(heightM / storeys).toBeLessThan(12);
      }
      expect(Math.max(...buildings.map(({ heightM }) => heightM))).toBeGreaterThan(80);
    }
  });

  it('identifiers, addresses and names are unique', () => {
    for (const { buildings } of districts) {
      const ids = new Set(buildings.map(({ id }) => id));
      const addresses = new Set(buildings.map(({ address }) => address));
      const named = buildings.filter(({ zh }) => zh !== null);
      expect(ids.size).toBe(buildings.length);
      expect(addresses.size).toBe(buildings.length);
      expect(new Set(named.map(({ zh }) => zh)).size).toBe(named.length);
      expect(named.every(({ en }) => en !== null && en.length > 0)).toBe(true);
      expect(named.length).toBeGreaterThan(200);
    }
  });

  it('numbers grow along each street, odd ones on its left and even ones on its right', () => {
    for (const { plan, buildings } of districts) {
      for (const street of plan.network.streets) {
        const line = measuredLine(street.centreline);
        const along = buildings
          .filter(({ streetId }) => streetId === street.id)
          .map(({ address, entry }) => ({
            number: Number(/(\d+)号$/.exec(address)?.[1]),
            chainageM: Math.max(0, Math.min(line.lengthM, line.chainageOf(entry))),
            rightM: sideOf(line, entry),
          }));
        for (const parity of [1, 0]) {
          const side = along.filter(({ number }) => number % 2 === parity).sort((a, b) => a.number - b.number);
          expect(side.map(({ number }) => number)).toEqual(side.map((_, i) => 2 * i + (parity === 1 ? 1 : 2)));
          for (const [i, { chainageM }] of side.entries())
            expect(chainageM).toBeGreaterThanOrEqual((side[i - 1]?.chainageM ?? 0) - 1e-6);
          if (side.length > 0)
            expect(
              side.filter(({ rightM }) => (parity === 1 ? rightM < 0 : rightM >= 0)).length / side.length,
            ).toBeGreaterThan(0.95);
        }
      }
    }
  });

  it('the entry lies on the outer wall, and the straight way to its street crosses no building, for 97 of 100', () => {
    for (const { plan, byBlock, buildings } of districts) {
      const streets = new Map(plan.network.streets.map((street) => [street.id, measuredLine(street.centreline)]));
      let clear = 0;
      for (const neighbours of byBlock.values()) {
        for (const building of neighbours) {
          const line = streets.get(building.streetId);
          if (!line) throw new Error(`${building.id} names street ${building.streetId}, which is none of the plan`);
          const outer = outerOf(building);
          expect(distanceToLine(building.entry, [...outer, ...outer.slice(0, 1)])).toBeLessThan(0.002);
          const foot = line.at(Math.max(0, Math.min(line.lengthM, line.chainageOf(building.entry))));
          const others = neighbours.filter((each) => each !== building);
          const isClear =
            !others.some((each) => crosses(building.entry, foot, outerOf(each))) &&
            !leavesThrough(building.entry, foot, outer);
          if (isClear) clear += 1;
        }
      }
      expect(clear / buildings.length).toBeGreaterThanOrEqual(0.97);
    }
  });

  it('keeps a sports field free at most schools', () => {
    const site = demoSite(0, 1);
    const plan = districtPlan(site);
    const { sportsFields, buildings } = buildDistrict(plan, site);
    expect(sportsFields.length).toBeGreaterThanOrEqual(3);
    for (const { ring, blockId } of sportsFields) {
      expect(plan.blocks.find(({ id }) => id === blockId)?.pattern).toBe('school');
      for (const building of buildings.filter((each) => each.blockId === blockId)) {
        expect(segmentsApart(closedSegments(ring), closedSegments(outerOf(building)))).toBeGreaterThan(5);
      }
    }
  });

  it('every use of a city is there', () => {
    for (const { buildings } of districts) {
      const uses = new Set(buildings.map(({ use }) => use));
      for (const use of [
        'residential',
        'commercial',
        'office',
        'industrial',
        'school',
        'hospital',
        'hotel',
        'public',
        'other',
      ] as const) {
        expect(uses, use).toContain(use);
      }
    }
  });
});

/** Metres to the right of the line, negative to the left. */
function sideOf(line: ReturnType<typeof measuredLine>, at: PlanPoint): number {
  const chainageM = Math.max(0, Math.min(line.lengthM, line.chainageOf(at)));
  const [x, y] = line.at(chainageM);
  const [ux, uy] = line.direction(chainageM);
  return (at[0] - x) * uy - (at[1] - y) * ux;
}

/** More than a third of the southern one's length has the northern one straight behind it, in the plan's own directions. */
function isBehind(south: PlanRing, north: PlanRing): boolean {
  const [a, b] = [boxOf(south), boxOf(north)];
  const overlapM = Math.min(a.x1, b.x1) - Math.max(a.x0, b.x0);
  return b.y0 > (a.y0 + a.y1) / 2 && b.y0 - a.y1 < 60 && overlapM > (a.x1 - a.x0) / 3;
}

function crosses(a: PlanPoint, b: PlanPoint, ring: PlanRing): boolean {
  return closedSegments(ring).some(([c, d]) => segmentCrossing(a, b, c, d) !== null);
}

/** True when the way from the wall runs through the building itself. */
function leavesThrough(entry: PlanPoint, foot: PlanPoint, ring: PlanRing): boolean {
  const lengthM = distance(entry, foot);
  const outside: PlanPoint = [
    entry[0] + ((foot[0] - entry[0]) * 0.5) / lengthM,
    entry[1] + ((foot[1] - entry[1]) * 0.5) / lengthM,
  ];
  return isInRing(outside, ring) || crosses(outside, foot, ring);
}
