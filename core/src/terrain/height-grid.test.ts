import { describe, expect, it } from 'vitest';
import { gridRectangle, type HeightGrid, halveGrid, sampleGrid } from './height-grid.ts';
import { BLOCK_SIZE, type HeightPyramid, heightWindow, levelForSpacing, pyramidLevels } from './height-source.ts';

const NAN = Number.NaN;

/** Two by two cells of one degree whose corner is 10 E, 50 N. */
function grid(levels: readonly number[], registration: HeightGrid['registration'] = 'cellCentre'): HeightGrid {
  const lattice = { west: 10, north: 50, cellLonDeg: 1, cellLatDeg: 1, registration };
  return { ...lattice, firstColumn: 0, firstRow: 0, columns: 2, rows: 2, levelsM: Float32Array.from(levels) };
}

describe('sampleGrid', () => {
  it('holds a cell-centred sample in the middle of its cell and a corner one on the corner', () => {
    expect(sampleGrid(grid([1, 2, 3, 4]), 10.5, 49.5)).toBe(1);
    expect(sampleGrid(grid([1, 2, 3, 4]), 11, 49)).toBe(2.5);
    expect(sampleGrid(grid([1, 2, 3, 4], 'corner'), 10, 50)).toBe(1);
    expect(sampleGrid(grid([1, 2, 3, 4], 'corner'), 11, 49)).toBe(4);
    expect(sampleGrid(grid([1, 2, 3, 4], 'corner'), 10.5, 49.5)).toBe(2.5);
  });

  it('goes half a cell beyond the outer samples where they are cell centres, and no further', () => {
    expect(sampleGrid(grid([1, 2, 3, 4]), 10, 50)).toBe(1);
    expect(sampleGrid(grid([1, 2, 3, 4]), 9.99, 50)).toBeNaN();
    expect(sampleGrid(grid([1, 2, 3, 4], 'corner'), 9.99, 50)).toBeNaN();
    expect(sampleGrid(grid([1, 2, 3, 4]), NAN, 50)).toBeNaN();
  });

  it('leaves unknown samples out while half of the weight is known; unknown is never 0', () => {
    expect(sampleGrid(grid([10, NAN, 10, 10]), 11, 49)).toBe(10);
    expect(sampleGrid(grid([10, 20, NAN, NAN]), 11, 49.2)).toBeCloseTo(15, 9);
    expect(sampleGrid(grid([10, NAN, NAN, NAN]), 11, 49)).toBeNaN();
  });

  it('gives the same bits from two windows of one lattice', () => {
    const levels = Float32Array.from({ length: 16 }, (_, i) => Math.sin(i) * 100);
    const lattice = {
      west: 10.1,
      north: 50.3,
      cellLonDeg: 0.37,
      cellLatDeg: 0.41,
      registration: 'cellCentre',
    } as const;
    const all: HeightGrid = { ...lattice, firstColumn: 0, firstRow: 0, columns: 4, rows: 4, levelsM: levels };
    const part = Float32Array.of(...levels.subarray(6, 8), ...levels.subarray(10, 12), ...levels.subarray(14, 16));
    const window: HeightGrid = { ...lattice, firstColumn: 2, firstRow: 1, columns: 2, rows: 3, levelsM: part };
    for (const [lon, lat] of [
      [11.2, 49.5],
      [11.3, 49.2],
    ] as const) {
      expect(sampleGrid(window, lon, lat)).toBe(sampleGrid(all, lon, lat));
    }
  });
});

describe('halveGrid', () => {
  it('takes the mean of the known cells', () => {
    const half = halveGrid(grid([1, 2, 3, 6]));
    expect(half.levelsM).toEqual(Float32Array.of(3));
    expect(gridRectangle(half)).toEqual([10, 48, 12, 50]);
    expect(halveGrid(grid([1, NAN, 3, NAN])).levelsM).toEqual(Float32Array.of(2));
    expect(halveGrid(grid([NAN, NAN, NAN, NAN])).levelsM[0]).toBeNaN();
  });

  it('refuses corner samples: their means would stand elsewhere', () => {
    expect(() => halveGrid(grid([1, 2, 3, 4], 'corner'))).toThrow(/cell-centred/);
  });
});

describe('heightWindow', () => {
  const pyramid: HeightPyramid = {
    west: 0,
    north: 10,
    cellLonDeg: 0.01,
    cellLatDeg: 0.01,
    registration: 'cellCentre',
    columns: 600,
    rows: 300,
    levels: pyramidLevels(600, 300),
  };
  // Each sample of level 0 tells its own place: column + row / 1000. The block at column 1, row 1 is missing.
  const source = {
    pyramid,
    block: (_level: number, column: number, row: number) =>
      Promise.resolve(
        column === 1 && row === 1
          ? null
          : Float32Array.from(
              { length: BLOCK_SIZE ** 2 },
              (_, i) => column * BLOCK_SIZE + (i % BLOCK_SIZE) + (row * BLOCK_SIZE + Math.floor(i / BLOCK_SIZE)) / 1000,
            ),
      ),
  };

  it('puts the blocks about a border together', async () => {
    const window = await heightWindow(source, 0, [2.5, 8, 2.6, 8.1]);
    // The place is the border of columns 254 and 255, and of rows 194 and 195.
    expect(sampleGrid(window, 2.55, 8.05)).toBeCloseTo(254.5 + 0.1945, 4);
    expect(window.columns).toBeLessThan(20);
  });

  it('leaves what no block holds unknown', async () => {
    const window = await heightWindow(source, 0, [2.6, 7.1, 2.7, 7.2]);
    expect(sampleGrid(window, 2.65, 7.15)).toBeNaN();
  });

  it('counts levels and picks one no coarser than asked', () => {
    expect(pyramidLevels(256, 256)).toBe(1);
    expect(pyramidLevels(257, 1)).toBe(2);
    expect(pyramid.levels).toBe(3);
    expect(levelForSpacing(pyramid, 0.005)).toBe(0);
    expect(levelForSpacing(pyramid, 0.02)).toBe(1);
    expect(levelForSpacing(pyramid, 100)).toBe(2);
  });
});
