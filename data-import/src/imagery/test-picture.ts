import { type Tag, type TestTiff, testTiff } from '../terrain/test-tiff.ts';

export type Colour = readonly [red: number, green: number, blue: number];

export const RED: Colour = [200, 10, 10];
export const GREEN: Colour = [10, 200, 10];
export const BLUE: Colour = [10, 10, 200];
export const GREY: Colour = [128, 128, 128];

/** What makes three bands of 8 bits a picture in colours. */
export const PICTURE_TAGS: readonly Tag[] = [
  [258, 3, [8, 8, 8]],
  [262, 3, [2]],
  [277, 3, [3]],
  [339, 3, [1, 1, 1]],
];

/** The world is 2 pi a across in web Mercator, metres. */
export const HALF_WORLD: number = Math.PI * 6_378_137;

/** Where a place lies in web Mercator, metres. */
export function mercatorOf(lon: number, lat: number): readonly [x: number, y: number] {
  return [(lon / 180) * HALF_WORLD, (Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) * HALF_WORLD];
}

/** A picture whose four quarters have one colour each, in web Mercator so that its pixels are those of tiles. */
export function quartersTiff(
  side: number,
  corner: readonly [x: number, y: number],
  pixelM: number,
  more: Partial<TestTiff> = {},
): Uint8Array {
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
    tags: PICTURE_TAGS,
    ...more,
  });
}
