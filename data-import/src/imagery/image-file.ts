import type { LonLatBox } from '@undercroft/core/geodesy/crs';
import { fromFile, type GeoTIFFImage } from 'geotiff';
import { ImportError } from '../import-error.ts';
import { asImportError } from '../rasters/raster-error.ts';
import { type DemPlacement, demPlacement, PLACEMENT_TAGS } from '../terrain/dem-placement.ts';
import { openRandomAccess } from '../terrain/random-access.ts';
import { readFirstDirectory, type TiffDirectory } from '../terrain/tiff-directory.ts';

/** An aerial picture that lies north-up in a known system, ready to be read by windows. Whoever opens it closes it. */
export interface ImageFile {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly placement: DemPlacement;
  /** RGBA of a window in pixels, row by row; alpha 0 where the picture has nothing. */
  window(west: number, north: number, east: number, south: number): Promise<Uint8Array>;
  close(): void;
}

/** Numbers of the tags (TIFF 6.0; 42113 is GDAL's). */
const IMAGE_TAGS = [256, 257, 258, 259, 262, 277, 278, 322, 323, 42113];
/** Pixels of a picture: 1e9 is 3 km square at 10 cm; and of one chunk, which is decoded in one piece. */
const MOST_PIXELS = 4e9;
const MOST_CHUNK_PIXELS = 2 ** 24;
/** None, LZW, JPEG, deflate (two numbers), packbits. */
const COMPRESSIONS: ReadonlySet<number> = new Set([1, 5, 7, 8, 32946, 32773]);
/** White or black is zero, RGB, palette, YCbCr. */
const PHOTOMETRICS: ReadonlySet<number> = new Set([0, 1, 2, 3, 6]);

/**
 * Opens a picture. What its directory declares is checked by our own walk first, which no loop of directories holds up;
 * only then the library that knows its compressions sees the file. Throws `ImportError`.
 */
export async function openImage(path: string, name: string, crs: string | null): Promise<ImageFile> {
  const file = await openRandomAccess(path, name);
  let directory: TiffDirectory;
  let placement: DemPlacement;
  try {
    directory = await readFirstDirectory(file, new Set([...IMAGE_TAGS, ...PLACEMENT_TAGS]));
    placement = demPlacement(name, directory, { crs, metresPerUnit: 1 });
  } catch (cause) {
    throw asImportError(cause);
  } finally {
    await file.close();
  }
  check(name, directory);
  const noData = Number(directory.texts.get(42113)?.trim() ?? Number.NaN);
  const tiff = await fromFile(path);
  const image = await tiff.getImage(0);
  return {
    name,
    width: image.getWidth(),
    height: image.getHeight(),
    placement,
    async window(west, north, east, south) {
      try {
        return await rgba(image, [west, north, east, south], noData);
      } catch (cause) {
        const why = cause instanceof Error ? cause.message : String(cause);
        throw new ImportError('bad-terrain', `Pixels of "${name}" cannot be read: ${why}.`, { cause });
      }
    },
    close: () => {
      // The library closes its file when it is collected; there is nothing else to give back.
      void tiff.close();
    },
  };
}

/** Where a picture lies: its corners and the middles of its sides, clockwise from the north-west and back there. */
export function ringOf({ width, height, placement }: ImageFile): readonly (readonly [x: number, y: number])[] {
  const { west, north, pixelWidth, pixelHeight } = placement;
  return RING.map(([across, down]) => [west + across * width * pixelWidth, north - down * height * pixelHeight]);
}

const RING = [
  [0, 0],
  [0.5, 0],
  [1, 0],
  [1, 0.5],
  [1, 1],
  [0.5, 1],
  [0, 1],
  [0, 0.5],
  [0, 0],
] as const;

export function boundsOfPlaces(places: readonly (readonly [lon: number, lat: number])[]): LonLatBox {
  const lons = places.map(([lon]) => lon);
  const lats = places.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

function check(name: string, directory: TiffDirectory): void {
  const one = (tag: number, fallback: number) => directory.numbers.get(tag)?.[0] ?? fallback;
  const width = one(256, 0);
  const height = one(257, 0);
  const samples = one(277, 1);
  const refuse = (why: string) => new ImportError('bad-terrain', `"${name}" ${why}`);
  if (!(width > 0 && height > 0) || width * height > MOST_PIXELS) {
    throw refuse(`declares ${width} x ${height} pixels; up to ${MOST_PIXELS} are read.`);
  }
  const chunkPixels = directory.numbers.has(322)
    ? one(322, 0) * one(323, 0)
    : width * Math.min(one(278, height), height);
  if (!(chunkPixels > 0) || chunkPixels > MOST_CHUNK_PIXELS) {
    throw refuse(`keeps ${chunkPixels} pixels in one piece; up to ${MOST_CHUNK_PIXELS} are read: save it in tiles.`);
  }
  if ((directory.numbers.get(258) ?? [8]).some((bits) => bits !== 8) || samples > 8) {
    throw refuse('is no picture of 8 bits a sample.');
  }
  if (!COMPRESSIONS.has(one(259, 1))) throw refuse(`is compressed by method ${one(259, 1)}, which is not read.`);
  if (!PHOTOMETRICS.has(one(262, 2))) throw refuse(`has colours of kind ${one(262, 2)}, which are not read.`);
}

async function rgba(
  image: GeoTIFFImage,
  window: readonly [number, number, number, number],
  noData: number,
): Promise<Uint8Array> {
  const samples = image.getSamplesPerPixel();
  const hasAlpha = samples === 4 && image.fileDirectory.getValue('PhotometricInterpretation') === 2;
  const options = { window: [...window], interleave: true as const };
  const colours = await image.readRGB({ ...options, enableAlpha: hasAlpha });
  const pixels = (window[2] - window[0]) * (window[3] - window[1]);
  const out = new Uint8Array(pixels * 4);
  const step = hasAlpha ? 4 : 3;
  for (let i = 0; i < pixels; i++) {
    const from = i * step;
    const [red, green, blue] = [Number(colours[from]), Number(colours[from + 1]), Number(colours[from + 2])];
    const isNothing = red === noData && green === noData && blue === noData;
    out[i * 4] = red;
    out[i * 4 + 1] = green;
    out[i * 4 + 2] = blue;
    out[i * 4 + 3] = isNothing ? 0 : hasAlpha ? Number(colours[from + 3]) : 255;
  }
  return out;
}
