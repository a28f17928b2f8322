import { crsByCode, fromLonLat } from '@undercroft/core/geodesy/crs';
import { sampleGrid } from '@undercroft/core/terrain/height-grid';
import { type HeightBlock, heightWindow } from '@undercroft/core/terrain/height-source';
import { describe, expect, it } from 'vitest';
import { type DemOptions, openDem } from './dem-reader.ts';
import { memoryHeights } from './memory-heights.ts';
import { memoryAccess } from './random-access.ts';
import { deflated, floatBytes, type TestTiff, testTiff, zstandard } from './test-tiff.ts';

async function blocksOf(tiff: TestTiff, options: DemOptions = {}) {
  const dem = await openDem(memoryAccess('test.tif', testTiff(tiff)), options);
  const blocks: HeightBlock[] = [];
  for await (const block of dem.blocks()) blocks.push(block);
  return { dem, blocks };
}

/** The first levels of the first row of the first block. */
async function firstLevels(tiff: TestTiff, count: number, options: DemOptions = {}): Promise<number[]> {
  const { blocks } = await blocksOf(tiff, options);
  return [...(blocks[0]?.levelsM.subarray(0, count) ?? [])];
}

const ROW = [1.5, 2.5, -3.25, 100];

describe('openDem', () => {
  it('reads every kind of number and compression', async () => {
    const size = { width: 4, height: 1 };
    const floats = floatBytes(ROW);
    expect(await firstLevels({ ...size, chunks: [floats] }, 4)).toEqual(ROW);
    expect(await firstLevels({ ...size, chunks: [floats], big: true }, 4)).toEqual(ROW);
    expect(await firstLevels({ ...size, chunks: [deflated(floats)], compression: 8 }, 4)).toEqual(ROW);
    expect(await firstLevels({ ...size, chunks: [zstandard(floats)], compression: 50000 }, 4)).toEqual(ROW);
    const literal = Uint8Array.of(15, ...floats);
    expect(await firstLevels({ ...size, chunks: [literal], compression: 32773 }, 4)).toEqual(ROW);
    const doubles = new Uint8Array(Float64Array.from(ROW).buffer);
    expect(await firstLevels({ ...size, chunks: [doubles], bits: 64 }, 4)).toEqual(ROW);
    const shorts = new Uint8Array(Int16Array.of(7, -7, 0, 300).buffer);
    expect(await firstLevels({ ...size, chunks: [shorts], bits: 16, format: 2 }, 4)).toEqual([7, -7, 0, 300]);
  });

  it('undoes the predictors: differences along the row, and bytes by significance', async () => {
    // 10, 12, 9, 9 as differences.
    const differences = new Uint8Array(Int16Array.of(10, 2, -3, 0).buffer);
    const whole = { width: 4, height: 1, bits: 16, format: 2, compression: 8, predictor: 2 };
    expect(await firstLevels({ ...whole, chunks: [deflated(differences)] }, 4)).toEqual([10, 12, 9, 9]);
    // 1.5 is 3f c0 00 00 and 2.5 is 40 20 00 00: by significance 3f 40 c0 20 00 00 00 00, then differences.
    const bytes = [0x3f, 0x40, 0xc0, 0x20, 0, 0, 0, 0];
    const folded = Uint8Array.from(bytes, (byte, i) => byte - (bytes[i - 1] ?? 0));
    const fractions = { width: 2, height: 1, compression: 8, predictor: 3 };
    expect(await firstLevels({ ...fractions, chunks: [deflated(folded)] }, 2)).toEqual([1.5, 2.5]);
  });

  it('takes for unknown what the file marks, what is no number, and what no ground on land can be', async () => {
    const levels = floatBytes([5, -99, Number.NaN, -9999, -32768, 3.4e38, 8848]);
    const read = await firstLevels({ width: 7, height: 1, chunks: [levels], noData: '-99' }, 7);
    expect(read).toEqual([5, Number.NaN, Number.NaN, Number.NaN, Number.NaN, Number.NaN, 8848]);
  });

  it('leaves tiles that were never written unknown, and blocks without a level out', async () => {
    const tile = floatBytes(new Float32Array(256 * 256).fill(20));
    const { dem, blocks } = await blocksOf({ width: 512, height: 256, tileSide: 256, chunks: [null, tile] });
    expect(dem.pyramid.levels).toBe(2);
    expect(blocks.map(({ level, column, minM, maxM }) => [level, column, minM, maxM])).toEqual([
      [0, 1, 20, 20],
      [1, 0, 20, 20],
    ]);
    expect(blocks[1]?.levelsM[127]).toBeNaN();
    expect(blocks[1]?.levelsM[128]).toBe(20);
  });

  it('reads heights in feet as the file or the caller says', async () => {
    const feet = { width: 1, height: 1, chunks: [floatBytes([100])] };
    expect((await firstLevels({ ...feet, verticalUnit: 9002 }, 1))[0]).toBeCloseTo(30.48, 5);
    expect((await firstLevels(feet, 1, { metresPerUnit: 0.3048 }))[0]).toBeCloseTo(30.48, 5);
    await expect(firstLevels({ ...feet, verticalUnit: 9036 }, 1)).rejects.toMatchObject({ code: 'unsupported' });
  });

  it('places pixels by their corner or their middle', async () => {
    const square = { width: 2, height: 2, chunks: [floatBytes([1, 2, 3, 4])], scale: 1 };
    const area = await blocksOf({ ...square, corner: [10, 55] });
    const point = await blocksOf({ ...square, corner: [10.5, 54.5], pixelIsPoint: true });
    expect([area.dem.pyramid.west, area.dem.pyramid.north]).toEqual([10, 55]);
    expect(point.dem.pyramid).toEqual(area.dem.pyramid);
  });

  it('makes each coarser block of the means of four', async () => {
    // 600 x 300 of column + row: means of 2 x 2 grow by 2 a cell, starting from (0 + 1 + 1 + 2) / 4.
    const levels = Float32Array.from({ length: 600 * 300 }, (_, i) => (i % 600) + Math.floor(i / 600));
    const rowsPerStrip = 7;
    const strips = Array.from({ length: Math.ceil(300 / 7) }, (_, k) =>
      deflated(floatBytes(levels.slice(k * 7 * 600, Math.min(300, (k + 1) * 7) * 600))),
    );
    const { dem, blocks } = await blocksOf({ width: 600, height: 300, rowsPerStrip, compression: 8, chunks: strips });
    expect(blocks.map(({ level, column, row }) => `${level}/${column}/${row}`)).toEqual([
      '0/0/0',
      '0/1/0',
      '0/2/0',
      '0/0/1',
      '0/1/1',
      '0/2/1',
      '1/0/0',
      '1/1/0',
      '2/0/0',
    ]);
    const source = await memoryHeights(dem.pyramid, toAsync(blocks));
    const at = async (level: number, column: number, row: number) =>
      (await source.block(level, column >> 8, row >> 8))?.[(row & 255) * 256 + (column & 255)];
    expect(await at(0, 599, 299)).toBe(898);
    expect(await at(1, 0, 0)).toBe(1);
    expect(await at(1, 299, 149)).toBe(1 + 2 * (299 + 149));
    expect(await at(2, 3, 2)).toBe(3 + 4 * (3 + 2));
    expect(await at(1, 43, 150)).toBeNaN();
  });

  it('lays a projected model on the globe: a plane stays the same plane', async () => {
    // Level = 20 + (E - 500000) / 10 + (N - 6130000) / 20 at the middles of 5 m pixels, 200 x 160.
    const crs = crsByCode('EPSG:25832');
    const project = fromLonLat(crs);
    const plane = (east: number, north: number) => 20 + (east - 500_000) / 10 + (north - 6_130_000) / 20;
    const levels = Float32Array.from({ length: 200 * 160 }, (_, i) =>
      plane(500_000 + ((i % 200) + 0.5) * 5, 6_130_800 - (Math.floor(i / 200) + 0.5) * 5),
    );
    const tiff = {
      width: 200,
      height: 160,
      scale: 5,
      corner: [500_000, 6_130_800] as const,
      projected: true,
      epsg: 25832,
    };
    const { dem, blocks } = await blocksOf({ ...tiff, chunks: [floatBytes(levels)] });
    const source = await memoryHeights(dem.pyramid, toAsync(blocks));
    const [lon, lat] = [9.006, 55.3165];
    const grid = await heightWindow(source, 0, [lon, lat, lon, lat]);
    expect(sampleGrid(grid, lon, lat)).toBeCloseTo(plane(...project(lon, lat)), 2);
    expect(dem.pyramid.cellLatDeg * 111_340).toBeCloseTo(5, 1);
  });

  it('goes by the coordinate system the caller names, and wants one', async () => {
    const square = { width: 1, height: 1, chunks: [floatBytes([1])] };
    expect((await blocksOf(square, { crs: 'EPSG:4490' })).dem.placement.crs.code).toBe('EPSG:4490');
    await expect(blocksOf({ ...square, epsg: 32767 })).rejects.toMatchObject({ code: 'no-placement' });
    await expect(blocksOf({ ...square, epsg: 4555 })).rejects.toMatchObject({ code: 'unknown-crs' });
    await expect(blocksOf({ ...square, projected: true, epsg: 25832, corner: [1e9, 1e9] })).rejects.toMatchObject({
      code: 'no-placement',
    });
  });
});

async function* toAsync<T>(items: readonly T[]): AsyncGenerator<T, void, undefined> {
  yield* items;
}
