import { describe, expect, it } from 'vitest';
import { polygonCoverage } from '../../geometry/polygon-coverage.ts';
import { demoSite } from '../place/demo-sites.ts';
import { districtPlan } from '../plan/district-plan-of.ts';
import { ringArea } from '../plan/ring-geometry.ts';
import { type ManagementGrid, managementGrid } from './management-grid.ts';

function gridOf(seed: number): ManagementGrid {
  return managementGrid(districtPlan(demoSite(0, seed)), seed);
}

describe.each([1, 2, 3, 4, 5])('the management grid of seed %i', (seed) => {
  const grid = gridOf(seed);

  it('tiles the three districts without a gap or an overlap', () => {
    const rings = grid.cells.map(({ ring }) => [[Float64Array.from(ring.flat())]]);
    const { faults, slivers } = polygonCoverage(rings);
    expect(faults).toEqual([]);
    expect(slivers.count).toBe(0);
  });

  it('covers the whole land of the detailed district: 8.8 km2 of cells of 10,000 m2', () => {
    const detailed = grid.cells.filter(({ isDetailed }) => isDetailed);
    const areaM2 = detailed.reduce((sum, { ring }) => sum + ringArea(ring), 0);
    // 3000 x 3000 less a bay of 50 to 86 m and a basin of 325 x 400, and a mole of 800 x 70 more.
    expect(areaM2 / 1e6).toBeCloseTo(8.82, 1);
    expect(areaM2 / detailed.length).toBeGreaterThan(9000);
    expect(areaM2 / detailed.length).toBeLessThan(11_000);
  });

  it('has 3,000 to 7,000 cells with codes of 15 digits, whose first 12, 9 and 6 are those of what holds them', () => {
    expect(grid.cells.length).toBeGreaterThan(3000);
    expect(grid.cells.length).toBeLessThan(7000);
    const codes = new Set(grid.features.map(({ code }) => code));
    expect(codes.size).toBe(grid.features.length);
    for (const { code } of grid.cells) {
      expect(code).toMatch(/^13030[234]\d{9}$/);
      for (const digits of [6, 9, 12]) expect(codes.has(code.slice(0, digits))).toBe(true);
    }
  });

  it('is as large as the districts made of it', () => {
    const cellsM2 = grid.cells.reduce((sum, { ring }) => sum + ringArea(ring), 0);
    for (const level of ['community', 'street', 'district'] as const) {
      const areaM2 = grid.features
        .filter((each) => each.level === level)
        .reduce((sum, { statedAreaM2 }) => sum + (statedAreaM2 ?? Number.NaN), 0);
      expect(Math.abs(areaM2 - cellsM2)).toBeLessThan(20);
    }
  });
});

describe('the management grid', () => {
  it('is the same for the same seed, names no community twice, and says that it is made up', () => {
    const grid = gridOf(1);
    expect(gridOf(1).features).toEqual(grid.features);
    const communities = grid.features.filter(({ level }) => level === 'community');
    expect(new Set(communities.map(({ name }) => name.zh)).size).toBe(communities.length);
    for (const { raw, manager } of grid.features) {
      expect(raw.备注).toBe('模拟 synthetic');
      expect(manager).toContain('(模拟)');
    }
  });

  it('finds the cell of a place, and none at sea', () => {
    const grid = gridOf(1);
    for (const each of grid.cells.filter((_, i) => i % 200 === 0)) {
      const [lon = 0, lat = 0] = each.path;
      const [lon2 = 0, lat2 = 0] = each.path.subarray(4);
      const found = grid.cellAt([(lon + lon2) / 2, (lat + lat2) / 2]);
      expect(found).not.toBeNull();
    }
    expect(grid.cellAt([119.6, 39.85])).toBeNull();
  });
});
