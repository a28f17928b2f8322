import { describe, expect, it } from 'vitest';
import { sampleGrid } from '../terrain/height-grid.ts';
import { BLOCK_SIZE, type HeightSource, heightWindow, pyramidRectangle } from '../terrain/height-source.ts';
import { demoElevation } from './demo-elevation.ts';
import { demoLonLat, demoPlanPoint } from './demo-frame.ts';
import { groundLevelM } from './demo-ground.ts';

const { pyramid, blocks } = demoElevation();
const held = new Map([...blocks()].map((block) => [`${block.level}/${block.column}/${block.row}`, block]));
const source: HeightSource = {
  pyramid,
  block: async (level, column, row) => held.get(`${level}/${column}/${row}`)?.levelsM ?? null,
};

describe('the elevation model of the demo', () => {
  it('has 640 x 640 cells of 5 m: nine blocks, four above them, one above those', () => {
    expect([pyramid.columns, pyramid.rows, pyramid.levels]).toEqual([640, 640, 3]);
    expect(held.size).toBe(9 + 4 + 1);
  });

  it('agrees with the ground between its samples within a centimetre, where people stand', async () => {
    for (const plan of [
      [0, 340],
      [-420, 120],
      [333, 611],
      [12.5, 50],
    ] as const) {
      const [lon, lat] = demoLonLat(plan);
      const level = sampleGrid(await heightWindow(source, 0, [lon, lat, lon, lat]), lon, lat);
      expect(Math.abs(level - groundLevelM(plan))).toBeLessThan(0.01);
    }
  });

  it('knows every level of its rectangle and shows the sea at 0', async () => {
    const grid = await heightWindow(source, 2, pyramidRectangle(pyramid));
    expect(grid.levelsM.every((level) => !Number.isNaN(level))).toBe(true);
    const [lon, lat] = demoLonLat([0, -600]);
    expect(sampleGrid(await heightWindow(source, 0, [lon, lat, lon, lat]), lon, lat)).toBe(0);
  });

  it('leaves cells beyond its last column unknown', () => {
    const last = held.get('0/2/0');
    expect(last?.levelsM[BLOCK_SIZE - 1]).toBeNaN();
    expect(last?.levelsM[640 - 2 * BLOCK_SIZE - 1]).not.toBeNaN();
  });
});

describe('the plan of the demo', () => {
  it('is found again from longitude and latitude within a millimetre', () => {
    for (const [x, y] of [
      [0, 340],
      [-600, -70],
      [812, 1200],
    ] as const) {
      const [lon, lat] = demoLonLat([x, y]);
      const [backX, backY] = demoPlanPoint(lon, lat);
      expect(Math.hypot(backX - x, backY - y)).toBeLessThan(1e-3);
    }
  });
});
