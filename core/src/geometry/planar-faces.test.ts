import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endOf, OUTSIDE, type PlanarFaces, planarFaces, startOf } from './planar-faces.ts';
import { segmentsMeet } from './polygon.ts';
import { type GridRings, type SnappedEdges, snappedEdges } from './snapped-edges.ts';

/** Area that each of `count` areas covers, by the faces it covers. */
function coveredAreas({ area, covers, faceOf }: PlanarFaces, count: number): readonly number[] {
  const sums = Array.from({ length: count }, () => 0);
  for (let c = 0; c < area.length; c++) {
    // A cycle round a group takes the group's own area off the face it lies in.
    if (faceOf[c] === OUTSIDE) continue;
    for (const owner of covers[c] ?? []) sums[owner] = (sums[owner] ?? 0) + (area[c] ?? 0);
  }
  return sums;
}

/** Pairs of edges that share more than a corner. */
function meetings({ x, y, from, to }: SnappedEdges): number {
  const corner = (v: number) => [x[v] ?? 0, y[v] ?? 0] as const;
  let count = 0;
  for (let e = 0; e < from.length; e++) {
    for (let f = e + 1; f < from.length; f++) {
      const [a = 0, b = 0, c = 0, d = 0] = [from[e], to[e], from[f], to[f]];
      const shared = Number(a === c || a === d) + Number(b === c || b === d);
      if (shared === 2) count++;
      if (shared === 0 && segmentsMeet(...corner(a), ...corner(b), ...corner(c), ...corner(d))) count++;
    }
  }
  return count;
}

const SQUARE: GridRings = [Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10)];

describe('faces', () => {
  test('of a square: one inside, and the outside round it', () => {
    const faces = planarFaces(snappedEdges([SQUARE]));
    expect([...faces.area].toSorted((a, b) => a - b)).toEqual([-100, 100]);
    const inside = faces.area.indexOf(100);
    expect(faces.covers[inside]).toEqual([0]);
    expect(faces.faceOf[faces.area.indexOf(-100)]).toBe(OUTSIDE);
  });

  test('of a ring and its hole: the hole lies in the ring and nothing covers it', () => {
    const ring: GridRings = [...SQUARE, Float64Array.of(4, 4, 6, 4, 6, 6, 4, 6)];
    const faces = planarFaces(snappedEdges([ring]));
    expect(faces.covers[faces.area.indexOf(4)]).toEqual([]);
    expect(faces.faceOf[faces.area.indexOf(-4)]).toBe(faces.area.indexOf(100));
    expect(coveredAreas(faces, 1)).toEqual([96]);
  });

  test('of an area drawn there and back again there are none', () => {
    expect(planarFaces(snappedEdges([[Float64Array.of(0, 0, 10, 0, 20, 0, 10, 0)]])).cycles).toEqual([]);
  });

  test('the diagonals of a unit square cross on the corner of four grid squares, and are bent to one vertex', () => {
    const bow: GridRings = [Float64Array.of(-16, 0, 7, 22, 3, 18, 4, 18)];
    const wedge: GridRings = [Float64Array.of(-8, 30, 12, 10, 0, 0)];
    expect(meetings(snappedEdges([bow, wedge]))).toBe(0);
  });

  test('borders that cross beyond all measure are refused, not looked at for ever', () => {
    const wild = Float64Array.from({ length: 12_000 }, (_, i) => (i * 7919 * 104_729) % 1_000_003);
    expect(() => snappedEdges([[wild]])).toThrow(RangeError);
  });
});

describe('any rings, crossing themselves and each other', () => {
  const ring = fc
    .array(fc.integer({ min: -60, max: 60 }), { minLength: 6, maxLength: 16 })
    .map((xy) => Float64Array.from(xy.slice(0, xy.length - (xy.length % 2))));
  const areas = fc.array(fc.array(ring, { minLength: 1, maxLength: 2 }), { minLength: 1, maxLength: 4 });

  test('become edges that meet at their ends alone', () => {
    fc.assert(
      fc.property(areas, (rings) => {
        expect(meetings(snappedEdges(rings))).toBe(0);
      }),
      { numRuns: 100 },
    );
  });

  test('make as many faces as Euler says, and the outside is covered by none', () => {
    fc.assert(
      fc.property(areas, (rings) => {
        const faces = planarFaces(snappedEdges(rings));
        const { edges, cycles, area, faceOf, covers } = faces;
        const used = new Set(cycles.flat().map((half) => startOf(edges, half)));
        const groups = [...area].filter((value) => value < 0).length;
        const inner = [...area].filter((value) => value > 0).length;
        // Vertices less edges plus faces (the outside is one) are one more than the groups.
        expect(used.size - edges.from.length + inner + 1).toBe(1 + groups);
        for (const [c, cover] of covers.entries()) if (faceOf[c] === OUTSIDE) expect(cover).toEqual([]);
        const broken = cycles.flatMap((cycle) =>
          cycle.filter((half, i) => endOf(edges, half) !== startOf(edges, cycle[(i + 1) % cycle.length] ?? half)),
        );
        expect(broken).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  test('cover in company what they cover alone, but for the bending of borders', () => {
    fc.assert(
      fc.property(areas, (rings) => {
        // A thousandfold, so that bending by half a unit is little.
        const large = rings.map((each) => each.map((one) => one.map((value) => value * 1000)));
        const together = coveredAreas(planarFaces(snappedEdges(large)), large.length);
        for (const [i, each] of large.entries()) {
          const [alone] = coveredAreas(planarFaces(snappedEdges([each])), 1);
          const border = each.reduce((sum, one) => sum + one.length * 120_000, 0);
          expect(Math.abs((together[i] ?? 0) - (alone ?? 0))).toBeLessThan(border);
        }
      }),
      { numRuns: 100 },
    );
  });
});
