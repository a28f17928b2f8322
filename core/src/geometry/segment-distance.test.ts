import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pointEllipseDistance, pointSegmentDistance2, segmentDistance2, segmentDistance3 } from './segment-distance.ts';

const shares = { s: 0, t: 0 };
const normal = { x: 0, y: 0 };

describe('segmentDistance3', () => {
  it('measures skew lines at levels 0 and 1 as 1.0, closest at their plan crossing', () => {
    expect(segmentDistance3(-5, 0, 0, 5, 0, 0, 2, -5, 1, 2, 5, 1, shares)).toBeCloseTo(1, 12);
    expect(shares.s).toBeCloseTo(0.7, 12);
    expect(shares.t).toBeCloseTo(0.5, 12);
  });

  it('measures axes 1.5 m apart in plan and 1.0 m in level as 1.802776 (1.502776 less radii 0.1 and 0.2)', () => {
    const axes = segmentDistance3(0, 0, -1, 10, 0, -1, 0, 1.5, -2, 10, 1.5, -2, shares);
    expect(axes - 0.1 - 0.2).toBeCloseTo(1.502776, 6);
  });

  it('is no further than any sampled pair, and reached by its own shares', () => {
    const coordinate = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(fc.array(coordinate, { minLength: 12, maxLength: 12 }), (c) => {
        const [ax = 0, ay = 0, az = 0, bx = 0, by = 0, bz = 0, cx = 0, cy = 0, cz = 0, dx = 0, dy = 0, dz = 0] = c;
        const gap = segmentDistance3(ax, ay, az, bx, by, bz, cx, cy, cz, dx, dy, dz, shares);
        const between = (s: number, t: number) =>
          Math.hypot(
            ax + (bx - ax) * s - cx - (dx - cx) * t,
            ay + (by - ay) * s - cy - (dy - cy) * t,
            az + (bz - az) * s - cz - (dz - cz) * t,
          );
        expect(between(shares.s, shares.t)).toBeCloseTo(gap, 9);
        for (let i = 0; i <= 10; i++) {
          for (let j = 0; j <= 10; j++) expect(between(i / 10, j / 10)).toBeGreaterThan(gap - 1e-5);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('distances in the plane', () => {
  it('measures a point beyond an end to the end: 3-4-5', () => {
    expect(pointSegmentDistance2(8, 4, 0, 0, 5, 0)).toBeCloseTo(5, 12);
  });

  it('is zero where segments cross', () => {
    expect(segmentDistance2(-1, 0, 1, 0, 0, -1, 0, 1, shares)).toBe(0);
  });
});

describe('pointEllipseDistance', () => {
  it('measures along the axes: (5, 0) from half axes 3 and 1 is 2, (0, 5) is 4', () => {
    expect(pointEllipseDistance(5, 0, 3, 1, normal)).toBeCloseTo(2, 9);
    expect(pointEllipseDistance(0, 5, 3, 1, normal)).toBeCloseTo(4, 9);
    expect(normal.y).toBeCloseTo(1, 9);
  });

  it('is the least of all sampled distances', () => {
    const size = fc.double({ min: 0.05, max: 2, noNaN: true });
    const place = fc.double({ min: -6, max: 6, noNaN: true });
    fc.assert(
      fc.property(size, size, place, place, (a, b, px, py) => {
        fc.pre((px / a) ** 2 + (py / b) ** 2 > 1);
        let least = Number.POSITIVE_INFINITY;
        for (let i = 0; i < 7200; i++) {
          const angle = (Math.PI * i) / 3600;
          least = Math.min(least, Math.hypot(px - a * Math.cos(angle), py - b * Math.sin(angle)));
        }
        expect(Math.abs(pointEllipseDistance(px, py, a, b, normal) - least)).toBeLessThan(1e-3);
        // The direction and the distance lead from the ellipse to the point.
        const gap = pointEllipseDistance(px, py, a, b, normal);
        const x = px - normal.x * gap;
        const y = py - normal.y * gap;
        expect((x / a) ** 2 + (y / b) ** 2).toBeCloseTo(1, 5);
      }),
      { numRuns: 200 },
    );
  });
});
