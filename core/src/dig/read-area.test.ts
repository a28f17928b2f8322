import { describe, expect, it } from 'vitest';
import { localProjection } from '../geodesy/local-projection.ts';
import { INTAKE_CORNERS, readPolygonArea } from './read-area.ts';

const QINHUANGDAO = localProjection([119.6, 39.94]);

/** A polygon with these corners, metres about a place, its ring closed. */
function polygon(corners: readonly (readonly [number, number])[], closed = true) {
  const ring = corners.map(([x, y]) => [...QINHUANGDAO.inverse(x, y)]);
  return { coordinates: [closed ? [...ring, ring[0] ?? []] : ring] };
}

const FIELD = [
  [0, 0],
  [20, 0],
  [20, 10],
  [0, 10],
] as const;

function refusal(area: Parameters<typeof readPolygonArea>[0], options = {}): string | null {
  const read = readPolygonArea(area, options);
  return read.ok ? null : read.refusal.code;
}

describe('readPolygonArea', () => {
  it('takes a closed ring as it is: 20 x 10 m', () => {
    const read = readPolygonArea(polygon(FIELD));
    if (!read.ok) throw new Error(read.refusal.message);
    expect(read.area.repairs).toEqual([]);
    expect(read.area.outline).toHaveLength(8);
    expect((read.area.outline[2] ?? 0) - (read.area.outline[0] ?? 0)).toBeCloseTo(20, 6);
  });

  it('closes a ring that is not, and says so', () => {
    const read = readPolygonArea(polygon(FIELD, false));
    expect(read.ok && read.area.repairs).toEqual(['ring closed']);
  });

  it('removes repeated corners, and says which', () => {
    const [a, b, c, d] = FIELD;
    const read = readPolygonArea(polygon([a, b, b, c, d, d]));
    expect(read.ok && read.area.repairs).toEqual([
      'duplicate point removed: corner 3',
      'duplicate point removed: corner 6',
    ]);
    expect(read.ok && read.area.ring).toHaveLength(8);
  });

  it('refuses a hole', () => {
    const [ring = []] = polygon(FIELD).coordinates;
    const [hole = []] = polygon([
      [5, 5],
      [6, 5],
      [6, 6],
    ]).coordinates;
    expect(refusal({ coordinates: [ring, hole] })).toBe('holes');
  });

  it('refuses a bow-tie', () => {
    expect(
      refusal(
        polygon([
          [0, 0],
          [20, 10],
          [20, 0],
          [0, 10],
        ]),
      ),
    ).toBe('crosses-itself');
  });

  it('refuses a spike', () => {
    expect(
      refusal(
        polygon([
          [0, 0],
          [20, 0],
          [20, 10],
          [19.9, 90],
          [19.8, 10],
          [0, 10],
        ]),
      ),
    ).toBe('spike');
  });

  it('refuses a corner that is no number', () => {
    expect(
      refusal({
        coordinates: [
          [
            [119.6, 39.9],
            [119.601, Number.NaN],
            [119.601, 39.901],
          ],
        ],
      }),
    ).toBe('not-a-number');
  });

  it('refuses what crosses the antimeridian', () => {
    expect(
      refusal({
        coordinates: [
          [
            [179.999, 0],
            [-179.999, 0],
            [-179.999, 0.001],
            [179.999, 0.001],
          ],
        ],
      }),
    ).toBe('antimeridian');
  });

  it('refuses corners on one line', () => {
    expect(
      refusal(
        polygon([
          [0, 0],
          [10, 0],
          [20, 0],
        ]),
      ),
    ).toBe('zero-area');
  });

  it('refuses two corners', () => {
    expect(
      refusal(
        polygon([
          [0, 0],
          [10, 0],
        ]),
      ),
    ).toBe('too-few-points');
  });

  it('takes 500 m, refuses 501', () => {
    const long = (m: number) =>
      polygon([
        [0, 0],
        [m, 0],
        [m, 10],
        [0, 10],
      ]);
    expect(refusal(long(499.9))).toBeNull();
    expect(refusal(long(501))).toBe('too-large');
  });

  it('refuses 201 corners, and 51 where an intake desk takes 50', () => {
    const round = (n: number) =>
      polygon(
        Array.from({ length: n }, (_, i) => {
          const angle = (2 * Math.PI * i) / n;
          return [50 * Math.cos(angle), 50 * Math.sin(angle)] as const;
        }),
      );
    expect(refusal(round(200))).toBeNull();
    expect(refusal(round(201))).toBe('too-many-points');
    expect(refusal(round(50), { mostCorners: INTAKE_CORNERS })).toBeNull();
    expect(refusal(round(51), { mostCorners: INTAKE_CORNERS })).toBe('too-many-points');
  });

  it('refuses a corner off the earth', () => {
    expect(
      refusal({
        coordinates: [
          [
            [119.6, 39.9],
            [219.6, 39.9],
            [219.6, 40],
            [119.6, 39.9],
          ],
        ],
      }),
    ).toBe('outside-the-earth');
  });
});
