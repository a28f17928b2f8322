import { describe, expect, it } from 'vitest';
import { FlatPath } from './flat-path.ts';
import { simplifyLine, simplifyRing } from './simplify.ts';

function path(...points: readonly (readonly [number, number])[]): FlatPath {
  const out = new FlatPath();
  for (const [x, y] of points) out.push(x, y);
  return out;
}

const valuesOf = (of: FlatPath): number[] => [...of.values.subarray(0, of.length)];

describe('simplifyLine', () => {
  it('leaves out a vertex 2 off the line at a tolerance of 3 and keeps it at 1', () => {
    const loose = path([0, 0], [50, 2], [100, 0]);
    simplifyLine(loose, 3);
    expect(valuesOf(loose)).toEqual([0, 0, 100, 0]);
    const tight = path([0, 0], [50, 2], [100, 0]);
    simplifyLine(tight, 1);
    expect(valuesOf(tight)).toEqual([0, 0, 50, 2, 100, 0]);
  });

  it('keeps a line that turns back on itself', () => {
    const back = path([0, 0], [100, 0], [0, 0]);
    simplifyLine(back, 3);
    expect(valuesOf(back)).toEqual([0, 0, 100, 0, 0, 0]);
  });
});

describe('simplifyRing', () => {
  it('makes a box with a point 1 off each side a box again', () => {
    const ring = path([0, 0], [50, 1], [100, 0], [99, 50], [100, 100], [50, 101], [0, 100], [-1, 50]);
    simplifyRing(ring, 2);
    expect(valuesOf(ring)).toEqual([0, 0, 100, 0, 100, 100, 0, 100]);
  });

  it('lets a ring thinner than the tolerance fall to a line', () => {
    const ring = path([0, 0], [50, 1], [100, 0], [60, -1], [40, -1]);
    simplifyRing(ring, 2);
    expect(ring.length / 2).toBeLessThan(3);
  });
});
