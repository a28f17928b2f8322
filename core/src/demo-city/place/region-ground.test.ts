import { describe, expect, it } from 'vitest';
import { planPointAt } from './demo-frame.ts';
import { districtGroundM } from './demo-ground.ts';
import { regionGround } from './region-ground.ts';

const { groundLevelM, surfaceLevelM } = regionGround();

describe('the ground of the region', () => {
  it('is the ground of the district inside it', () => {
    for (const at of [
      [0, 100],
      [1500, 1500],
      [2999, 2999],
      [620, 30],
    ] as const) {
      expect(groundLevelM(at)).toBe(districtGroundM(at));
    }
  });

  it('passes into it without a step at the edges, steepest on the hill by the western one', () => {
    for (let y = 100; y < 3000; y += 100) {
      for (const x of [0, 3000]) {
        expect(Math.abs(groundLevelM([x - 0.5, y]) - groundLevelM([x + 0.5, y]))).toBeLessThan(0.12);
      }
    }
  });

  it('has hills of 100 to 550 m in the north, Lianfeng hill at Beidaihe, and the sea at 0', () => {
    const levelAt = (lon: number, lat: number): number => surfaceLevelM(planPointAt(lon, lat));
    let highest = 0;
    for (let lon = 119.43; lon < 119.83; lon += 0.004) highest = Math.max(highest, levelAt(lon, 40.042));
    expect(highest).toBeGreaterThan(200);
    expect(highest).toBeLessThan(550);
    expect(levelAt(119.462, 39.8265)).toBeGreaterThan(90);
    expect(levelAt(119.7, 39.84)).toBe(0);
    expect(groundLevelM(planPointAt(119.7, 39.84))).toBeLessThan(-8);
  });
});
