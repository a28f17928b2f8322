import { describe, expect, it } from 'vitest';
import { districtGroundM, districtWaterM } from './demo-ground.ts';
import type { PlanPoint } from './plan-geometry.ts';
import { BEACH_M, eastOfRiverM, HARBOUR, RIVER_BANK_M, riverLine, shoreYM } from './shore.ts';

const STEP_M = 12;

describe('the ground of the district', () => {
  it('stands at 3.3 m behind the sea wall and about 22 m three kilometres inland', () => {
    expect(districtGroundM([1000, shoreYM(1000) + BEACH_M])).toBeCloseTo(3.3, 1);
    // 3.3 + 0.0035 x 2900 + 2900^2 / 1e6 = 21.9; the swells and the valley take or add some 2 m.
    const inland = districtGroundM([1900, shoreYM(1900) + BEACH_M + 2900]);
    expect(Math.abs(inland - 21.9)).toBeLessThan(2.2);
  });

  it('rises 0.3 to 1.2 % inland away from river and hill', () => {
    for (const x of [1000, 1500, 2000, 2500]) {
      for (let y = 700; y < 2900; y += 100) {
        const rise = (districtGroundM([x, y + 100]) - districtGroundM([x, y])) / 100;
        expect(rise).toBeGreaterThan(0.003);
        expect(rise).toBeLessThan(0.012);
      }
    }
  });

  it('falls from everywhere to the river, the sea or the harbour: no place without a way down', () => {
    for (let x = 20; x < 3000; x += 140) {
      for (let y = 160; y < 3000; y += 140) expect(runsTo([x, y]), `${x}, ${y}`).not.toBe('a hollow');
    }
  });

  it('has a river bed that falls to the sea, 4 m and more below both banks', () => {
    let above = Number.POSITIVE_INFINITY;
    for (const at of riverLine(3000, 200, 0)) {
      const bed = districtGroundM(at);
      expect(bed).toBeLessThan(above);
      above = bed;
      for (const side of [-RIVER_BANK_M - 1, RIVER_BANK_M + 1]) {
        const bank = districtGroundM([at[0] + side, at[1]]);
        expect(bank - bed).toBeGreaterThan(4);
        const water = districtWaterM(at);
        expect(water).not.toBeNull();
        expect(water ?? 0).toBeGreaterThan(bed + 1);
        expect(water ?? 0).toBeLessThan(bank - 1.5);
      }
    }
    expect(districtGroundM([eastmost(), 200])).toBeLessThan(0);
  });

  it('has a quay at 3.2 m over a basin 9 m deep, and a beach between sea and wall', () => {
    expect(districtGroundM([HARBOUR.basinWest - 10, 100])).toBeCloseTo(3.2, 6);
    expect(districtGroundM([HARBOUR.basinWest + 10, 100])).toBeCloseTo(-9, 6);
    expect(districtGroundM([1000, shoreYM(1000) + BEACH_M / 2])).toBeCloseTo(0.95, 6);
    expect(districtWaterM([1000, shoreYM(1000) - 100])).toBe(0);
    expect(districtWaterM([1000, 1000])).toBeNull();
  });
});

function eastmost(): number {
  const [at] = riverLine(200, 100, 0);
  return at?.[0] ?? 0;
}

/** Walks down the steepest way of eight and says where it ends. */
function runsTo(start: PlanPoint): 'water' | 'edge' | 'a hollow' {
  let at = start;
  for (let i = 0; i < 1000; i++) {
    if (districtWaterM(at) !== null || Math.abs(eastOfRiverM(at)) < RIVER_BANK_M) return 'water';
    // The port is level on purpose: it drains over its quays.
    if (at[0] > HARBOUR.west && at[1] < 600) return 'water';
    if (at[0] < 0 || at[0] > 3000) return 'edge';
    let lowest = at;
    for (let k = 0; k < 8; k++) {
      const next: PlanPoint = [
        at[0] + STEP_M * Math.cos((k * Math.PI) / 4),
        at[1] + STEP_M * Math.sin((k * Math.PI) / 4),
      ];
      if (districtGroundM(next) < districtGroundM(lowest)) lowest = next;
    }
    if (lowest === at) return 'a hollow';
    at = lowest;
  }
  return 'a hollow';
}
