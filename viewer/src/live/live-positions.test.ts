import { describe, expect, it } from 'vitest';
import { positionEvent } from '../testing/live-events.ts';
import { LivePositions, TRAIL_POINTS } from './live-positions.ts';

describe('LivePositions', () => {
  it('keeps the newest report of a unit and leaves late ones out', () => {
    const units = new LivePositions();
    units.take([
      positionEvent(1, 'RY-1', [119.6, 39.9], 1000),
      positionEvent(2, 'RY-2', [119.7, 39.9], 1000),
      positionEvent(3, 'RY-1', [119.61, 39.9], 2000),
      positionEvent(4, 'RY-1', [119.5, 39.9], 1500),
      positionEvent(5, 'RY-1', [119.4, 39.9], 3000, true),
    ]);
    expect([units.count, units.lons[0], units.lons[1]]).toEqual([2, 119.61, 119.7]);
    expect(units.trailEnds[0]).toBe(2);
  });

  it('tells each changed row once a flush, and nothing when nothing changed', () => {
    const units = new LivePositions();
    const told: number[][] = [];
    units.listen((rows) => told.push([...rows]));
    units.put('a', 1, 1, 0, 0, 1);
    units.put('b', 1, 1, 0, 0, 1);
    units.put('a', 2, 1, 0, 0, 2);
    units.flush();
    units.flush();
    units.put('b', 2, 1, 0, 0, 2);
    units.flush();
    expect(told).toEqual([[0, 1], [1]]);
  });

  it('keeps the last points of a trail and no more, whatever the number of units', () => {
    const units = new LivePositions();
    for (let i = 0; i < 100; i++) {
      for (let unit = 0; unit < 70; unit++) units.put(`u${unit}`, i, unit, 0, 0, i + 1);
    }
    const row = units.rowOf('u69') ?? -1;
    const end = units.trailEnds[row] ?? 0;
    const last = Array.from({ length: TRAIL_POINTS }, (_, k) => {
      const at = (row * TRAIL_POINTS + ((end - TRAIL_POINTS + k) % TRAIL_POINTS)) * 2;
      return units.trails[at];
    });
    expect(last).toEqual(Array.from({ length: TRAIL_POINTS }, (_, k) => 100 - TRAIL_POINTS + k));
    expect(units.trails.length).toBeLessThanOrEqual(140 * TRAIL_POINTS * 2);
  });

  it('forgets everything at another instant, and older reports count again', () => {
    const units = new LivePositions();
    units.put('a', 1, 1, 0, 0, 5000);
    const { generation } = units;
    units.clear();
    units.put('a', 3, 1, 0, 0, 1000);
    expect([units.count, units.lons[0], units.generation]).toEqual([1, 3, generation + 1]);
  });
});
