import type { ByteWindow } from '../byte-window.ts';
import { type JsonSlice, parseSlice } from './parse-slices.ts';
import { newScan, scanScalar, scanValue } from './scan-value.ts';

const QUOTE = 0x22;
const OPEN_ARRAY = 0x5b;
const OPEN_OBJECT = 0x7b;

/** Reads the value at the window's start and steps over it; `null` when the stream ends within it. */
export async function readValue(window: ByteWindow, longest: number): Promise<JsonSlice | null> {
  const first = window.bytes[window.at] ?? 0;
  const nests = first === OPEN_OBJECT || first === OPEN_ARRAY || first === QUOTE;
  const scan = newScan();
  const atByte = window.offset + window.at;
  let tooLong = false;
  let from = window.at;
  for (;;) {
    const after = nests ? scanValue(window.bytes, from, window.end, scan) : scanScalar(window.bytes, from, window.end);
    if (after >= 0) {
      const start = window.at;
      window.at = after;
      if (tooLong || after - start > longest) return tooLongSlice(atByte, longest);
      return parseSlice(window.bytes, start, after, atByte, scan.deepest);
    }
    let scanned = window.end - window.at;
    if (tooLong || scanned > longest) {
      tooLong = true;
      window.at = window.end;
      scanned = 0;
    }
    if (!(await window.more())) return null;
    from = window.at + scanned;
  }
}

/** Stands for a value that was stepped over. */
export function tooLongSlice(atByte: number, longest: number): JsonSlice {
  return { value: undefined, fault: `is longer than ${longest / 1024 ** 2} MB`, atByte, utf8: true };
}

/** The next byte that is no white space (nor a separator of RFC 8142), -1 at the end; the window then starts with it. */
export async function nextByte(window: ByteWindow): Promise<number> {
  for (;;) {
    while (window.at < window.end) {
      const byte = window.bytes[window.at] ?? 0;
      if (byte > 0x20) return byte;
      window.at++;
    }
    if (!(await window.more())) return -1;
  }
}

/** Steps over a byte order mark. */
export async function skipMark(window: ByteWindow): Promise<void> {
  while (window.end - window.at < 3 && (await window.more()));
  const { bytes, at } = window;
  if (bytes[at] === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) window.at += 3;
}
