import { inflateSync, zstdDecompressSync } from 'node:zlib';
import { DemError } from './dem-error.ts';
import { type DemImage, SAMPLE_BYTES } from './dem-image.ts';
import { decodeLzw, decodePackBits } from './tiff-codes.ts';

/** Levels beyond these are no ground on land: -9999, -32768 and 3.4e38 stand for "unknown" in many files. */
export const LEAST_LEVEL_M = -1000;
export const MOST_LEVEL_M = 9000;

/**
 * One chunk's levels in metres, NaN where unknown: `chunkWidth` wide, `rows` high. Never makes room for more than the
 * chunk's declared pixels, whatever the compressed bytes unfold to. Throws `DemError`.
 */
export function decodeChunk(
  name: string,
  image: DemImage,
  bytes: Uint8Array,
  rows: number,
  metresPerUnit: number,
): Float32Array {
  const unit = SAMPLE_BYTES[image.sample];
  const wanted = image.chunkWidth * rows * unit;
  // A last strip may be written whole, beyond the image's edge.
  const most = image.chunkWidth * image.chunkHeight * unit;
  const raw = unfolded(name, image, bytes, most);
  if (raw.length < wanted) {
    throw new DemError('truncated', `A chunk of "${name}" unfolds to ${raw.length} bytes; wanted ${wanted}.`);
  }
  const data = predicted(name, image, raw.subarray(0, wanted), rows);
  return levels(image, data, image.chunkWidth * rows, metresPerUnit);
}

function unfolded(name: string, image: DemImage, bytes: Uint8Array, mostBytes: number): Uint8Array {
  try {
    switch (image.compression) {
      case 'none':
        return bytes;
      case 'deflate':
        return inflateSync(bytes, { maxOutputLength: mostBytes });
      case 'zstd':
        return zstdDecompressSync(bytes, { maxOutputLength: mostBytes });
      case 'lzw':
        return decodeLzw(bytes, mostBytes);
      case 'packbits':
        return decodePackBits(bytes, mostBytes);
    }
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE';
    throw new DemError(
      'bad-data',
      why
        ? `A chunk of "${name}" unfolds to more than the ${mostBytes} bytes it declares.`
        : `A chunk of "${name}" cannot be unfolded (${image.compression}).`,
      { cause },
    );
  }
}

/** Undoes the predictor; gives bytes in the order of the file (predictor 3: big-endian by its own definition). */
function predicted(name: string, image: DemImage, raw: Uint8Array, rows: number): DataView {
  const unit = SAMPLE_BYTES[image.sample];
  if (image.predictor === 1) return viewOf(raw);
  const data = raw.slice();
  const view = viewOf(data);
  const width = image.chunkWidth;
  if (image.predictor === 2) {
    // The common writers take the bits of a float32 for a whole number here, and so do we.
    if (unit === 8)
      throw new DemError('unsupported', `"${name}" uses predictor 2 on ${image.sample}; at most 32 bits.`);
    for (let row = 0; row < rows; row++) addLeft(view, row * width * unit, width, unit, image.littleEndian);
    return view;
  }
  if (image.sample !== 'float32' && image.sample !== 'float64') {
    throw new DemError('unsupported', `"${name}" uses predictor 3 on ${image.sample}; that is for fractions.`);
  }
  // Adobe technical note 3: byte differences along the row, then the bytes of all samples by significance.
  const rowBytes = width * unit;
  const line = new Uint8Array(rowBytes);
  for (let start = 0; start < data.length; start += rowBytes) {
    let sum = 0;
    for (let i = 0; i < rowBytes; i++) {
      sum = (sum + (data[start + i] ?? 0)) & 255;
      line[i] = sum;
    }
    for (let i = 0; i < width; i++) {
      for (let b = 0; b < unit; b++) {
        const target = image.littleEndian ? unit - 1 - b : b;
        data[start + i * unit + target] = line[b * width + i] ?? 0;
      }
    }
  }
  return view;
}

function addLeft(view: DataView, start: number, width: number, unit: number, littleEndian: boolean): void {
  let sum = 0;
  for (let i = 0; i < width; i++) {
    const at = start + i * unit;
    if (unit === 1) {
      sum = (sum + view.getUint8(at)) & 0xff;
      view.setUint8(at, sum);
    } else if (unit === 2) {
      sum = (sum + view.getUint16(at, littleEndian)) & 0xffff;
      view.setUint16(at, sum, littleEndian);
    } else {
      sum = (sum + view.getUint32(at, littleEndian)) >>> 0;
      view.setUint32(at, sum, littleEndian);
    }
  }
}

function levels(image: DemImage, data: DataView, count: number, metresPerUnit: number): Float32Array {
  const result = new Float32Array(count);
  const read = readerOf(image, data);
  // A float32 file's own marker is rounded as its samples are.
  const noData =
    image.noData === null ? Number.NaN : image.sample === 'float32' ? Math.fround(image.noData) : image.noData;
  for (let i = 0; i < count; i++) {
    const value = read(i);
    const level = value * metresPerUnit;
    result[i] = value !== noData && level >= LEAST_LEVEL_M && level <= MOST_LEVEL_M ? level : Number.NaN;
  }
  return result;
}

function readerOf({ sample, littleEndian }: DemImage, data: DataView): (index: number) => number {
  switch (sample) {
    case 'uint8':
      return (i) => data.getUint8(i);
    case 'int8':
      return (i) => data.getInt8(i);
    case 'uint16':
      return (i) => data.getUint16(i * 2, littleEndian);
    case 'int16':
      return (i) => data.getInt16(i * 2, littleEndian);
    case 'uint32':
      return (i) => data.getUint32(i * 4, littleEndian);
    case 'int32':
      return (i) => data.getInt32(i * 4, littleEndian);
    case 'float32':
      return (i) => data.getFloat32(i * 4, littleEndian);
    case 'float64':
      return (i) => data.getFloat64(i * 8, littleEndian);
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
