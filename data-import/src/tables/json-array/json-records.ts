import { ImportError } from '../../import-error.ts';
import type { ByteSource } from '../../readers/byte-source.ts';
import { type ByteWindow, byteWindow } from '../byte-window.ts';
import { nextByte, readValue, skipMark } from '../geojson/json-values.ts';
import { isUnsafeInteger, parseTogether } from '../geojson/parse-slices.ts';

/** An element of an array in a JSON document, in the order they stand there. */
export type JsonRecord =
  | {
      readonly kind: 'record';
      /** Name of the member of the root that holds the array; `null` where the root is the array. */
      readonly key: string | null;
      /** `undefined` where the element is no JSON. */
      readonly value: unknown;
      /** False when its bytes are no UTF-8. */
      readonly utf8: boolean;
    }
  /** The document ends too early or goes on wrongly; nothing follows. */
  | { readonly kind: 'broken'; readonly atByte: number; readonly why: string };

export const LONGEST_RECORD_BYTES = 4 * 1024 ** 2;

const COMMA = 0x2c;
const COLON = 0x3a;
const QUOTE = 0x22;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * The elements of the array that a document is, or of the arrays that the members of its root are, in memory bounded by
 * the longest. Whole numbers beyond 2^53 come as text, digit by digit: camera numbers have twenty. Throws `ImportError` for
 * a document that is neither an array nor an object.
 */
export async function* jsonRecords(source: ByteSource, signal?: AbortSignal): AsyncGenerator<JsonRecord> {
  const window = byteWindow(source.stream(signal));
  await skipMark(window);
  const first = await nextByte(window);
  if (first === OPEN_ARRAY) {
    window.at++;
    if (yield* elements(window, null)) yield* nothingMore(window);
    return;
  }
  if (first !== OPEN_OBJECT) {
    throw new ImportError(
      'damaged-file',
      `"${source.name}" is no JSON of records: it begins with neither a list nor an object.`,
    );
  }
  window.at++;
  for (;;) {
    let byte = await nextByte(window);
    if (byte === COMMA) {
      window.at++;
      byte = await nextByte(window);
    }
    if (byte === CLOSE_OBJECT) break;
    const name = byte === QUOTE ? await readRecord(window) : null;
    if (name === null || typeof name.value !== 'string') return yield broken(window, 'the name of a member was wanted');
    if ((await nextByte(window)) !== COLON) return yield broken(window, 'a colon was wanted');
    window.at++;
    if ((await nextByte(window)) === OPEN_ARRAY) {
      window.at++;
      if (!(yield* elements(window, name.value))) return;
    } else if ((await readRecord(window)) === null) {
      return yield broken(window, `the value of "${name.value.slice(0, 40)}" has no end`);
    }
  }
  window.at++;
  yield* nothingMore(window);
}

/** Yields the elements of an array up to its end; false when that does not come. */
async function* elements(window: ByteWindow, key: string | null): AsyncGenerator<JsonRecord, boolean> {
  for (;;) {
    if ((await nextByte(window)) === CLOSE_ARRAY) {
      window.at++;
      return true;
    }
    const slice = await readRecord(window);
    if (slice === null) {
      yield broken(window, 'the file ends within a record');
      return false;
    }
    yield { kind: 'record', key, ...slice };
    const next = await nextByte(window);
    if (next === COMMA) window.at++;
    else if (next !== CLOSE_ARRAY) {
      yield broken(window, 'a comma or the end of the list was wanted');
      return false;
    }
  }
}

/** The record at the window's start, stepped over; whole numbers beyond 2^53 as text. `null` when the stream ends within it. */
async function readRecord(window: ByteWindow): Promise<{ readonly value: unknown; readonly utf8: boolean } | null> {
  const slice = await readValue(window, LONGEST_RECORD_BYTES);
  if (slice === null || !holdsUnsafe(slice.value)) return slice;
  // Its bytes are still there: the window holds a value until the next is read.
  return parseTogether(window, [slice.atByte - window.offset, window.at]).exact()[0] ?? slice;
}

function holdsUnsafe(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return isUnsafeInteger(value);
  return Object.values(value).some(holdsUnsafe);
}

async function* nothingMore(window: ByteWindow): AsyncGenerator<JsonRecord> {
  if ((await nextByte(window)) !== -1) yield broken(window, 'the end of the file was wanted');
}

function broken(window: ByteWindow, why: string): JsonRecord {
  return { kind: 'broken', atByte: window.offset + window.at, why };
}
