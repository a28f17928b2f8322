import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CameraPlace } from '../state/view-state.ts';
import { diveEnd, divePlace, eased, surfaceEnd } from './dive-path.ts';

const ABOVE: CameraPlace = { lon: 10, lat: 0, heightM: 220, headingDeg: 350, pitchDeg: -45 };
const TARGET = { lon: 10, lat: 0.001, groundHeightM: 20, depthM: 2.55 };

describe('a dive', () => {
  it('ends below the ground, before its target on the line of sight', () => {
    const end = diveEnd(0, TARGET, 150);
    // 0.55 m above what lies 2.55 m deep.
    expect(end.heightM).toBe(18);
    // 12 % of 150 m.
    expect((TARGET.lat - end.lat) * 111_320).toBeCloseTo(18, 6);
    expect(end.lon).toBe(10);
  });

  it('stays below ground for what lies just under it', () => {
    expect(diveEnd(0, { ...TARGET, depthM: 0.4 }, 150).heightM).toBeLessThan(20);
  });

  it('starts where the camera stands and ends where it is meant to', () => {
    const end = diveEnd(20, TARGET, 150);
    expect(divePlace(ABOVE, end, 20, 0)).toEqual(ABOVE);
    expect(divePlace(ABOVE, end, 20, 1)).toEqual(end);
  });

  it('goes down all the way, without a jump', () => {
    fc.assert(
      fc.property(fc.double({ min: 2, max: 20_000, noNaN: true }), (aboveM) => {
        const from = { ...ABOVE, heightM: 20 + aboveM };
        const end = diveEnd(from.headingDeg, TARGET, aboveM);
        let before = from.heightM;
        for (let i = 1; i <= 100; i++) {
          const { heightM } = divePlace(from, end, 20, i / 100);
          expect(heightM).toBeLessThan(before);
          // A hundredth of the way never takes more than an eighth of the height above the end.
          expect(before - heightM).toBeLessThanOrEqual((before - end.heightM) / 8 + 0.45);
          before = heightM;
        }
      }),
    );
  });

  it('turns the shorter way: from 350 to 10 degrees through north', () => {
    expect(divePlace(ABOVE, { ...ABOVE, headingDeg: 10 }, 20, 0.5).headingDeg).toBe(360);
  });

  it('surfaces above the ground, 60 m back, looking down', () => {
    const up = surfaceEnd({ ...ABOVE, headingDeg: 0, heightM: 15 }, 20);
    expect(up.heightM).toBe(90);
    expect((up.lat - ABOVE.lat) * 111_320).toBeCloseTo(-60, 6);
    expect(up.pitchDeg).toBeLessThan(0);
  });

  it('begins and ends at rest', () => {
    expect([eased(-1), eased(0), eased(0.5), eased(1), eased(2)]).toEqual([0, 0, 0.5, 1, 1]);
  });
});
