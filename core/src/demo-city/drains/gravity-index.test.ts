import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance, nearestShare, type PlanPoint } from '../place/plan-geometry.ts';
import { distanceToSegment } from '../place/segment-cells.ts';
import type { Street } from '../plan/street.ts';
import type { DrainNode, DrainPipe } from './drain-draft.ts';
import { CONCRETE_DRAINS } from './drain-makes.ts';
import { gravityIndex } from './gravity-index.ts';

const street: Street = {
  id: 'A',
  zh: '甲路',
  en: 'A Road',
  kind: 'local',
  centreline: [
    [0, 0],
    [100, 0],
  ],
  lengthM: 100,
  kerbM: 7.5,
  boundaryM: 12,
  builtYear: 2000,
  lies: {},
  tunnel: false,
};
const dn500 = CONCRETE_DRAINS.find((make) => make.widthMm === 500) ?? { ...CONCRETE_DRAINS[0], wallMm: 50 };

function node(id: string, at: PlanPoint): DrainNode {
  const more = { groundM: 5, street, streets: [street], builtYear: 2000, abandoned: false };
  return { id, utility: 'storm', point: 'manhole', at, ...more };
}

function pipe(a: PlanPoint, b: PlanPoint, fromLevelM: number, toLevelM: number): DrainPipe {
  const make = CONCRETE_DRAINS[2];
  if (!make) throw new RangeError('no DN500');
  return {
    utility: 'storm',
    use: 'main',
    from: node('YS1', a),
    to: node('YS2', b),
    make,
    lengthM: distance(a, b),
    fromLevelM,
    toLevelM,
    street,
    builtYear: 2000,
    abandoned: false,
    isPressed: false,
  };
}

describe('gravityIndex', () => {
  it('finds 0.30 m between two level DN500 (wall 50) that cross with inverts 0.90 m apart', () => {
    const laid = gravityIndex();
    const below = pipe([0, 0], [40, 0], 1, 1);
    laid.add(below);
    const drain = { a: [20, -20], b: [20, 20], make: below.make, fromLevelM: 1.9, toLevelM: 1.9, ends: [] } as const;
    expect(laid.leastGapM(drain)).toBeCloseTo(0.3, 9);
    expect(laid.leastGapM({ ...drain, a: [41, -20], b: [41, 20] })).toBe(Number.POSITIVE_INFINITY);
    // What it ends at it need not clear.
    expect(laid.leastGapM({ ...drain, ends: [below.to] })).toBe(Number.POSITIVE_INFINITY);
  });

  it('says how high a drain may lie that passes 0.25 m beneath: 0.70 m for one whose outer bottom is at 0.95 m', () => {
    const laid = gravityIndex();
    laid.add(pipe([0, 0], [40, 0], 1, 1));
    expect(laid.highestTopM([20, -20], [20, 20], 0.3, 0.25)).toBeCloseTo(0.7, 9);
    expect(laid.highestTopM([60, -20], [60, 20], 0.3, 0.25)).toBe(Number.POSITIVE_INFINITY);
  });

  it('keeps drains off shafts and shafts off drains', () => {
    const laid = gravityIndex();
    const drain = pipe([0, 0], [40, 0], 1, 1);
    laid.add(drain);
    laid.addShaft(node('WS9', [20, 5]), 0.65);
    const passing = (y: number) =>
      ({ a: [0, y], b: [40, y], make: drain.make, fromLevelM: 1, toLevelM: 1, ends: [] }) as const;
    // Half the pipe 0.30, the shaft 0.65, 0.15 clear: 1.10 m from its middle.
    expect(laid.hasShaftRoom(passing(6.09), 0.15)).toBe(false);
    expect(laid.hasShaftRoom(passing(6.11), 0.15)).toBe(true);
    expect(laid.hasRoomFor([10, 1.04], 0.65, 0.1, [])).toBe(false);
    expect(laid.hasRoomFor([10, 1.06], 0.65, 0.1, [])).toBe(true);
  });

  it('never tells of more room than there is anywhere in the overlap', () => {
    const place = fc.tuple(
      fc.double({ min: -30, max: 30, noNaN: true }),
      fc.double({ min: -30, max: 30, noNaN: true }),
    );
    const level = fc.double({ min: 0, max: 3, noNaN: true });
    fc.assert(
      fc.property(place, place, place, place, level, level, level, level, (a, b, c, d, l1, l2, l3, l4) => {
        fc.pre(distance(a, b) > 8 && distance(c, d) > 8);
        const laid = gravityIndex();
        const other = pipe(c, d, l3, l4);
        laid.add(other);
        const told = laid.leastGapM({ a, b, make: other.make, fromLevelM: l1, toLevelM: l2, ends: [] });
        let worst = Number.POSITIVE_INFINITY;
        for (let k = 0; k <= 400; k++) {
          const t = k / 400;
          const at: PlanPoint = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
          if (distanceToSegment(at, c, d) > 0.3 + 0.3) continue;
          const u = nearestShare(at, c, d);
          worst = Math.min(worst, Math.abs(l1 + (l2 - l1) * t - (l3 + (l4 - l3) * u)) - 0.6);
        }
        expect(told).toBeLessThanOrEqual(worst + 1e-6);
      }),
      { numRuns: 300, seed: 7 },
    );
    expect(dn500.wallMm).toBe(50);
  });
});
