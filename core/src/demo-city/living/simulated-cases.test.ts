import { describe, expect, it } from 'vitest';
import type { CaseGround } from './case-ground.ts';
import { demoEvents } from './simulate-events.ts';
import { simulatedCases } from './simulated-cases.ts';

const HOUR_MS = 3_600_000;
/** Friday 2026-11-20, 08:00 in China. */
const MORNING_MS = Date.UTC(2026, 10, 20);

const GROUND: CaseGround = {
  code: '130302001001001',
  character: 'housing',
  isSeaside: false,
  middle: [119.6, 39.93],
  reachDeg: [0.001, 0.001],
  outline: Float64Array.of(119.599, 39.929, 119.601, 39.929, 119.601, 39.931, 119.599, 39.931),
  addressZh: '海港区文化路',
  components: [],
};

describe('cases of a simulated city', () => {
  it('are those among all its events, whatever span they are asked for in', () => {
    const city = { grounds: [GROUND], devices: [], signals: [], units: [] };
    const all = [...demoEvents(city, 1, MORNING_MS, MORNING_MS + 10 * HOUR_MS)];
    expect(all.length).toBeGreaterThan(100);
    expect(all.every(({ kind }) => kind === 'case')).toBe(true);
    const parts = [0, 1, 2, 3, 4].flatMap((n) => [
      ...simulatedCases(city, 1, MORNING_MS + n * 2 * HOUR_MS, MORNING_MS + (n + 1) * 2 * HOUR_MS),
    ]);
    expect(parts).toEqual(all);
  });
});
