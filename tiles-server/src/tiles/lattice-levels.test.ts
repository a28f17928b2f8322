import { describe, expect, it } from 'vitest';
import { latticeLevels } from './lattice-levels.ts';

const BOUNDS = [119.6, 39.9, 119.601, 39.901] as const;

describe('levels of a lattice', () => {
  it('are those of a plane, anywhere, though each node is asked once', () => {
    let asked = 0;
    const plane = (lon: number, lat: number) => {
      asked += 1;
      return 5 + 1000 * (lon - 119.6) - 500 * (lat - 39.9);
    };
    const levelAt = latticeLevels(plane, BOUNDS);
    for (let i = 0; i < 5000; i++) {
      const [lon, lat] = [119.6001 + (i % 71) * 1e-6, 39.9002 + Math.floor(i / 71) * 1e-6];
      expect(levelAt(lon, lat)).toBeCloseTo(5 + 1000 * (lon - 119.6) - 500 * (lat - 39.9), 6);
    }
    // 71 x 71 places lie within 8 x 8 cells, which have 9 x 9 nodes.
    expect(asked).toBeLessThanOrEqual(81);
  });

  it('are the same for a place, whatever rectangle is asked about', () => {
    const hills = (lon: number, lat: number) => Math.sin(lon * 3000) + Math.cos(lat * 4000);
    const [lon, lat] = [119.600_43, 39.900_61];
    const wide = latticeLevels(hills, BOUNDS)(lon, lat);
    const narrow = latticeLevels(hills, [119.6004, 39.9006, 119.6005, 39.9007])(lon, lat);
    expect(narrow).toBe(wide);
  });

  it('are unknown beside a node that is, and never guessed', () => {
    const levelAt = latticeLevels((lon) => (lon > 119.600_5 ? null : 8), BOUNDS);
    expect([levelAt(119.6004, 39.9005), levelAt(119.600_505, 39.9005), levelAt(119.6007, 39.9005)]).toEqual([
      8,
      null,
      null,
    ]);
  });

  it('are asked place by place outside the rectangle and in one too wide to hold', () => {
    expect(latticeLevels(() => 3, BOUNDS)(119.7, 39.95)).toBe(3);
    const exact = (lon: number) => lon;
    expect(latticeLevels(exact, [119, 39, 121, 41])(119.123_456_7, 40)).toBe(119.123_456_7);
  });
});
