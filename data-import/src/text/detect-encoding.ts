import { isUtf8 } from 'node:buffer';
import type { EncodingChoice } from '../tables/table-format.ts';
import { decodeText } from './decode.ts';
import { plausibility } from './plausibility.ts';
import { encodingOfMark, type TextEncoding } from './text-encodings.ts';

/** Longest telling sample, characters. */
const SAMPLE_CHARACTERS = 80;
/** Below this share of the best a choice is not worth showing. */
const LEAST_SCORE = 0.02;
const WITHOUT_MARK: readonly TextEncoding[] = ['utf-8', 'gb18030', 'big5', 'shift_jis', 'windows-1252'];

export interface DetectOptions {
  /**
   * False when more of the text was seen than is in the sample and it was not UTF-8; true when all of it was. Left out, the
   * sample speaks for itself.
   */
  readonly isUtf8?: boolean | undefined;
}

/**
 * The encodings some text may be in, the likeliest first; there is always one. The bytes should hold whole lines or values (a
 * character cut in half at the end counts against the right encoding), a few kilobytes of them, separated by anything below
 * 128: the text cells of a database joined by line feeds, lines of a file that hold bytes above 127.
 *
 * A byte order mark decides. Plain ASCII is UTF-8. Text that is UTF-8 throughout is UTF-8, unless it is so short that chance
 * can make it so (every two-byte sequence of UTF-8 is also a character of GB18030). The rest goes by how plausible the
 * characters are that each encoding gives.
 */
export function detectEncodings(bytes: Uint8Array, options: DetectOptions = {}): readonly EncodingChoice[] {
  const marked = encodingOfMark(bytes);
  if (marked !== null) return [choice(marked, 1, sampleLine(bytes, marked))];
  if (!bytes.some((byte) => byte >= 0x80)) return [choice('utf-8', 1, '')];
  const strict = options.isUtf8 ?? isUtf8(bytes);
  const weighed = WITHOUT_MARK.map((encoding) => ({ encoding, weight: weightOf(bytes, encoding, strict) }));
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  if (total === 0) return [choice('windows-1252', LEAST_SCORE, sampleLine(bytes, 'windows-1252'))];
  return weighed
    .map(({ encoding, weight }) => choice(encoding, weight / total, sampleLine(bytes, encoding)))
    .filter(({ score }) => score >= LEAST_SCORE)
    .toSorted((a, b) => b.score - a.score);
}

/** Squared, so that the better one stands out; what is UTF-8 without a flaw weighs as many times more as it had chances to fail. */
function weightOf(bytes: Uint8Array, encoding: TextEncoding, strict: boolean): number {
  const plausible = plausibility(bytes, encoding) ** 2;
  if (encoding !== 'utf-8') return plausible;
  if (!strict) return plausible * 0.5;
  return plausible * evidenceOf(bytes);
}

/**
 * How many times likelier UTF-8 gets by the sequences that were right. Bytes of another encoding pass for a sequence of two
 * about one time in eight, of three one time in 64; a thousand times is as good as certain.
 */
function evidenceOf(bytes: Uint8Array): number {
  let evidence = 0.5;
  for (let i = 0; i < bytes.length && evidence < 1000; i++) {
    const byte = bytes[i] ?? 0;
    if (byte >= 0xe0) evidence *= 8;
    else if (byte >= 0xc2) evidence *= 2;
  }
  return evidence;
}

/** The first line or value that holds a byte above 127, from a little before it. */
function sampleLine(bytes: Uint8Array, encoding: string): string {
  const first = bytes.findIndex((byte) => byte >= 0x80);
  const from = encoding.startsWith('utf-16') ? 0 : Math.max(bytes.lastIndexOf(10, first) + 1, 0);
  const text = decodeText(bytes.subarray(from, from + SAMPLE_CHARACTERS * 4), encoding).trim();
  const [line = ''] = text.split(/[\r\n]/);
  const telling = firstTelling(line);
  const start = telling > SAMPLE_CHARACTERS / 2 ? telling - 8 : 0;
  return line.slice(start, start + SAMPLE_CHARACTERS);
}

function firstTelling(line: string): number {
  for (let i = 0; i < line.length; i++) if (line.charCodeAt(i) >= 0x80) return i;
  return 0;
}

function choice(encoding: string, score: number, sample: string): EncodingChoice {
  return { encoding, score: Math.round(score * 1000) / 1000, sample };
}
