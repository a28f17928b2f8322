import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localProjection } from '../geodesy/local-projection.ts';
import { outlineFromLonLat } from './outline-from-lon-lat.ts';
import { makePit, type Pit, type PitInput } from './pit.ts';
import type { GroundSampler } from './pit-ground.ts';

const level = () => 10;
const trench = Float64Array.of(0, 0, 2, 0, 2, 10, 0, 10);

function dug(input: PitInput, ground: GroundSampler = level): Pit {
  const result = makePit(input, ground);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.pit;
}

function codeOf(input: PitInput, ground: GroundSampler = level): string {
  const result = makePit(input, ground);
  return result.ok ? 'dug' : result.refusal.code;
}

function outlineCode(...outline: number[]): string {
  return codeOf({ outline: Float64Array.from(outline), depthM: 2, batter: 0 });
}

describe('makePit on level ground', () => {
  it('digs 2 x 10 m, 2.0 deep at 0.75:1 with a top of 5 x 13 m and 82.0 m3', () => {
    const pit = dug({ outline: trench, depthM: 2, batter: 0.75 });
    expect(pit.floorLevelM).toBe(8);
    expect(pit.sides.map((side) => side.floorLengthM)).toEqual([2, 10, 2, 10]);
    for (const [i, side] of pit.sides.entries()) expect(side.topLengthM).toBeCloseTo(i % 2 === 0 ? 5 : 13, 5);
    expect(pit.floorAreaM2).toBeCloseTo(20, 9);
    expect(pit.topAreaM2).toBeCloseTo(65, 4);
    expect(pit.volumeM3).toBeCloseTo(82, 4);
  });

  it('digs the same between upright walls with 40.0 m3, whichever way the outline runs', () => {
    const turned = Float64Array.of(0, 0, 0, 10, 2, 10, 2, 0);
    for (const outline of [trench, turned]) {
      expect(dug({ outline, depthM: 2, batter: 0 }).volumeM3).toBeCloseTo(40, 9);
    }
  });

  it('agrees with the prismatoid h / 6 (A0 + 4 Am + A1) for an L', () => {
    const ell = Float64Array.of(0, 0, 8, 0, 8, 3, 3, 3, 3, 9, 0, 9);
    // Offset by d the L stays two rectangles: (8 + 2d)(3 + 2d) + (3 + 2d) 6.
    const area = (d: number) => (8 + 2 * d) * (3 + 2 * d) + (3 + 2 * d) * 6;
    const pit = dug({ outline: ell, depthM: 2, batter: 0.5 });
    expect(pit.volumeM3).toBeCloseTo((2 / 6) * (area(0) + 4 * area(0.5) + area(1)), 4);
  });

  it('keeps volume and lengths wherever the pit lies and however it is turned', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 6.28, noNaN: true }),
        fc.double({ min: -300, max: 300, noNaN: true }),
        (angle, shift) => {
          const outline = new Float64Array(8);
          for (let i = 0; i < 8; i += 2) {
            const x = trench[i] ?? 0;
            const y = trench[i + 1] ?? 0;
            outline[i] = x * Math.cos(angle) - y * Math.sin(angle) + shift;
            outline[i + 1] = x * Math.sin(angle) + y * Math.cos(angle) - shift;
          }
          expect(dug({ outline, depthM: 2, batter: 0.75 }).volumeM3).toBeCloseTo(82, 3);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe('makePit on real ground', () => {
  /** Climbs 1 in 10 to the east. */
  const slope = (x: number) => 10 + 0.1 * x;

  it('measures the depth from the lowest ground in the outline, and upright walls hold floor area x mean depth', () => {
    const pit = dug({ outline: Float64Array.of(0, 0, 10, 0, 10, 4, 0, 4), depthM: 2, batter: 0 }, slope);
    expect(pit.floorLevelM).toBeCloseTo(8, 12);
    // Mean ground over x 0..10 is 10.5: 40 m2 x 2.5 m.
    expect(pit.volumeM3).toBeCloseTo(100, 6);
    expect(pit.rim.highestM).toBeCloseTo(11, 9);
  });

  it('lets battered walls climb until they meet the ground: up the slope further, down it less far', () => {
    const pit = dug({ outline: Float64Array.of(0, 0, 10, 0, 10, 4, 0, 4), depthM: 2, batter: 1 }, slope);
    const xs = pit.rim.outline.filter((_, i) => i % 2 === 0);
    // West: 8 + h = 10 - 0.1 h, h = 2 / 1.1. East: 8 + h = 10 + 0.1 (10 + h), h = 3 / 0.9.
    expect(Math.min(...xs)).toBeCloseTo(-2 / 1.1, 4);
    expect(Math.max(...xs)).toBeCloseTo(10 + 3 / 0.9, 4);
    for (let i = 0; i < pit.rim.levelsM.length; i++) {
      expect(pit.rim.levelsM[i]).toBeCloseTo(slope(pit.rim.outline[i * 2] ?? 0), 4);
    }
  });

  it('counts a mound in the middle: the integral of exp(-r^2) is pi m3', () => {
    const mound = (x: number, y: number) => 10 + Math.exp(-((x - 5) ** 2 + (y - 5) ** 2));
    const pit = dug({ outline: Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10), depthM: 2, batter: 0 }, mound);
    expect(pit.volumeM3).toBeCloseTo(200 + Math.PI, 2);
  });

  it('finds a hollow inside the outline', () => {
    const hollow = (x: number, y: number) => 10 - 0.5 * Math.exp(-((x - 5) ** 2 + (y - 5) ** 2));
    const pit = dug({ outline: Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10), depthM: 1, batter: 0 }, hollow);
    expect(pit.lowestGroundM).toBeCloseTo(9.5, 9);
  });

  it('refuses unknown ground below, beside and above the walls', () => {
    const square = Float64Array.of(0, 0, 4, 0, 4, 4, 0, 4);
    const knownWithin = (limit: number) => (x: number) => (x < limit ? 10 : null);
    expect(codeOf({ outline: square, depthM: 2, batter: 1 }, knownWithin(3))).toBe('ground-unknown');
    expect(codeOf({ outline: square, depthM: 2, batter: 1 }, knownWithin(5))).toBe('ground-unknown');
    expect(codeOf({ outline: square, depthM: 2, batter: 1 }, knownWithin(9))).toBe('dug');
    expect(codeOf({ outline: square, depthM: 2, batter: 1 }, () => Number.NaN)).toBe('ground-unknown');
  });

  it('refuses a wall that leans as the ground climbs', () => {
    const outline = Float64Array.of(0, 0, 4, 0, 4, 4, 0, 4);
    expect(codeOf({ outline, depthM: 2, batter: 1 }, (x) => 10 + x)).toBe('never-meets-ground');
  });
});

describe('makePit refuses', () => {
  it('a bow-tie, a spike, equal corners, two corners, NaN, a line and 501 m, one code each', () => {
    expect(outlineCode(0, 0, 4, 4, 4, 0, 0, 4)).toBe('crosses-itself');
    expect(outlineCode(0, 0, 4, 0, 4, 4, 2, 4, 2.02, 9, 1.98, 4, 0, 4)).toBe('spike');
    expect(outlineCode(0, 0, 4, 0, 4, 0, 4, 4)).toBe('duplicate-points');
    expect(outlineCode(0, 0, 4, 0)).toBe('too-few-points');
    expect(outlineCode(0, 0, 4, Number.NaN, 4, 4)).toBe('not-a-number');
    expect(outlineCode(0, 0, 4, 4, 8, 8)).toBe('zero-area');
    expect(outlineCode(0, 0, 501, 0, 501, 4, 0, 4)).toBe('too-large');
    expect(outlineCode(0, 0, 500, 0, 500, 4, 0, 4)).toBe('dug');
  });

  it('a depth of zero or NaN and a batter below zero', () => {
    expect(codeOf({ outline: trench, depthM: 0, batter: 0 })).toBe('bad-depth');
    expect(codeOf({ outline: trench, depthM: Number.NaN, batter: 0 })).toBe('bad-depth');
    expect(codeOf({ outline: trench, depthM: 2, batter: -0.1 })).toBe('bad-batter');
  });

  it('a notch of 1 m whose walls lean 0.75 m each, and says which side', () => {
    const outline = Float64Array.of(0, 0, 3, 0, 3, 2, 2, 2, 2, 1, 1, 1, 1, 2, 0, 2);
    const result = makePit({ outline, depthM: 1, batter: 0.75 }, level);
    expect(result.ok ? null : result.refusal).toMatchObject({ code: 'walls-meet' });
    expect(result.ok ? '' : result.refusal.message).toContain('side 5');
    expect(codeOf({ outline, depthM: 1, batter: 0.25 })).toBe('dug');
  });
});

describe('outlineFromLonLat', () => {
  it('brings 2 x 10 m in degrees back to 2 x 10 m, closed ring or not, also across the antimeridian', () => {
    for (const lon0 of [119.6, 179.99999, -180]) {
      const plane = localProjection([lon0, 39.9]);
      const ring: number[] = [];
      for (const [x, y] of [
        [0, 0],
        [2, 0],
        [2, 10],
        [0, 10],
        [0, 0],
      ] as const)
        ring.push(...plane.inverse(x, y));
      const result = outlineFromLonLat(Float64Array.from(ring));
      if (!result.ok) throw new Error(result.refusal.message);
      expect(result.value.outline.length).toBe(8);
      const pit = dug({ outline: result.value.outline, depthM: 2, batter: 0.75 });
      expect(pit.volumeM3).toBeCloseTo(82, 3);
    }
  });

  it('refuses NaN and a latitude of 91', () => {
    const code = (...ring: number[]) => {
      const result = outlineFromLonLat(Float64Array.from(ring));
      return result.ok ? 'ok' : result.refusal.code;
    };
    expect(code(0, 0, 1, Number.NaN, 1, 1)).toBe('not-a-number');
    expect(code(0, 0, 1, 91, 1, 1)).toBe('outside-the-earth');
    expect(code()).toBe('too-few-points');
  });
});
