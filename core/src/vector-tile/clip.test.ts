import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clipLine, clipRing } from './clip.ts';
import { FlatPath } from './flat-path.ts';
import { twiceArea } from './polygon-geometry.ts';

const SQUARE = { low: 0, high: 100 };

function path(...points: readonly (readonly [number, number])[]): FlatPath {
  const out = new FlatPath();
  for (const [x, y] of points) out.push(x, y);
  return out;
}

function clipped(line: FlatPath): number[][] {
  const parts: number[][] = [];
  clipLine(line, SQUARE, new FlatPath(), (part) => parts.push([...part.values.subarray(0, part.length)]));
  return parts;
}

function ringClipped(ring: FlatPath): number[] {
  clipRing(ring, SQUARE, new FlatPath());
  return [...ring.values.subarray(0, ring.length)];
}

describe('clipLine', () => {
  it('cuts a diagonal where it meets the sides', () => {
    expect(clipped(path([-50, -50], [150, 150]))).toEqual([[0, 0, 100, 100]]);
  });

  it('keeps a line inside as it is and drops one that only passes a corner outside', () => {
    expect(clipped(path([1, 2], [3, 4], [5, 2]))).toEqual([[1, 2, 3, 4, 5, 2]]);
    expect(clipped(path([-10, 5], [5, -10]))).toEqual([]);
  });

  it('gives two stretches of a line that leaves and comes back', () => {
    expect(clipped(path([50, 50], [150, 50], [150, 80], [50, 80]))).toEqual([
      [50, 50, 100, 50],
      [100, 80, 50, 80],
    ]);
  });

  it('keeps just the length inside, whatever the line', () => {
    const coordinate = fc.integer({ min: -200, max: 300 });
    fc.assert(
      fc.property(fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 12 }), (points) => {
        const parts = clipped(path(...points));
        const length = parts.reduce((sum, part) => sum + lengthOf(part), 0);
        expect(length).toBeCloseTo(lengthInside(points), 6);
        for (const value of parts.flat()) expect(value >= -1e-9 && value <= 100 + 1e-9).toBe(true);
      }),
    );
  });
});

describe('clipRing', () => {
  it('cuts a box over a corner to the quarter inside', () => {
    const ring = ringClipped(path([50, 50], [150, 50], [150, 150], [50, 150]));
    expect(twiceArea(ring, ring.length / 2) / 2).toBe(2500);
  });

  it('gives the whole square for a ring around it and nothing for one beside it', () => {
    const around = ringClipped(path([-10, -10], [110, -10], [110, 110], [-10, 110]));
    expect(twiceArea(around, 4) / 2).toBe(10_000);
    expect(ringClipped(path([101, 0], [120, 0], [110, 50]))).toEqual([]);
  });

  it('keeps the area of a C that the side cuts into two arms: 2 x 50 x 10', () => {
    // Arms from x 50 to 150, 10 high, joined outside the square.
    const ring = ringClipped(path([50, 20], [160, 20], [160, 70], [50, 70], [50, 60], [150, 60], [150, 30], [50, 30]));
    expect(Math.abs(twiceArea(ring, ring.length / 2)) / 2).toBe(1000);
  });
});

function lengthOf(part: readonly number[]): number {
  let sum = 0;
  for (let i = 2; i < part.length; i += 2) {
    sum += Math.hypot((part[i] ?? 0) - (part[i - 2] ?? 0), (part[i + 1] ?? 0) - (part[i - 1] ?? 0));
  }
  return sum;
}

/** Worked apart: shares at which each segment crosses the four sides, and the middle of each stretch judged. */
function lengthInside(points: readonly (readonly [number, number])[]): number {
  let sum = 0;
  for (const [i, [bx, by]] of points.entries()) {
    const before = points[i - 1];
    if (!before) continue;
    const [ax, ay] = before;
    const shares = [0, 1];
    for (const side of [SQUARE.low, SQUARE.high]) {
      if (bx !== ax) shares.push((side - ax) / (bx - ax));
      if (by !== ay) shares.push((side - ay) / (by - ay));
    }
    const sorted = shares.filter((share) => share >= 0 && share <= 1).toSorted((a, b) => a - b);
    for (const [k, share] of sorted.entries()) {
      const from = sorted[k - 1];
      if (from === undefined) continue;
      const x = ax + (bx - ax) * ((from + share) / 2);
      const y = ay + (by - ay) * ((from + share) / 2);
      // A stretch along a side counts as inside.
      if (x >= 0 && x <= 100 && y >= 0 && y <= 100) sum += (share - from) * Math.hypot(bx - ax, by - ay);
    }
  }
  return sum;
}
