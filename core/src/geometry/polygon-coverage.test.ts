import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { signedArea } from './polygon.ts';
import { type AreaPolygons, polygonCoverage } from './polygon-coverage.ts';

function box(west: number, south: number, east: number, north: number): AreaPolygons {
  return [[Float64Array.of(west, south, east, south, east, north, west, north, west, south)]];
}

function ring(...xy: readonly number[]): AreaPolygons {
  return [[Float64Array.from(xy)]];
}

describe('two squares of 100 x 100 m', () => {
  test('side by side cover without fault', () => {
    expect(polygonCoverage([box(0, 0, 100, 100), box(100, 0, 200, 100)])).toEqual({
      faults: [],
      slivers: { count: 0, areaM2: 0 },
    });
  });

  test('half a metre apart leave a gap of 50 m2', () => {
    const { faults } = polygonCoverage([box(0, 0, 100, 100), box(100.5, 0, 200.5, 100)]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ kind: 'gap', areas: [0, 1] });
    expect(faults[0]?.areaM2).toBeCloseTo(50, 6);
    expect(faults[0]?.widthM).toBeCloseTo(0.5, 6);
    expect(faults[0]?.at[0]).toBeCloseTo(100.25, 6);
    expect(faults[0]?.at[1]).toBeCloseTo(50, 6);
  });

  test('overlapping by 0.2 m do so on 20 m2', () => {
    const { faults } = polygonCoverage([box(0, 0, 100, 100), box(99.8, 0, 199.8, 100)]);
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatchObject({ kind: 'overlap', areas: [0, 1] });
    expect(faults[0]?.areaM2).toBeCloseTo(20, 6);
    expect(faults[0]?.at[0]).toBeCloseTo(99.9, 6);
  });

  test('too far apart are no neighbours', () => {
    expect(polygonCoverage([box(0, 0, 100, 100), box(110, 0, 210, 100)]).faults).toEqual([]);
    expect(polygonCoverage([box(0, 0, 100, 100), box(110, 0, 210, 100)], { reachM: 20 }).faults).toHaveLength(1);
  });

  test('a third between them hides one from the other', () => {
    const { faults } = polygonCoverage([box(0, 0, 100, 100), box(101, 0, 103, 100), box(104, 0, 204, 100)]);
    expect(faults.map(({ areas }) => areas)).toEqual([
      [0, 1],
      [1, 2],
    ]);
    expect(faults.map(({ areaM2 }) => areaM2)).toEqual([expect.closeTo(100, 6), expect.closeTo(100, 6)]);
  });

  test('a millimetre apart touch', () => {
    expect(polygonCoverage([box(0, 0, 100, 100), box(100.001, 0, 200, 100)]).faults).toEqual([]);
  });

  test('two centimetres apart are a sliver: counted, not listed', () => {
    const { faults, slivers } = polygonCoverage([box(0, 0, 100, 100), box(100.02, 0, 200, 100)]);
    expect(faults).toEqual([]);
    expect(slivers.count).toBe(1);
    expect(slivers.areaM2).toBeCloseTo(2, 6);
  });
});

test('a border with other vertices on either side has no gap', () => {
  // The neighbours to the east meet the long border at heights that its own area has no vertex at.
  const west = box(0, 0, 100, 100);
  const coverage = polygonCoverage([
    west,
    box(100, 0, 200, 33.33),
    box(100, 33.33, 200, 71.07),
    box(100, 71.07, 200, 100),
  ]);
  expect(coverage).toEqual({ faults: [], slivers: { count: 0, areaM2: 0 } });
});

test('a vertex half a centimetre off a slanting border lies on it', () => {
  // The border runs from (100, 0) to (130, 100); (115, 50) lies on it.
  const west = ring(0, 0, 100, 0, 130, 100, 0, 100);
  const east = ring(100, 0, 200, 0, 200, 100, 130, 100, 115.005, 50);
  expect(polygonCoverage([west, east])).toEqual({ faults: [], slivers: { count: 0, areaM2: 0 } });
});

test('a missing cell in the midst is a gap between its neighbours', () => {
  const cells: AreaPolygons[] = [];
  for (let i = 0; i < 9; i++) {
    if (i !== 4)
      cells.push(box((i % 3) * 100, Math.floor(i / 3) * 100, (i % 3) * 100 + 100, Math.floor(i / 3) * 100 + 100));
  }
  const { faults } = polygonCoverage(cells);
  expect(faults).toHaveLength(1);
  expect(faults[0]?.kind).toBe('gap');
  expect(faults[0]?.areaM2).toBeCloseTo(10_000, 6);
  expect(faults[0]?.at).toEqual([expect.closeTo(150, 6), expect.closeTo(150, 6)]);
});

test('an island in a gap takes its own area off it', () => {
  const frame: AreaPolygons = [
    [box(0, 0, 300, 300).flat()[0] ?? new Float64Array(0), box(100, 100, 200, 200).flat()[0] ?? new Float64Array(0)],
  ];
  const { faults } = polygonCoverage([frame, box(140, 140, 160, 160)]);
  expect(faults).toHaveLength(1);
  expect(faults[0]?.areas).toEqual([0, 1]);
  expect(faults[0]?.areaM2).toBeCloseTo(10_000 - 400, 6);
});

test('a hole that another area fills is none', () => {
  const frame: AreaPolygons = [
    [box(0, 0, 300, 300).flat()[0] ?? new Float64Array(0), box(100, 100, 200, 200).flat()[0] ?? new Float64Array(0)],
  ];
  expect(polygonCoverage([frame, box(100, 100, 200, 200)]).faults).toEqual([]);
});

test('an area inside another overlaps it whole', () => {
  const { faults } = polygonCoverage([box(0, 0, 300, 300), box(100, 100, 200, 200)]);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toMatchObject({ kind: 'overlap', areas: [0, 1] });
  expect(faults[0]?.areaM2).toBeCloseTo(10_000, 6);
});

test('three that share a place overlap two by two', () => {
  const { faults } = polygonCoverage([box(0, 0, 100, 100), box(50, 0, 150, 100), box(80, 0, 180, 100)]);
  const areas = Object.fromEntries(faults.map((fault) => [fault.areas.join(), fault.areaM2]));
  expect(areas).toEqual({
    '0,1': expect.closeTo(5000, 6),
    '1,2': expect.closeTo(7000, 6),
    '0,2': expect.closeTo(2000, 6),
  });
});

test('crossing borders: two squares turned against each other', () => {
  // A square of half diagonal 100 turned by 45 degrees over one of half side 80, both about the origin: the corners of
  // the square beyond the lines |x| + |y| = 100 are triangles of legs 60.
  const turned = ring(100, 0, 0, 100, -100, 0, 0, -100);
  const { faults } = polygonCoverage([box(-80, -80, 80, 80), turned]);
  expect(faults).toHaveLength(1);
  expect(faults[0]?.areaM2).toBeCloseTo(160 * 160 - (4 * (60 * 60)) / 2, 1);
});

test('the same cell twice overlaps itself on all its area', () => {
  const { faults } = polygonCoverage([box(0, 0, 100, 100), box(0, 0, 100, 100)]);
  expect(faults).toEqual([
    expect.objectContaining({ kind: 'overlap', areas: [0, 1], areaM2: expect.closeTo(10_000, 6) }),
  ]);
});

test('nothing has no fault', () => {
  expect(polygonCoverage([]).faults).toEqual([]);
  expect(polygonCoverage([[], [[]]]).faults).toEqual([]);
});

/** Area of one convex polygon clipped by the sides of another, both anticlockwise (Sutherland and Hodgman 1974). */
function clippedArea(
  subject: readonly (readonly [number, number])[],
  clip: readonly (readonly [number, number])[],
): number {
  let left = [...subject];
  clip.forEach(([ax, ay], i) => {
    const [bx, by] = clip[(i + 1) % clip.length] ?? [0, 0];
    const side = ([x, y]: readonly [number, number]) => (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    const before = left;
    left = [];
    before.forEach((p, k) => {
      const q = before[(k + 1) % before.length] ?? p;
      const [sp, sq] = [side(p), side(q)];
      if (sp >= 0) left.push(p);
      if (sp >= 0 === sq >= 0) return;
      const share = sp / (sp - sq);
      left.push([p[0] + (q[0] - p[0]) * share, p[1] + (q[1] - p[1]) * share]);
    });
  });
  return Math.abs(signedArea(Float64Array.from(left.flat())));
}

describe('any patchwork', () => {
  /** A jittered grid of quadrilaterals over a square of 500 m: by its making without gap or overlap. */
  const patchwork = fc
    .tuple(
      fc.integer({ min: 2, max: 6 }),
      fc.array(fc.integer({ min: -2000, max: 2000 }), { minLength: 100, maxLength: 100 }),
    )
    .map(([n, jitter]) => {
      const side = 500 / n;
      const corner = (i: number, j: number) => {
        const inside = i > 0 && j > 0 && i < n && j < n;
        const at = (i * 7 + j) * 2;
        // At most 20 m off, in centimetres.
        return [
          Math.round((i * side + (inside ? (jitter[at % 100] ?? 0) / 100 : 0)) * 100) / 100,
          Math.round((j * side + (inside ? (jitter[(at + 1) % 100] ?? 0) / 100 : 0)) * 100) / 100,
        ] as const;
      };
      const cells: AreaPolygons[] = [];
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < n; j++) {
          cells.push(ring(...corner(i, j), ...corner(i + 1, j), ...corner(i + 1, j + 1), ...corner(i, j + 1)));
        }
      }
      return cells;
    });

  test('has no fault; without one cell it has that gap; with one doubled it has that overlap', () => {
    fc.assert(
      fc.property(patchwork, fc.nat(), (cells, pick) => {
        expect(polygonCoverage(cells).faults).toEqual([]);
        const chosen = pick % cells.length;
        const cell = cells[chosen] ?? [];
        const { faults } = polygonCoverage([...cells, cell]);
        expect(faults.map(({ kind, areas }) => [kind, ...areas])).toEqual([['overlap', chosen, cells.length]]);
        const n = Math.sqrt(cells.length);
        const isInner = chosen % n > 0 && chosen % n < n - 1 && chosen >= n && chosen < n * (n - 1);
        const without = polygonCoverage(cells.filter((_, i) => i !== chosen)).faults;
        expect(without.map(({ kind }) => kind)).toEqual(isInner ? ['gap'] : []);
        if (isInner) expect(without[0]?.areaM2).toBeCloseTo(faults[0]?.areaM2 ?? 0, 3);
      }),
      { numRuns: 60 },
    );
  });

  test('two random convex polygons overlap by what clipping one by the other leaves', () => {
    const polygon = fc
      .tuple(fc.integer({ min: 0, max: 8000 }), fc.integer({ min: 0, max: 8000 }), fc.integer({ min: 500, max: 6000 }))
      .chain(([x, y, radius]) =>
        fc.uniqueArray(fc.integer({ min: 0, max: 359 }), { minLength: 3, maxLength: 9 }).map((angles) =>
          angles
            .toSorted((a, b) => a - b)
            .map((angle) => {
              const turn = (angle * Math.PI) / 180;
              return [
                Math.round(x + radius * Math.cos(turn)) / 100,
                Math.round(y + radius * Math.sin(turn)) / 100,
              ] as const;
            }),
        ),
      );
    fc.assert(
      fc.property(polygon, polygon, (a, b) => {
        const { faults } = polygonCoverage([ring(...a.flat()), ring(...b.flat())], { leastAreaM2: 0, leastWidthM: 0 });
        const overlap = faults.filter(({ kind }) => kind === 'overlap').reduce((sum, { areaM2 }) => sum + areaM2, 0);
        // Borders bend by half a centimetre where they cross: half that times the borders' length, 700 m, at the most.
        expect(Math.abs(overlap - clippedArea(a, b))).toBeLessThan(2);
      }),
      { numRuns: 300 },
    );
  });

  test('random boxes overlap by what the product of their spans says', () => {
    const span = fc.tuple(fc.integer({ min: 0, max: 5000 }), fc.integer({ min: 100, max: 5000 }));
    fc.assert(
      fc.property(span, span, span, span, ([ax, aw], [ay, ah], [bx, bw], [by, bh]) => {
        const a = box(ax / 100, ay / 100, (ax + aw) / 100, (ay + ah) / 100);
        const b = box(bx / 100, by / 100, (bx + bw) / 100, (by + bh) / 100);
        const width = Math.min(ax + aw, bx + bw) - Math.max(ax, bx);
        const height = Math.min(ay + ah, by + bh) - Math.max(ay, by);
        const expected = width > 0 && height > 0 ? (width * height) / 10_000 : 0;
        const { faults } = polygonCoverage([a, b], { leastAreaM2: 0, leastWidthM: 0 });
        const overlap = faults.find(({ kind }) => kind === 'overlap')?.areaM2 ?? 0;
        expect(overlap).toBeCloseTo(expected, 6);
      }),
    );
  });
});
