import { expect, test } from 'vitest';
import { type AreaPolygons, polygonCoverage } from './polygon-coverage.ts';

const SIDE = 100;
const PER_SIDE = 12;

/** A number from -0.5 to 0.5 that belongs to a place. */
function jitter(i: number, j: number, salt: number): number {
  const wave = Math.sin(i * 12.9898 + j * 78.233 + salt * 37.719) * 43_758.5453;
  return wave - Math.floor(wave) - 0.5;
}

function corner(i: number, j: number): readonly [number, number] {
  return [i * SIDE + jitter(i, j, 0) * 30, j * SIDE + jitter(i, j, 1) * 30];
}

/** Corners of a crooked border from one corner to the next, the same from whichever cell it is asked. */
function border(i: number, j: number, axis: 0 | 1): readonly (readonly [number, number])[] {
  const [ax, ay] = corner(i, j);
  const [bx, by] = axis === 0 ? corner(i + 1, j) : corner(i, j + 1);
  return Array.from({ length: PER_SIDE - 1 }, (_, k) => {
    const share = (k + 1) / PER_SIDE;
    const salt = 2 + axis * 100 + k * 2;
    return [
      ax + (bx - ax) * share + jitter(i, j, salt) * 4,
      ay + (by - ay) * share + jitter(i, j, salt + 1) * 4,
    ] as const;
  });
}

function cell(i: number, j: number): AreaPolygons {
  const ring = [
    corner(i, j),
    ...border(i, j, 0),
    corner(i + 1, j),
    ...border(i + 1, j, 1),
    corner(i + 1, j + 1),
    ...border(i, j + 1, 0).toReversed(),
    corner(i, j + 1),
    ...border(i, j, 1).toReversed(),
  ];
  return [[Float64Array.from(ring.flat())]];
}

test('ten thousand crooked cells of 48 corners cover; one that is pushed aside by 0.3 m is found', () => {
  const cells = Array.from({ length: 10_000 }, (_, n) => cell(Math.floor(n / 100), n % 100));
  expect(polygonCoverage(cells)).toEqual({ faults: [], slivers: { count: 0, areaM2: 0 } });
  const pushed = cells[5050]?.[0]?.[0] ?? new Float64Array(0);
  cells[5050] = [[pushed.map((value, i) => (i % 2 === 0 ? value + 0.3 : value))]];
  const { faults } = polygonCoverage(cells);
  expect(faults.length).toBeGreaterThan(1);
  for (const { areas } of faults) expect(areas).toContain(5050);
  // Pushed by 0.3 m over neighbours and off neighbours, along borders that span a hundred metres and a little more.
  for (const wanted of ['gap', 'overlap']) {
    const area = faults.filter(({ kind }) => kind === wanted).reduce((sum, { areaM2 }) => sum + areaM2, 0);
    expect(area).toBeGreaterThan(25);
    expect(area).toBeLessThan(45);
  }
});
