import { knownEncoding } from '../../text/text-encodings.ts';
import type { CellReader } from './dbf-cell.ts';

const SPACE = 0x20;
/** Different texts kept decoded: materials, owners and streets come again and again. */
const MOST_KEPT = 10_000;
const LONGEST_KEPT = 64;

/** Reads text cells of an encoding; ASCII, which most cells are, is not decoded at all. */
export function textReader(encoding: string): CellReader {
  const decoder = new TextDecoder(knownEncoding(encoding));
  const kept = new Map<string, string>();
  const decoded = (bytes: Buffer, start: number, end: number) =>
    // A character that the width of the field cut in half comes out as a replacement character.
    decoder
      .decode(bytes.subarray(start, end))
      .replace(/\uFFFD+$/, '')
      .trim();
  return (bytes, from, to) => {
    let start = from;
    let end = to;
    while (start < end && (bytes[start] ?? 0) <= SPACE) start++;
    while (end > start && (bytes[end - 1] ?? 0) <= SPACE) end--;
    if (start === end) return null;
    let isAscii = true;
    for (let i = start; i < end; i++) {
      const c = bytes[i] ?? 0;
      if (c === 0) {
        end = i;
        while (end > start && (bytes[end - 1] ?? 0) <= SPACE) end--;
        break;
      }
      if (c >= 0x80) isAscii = false;
    }
    if (start === end) return null;
    const plain = bytes.toString('latin1', start, end);
    if (isAscii) return plain;
    if (plain.length > LONGEST_KEPT) return decoded(bytes, start, end) || null;
    const before = kept.get(plain);
    if (before !== undefined) return before || null;
    const text = decoded(bytes, start, end);
    if (kept.size < MOST_KEPT) kept.set(plain, text);
    return text || null;
  };
}
