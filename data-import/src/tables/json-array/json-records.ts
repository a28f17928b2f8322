import { ImportError } from '../../import-error.ts';
import type { ByteSource } from '../../readers/byte-source.ts';
import { type ByteWindow, byteWindow } from '../byte-window.ts';
import { isUnsafeInteger, parseSlice, parseTogether } from '../geojson/parse-slices.ts';
import { newScan, scanScalar, scanValue } from '../geojson/scan-value.ts';

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
    const name = byte === QUOTE ? await readValue(window) : null;
    if (name === null || typeof name.value !== 'string') return yield broken(window, 'the name of a member was wanted');
    if ((await nextByte(window)) !== COLON) return yield broken(window, 'a colon was wanted');
    window.at++;
    if ((await nextByte(window)) === OPEN_ARRAY) {
      window.at++;
      if (!(yield* elements(window, name.value))) return;
    } else if ((await readValue(window)) === null) {
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
    const slice = await readValue(window);
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

/** Reads the value at the window's start and steps over it; `null` when the stream ends within it. */
async function readValue(window: ByteWindow): Promise<{ readonly value: unknown; readonly utf8: boolean } | null> {
  const first = window.bytes[window.at] ?? 0;
  const nests = first === OPEN_OBJECT || first === OPEN_ARRAY || first === QUOTE;
  const scan = newScan();
  let tooLong = false;
  let from = window.at;
  for (;;) {
    const after = nests ? scanValue(window.bytes, from, window.end, scan) : scanScalar(window.bytes, from, window.end);
    if (after >= 0) {
      const start = window.at;
      window.at = after;
      if (tooLong || after - start > LONGEST_RECORD_BYTES) return { value: undefined, utf8: true };
      const slice = parseSlice(window.bytes, start, after, window.offset + start, scan.deepest);
      if (!holdsUnsafe(slice.value)) return slice;
      return parseTogether(window, [start, after]).exact()[0] ?? slice;
    }
    let scanned = window.end - window.at;
    if (tooLong || scanned > LONGEST_RECORD_BYTES) {
      tooLong = true;
      window.at = window.end;
      scanned = 0;
    }
    if (!(await window.more())) return null;
    from = window.at + scanned;
  }
}

function holdsUnsafe(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return isUnsafeInteger(value);
  return Object.values(value).some(holdsUnsafe);
}

async function* nothingMore(window: ByteWindow): AsyncGenerator<JsonRecord> {
  if ((await nextByte(window)) !== -1) yield broken(window, 'the end of the file was wanted');
}

/** The next byte that is no white space, -1 at the end; the window then starts with it. */
async function nextByte(window: ByteWindow): Promise<number> {
  for (;;) {
    while (window.at < window.end) {
      const byte = window.bytes[window.at] ?? 0;
      if (byte > 0x20) return byte;
      window.at++;
    }
    if (!(await window.more())) return -1;
  }
}

async function skipMark(window: ByteWindow): Promise<void> {
  while (window.end - window.at < 3 && (await window.more()));
  const { bytes, at } = window;
  if (bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) window.at += 3;
}

function broken(window: ByteWindow, why: string): JsonRecord {
  return { kind: 'broken', atByte: window.offset + window.at, why };
}
