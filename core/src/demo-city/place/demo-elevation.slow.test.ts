import { describe, expect, it } from 'vitest';
import { sampleGrid } from '../../terrain/height-grid.ts';
import { type HeightSource, heightWindow, pyramidRectangle } from '../../terrain/height-source.ts';
import { demoElevation } from './demo-elevation.ts';
import { planLonLat } from './demo-frame.ts';
import { districtGroundM, districtWaterM } from './demo-ground.ts';
import { riverLine } from './shore.ts';

const { pyramid, blocks } = demoElevation();
const held = new Map([...blocks()].map((block) => [`${block.level}/${block.column}/${block.row}`, block]));
const source: HeightSource = {
  pyramid,
  block: async (level, column, row) => held.get(`${level}/${column}/${row}`)?.levelsM ?? null,
};

async function levelAt(at: readonly [number, number]): Promise<number> {
  const [lon, lat] = planLonLat(at);
  return sampleGrid(await heightWindow(source, 0, [lon, lat, lon, lat]), lon, lat);
}

describe('the elevation model of the demo city', () => {
  it('has no more than two and a half million samples of 21 m, in 7 x 6 blocks and 17 above them', () => {
    expect(pyramid.columns * pyramid.rows).toBeLessThan(2_500_000);
    expect([...held.values()].filter(({ level }) => level === 0)).toHaveLength(42);
    expect(held.size).toBe(42 + 12 + 4 + 1);
  });

  it('agrees with the ground between its samples within 2 cm where people live', async () => {
    for (const at of [
      [900, 700],
      [1720, 1040],
      [2600, 2300],
      [120, 1400],
    ] as const) {
      expect(Math.abs((await levelAt(at)) - districtGroundM(at))).toBeLessThan(0.02);
    }
  });

  it("shows the river's surface within 30 cm, not its bed", async () => {
    for (const at of riverLine(2900, 300, 0).filter((_, i) => i % 9 === 0)) {
      const water = districtWaterM(at) ?? Number.NaN;
      expect(Math.abs((await levelAt(at)) - water)).toBeLessThan(0.3);
    }
  });

  it('knows every level of its rectangle', async () => {
    const grid = await heightWindow(source, 3, pyramidRectangle(pyramid));
    expect(grid.levelsM.every((level) => !Number.isNaN(level))).toBe(true);
    expect(await levelAt([1500, -3000])).toBe(0);
  });
});
