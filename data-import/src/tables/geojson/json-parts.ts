import { ImportError } from '../../import-error.ts';
import type { ByteSource } from '../../readers/byte-source.ts';
import { type ByteWindow, byteWindow } from '../byte-window.ts';
import type { RawRow } from '../table-format.ts';
import { nextByte, readValue, skipMark } from './json-values.ts';
import { alone, DEEPEST, type JsonSlices, parseTogether, TOGETHER_BYTES } from './parse-slices.ts';
import type { RowTaker } from './row-taker.ts';
import { newScan, scanValue } from './scan-value.ts';

/*
 * The way of cutting, on 12 MB of OpenStreetMap buildings, one core (Node 24, megabytes a second):
 *   JSON.parse of the whole text          158   and the memory of all of it
 *   scan of bytes alone                   900
 *   JSON.parse feature by feature         264
 *   JSON.parse of 32 to 64 together       310   (of 512 together 190: the young generation overflows)
 *   own parser of coordinates             101   with the runtime's own conversion of each number of 17 digits
 * So bytes are scanned for the ends of features and some 24 kB of features are parsed together, wherever features are odd or
 * looked at for their columns. Rows of sound ones are read straight out of the bytes: see `row-taker.ts`.
 */

/** A part of a GeoJSON document, in the order it stands there. */
export type JsonPart =
  /** Rows that were made of elements at once. */
  | { readonly kind: 'rows'; readonly rows: readonly RawRow[]; readonly bytes: number }
  /** Whole elements of the `features` array. */
  | JsonSlices
  /** Another member of the document; its value when that is at most a megabyte, else `undefined`. */
  | { readonly kind: 'member'; readonly name: string; readonly value: unknown }
  /** The document ends too early or goes on wrongly; nothing follows. */
  | { readonly kind: 'broken'; readonly atByte: number; readonly why: string };

export const LONGEST_FEATURE_BYTES = 64 * 1024 ** 2;
const WAITED_FOR_BYTES = 1 << 18;
const LONGEST_MEMBER_BYTES = 1024 ** 2;
/** Members of a root that is a feature or a geometry itself. */
const BARE_FEATURE_MEMBERS: ReadonlySet<string> = new Set(['geometry', 'properties', 'coordinates']);

const COMMA = 0x2c;
const COLON = 0x3a;
const QUOTE = 0x22;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;

/**
 * The parts of a document whose root is an object, in memory bounded by its longest feature. Members stand in any order.
 * Throws `ImportError` for bytes that are no JSON object at all.
 */
export async function* jsonParts(
  source: ByteSource,
  taker: RowTaker | null,
  signal?: AbortSignal,
): AsyncGenerator<JsonPart> {
  const window = byteWindow(source.stream(signal, 'passing'));
  try {
    yield* partsIn(window, source.name, taker);
  } finally {
    await window.close();
  }
}

async function* partsIn(window: ByteWindow, file: string, taker: RowTaker | null): AsyncGenerator<JsonPart> {
  await skipMark(window);
  if ((await nextByte(window)) !== OPEN_OBJECT) {
    throw new ImportError('damaged-file', `"${file}" is no GeoJSON: it does not begin with an object.`);
  }
  window.at++;
  let wanted = false;
  for (;;) {
    let byte = await nextByte(window);
    if (byte === COMMA && wanted) {
      window.at++;
      byte = await nextByte(window);
    }
    if (byte === CLOSE_OBJECT) break;
    if (byte !== QUOTE) return yield broken(window, byte, 'the name of a member');
    const name = await memberName(window);
    byte = await nextByte(window);
    if (name === null || byte !== COLON) return yield broken(window, byte, 'a colon after the name of a member');
    window.at++;
    byte = await nextByte(window);
    if (name === 'features' && byte === OPEN_ARRAY) {
      window.at++;
      if (!(yield* elements(window, taker))) return;
    } else {
      const slice = await readValue(
        window,
        BARE_FEATURE_MEMBERS.has(name) ? LONGEST_FEATURE_BYTES : LONGEST_MEMBER_BYTES,
      );
      if (slice === null) return yield broken(window, -1, `the value of "${name.slice(0, 40)}"`);
      yield { kind: 'member', name, value: slice.fault === null ? slice.value : undefined };
    }
    wanted = true;
  }
  window.at++;
  const after = await nextByte(window);
  if (after !== -1) yield broken(window, after, 'the end of the file');
}

/** Yields the elements of an array up to its end; false when that does not come. */
async function* elements(window: ByteWindow, taker: RowTaker | null): AsyncGenerator<JsonPart, boolean> {
  for (;;) {
    const byte = await nextByte(window);
    if (byte === CLOSE_ARRAY) {
      window.at++;
      return true;
    }
    const taken = taker === null ? null : await rowsAt(window, COMMA, taker);
    const bounds = taken === null ? whole(window, taker?.togetherBytes ?? TOGETHER_BYTES) : [];
    const last = bounds.at(-1);
    if (taken !== null) {
      yield taken;
    } else if (last !== undefined) {
      yield parseTogether(window, bounds);
      window.at = last;
    } else {
      const start = window.offset + window.at;
      const slice = await readValue(window, LONGEST_FEATURE_BYTES);
      if (slice === null) {
        const why = 'the file ends within a feature';
        yield { kind: 'broken', atByte: start, why };
        return false;
      }
      yield alone(slice, window.offset + window.at - start);
    }
    const next = await nextByte(window);
    if (next === COMMA) window.at++;
    else if (next !== CLOSE_ARRAY) {
      yield broken(window, next, 'a comma or the end of the features');
      return false;
    }
  }
}

/**
 * Rows of the elements at the window's start; `null` where the first one has to be parsed. An element that is cut by the
 * end of a short window is waited for.
 */
export async function rowsAt(window: ByteWindow, delimiter: number, taker: RowTaker): Promise<JsonPart | null> {
  for (;;) {
    const before = window.offset + window.at;
    const rows = taker.take(window, delimiter);
    if (rows.length > 0) return { kind: 'rows', rows, bytes: window.offset + window.at - before };
    const { bytes, at, end } = window;
    if (end - at > WAITED_FOR_BYTES || scanValue(bytes, at, end, newScan()) >= 0) return null;
    if (!(await window.more())) return null;
  }
}

/** Starts and ends, in turn, of whole elements that stand in the window one after the other, so many bytes of them. */
function whole(window: ByteWindow, least: number): readonly number[] {
  const { bytes, end } = window;
  const bounds: number[] = [];
  const enough = window.at + least;
  let at = window.at;
  while (at < enough) {
    while (at < end && (bytes[at] ?? 0) <= 0x20) at++;
    if (bytes[at] !== OPEN_OBJECT) break;
    const scan = newScan();
    const after = scanValue(bytes, at, end, scan);
    if (after < 0 || scan.deepest > DEEPEST) break;
    bounds.push(at, after);
    at = after;
    while (at < end && (bytes[at] ?? 0) <= 0x20) at++;
    if (at >= end || bytes[at] !== COMMA) break;
    at++;
  }
  return bounds;
}

async function memberName(window: ByteWindow): Promise<string | null> {
  const slice = await readValue(window, LONGEST_MEMBER_BYTES);
  return slice !== null && typeof slice.value === 'string' ? slice.value : null;
}

function broken(window: ByteWindow, byte: number, wanted: string): JsonPart {
  const came = byte === -1 ? 'the file ends' : `"${String.fromCharCode(byte)}" came`;
  return { kind: 'broken', atByte: window.offset + window.at, why: `${wanted} was wanted, ${came}` };
}
