import { describe, expect, it } from 'vitest';
import { demoSite } from '../place/demo-sites.ts';
import { distance } from '../place/plan-geometry.ts';
import { districtPlan } from '../plan/district-plan-of.ts';
import { isInRing } from '../plan/ring-geometry.ts';
import { STREET_LINES, type StreetClass } from '../plan/street.ts';
import { streetLines } from '../plan/street-lines.ts';
import { STREET_SECTIONS } from '../plan/street-section.ts';
import { districtBuildings } from './district-buildings.ts';
import { streetFurniture, treeOffsetM } from './street-furniture.ts';

const site = demoSite(0, 1);
const plan = districtPlan(site);
const buildings = districtBuildings(plan, site);
const furniture = streetFurniture(plan, buildings, site);
const trees = furniture.filter(({ kind }) => kind === 'tree');
const lamps = furniture.filter(({ kind }) => kind === 'lamp');

describe('streetFurniture', () => {
  it('ten to twenty thousand trees and lamps, each with its own number', () => {
    expect(furniture.length).toBeGreaterThan(10_000);
    expect(furniture.length).toBeLessThan(20_000);
    expect(lamps.length).toBeGreaterThan(2000);
    expect(new Set(furniture.map(({ id }) => id)).size).toBe(furniture.length);
  });

  it('the same seed plants the same trees', () => {
    expect(streetFurniture(plan, buildings, site)).toEqual(furniture);
  });

  it('trunks stand 1.5 m or more from every line along a street and 1.49 m from those of the streets that cross', () => {
    for (const kind of ['arterial', 'collector', 'local', 'lane'] as const satisfies readonly StreetClass[]) {
      const street = plan.network.streets.find((each) => each.kind === kind);
      if (!street) continue;
      for (const side of [-1, 1] as const) {
        const offsetM = treeOffsetM(street, side);
        if (offsetM === null) continue;
        for (const line of STREET_LINES) {
          const lieM = street.lies[line];
          if (lieM !== undefined) expect(Math.abs(lieM - offsetM)).toBeGreaterThanOrEqual(1.499);
        }
        expect(Math.abs(offsetM)).toBeGreaterThan(street.kerbM);
      }
    }
    const lines = streetLines(plan.network);
    const none = { ...plan.network.streets[0], id: 'none' } as (typeof plan.network.streets)[number];
    const near = trees.filter(({ at }) => !lines.isClear(at, none, 1.45));
    expect(near.length / trees.length).toBeLessThan(0.002);
  });

  it('an arterial has its trees 1 m behind the kerb on both sides, a lane has none', () => {
    const arterial = { ...STREET_SECTIONS.arterial, kind: 'arterial' } as Parameters<typeof treeOffsetM>[0];
    expect([treeOffsetM(arterial, -1), treeOffsetM(arterial, 1)]).toEqual([-13, 13]);
    const lane = { ...STREET_SECTIONS.lane, kind: 'lane' } as Parameters<typeof treeOffsetM>[0];
    expect(treeOffsetM(lane, 1)).toBeNull();
  });

  it('no tree stands in a building or in water', () => {
    const outers = buildings.map(({ rings }) => rings[0] ?? []);
    for (const { at } of trees.filter((_, i) => i % 9 === 0)) {
      expect(outers.some((ring) => Math.abs((ring[0]?.[0] ?? 0) - at[0]) < 150 && isInRing(at, ring))).toBe(false);
      expect(plan.waters.some(({ ring }) => isInRing(at, ring))).toBe(false);
    }
  });

  it('most lamps have their next neighbour 12 to 42 m away', () => {
    const sample = lamps.filter((_, i) => i % 20 === 0);
    const fine = sample.filter(({ at, id }) => {
      const nearest = Math.min(...lamps.filter((each) => each.id !== id).map((each) => distance(each.at, at)));
      return nearest > 12 && nearest < 42;
    });
    expect(fine.length / sample.length).toBeGreaterThan(0.9);
  });
});
