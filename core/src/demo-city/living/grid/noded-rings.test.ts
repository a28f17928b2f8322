import { describe, expect, it } from 'vitest';
import type { PlanRing } from '../../plan/ring-geometry.ts';
import { dissolvedRings } from './dissolved-rings.ts';
import { nodedRings } from './noded-rings.ts';
import { partedByArea, partedRing } from './part-ring.ts';

function square(x: number, y: number, side: number): PlanRing {
  return [
    [x, y],
    [x + side, y],
    [x + side, y + side],
    [x, y + side],
  ];
}

describe('nodedRings', () => {
  it('puts the corner of a small square into the side of the large one beside it, 4 cm off as it is', () => {
    const { rings, points } = nodedRings([square(0, 0, 100), square(100.04, 20, 30)]);
    // Two corners of the small one lie on the large one's east side.
    expect(rings.map(({ length }) => length)).toEqual([6, 4]);
    expect(points).toHaveLength(8);
    expect(rings[0]?.filter((point) => rings[1]?.includes(point))).toHaveLength(2);
  });

  it('brings corners that nearly meet together, to whole millimetres', () => {
    const { rings, points } = nodedRings([square(0, 0, 10), square(10.0002, 0, 10)]);
    expect(points).toHaveLength(6);
    expect(rings[0]?.filter((point) => rings[1]?.includes(point))).toHaveLength(2);
  });
});

describe('dissolvedRings', () => {
  it('joins two squares to a rectangle, keeping the points between them', () => {
    const { rings, points } = nodedRings([square(0, 0, 10), square(10, 0, 10)]);
    const polygons = dissolvedRings(points, rings);
    expect(polygons.map((polygon) => polygon.length)).toEqual([1]);
    expect(polygons[0]?.[0]).toHaveLength(6);
  });

  it('leaves a hole where the middle of nine squares is missing, and an island apart from them', () => {
    const around = [0, 1, 2]
      .flatMap((i) => [0, 1, 2].map((j) => [i, j] as const))
      .filter(([i, j]) => i !== 1 || j !== 1);
    const { rings, points } = nodedRings([...around.map(([i, j]) => square(i * 10, j * 10, 10)), square(100, 0, 5)]);
    const polygons = dissolvedRings(points, rings);
    expect(polygons.map((polygon) => polygon.map(({ length }) => length))).toEqual([[12, 4], [4]]);
  });

  it('keeps two squares that touch at a corner apart', () => {
    const { rings, points } = nodedRings([square(0, 0, 10), square(10, 10, 10)]);
    expect(dissolvedRings(points, rings).map((polygon) => polygon.map(({ length }) => length))).toEqual([[4], [4]]);
  });
});

describe('partedRing', () => {
  const field = { points: square(0, 0, 300), tags: [1, 2, 3, 4] };

  it('parts a field of 9 ha in nine pieces of 1 ha', () => {
    const pieces = partedByArea(field, 10_000);
    expect(pieces).toHaveLength(9);
    for (const { points } of pieces) expect(areaOf(points)).toBeCloseTo(10_000, 0);
  });

  it('remembers whose side a side was', () => {
    const [west, east] = partedRing(field, 2);
    expect(new Set([...(west?.tags ?? []), ...(east?.tags ?? [])])).toEqual(new Set([1, 2, 3, 4, -1]));
  });
});

function areaOf(ring: PlanRing): number {
  return ring.reduce((sum, [x, y], i) => {
    const [nx, ny] = ring[(i + 1) % ring.length] ?? [0, 0];
    return sum + (x * ny - nx * y) / 2;
  }, 0);
}
