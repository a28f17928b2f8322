import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImageryTile } from '@undercroft/core/map/imagery-tile';
import { PNG } from 'pngjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testTiff } from '../terrain/test-tiff.ts';
import { isPicture, openImage } from './image-file.ts';
import { imageTiles } from './image-tiles.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'imagery-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
});

type Colour = readonly [number, number, number];
const RED: Colour = [200, 10, 10];
const GREEN: Colour = [10, 200, 10];
const BLUE: Colour = [10, 10, 200];
const GREY: Colour = [128, 128, 128];

/** A picture whose four quarters have one colour each, in web Mercator so that its pixels are those of tiles. */
function quarters(side: number, corner: readonly [number, number], pixelM: number, more: object = {}): Uint8Array {
  const bytes = new Uint8Array(side * side * 3);
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      const colour = y < side / 2 ? (x < side / 2 ? RED : GREEN) : x < side / 2 ? BLUE : GREY;
      bytes.set(colour, (y * side + x) * 3);
    }
  }
  return testTiff({
    width: side,
    height: side,
    bits: 8,
    format: 1,
    epsg: 3857,
    projected: true,
    scale: pixelM,
    corner,
    chunks: [bytes],
    tags: [
      [258, 3, [8, 8, 8]],
      [262, 3, [2]],
      [277, 3, [3]],
      [339, 3, [1, 1, 1]],
    ],
    ...more,
  });
}

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

/** The world is 2 pi a across: pixels of zoom 15 tiles, and the corner of tile 20000/10000 of it. */
const HALF_WORLD = Math.PI * 6_378_137;
const PIXEL_15 = (2 * HALF_WORLD) / 2 ** 15 / 256;
const cornerOf15 = (x: number, y: number): readonly [number, number] => [
  (x / 2 ** 15) * 2 * HALF_WORLD - HALF_WORLD,
  HALF_WORLD - (y / 2 ** 15) * 2 * HALF_WORLD,
];

describe('a draped picture', () => {
  it('comes back pixel for pixel where its pixels are those of tiles', async () => {
    const { extent, all } = await tilesOf('quarters.tif', quarters(512, cornerOf15(20000, 10000), PIXEL_15));
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
    const { all } = await tilesOf('small.tif', quarters(100, cornerOf15(20000, 10000), PIXEL_15));
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
      quarters(side, cornerOf15(20000, 10000), PIXEL_15, { ...strips, chunks: Array(9).fill(one) }),
    );
    const finest = all.filter(({ zoom }) => zoom === 15);
    expect(finest.length).toBe(9 * 9);
    expect(new Set(all.map(({ zoom, x, y }) => `${zoom}/${x}/${y}`)).size).toBe(all.length);
    expect(finest.every((tile) => pixel(tile, 255, 255)[0] === 77)).toBe(true);
  });

  it('is told from an elevation model', async () => {
    const dem = testTiff({ width: 2, height: 2, chunks: [new Uint8Array(16)] });
    expect(await isPicture(await stored('dem.tif', dem), 'dem.tif')).toBe(false);
    const picture = quarters(4, cornerOf15(20000, 10000), PIXEL_15);
    expect(await isPicture(await stored('picture.tif', picture), 'picture.tif')).toBe(true);
  });

  it.each([
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
  ])('is refused with %s', async (_what, more, message) => {
    const path = await stored('bad.tif', quarters(4, cornerOf15(20000, 10000), PIXEL_15, more));
    await expect(openImage(path, 'bad.tif', null)).rejects.toThrow(message);
  });
});
