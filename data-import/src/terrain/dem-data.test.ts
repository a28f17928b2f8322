import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { HeightBlock } from '@undercroft/core/terrain/height-source';
import { fromFile } from 'geotiff';
import { describe, expect, it } from 'vitest';
import { openDem } from './dem-reader.ts';
import { demWindows } from './dem-window.ts';
import { openRandomAccess } from './random-access.ts';

const data = process.env.UNDERCROFT_DATA ?? '';
const absent = data === '' || !existsSync(join(data, 'bellinge', 'dem.tif'));

async function read(path: string) {
  const file = await openRandomAccess(join(data, path));
  const dem = await openDem(file);
  const { width, height } = dem.image;
  const pixels = await demWindows(file, dem.image, 1).read(0, 0, width, height);
  const blocks: HeightBlock[] = [];
  for await (const block of dem.blocks()) blocks.push(block);
  await file.close();
  return { dem, pixels, blocks };
}

/** Every pixel as the GeoTIFF library reads it, its marker for unknown as NaN. */
async function oracle(path: string): Promise<Float32Array> {
  const image = await (await fromFile(join(data, path))).getImage();
  const [band] = await image.readRasters();
  const noData = image.getGDALNoData();
  return Float32Array.from(band as Float32Array, (value) => (value === noData ? Number.NaN : value));
}

const range = (pixels: Float32Array) => {
  const known = pixels.filter((level) => !Number.isNaN(level));
  return [known.reduce((a, b) => Math.min(a, b)), known.reduce((a, b) => Math.max(a, b))].map(
    (x) => Math.round(x * 1000) / 1000,
  );
};

describe.skipIf(absent)('elevation models (UNDERCROFT_DATA is not set, or has no bellinge/dem.tif)', () => {
  it('reads that of Bellinge: 531 x 201 in EPSG:4326, 6.355 to 83.641 m, kept pixel by pixel', async () => {
    const { dem, pixels, blocks } = await read('bellinge/dem.tif');
    expect([dem.image.width, dem.image.height, dem.placement.crs.code]).toEqual([531, 201, 'EPSG:4326']);
    expect(range(pixels)).toEqual([6.355, 83.641]);
    expect(pixels).toEqual(await oracle('bellinge/dem.tif'));
    expect(dem.pyramid).toMatchObject({ columns: 531, rows: 201, levels: 3 });
    // 3 x 1 blocks, then 2 x 1, then 1.
    expect(blocks.map(({ level, column, row }) => [level, column, row])).toEqual([
      [0, 0, 0],
      [0, 1, 0],
      [0, 2, 0],
      [1, 0, 0],
      [1, 1, 0],
      [2, 0, 0],
    ]);
    expect(blocks[1]?.levelsM[5 * 256 + 7]).toBe(pixels[5 * 531 + 256 + 7]);
    // 19 pixels of the third block lie in the image, the rest is unknown.
    expect(blocks[2]?.levelsM[18]).toBe(pixels[530]);
    expect(blocks[2]?.levelsM[19]).toBeNaN();
  });

  it('reads that of Sant Boi: 299 x 420 at 5 m in EPSG:25831, 11.93 to 163.77 m', async () => {
    const { dem, pixels, blocks } = await read('sant-boi/dem.tif');
    expect([dem.image.width, dem.image.height, dem.placement.crs.code]).toEqual([299, 420, 'EPSG:25831']);
    expect([dem.placement.pixelWidth, dem.placement.pixelHeight, dem.image.noData]).toEqual([5, 5, -9999]);
    const [low, high] = range(pixels);
    expect([low?.toFixed(2), high?.toFixed(2)]).toEqual(['11.93', '163.77']);
    expect(pixels).toEqual(await oracle('sant-boi/dem.tif'));
    // The lattice is as fine as the pixels: 5 m north, and within the turn of the grid as wide.
    expect(dem.pyramid.cellLatDeg * 111_064).toBeCloseTo(5, 1);
    const finest = blocks.filter(({ level }) => level === 0);
    expect(Math.min(...finest.map(({ minM }) => minM))).toBeCloseTo(11.93, 0);
    expect(Math.max(...finest.map(({ maxM }) => maxM))).toBeCloseTo(163.77, 0);
  });
});
