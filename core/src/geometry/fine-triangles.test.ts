import { describe, expect, it } from 'vitest';
import { fineTriangles } from './fine-triangles.ts';

const SQUARE = Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10);
const HOLE = Float64Array.of(4, 4, 4, 6, 6, 6, 6, 4);

function cornersOf({ points, triangles }: ReturnType<typeof fineTriangles>) {
  const at = (i: number) => [points[i * 2] ?? Number.NaN, points[i * 2 + 1] ?? Number.NaN] as const;
  return Array.from({ length: triangles.length / 3 }, (_, i) =>
    [0, 1, 2].map((k) => ({ number: triangles[i * 3 + k] ?? -1, at: at(triangles[i * 3 + k] ?? -1) })),
  );
}

describe('fineTriangles', () => {
  it('covers the polygon without its hole: 10 m by 10 m less 2 m by 2 m', () => {
    const areas = cornersOf(fineTriangles([SQUARE, HOLE], 2)).map(([a, b, c]) => {
      const [[ax = 0, ay = 0] = [], [bx = 0, by = 0] = [], [cx = 0, cy = 0] = []] = [a?.at, b?.at, c?.at];
      return Math.abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) / 2;
    });
    expect(areas.reduce((sum, each) => sum + each, 0)).toBeCloseTo(96, 9);
  });

  it('leaves no side longer than asked for, and every inner side to two triangles', () => {
    const sides = new Map<string, number>();
    for (const corners of cornersOf(fineTriangles([SQUARE, HOLE], 1.5))) {
      for (const [k, from] of corners.entries()) {
        const to = corners[(k + 1) % 3];
        if (to === undefined) continue;
        expect(Math.hypot(from.at[0] - to.at[0], from.at[1] - to.at[1])).toBeLessThanOrEqual(1.5);
        const key = [from.number, to.number].sort((a, b) => a - b).join(' ');
        sides.set(key, (sides.get(key) ?? 0) + 1);
      }
    }
    const single = [...sides].filter(([, count]) => count === 1);
    // Those of one triangle lie on the border: 40 m around and 8 m about the hole, in pieces of 1.25 m and of 1 m.
    expect(single).toHaveLength(40 / 1.25 + 8 / 1);
    expect([...sides.values()].every((count) => count <= 2)).toBe(true);
  });

  it('of a ring of no area makes none', () => {
    expect(fineTriangles([Float64Array.of(0, 0, 1, 0)], 1).triangles).toEqual([]);
  });
});
