import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random/seeded-random.ts';
import { CONFORM_DEFAULTS, conformGround } from './conform.ts';

const LON0 = 10.3;
const LAT0 = 55.34;
const METRES_PER_LAT = 111_132;
const METRES_PER_LON = METRES_PER_LAT * Math.cos((LAT0 * Math.PI) / 180);

/** A cover at metres east and north of the origin, with its level and the model's level there. */
interface Cover {
  readonly east: number;
  readonly north: number;
  readonly level: number;
  readonly dem: number;
}

function ground(list: readonly Cover[], fillLevelM = 0) {
  const covers = Float64Array.from(
    list.flatMap(({ east, north, level }) => [LON0 + east / METRES_PER_LON, LAT0 + north / METRES_PER_LAT, level]),
  );
  const demLevelsM = Float64Array.from(list, ({ dem }) => dem);
  const drawnLevelsM = demLevelsM.map((level) => (Number.isNaN(level) ? fillLevelM : level));
  const conformed = conformGround({ covers, demLevelsM, drawnLevelsM });
  const residual = (east: number, north: number) =>
    conformed.residualAt(LON0 + east / METRES_PER_LON, LAT0 + north / METRES_PER_LAT);
  return { ...conformed, residual };
}

/** A street grid of 400 covers 40 m apart, the model 1 m above each. */
function street(change: (cover: Cover, index: number) => Cover = (cover) => cover): Cover[] {
  return Array.from({ length: 400 }, (_, i) => {
    const level = 20 + (i % 20) * 0.3;
    return change({ east: (i % 20) * 40, north: Math.floor(i / 20) * 40, level, dem: level + 1 }, i);
  });
}

describe('conformGround', () => {
  it('lowers the model by what it is too high, everywhere alike', () => {
    const { residual, report } = ground(street());
    expect(report.medianM).toBeCloseTo(1, 9);
    expect(residual(400, 400)).toBeCloseTo(-1, 9);
    expect(residual(417, 391)).toBeCloseTo(-1, 9);
    // Far away the trend stays.
    expect(residual(5000, -9000)).toBeCloseTo(-1, 9);
  });

  it('takes a lone cover half back at 25 m and wholly beyond 120 m', () => {
    // The streets three times as wide apart, and an empty place of 400 m about the lone cover.
    const wide = street((cover, i) => ({
      ...cover,
      east: cover.east * 3,
      north: cover.north * 3,
      level: cover.level + (i === 210 ? 4 : 0),
    }));
    const list = wide.filter(({ east, north }, i) => i === 210 || Math.hypot(east - 1200, north - 1200) > 400);
    const { residual } = ground(list);
    expect(residual(1200, 1200)).toBeCloseTo(3, 6);
    // The weight at 25 m is (95 / (120 * 25))^2, against 1 / 25^2: 4 * 0.627 / 1.627 above the trend of -1.
    expect(residual(1225, 1200)).toBeCloseTo(-1 + (4 * 0.6267) / 1.6267, 2);
    expect(residual(1200, 1200 + CONFORM_DEFAULTS.reachM)).toBeCloseTo(-1, 6);
  });

  it('lets dense covers reach less far: 40 m where they stand a metre apart', () => {
    const dense = Array.from({ length: 2500 }, (_, i) => ({
      east: i % 50,
      north: Math.floor(i / 50),
      level: 20,
      dem: 21,
    }));
    const { residual } = ground(dense.map((cover, i) => (i === 49 ? { ...cover, level: 24 } : cover)));
    expect(residual(49, 0)).toBeCloseTo(3, 6);
    expect(residual(49 + 41, 0)).toBeCloseTo(-1, 9);
  });

  it('passes through each cover though one in twenty is metres off, and reports those', () => {
    const random = seededRandom(5);
    const list = street((cover, i) => (i % 20 === 7 ? { ...cover, dem: cover.dem + 6 + random.next() * 3 } : cover));
    const { residual, report } = ground(list);
    for (const { east, north, level, dem } of list) expect(dem + residual(east, north)).toBeCloseTo(level, 6);
    expect(report.outliers).toBe(20);
    expect(report.worst.every(({ demAboveCoverM }) => demAboveCoverM > 7)).toBe(true);
    expect(report.medianM).toBeCloseTo(1, 6);
    // A hundred metres from the nearest one the trend has not moved.
    expect(residual(-150, 400)).toBeCloseTo(-1, 6);
  });

  it('never leaves the range of the residuals: no overshoot, no spike', () => {
    const metres = fc.double({ min: -300, max: 300, noNaN: true });
    const offset = fc.double({ min: -10, max: 10, noNaN: true });
    const cover = fc.record({ east: metres, north: metres, level: fc.constant(30), dem: offset.map((x) => 30 + x) });
    fc.assert(
      fc.property(fc.array(cover, { minLength: 1, maxLength: 30 }), metres, metres, (list, east, north) => {
        const residuals = list.map(({ level, dem }) => level - dem);
        const value = ground(list).residual(east, north);
        // The trend and the departures from it both lie within the range, so their sum within twice its width.
        const width = Math.max(...residuals) - Math.min(...residuals);
        expect(value).toBeGreaterThanOrEqual(Math.min(...residuals) - width - 1e-6);
        expect(value).toBeLessThanOrEqual(Math.max(...residuals) + width + 1e-6);
      }),
    );
  });

  it('is smooth: between two steps of a centimetre the slope hardly changes', () => {
    const random = seededRandom(3);
    const { residual } = ground(street((cover) => ({ ...cover, dem: cover.dem + random.between(-2, 2) })));
    for (let x = 100; x < 500; x += 0.37) {
      const bend = residual(x - 0.01, 210) - 2 * residual(x, 210) + residual(x + 0.01, 210);
      expect(Math.abs(bend)).toBeLessThan(1e-3);
    }
  });

  it('conforms to covers where the model knows nothing, and counts them', () => {
    const list = street((cover, i) => (i < 10 ? { ...cover, dem: Number.NaN } : cover));
    const { residual, report } = ground(list, 25);
    expect([report.covers, report.withoutDem]).toEqual([400, 10]);
    expect(report.medianM).toBeCloseTo(1, 9);
    expect(25 + residual(0, 0)).toBeCloseTo(20, 6);
  });

  it('says what it cannot use and what contradicts itself', () => {
    const twice = { east: 1, north: 1, level: 20, dem: 21 };
    const { report, covers } = ground([twice, { ...twice, level: 20.5 }, { ...twice, level: Number.NaN }]);
    expect([report.covers, report.unusable, report.conflicts]).toEqual([2, 1, 1]);
    expect(covers[2]).toBeCloseTo(20.25, 9);
  });

  it('has nothing to say without a cover: no median, not a median of 0', () => {
    const { report, residual } = ground([]);
    expect([report.covers, report.medianM, report.percentilesM]).toEqual([0, null, null]);
    expect(residual(0, 0)).toBe(0);
  });
});
