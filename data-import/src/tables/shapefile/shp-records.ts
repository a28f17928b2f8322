import type { ByteSource } from '../../readers/byte-source.ts';
import { type ByteWindow, byteWindow } from '../byte-window.ts';
import { type CoordinatePool, coordinatePool } from '../coordinate-pool.ts';
import { kindOfShape, type Shape, shapeOf } from './shp-shape.ts';

/** The first 100 bytes of a `.shp`. */
export interface ShpHeader {
  readonly shapeType: number;
  /** Length of the whole file as the header has it. */
  readonly saidBytes: number;
}

/** The next shape of a file, or why there is none yet or any more. */
export type ShpStep =
  | { readonly kind: 'shape'; readonly shape: Shape; readonly bytes: number }
  /** More bytes must be taken in first. */
  | { readonly kind: 'starved' }
  | { readonly kind: 'broken'; readonly atByte: number; readonly why: string };

/** Walks the records of a `.shp` one after the other; the `.shx` is not needed. */
export interface ShpRecords {
  next(): ShpStep;
  /** Takes the next bytes in; false at the end of the file. */
  more(): Promise<boolean>;
  /** Bytes that no record accounts for. */
  readonly leftBytes: number;
}

const FILE_CODE = 9994;
const HEADER_BYTES = 100;
const RECORD_HEADER_BYTES = 8;
const LONGEST_RECORD_BYTES = 64 * 1024 ** 2;
const STARVED: ShpStep = { kind: 'starved' };

/** `null` for bytes that do not begin as a `.shp` does. */
export function shpHeader(head: Uint8Array): ShpHeader | null {
  if (head.length < HEADER_BYTES) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  if (view.getInt32(0) !== FILE_CODE || view.getInt32(28, true) !== 1000) return null;
  const shapeType = view.getInt32(32, true);
  if (shapeType !== 0 && shapeType !== 31 && kindOfShape(shapeType) === null) return null;
  return { shapeType, saidBytes: view.getInt32(24) * 2 };
}

export function shpRecords(source: ByteSource, signal?: AbortSignal): ShpRecords {
  const window = byteWindow(source.stream(signal));
  const pool = coordinatePool();
  let headerSkipped = false;
  return {
    more: () => window.more(),
    get leftBytes() {
      return window.end - window.at;
    },
    next() {
      if (!headerSkipped) {
        if (window.end - window.at < HEADER_BYTES) return STARVED;
        window.at += HEADER_BYTES;
        headerSkipped = true;
      }
      return nextRecord(window, source.sizeBytes, pool);
    },
  };
}

function nextRecord(window: ByteWindow, fileBytes: number, pool: CoordinatePool): ShpStep {
  const { bytes, at, end } = window;
  if (end - at < RECORD_HEADER_BYTES) return STARVED;
  const length = bytes.readInt32BE(at + 4) * 2;
  const atByte = window.offset + at;
  const left = fileBytes - atByte - RECORD_HEADER_BYTES;
  if (length < 4 || length > left || length > LONGEST_RECORD_BYTES) {
    const limit = Math.min(left, LONGEST_RECORD_BYTES);
    return {
      kind: 'broken',
      atByte,
      why: `a record says it is ${length} bytes long, between 4 and ${limit} were possible`,
    };
  }
  if (end - at < RECORD_HEADER_BYTES + length) return STARVED;
  const start = at + RECORD_HEADER_BYTES;
  const shape = shapeOf(new DataView(bytes.buffer, bytes.byteOffset + start, length), pool);
  window.at = start + length;
  return { kind: 'shape', shape, bytes: length };
}
