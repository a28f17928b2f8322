import { isAscii, isUtf8 } from 'node:buffer';
import type { ByteSource } from '../readers/byte-source.ts';
import type { EncodingChoice } from '../tables/table-format.ts';
import { detectEncodings } from './detect-encoding.ts';
import { encodingOfMark } from './text-encodings.ts';

const LINE_FEED = 10;
/** Bytes of lines with characters beyond ASCII that are kept for telling the encoding. */
const SAMPLE_BYTES = 48 * 1024;
/** As much again from where the text first stops being UTF-8: it may be the only place that tells. */
const BREAK_BYTES = 16 * 1024;

/** What one pass over the bytes of a text told. */
export interface TextSurvey {
  /** The likeliest first; never empty. */
  readonly encodings: readonly EncodingChoice[];
  /** True when bytes of zero came in a text that is not UTF-16: it is binary. */
  readonly isBinary: boolean;
}

/** Walks a source once in bounded memory (about 1.5 GB/s): the whole text has a say, not only its first lines. */
export async function surveyText(source: ByteSource, signal?: AbortSignal): Promise<TextSurvey> {
  const sampler = new HighLines();
  let mark: ReturnType<typeof encodingOfMark> = null;
  let head: Uint8Array = new Uint8Array(0);
  let hasZero = false;
  let strict = true;
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of source.stream(signal)) {
    if (head.length === 0) {
      head = Uint8Array.from(chunk.subarray(0, BREAK_BYTES));
      mark = encodingOfMark(chunk);
    }
    if (!hasZero) hasZero = chunk.includes(0);
    if (strict) {
      const joined = rest.length === 0 ? chunk : concat(rest, chunk);
      const whole = wholeCharacters(joined);
      strict = isUtf8(joined.subarray(0, whole));
      rest = Uint8Array.from(joined.subarray(whole));
      if (!strict) sampler.takeBreak(joined);
    }
    sampler.take(chunk);
  }
  if (rest.length > 0) strict = false;
  const isWide = mark === 'utf-16le' || mark === 'utf-16be';
  const encodings = isWide ? detectEncodings(head) : detectEncodings(sampler.bytes(), { isUtf8: strict });
  if (mark !== 'utf-8') return { encodings, isBinary: hasZero && !isWide };
  return { encodings: markedUtf8(head), isBinary: hasZero };
}

function markedUtf8(head: Uint8Array): readonly EncodingChoice[] {
  return detectEncodings(head.subarray(0, wholeCharacters(head)));
}

/** Length of the bytes up to the last character of UTF-8 that is whole (or broken: that is for others to say). */
function wholeCharacters(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes.length;
    if (byte >= 0xc0) {
      const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return wanted > back ? bytes.length - back : bytes.length;
    }
  }
  return bytes.length;
}

/** Keeps lines that hold a byte above 127, whole as far as they lie in one piece of the source. */
class HighLines {
  readonly #parts: Uint8Array[] = [];
  #kept = 0;

  take(chunk: Uint8Array): void {
    if (this.#kept < SAMPLE_BYTES && !isAscii(chunk)) this.#collect(chunk, SAMPLE_BYTES);
  }

  takeBreak(chunk: Uint8Array): void {
    let at = 0;
    while (at < chunk.length) {
      const part = chunk.subarray(at, at + BREAK_BYTES);
      const whole = wholeCharacters(part);
      if (whole === 0 || !isUtf8(part.subarray(0, whole))) break;
      at += whole;
    }
    this.#collect(chunk.subarray(at), this.#kept + BREAK_BYTES);
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#parts);
  }

  #collect(chunk: Uint8Array, upTo: number): void {
    let start = 0;
    while (start < chunk.length && this.#kept < upTo) {
      const feed = chunk.indexOf(LINE_FEED, start);
      const end = feed < 0 ? chunk.length : feed + 1;
      const line = chunk.subarray(start, Math.min(end, start + BREAK_BYTES));
      start = end;
      if (isAscii(line)) continue;
      const whole = Uint8Array.from(line.subarray(0, lastAscii(line) + 1));
      this.#parts.push(whole);
      this.#kept += whole.length;
    }
  }
}

/** Index of the last byte below 0x30: no encoding has such a byte within a character, so what ends there is whole. */
function lastAscii(line: Uint8Array): number {
  for (let i = line.length - 1; i >= 0; i--) if ((line[i] ?? 0) < 0x30) return i;
  return line.length - 1;
}

function concat(a: Uint8Array, b: Uint8Array): Uint8Array {
  const joined = new Uint8Array(a.length + b.length);
  joined.set(a);
  joined.set(b, a.length);
  return joined;
}
