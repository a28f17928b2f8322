import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromChinaFrame } from '@undercroft/core/geodesy/china-offset';
import type { ImageryTile } from '@undercroft/core/map/imagery-tile';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestTiff } from '../terrain/test-tiff.ts';
import { openImage } from './image-file.ts';
import { imageTiles } from './image-tiles.ts';
import { BLUE, GREEN, GREY, HALF_WORLD, mercatorOf, PICTURE_TAGS, quartersTiff, RED } from './test-picture.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imagery-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

async function stored(name: string, bytes: Uint8Array): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return path;
}

async function tilesOf(name: string, bytes: Uint8Array) {
  const image = await openImage(await stored(name, bytes), name, null);
  const { extent, tiles } = imageTiles(image);
  const all: ImageryTile[] = [];
  for await (const tile of tiles()) all.push(tile);
  image.close();
  return { extent, all };
}

function pixel({ png }: ImageryTile, x: number, y: number): readonly number[] {
  const { data, width } = PNG.sync.read(Buffer.from(png));
  return [...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4)];
}

/** Pixels of zoom 15 tiles, and the corner of one of them. */
const PIXEL_15 = (2 * HALF_WORLD) / 2 ** 15 / 256;
const cornerOf15 = (x: number, y: number): readonly [number, number] => [
  (x / 2 ** 15) * 2 * HALF_WORLD - HALF_WORLD,
  HALF_WORLD - (y / 2 ** 15) * 2 * HALF_WORLD,
];

const REFUSED: readonly (readonly [what: string, more: Partial<TestTiff>, message: RegExp])[] = [
  ['a compression nobody reads', { tags: [[259, 3, [34712]]] }, /compressed by method 34712/],
  ['16 bits a sample', { tags: [[258, 3, [16, 16, 16]]] }, /8 bits/],
  [
    '65535 x 65535 pixels in one piece',
    {
      tags: [
        [256, 4, [65535]],
        [257, 4, [65535]],
        [278, 4, [65535]],
      ],
    },
    /declares|one piece/,
  ],
  ['a directory that leads back to itself', { next: 16 }, /circle/],
  ['no place', { tags: [[33550, 12, [0, 0, 0]]] }, /where its pixels lie/],
];

describe('a draped picture', () => {
  it('comes back pixel for pixel where its pixels are those of tiles', async () => {
    const { extent, all } = await tilesOf('quarters.tif', quartersTiff(512, cornerOf15(20000, 10000), PIXEL_15));
    // 512 pixels are 2 x 2 tiles of zoom 15; a tile of zoom 14 holds them all.
    expect([extent.minZoom, extent.maxZoom]).toEqual([14, 15]);
    expect(all.map(({ zoom, x, y }) => `${zoom}/${x}/${y}`)).toEqual([
      '15/20000/10000',
      '15/20001/10000',
      '15/20000/10001',
      '15/20001/10001',
      '14/10000/5000',
    ]);
    expect(all.slice(0, 4).map((tile) => pixel(tile, 128, 128))).toEqual(
      [RED, GREEN, BLUE, GREY].map((c) => [...c, 255]),
    );
    const [whole] = all.slice(4);
    if (whole === undefined) throw new TypeError('There is no tile of zoom 14.');
    expect([pixel(whole, 60, 60), pixel(whole, 200, 60), pixel(whole, 60, 200)]).toEqual(
      [RED, GREEN, BLUE].map((c) => [...c, 255]),
    );
  });

  it('is clear beside the picture, never black', async () => {
    const { all } = await tilesOf('small.tif', quartersTiff(100, cornerOf15(20000, 10000), PIXEL_15));
    const [tile] = all;
    if (tile === undefined) throw new TypeError('There is no tile.');
    expect(pixel(tile, 20, 20)).toEqual([...RED, 255]);
    expect(pixel(tile, 200, 200)).toEqual([0, 0, 0, 0]);
  });

  it('is cut into pieces beyond 8 x 8 tiles, every tile once', async () => {
    const side = 256 * 9;
    const strips = { rowsPerStrip: side / 9 };
    const one = new Uint8Array((side * side * 3) / 9).fill(77);
    const { all } = await tilesOf(
      'large.tif',
      quartersTiff(side, cornerOf15(20000, 10000), PIXEL_15, { ...strips, chunks: Array(9).fill(one) }),
    );
    const finest = all.filter(({ zoom }) => zoom === 15);
    expect(finest.length).toBe(9 * 9);
    expect(new Set(all.map(({ zoom, x, y }) => `${zoom}/${x}/${y}`)).size).toBe(all.length);
    expect(finest.every((tile) => pixel(tile, 255, 255)[0] === 77)).toBe(true);
    // Columns and rows 20000 to 20008 halve to 10000-10004, 5000-5002, 2500-2501, 1250: no zoom is left out.
    const counts = [15, 14, 13, 12, 11].map((zoom) => all.filter((tile) => tile.zoom === zoom).length);
    expect(counts).toEqual([81, 25, 9, 4, 1]);
    expect(all.length).toBe(81 + 25 + 9 + 4 + 1);
    expect(all.every((tile) => pixel(tile, 5, 5)[0] === 77 && pixel(tile, 5, 5)[3] === 255)).toBe(true);
  });

  it('lies where a shift says its places were meant, whole', async () => {
    // A quarter of Beijing on a map in GCJ-02: some 550 m east and 150 m north of where it is.
    const [lon, lat] = [116.39, 39.91];
    const image = await openImage(
      await stored('gcj.tif', quartersTiff(512, mercatorOf(lon, lat), 1.2)),
      'gcj.tif',
      null,
    );
    const { extent, outline, tiles } = imageTiles(image, 'GCJ-02');
    const [west, south, east, north] = extent.bbox;
    const [trueLon, trueLat] = fromChinaFrame('GCJ-02', lon, lat);
    expect(outline[0]).toBeCloseTo(trueLon, 9);
    expect(outline[1]).toBeCloseTo(trueLat, 9);
    expect(lon - trueLon).toBeGreaterThan(0.005);
    expect(west).toBeCloseTo(trueLon, 5);
    expect(north).toBeCloseTo(trueLat, 5);
    const all: ImageryTile[] = [];
    for await (const tile of tiles()) all.push(tile);
    const finest = all.filter(({ zoom }) => zoom === extent.maxZoom);
    // The tiles reach all four sides of where it is: nothing is cut off on the side it was shifted to.
    const columns = finest.map(({ x }) => (x / 2 ** extent.maxZoom) * 360 - 180);
    expect(Math.min(...columns)).toBeLessThanOrEqual(west);
    expect(Math.max(...columns) + 360 / 2 ** extent.maxZoom).toBeGreaterThanOrEqual(east);
    expect(south).toBeLessThan(north);
    image.close();
  });

  it.each(REFUSED)('is refused with %s', async (_what, more, message) => {
    const path = await stored('bad.tif', quartersTiff(4, cornerOf15(20000, 10000), PIXEL_15, more));
    await expect(openImage(path, 'bad.tif', null)).rejects.toThrow(message);
  });

  it('is refused when its pixels are so long that it would be cut into far more than it holds', async () => {
    // 4 x 4 pixels of a metre by 100 km: 160,000 tiles of a zoom that shows metres.
    const scale: readonly [33550, 12, readonly number[]] = [33550, 12, [100_000, 1, 0]];
    const long = quartersTiff(4, [0, 6_000_000], 1, { tags: [...PICTURE_TAGS, scale] });
    const image = await openImage(await stored('long.tif', long), 'long.tif', null);
    expect(() => imageTiles(image)).toThrow(/not square enough/);
  });
});
