import { describe, expect, it } from 'vitest';
import { demoSite } from '../place/demo-sites.ts';
import { districtPlan } from '../plan/district-plan-of.ts';
import { isInRing } from '../plan/ring-geometry.ts';
import { BuildingEntries } from './building-entries.ts';
import { buildingStatistics, STOREY_CLASSES } from './building-statistics.ts';
import { ASTANA } from './building-targets.ts';
import { districtBuildings } from './district-buildings.ts';

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);

describe('districts of twenty seeds', () => {
  it.each(SEEDS)(
    'seed %i: thousands of buildings in their blocks, 97 of 100 with a free way, sizes of a real city',
    (seed) => {
      const site = demoSite(0, seed);
      const plan = districtPlan(site);
      const buildings = districtBuildings(plan, site);
      expect(buildings.length).toBeGreaterThan(3300);
      expect(buildings.length).toBeLessThan(5000);
      const entries = new BuildingEntries(plan.network);
      let clear = 0;
      for (const block of plan.blocks) {
        const outers = buildings.flatMap(({ blockId, rings }) => (blockId === block.id ? rings.slice(0, 1) : []));
        for (const outer of outers) expect(outer.every((corner) => isInRing(corner, block.ring))).toBe(true);
        clear += entries.of(block, outers).filter(({ isClear }) => isClear).length;
      }
      expect(clear / buildings.length).toBeGreaterThanOrEqual(0.97);
      const { classes } = buildingStatistics(buildings);
      for (const kind of STOREY_CLASSES) {
        for (const i of [1, 2, 3] as const) {
          expect(Math.abs(classes[kind].areaM2[i] / ASTANA.classes[kind].areaM2[i] - 1), kind).toBeLessThan(0.35);
        }
      }
    },
  );
});
