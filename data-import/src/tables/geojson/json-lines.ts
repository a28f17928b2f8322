import type { ByteSource } from '../../readers/byte-source.ts';
import { type ByteWindow, byteWindow } from '../byte-window.ts';
import { type JsonPart, LONGEST_FEATURE_BYTES, rowsAt } from './json-parts.ts';
import { nextByte, skipMark, tooLongSlice } from './json-values.ts';
import { alone, DEEPEST, type JsonSlice, parseSlice, parseTogether, TOGETHER_BYTES } from './parse-slices.ts';
import type { RowTaker } from './row-taker.ts';
import { newScan, scanValue } from './scan-value.ts';

const LINE_FEED = 0x0a;
const SPACE = 0x20;
const COMMA = 0x2c;
const OPEN_OBJECT = 0x7b;
/** Begins every record of a GeoJSON text sequence (RFC 8142); records may then run over several lines. */
const RECORD_SEPARATOR = 0x1e;

/**
 * The features of a newline-delimited file or text sequence. A broken one costs itself alone: the next line, or the next
 * separator, begins anew.
 */
export async function* jsonLines(
  source: ByteSource,
  taker: RowTaker | null,
  signal?: AbortSignal,
): AsyncGenerator<JsonPart> {
  const window = byteWindow(source.stream(signal, 'passing'));
  try {
    yield* linesIn(window, taker);
  } finally {
    await window.close();
  }
}

async function* linesIn(window: ByteWindow, taker: RowTaker | null): AsyncGenerator<JsonPart> {
  await skipMark(window);
  const delimiter = window.bytes[window.at] === RECORD_SEPARATOR ? RECORD_SEPARATOR : LINE_FEED;
  while ((await nextByte(window)) !== -1) {
    const taken = taker === null ? null : await rowsAt(window, delimiter, taker);
    if (taken !== null) {
      yield taken;
      continue;
    }
    const bounds = wholeLines(window, delimiter, taker?.togetherBytes ?? TOGETHER_BYTES);
    const last = bounds.at(-1);
    if (last !== undefined) {
      commasBetween(window.bytes, bounds);
      yield parseTogether(window, bounds);
      window.at = last;
      continue;
    }
    const slice = await oddLine(window, delimiter);
    yield alone(slice, window.offset + window.at - slice.atByte);
  }
}

/** Starts and ends, in turn, of sound objects, each alone on its line, so many bytes of them. */
function wholeLines(window: ByteWindow, delimiter: number, least: number): readonly number[] {
  const { bytes, end } = window;
  const bounds: number[] = [];
  const enough = window.at + least;
  let at = window.at;
  while (at < enough) {
    while (at < end && (bytes[at] ?? 0) <= SPACE) at++;
    const lineEnd = bytes.indexOf(delimiter, at);
    if (lineEnd < 0 || lineEnd >= end || bytes[at] !== OPEN_OBJECT) break;
    const scan = newScan();
    const after = scanValue(bytes, at, lineEnd, scan);
    if (after < 0 || scan.deepest > DEEPEST || !isBlank(bytes, after, lineEnd)) break;
    bounds.push(at, after);
    at = lineEnd;
  }
  return bounds;
}

/** Makes the line ends between values commas, in our own copy of the bytes. */
function commasBetween(bytes: Uint8Array, bounds: readonly number[]): void {
  for (let i = 1; i + 1 < bounds.length; i += 2) {
    const from = bounds[i] ?? 0;
    bytes.fill(SPACE, from, bounds[i + 1]);
    bytes[from] = COMMA;
  }
}

/** The one line at the window's start, whatever it is: long, broken, not an object or the last without an end. */
async function oddLine(window: ByteWindow, delimiter: number): Promise<JsonSlice> {
  const atByte = window.offset + window.at;
  let tooLong = false;
  let searched = 0;
  let ended = false;
  while (!ended) {
    const found = window.bytes.indexOf(delimiter, window.at + searched);
    if (found >= 0 && found < window.end) return lineSlice(window, found, atByte, tooLong);
    if (window.end - window.at > LONGEST_FEATURE_BYTES) {
      tooLong = true;
      window.at = window.end;
    }
    searched = window.end - window.at;
    ended = !(await window.more());
  }
  return lineSlice(window, window.end, atByte, tooLong);
}

function lineSlice(window: ByteWindow, lineEnd: number, atByte: number, tooLong: boolean): JsonSlice {
  const { bytes, at } = window;
  window.at = lineEnd;
  if (tooLong || lineEnd - at > LONGEST_FEATURE_BYTES) return tooLongSlice(atByte, LONGEST_FEATURE_BYTES);
  const scan = newScan();
  scanValue(bytes, at, lineEnd, scan);
  return parseSlice(bytes, at, lineEnd, atByte, scan.deepest);
}

function isBlank(bytes: Uint8Array, from: number, end: number): boolean {
  for (let i = from; i < end; i++) if ((bytes[i] ?? 0) > SPACE) return false;
  return true;
}
