import { describe, expect, it } from 'vitest';
import { gridsForTile, groundSampler, knownShare } from './ground-surface.ts';
import type { HeightGrid } from './height-grid.ts';
import { BLOCK_SIZE, type HeightSource } from './height-source.ts';
import { QUANTIZED_MAX } from './quantized-mesh.ts';
import { fillLevel, terrainTile } from './terrain-tile.ts';
import { tileAt } from './terrain-tiling.ts';

const NAN = Number.NaN;

function grid(levels: readonly number[], cell: number, columns: number): HeightGrid {
  const lattice = { west: 10, north: 55, cellLonDeg: cell, cellLatDeg: cell, registration: 'cellCentre' } as const;
  return {
    ...lattice,
    firstColumn: 0,
    firstRow: 0,
    columns,
    rows: levels.length / columns,
    levelsM: Float32Array.from(levels),
  };
}

describe('groundSampler', () => {
  const fine = grid([10, NAN, NAN, NAN], 0.01, 2);
  const surface = {
    grids: [fine, grid([30], 0.02, 1)],
    rectangle: [10, 54.98, 10.02, 55] as const,
    fillLevelM: 100,
    conformed: null,
  };
  const sample = groundSampler(surface);

  it('takes a coarser level where a finer one knows nothing', () => {
    expect(sample(10.005, 54.995)).toBe(10);
    expect(sample(10.015, 54.985)).toBe(30);
  });

  it('fades from the edge of the model to the fill level over 0.05 degrees', () => {
    expect(sample(10.02, 54.985)).toBe(30);
    // Half-way a smooth step is one half.
    expect(sample(10.045, 54.985)).toBeCloseTo(65, 9);
    expect(sample(10.07, 54.985)).toBeCloseTo(100, 9);
    expect(sample(-120, 10)).toBe(100);
  });

  it('adds the residual field everywhere', () => {
    const conformed = { residualAt: () => -1, covers: new Float64Array(0) };
    const report = {
      covers: 0,
      withoutDem: 0,
      unusable: 0,
      medianM: null,
      percentilesM: null,
      robustSigmaM: null,
      worst: [],
      outliers: 0,
      conflicts: 0,
    };
    expect(groundSampler({ ...surface, conformed: { ...conformed, report } })(10.005, 54.995)).toBe(9);
  });
});

describe('terrainTile', () => {
  it('makes a tile of every level of one source: near, across the border and half the Earth', async () => {
    // A model of 512 x 512 cells of a thousandth of a degree at 50 m, in blocks.
    const source: HeightSource = {
      pyramid: {
        west: 10,
        north: 55,
        cellLonDeg: 0.001,
        cellLatDeg: 0.001,
        registration: 'cellCentre',
        columns: 512,
        rows: 512,
        levels: 2,
      },
      block: () => Promise.resolve(new Float32Array(BLOCK_SIZE * BLOCK_SIZE).fill(50)),
    };
    const covers = new Float64Array(0);
    const share = async (lon: number) => {
      const address = tileAt(14, lon, 54.8);
      return knownShare(await gridsForTile(source, address), address);
    };
    expect([await share(10.2), await share(12)]).toEqual([1, 0]);
    expect(await fillLevel(source, covers)).toBe(50);
    const scene = { source, conformed: null, fillLevelM: 20, geoidOffsetM: 40 };
    const heights = async (level: number, lon: number, lat: number) => {
      const { header, height } = await terrainTile(scene, tileAt(level, lon, lat));
      const scale = (header.maximumHeightM - header.minimumHeightM) / QUANTIZED_MAX;
      const all = Array.from(height, (h) => header.minimumHeightM + h * scale);
      return [Math.min(...all), Math.max(...all)];
    };
    expect(await heights(14, 10.2, 54.8)).toEqual([90, 90]);
    expect(await heights(14, 12, 54.8)).toEqual([60, 60]);
    const [low, high] = await heights(8, 10.01, 54.99);
    expect([low, high]).toEqual([60, 90]);
    expect((await heights(0, 10, 54))[0]).toBe(60);
  });

  it('draws ground from covers alone at their median level, and none without any', async () => {
    expect(await fillLevel(null, Float64Array.of(10, 55, 7, 10, 55, 9, 10, 55, 80))).toBe(9);
    expect(await fillLevel(null, new Float64Array(0))).toBeNull();
  });
});
