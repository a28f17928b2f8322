import { DemError } from './dem-error.ts';
import type { RandomAccess } from './random-access.ts';
import type { TiffDirectory } from './tiff-directory.ts';

/** The raster of an elevation model: one band in chunks (tiles, or strips as wide as the image). */
export interface DemImage {
  readonly width: number;
  readonly height: number;
  readonly littleEndian: boolean;
  readonly sample: SampleType;
  readonly compression: Compression;
  readonly predictor: 1 | 2 | 3;
  readonly chunkWidth: number;
  readonly chunkHeight: number;
  readonly chunksAcross: number;
  readonly chunksDown: number;
  /** True when the last row of chunks is cut at the image's edge (strips); tiles are always whole. */
  readonly cutBelow: boolean;
  /** Where a chunk lies in the file; null for one that was never written (all unknown). */
  chunkAt(index: number): ChunkPlace | null;
  /** The value that means "unknown", if the file names one. */
  readonly noData: number | null;
}

export interface ChunkPlace {
  readonly offset: number;
  readonly sizeBytes: number;
}

export type SampleType = 'uint8' | 'int8' | 'uint16' | 'int16' | 'uint32' | 'int32' | 'float32' | 'float64';
export type Compression = 'none' | 'lzw' | 'deflate' | 'packbits' | 'zstd';

/** Caps on what a file may declare. */
export interface DemLimits {
  /** Pixels of the image: 4e9 is 63 km square at 1 m. */
  readonly maxPixels?: number;
  /** Columns, and rows. One band of blocks is held in memory: 1 kB a column. */
  readonly maxSide?: number;
  /** Decoded bytes of one chunk. */
  readonly maxChunkBytes?: number;
}

export const DEM_LIMITS_DEFAULTS: Required<DemLimits> = {
  maxPixels: 4e9,
  maxSide: 262_144,
  maxChunkBytes: 64 * 2 ** 20,
};

export const SAMPLE_BYTES: Readonly<Record<SampleType, number>> = {
  uint8: 1,
  int8: 1,
  uint16: 2,
  int16: 2,
  uint32: 4,
  int32: 4,
  float32: 4,
  float64: 8,
};

/** Numbers of the tags (TIFF 6.0; 42113 is GDAL's). */
export const IMAGE_TAGS = [256, 257, 258, 259, 273, 277, 278, 279, 284, 317, 322, 323, 324, 325, 339, 42113];

/** Uncompressed strips of any height are read in pieces of about this size. */
const PIECE_BYTES = 2 ** 20;

const COMPRESSIONS: Readonly<Record<number, Compression>> = {
  1: 'none',
  5: 'lzw',
  8: 'deflate',
  32773: 'packbits',
  32946: 'deflate',
  50000: 'zstd',
};

/**
 * Holds what a directory declares against the limits and against the size of the file, before any pixel is read.
 * Throws `DemError`.
 */
export function demImage(file: RandomAccess, directory: TiffDirectory, limits: Required<DemLimits>): DemImage {
  const name = `"${file.name}"`;
  const one = (tag: number, fallback: number) => directory.numbers.get(tag)?.[0] ?? fallback;
  const width = one(256, 0);
  const height = one(257, 0);
  if (!isCount(width) || !isCount(height)) {
    throw new DemError('bad-directory', `${name} declares an image of ${width} x ${height} pixels.`);
  }
  if (width * height > limits.maxPixels || Math.max(width, height) > limits.maxSide) {
    throw new DemError(
      'too-large',
      `${name} declares ${width} x ${height} pixels; at most ${limits.maxPixels} and ${limits.maxSide} a side are read.`,
    );
  }
  if (one(277, 1) !== 1) {
    throw new DemError('unsupported', `${name} has ${one(277, 1)} bands; an elevation model has one.`);
  }
  const sample = sampleType(name, one(258, 1), one(339, 1));
  const compression = COMPRESSIONS[one(259, 1)];
  if (compression === undefined) {
    throw new DemError(
      'unsupported',
      `${name} is compressed by method ${one(259, 1)}; none, LZW, deflate, packbits and zstd are read.`,
    );
  }
  const predictor = one(317, 1);
  if (predictor !== 1 && predictor !== 2 && predictor !== 3) {
    throw new DemError('unsupported', `${name} uses predictor ${predictor}; 1, 2 and 3 are read.`);
  }
  const noDataText = directory.texts.get(42113)?.trim() ?? '';
  const noData = noDataText === '' ? null : Number(noDataText);
  const common = { width, height, littleEndian: directory.littleEndian, sample, compression, noData } as const;
  const image: DemImage = {
    ...common,
    predictor: compression === 'none' ? 1 : predictor,
    ...chunks(file, directory, common),
  };
  const chunkBytes = image.chunkWidth * image.chunkHeight * SAMPLE_BYTES[sample];
  if (chunkBytes > limits.maxChunkBytes) {
    throw new DemError(
      'too-large',
      `${name} keeps ${image.chunkWidth} x ${image.chunkHeight} pixels in one piece (${chunkBytes} bytes, at most ` +
        `${limits.maxChunkBytes}): save it in tiles.`,
    );
  }
  for (let i = 0; i < image.chunksAcross * image.chunksDown; i++) {
    const place = image.chunkAt(i);
    if (place !== null && place.offset + place.sizeBytes > file.sizeBytes) {
      throw new DemError('truncated', `${name} ends at byte ${file.sizeBytes}, before its chunk ${i} does.`);
    }
  }
  return image;
}

type Chunks = Pick<DemImage, 'chunkWidth' | 'chunkHeight' | 'chunksAcross' | 'chunksDown' | 'cutBelow' | 'chunkAt'>;

function chunks(
  file: RandomAccess,
  directory: TiffDirectory,
  image: Pick<DemImage, 'width' | 'height' | 'sample' | 'compression'>,
): Chunks {
  const tiled = directory.numbers.has(322);
  const side = (tag: number, fallback: number) => directory.numbers.get(tag)?.[0] ?? fallback;
  const chunkWidth = tiled ? side(322, 0) : image.width;
  const chunkHeight = tiled ? side(323, 0) : Math.min(side(278, image.height), image.height);
  const offsets = directory.numbers.get(tiled ? 324 : 273) ?? [];
  const sizes = directory.numbers.get(tiled ? 325 : 279) ?? [];
  if (!isCount(chunkWidth) || !isCount(chunkHeight)) {
    throw new DemError('bad-directory', `"${file.name}" has chunks of ${chunkWidth} x ${chunkHeight} pixels.`);
  }
  const chunksAcross = Math.ceil(image.width / chunkWidth);
  const chunksDown = Math.ceil(image.height / chunkHeight);
  const wanted = chunksAcross * chunksDown;
  if (offsets.length !== wanted || sizes.length !== wanted) {
    throw new DemError(
      'bad-directory',
      `"${file.name}" has ${offsets.length} chunk offsets and ${sizes.length} sizes; its ${image.width} x ` +
        `${image.height} pixels want ${wanted}.`,
    );
  }
  const chunkAt = (index: number): ChunkPlace | null => {
    const offset = offsets[index] ?? 0;
    const sizeBytes = sizes[index] ?? 0;
    return offset === 0 && sizeBytes === 0 ? null : { offset, sizeBytes };
  };
  const whole = { chunkWidth, chunkHeight, chunksAcross, chunksDown, cutBelow: !tiled, chunkAt };
  return !tiled && image.compression === 'none' ? pieces(whole, image) : whole;
}

/** Cuts uncompressed strips into pieces of some rows each, so that a single huge strip needs no room. */
function pieces(strips: Chunks, image: Pick<DemImage, 'width' | 'height' | 'sample'>): Chunks {
  const rowBytes = image.width * SAMPLE_BYTES[image.sample];
  const rows = Math.max(1, Math.floor(PIECE_BYTES / rowBytes));
  if (strips.chunkHeight <= rows) return strips;
  // A height that divides the strip's, so that no piece reaches into the next strip.
  let pieceRows = rows;
  while (strips.chunkHeight % pieceRows !== 0 && strips.chunksDown > 1) pieceRows--;
  return {
    ...strips,
    chunkHeight: pieceRows,
    chunksDown: Math.ceil(image.height / pieceRows),
    chunkAt(index) {
      const row = index * pieceRows;
      const strip = strips.chunkAt(Math.floor(row / strips.chunkHeight));
      if (strip === null) return null;
      const skipped = (row % strips.chunkHeight) * rowBytes;
      const sizeBytes = Math.min(pieceRows, image.height - row) * rowBytes;
      return { offset: strip.offset + skipped, sizeBytes: Math.min(sizeBytes, Math.max(0, strip.sizeBytes - skipped)) };
    },
  };
}

function sampleType(name: string, bits: number, format: number): SampleType {
  const kinds: Readonly<Record<number, string>> = { 1: 'uint', 2: 'int', 3: 'float' };
  const wanted = `${kinds[format] ?? 'unknown'}${bits}`;
  if (wanted in SAMPLE_BYTES) return wanted as SampleType;
  throw new DemError(
    'unsupported',
    `${name} has samples of ${bits} bits in format ${format}; an elevation model has numbers.`,
  );
}

function isCount(value: number): boolean {
  return Number.isInteger(value) && value > 0;
}
