import { beforeEach, describe, expect, it } from 'vitest';
import { LivePositions, TRAIL_POINTS } from '../../live/live-positions.ts';
import { TRAIL_FLOATS } from './trail-program.ts';
import { UnitMotion } from './unit-motion.ts';
import { UNIT_FLOATS } from './unit-program.ts';

/** A flat world: a degree is a hundred metres, the ground is at nought. */
const FLAT = {
  toLocal(lon: number, lat: number, heightM: number, out: Float32Array, at: number): void {
    out[at] = lon * 100;
    out[at + 1] = lat * 100;
    out[at + 2] = heightM;
  },
  heightAt: () => 0,
};

describe('UnitMotion', () => {
  let units: LivePositions;
  let motion: UnitMotion;
  const placeX = (row: number, now: number): number => {
    const out = new Float64Array(3);
    motion.placeOf(row, now, out);
    return out[0] ?? Number.NaN;
  };
  const report = (id: string, lon: number, timeMs: number, now: number, isInstant = false): void => {
    units.put(id, lon, 0, 90, 1, timeMs);
    motion.reserve();
    motion.report(units.rowOf(id) ?? -1, now, isInstant);
  };

  beforeEach(() => {
    units = new LivePositions();
    motion = new UnitMotion(units, FLAT);
  });

  it('stands at once where it is first heard of, then glides to the next report in the time between them', () => {
    report('a', 1, 1000, 10);
    expect(placeX(0, 10)).toBe(100);
    // A second later it is a degree farther: half way after half a second.
    report('a', 2, 2000, 20);
    expect([placeX(0, 20), placeX(0, 20.5), placeX(0, 21), placeX(0, 60)]).toEqual([100, 150, 200, 200]);
    expect(motion.movingUntil).toBe(21);
  });

  it('goes on from where it is drawn when a report comes while it is under way', () => {
    report('a', 1, 1000, 10);
    report('a', 2, 2000, 20);
    report('a', 3, 3000, 20.5);
    expect(placeX(0, 20.5)).toBe(150);
    expect(placeX(0, 21.5)).toBe(300);
  });

  it('is where it says it is within a second and a half, however seldom it reports', () => {
    report('a', 1, 1000, 10);
    report('a', 2, 61_000, 70);
    expect(placeX(0, 71.5)).toBe(200);
  });

  it('does not glide across half a city, nor for people who asked for calm', () => {
    report('a', 1, 1000, 10);
    report('a', 9, 2000, 20);
    expect(placeX(0, 20)).toBe(900);
    report('a', 10, 3000, 21, true);
    expect(placeX(0, 21)).toBe(1000);
  });

  it('has a trail of the last reports that begins where the first of them was', () => {
    for (let i = 0; i < TRAIL_POINTS + 6; i++) report('a', i, 1000 + i, i);
    const { floats, stretches } = motion.trailsOf([0], 1);
    expect(stretches).toBe(TRAIL_POINTS - 1);
    expect(floats[0]).toBe(600);
    expect(floats[(stretches - 1) * TRAIL_FLOATS + 3]).toBe((TRAIL_POINTS + 5) * 100);
  });

  it('stands for other units after everything was forgotten, and asks for all to be handed over', () => {
    report('a', 1, 5000, 10);
    expect(motion.reserve()).toBe(false);
    units.clear();
    units.put('b', 7, 0, 0, 0, 1000);
    expect(motion.reserve()).toBe(true);
    motion.report(0, 11, false);
    // Not a glide from where the other one was.
    expect(placeX(0, 11)).toBe(700);
    expect(motion.floats.length % UNIT_FLOATS).toBe(0);
  });
});
