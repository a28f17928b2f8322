import { COMMON_SIMPLIFIED, COMMON_TRADITIONAL } from './common-characters.ts';
import { decodeText } from './decode.ts';
import type { TextEncoding } from './text-encodings.ts';

/*
 * Weights of a character, 0 to 1: how likely it is that somebody who surveys pipes wrote it. A wrong encoding gives rare
 * ideographs, half-width katakana, private use and lone symbols; the right one gives everyday ones. Frequent ideographs are
 * those of the first level of GB 2312 and of Big5, which both standards chose by frequency, so they are told by their bytes;
 * the characters of survey headings, materials, streets and family names stand in lists and weigh most, which is what makes
 * a sample of one or two words enough.
 */
const EVERYDAY = 1;
const FREQUENT = 0.62;
const SIGN = 0.5;
/** Greek, Cyrillic, Arabic in UTF-8: two bytes that may as well be one Chinese character. */
const OTHER_SCRIPT = 0.35;
const UNCOMMON = 0.15;
const RARE = 0.03;
const IMPOSSIBLE = -1;
/** First half, in UTF-16, of what lies in plane 4 and above: no script is there. */
const BEYOND_SCRIPTS = [0xd8c0, 0xdbff] as const;

/**
 * How plausible some bytes above 127 are as text of an encoding: the mean weight of its characters, by bytes, 0 to 1.
 * Bytes below 128 say nothing and are not counted, unless they are the second half of a character.
 */
export function plausibility(bytes: Uint8Array, encoding: TextEncoding): number {
  switch (encoding) {
    case 'utf-8':
      return meanOfText(decodeText(bytes, encoding));
    case 'utf-16le':
    case 'utf-16be':
      return 0;
    case 'gb18030':
      return meanOfPairs(bytes, encoding, COMMON_SIMPLIFIED, gbClass);
    case 'big5':
      return meanOfPairs(bytes, encoding, COMMON_TRADITIONAL, big5Class);
    case 'shift_jis':
      return meanOfPairs(bytes, encoding, COMMON_TRADITIONAL, shiftJisClass);
    case 'windows-1252':
      return meanOfLatin(bytes);
  }
}

/** Weight of UTF-8 text that is decoded already; a replacement character stands for bytes that are none. */
function meanOfText(text: string): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 0x80) continue;
    count++;
    if (code === 0xfffd) sum -= 2;
    else if (code < 0xa0 || (code >= 0xe000 && code <= 0xf8ff)) sum += IMPOSSIBLE;
    else if (code >= BEYOND_SCRIPTS[0] && code <= BEYOND_SCRIPTS[1]) sum += IMPOSSIBLE;
    else sum += code >= 0x250 && code < 0x800 && !COMMON_SIMPLIFIED.has(text.charAt(i)) ? OTHER_SCRIPT : EVERYDAY;
  }
  return count === 0 ? 0 : Math.max(0, sum / count);
}

type CharacterClass = (lead: number, trail: number) => number;

/** Walks bytes as single bytes below 128 and characters of two or four, all weighed by `classOf` and the list of common ones. */
function meanOfPairs(
  bytes: Uint8Array,
  encoding: 'gb18030' | 'big5' | 'shift_jis',
  common: ReadonlySet<string>,
  classOf: CharacterClass,
): number {
  const decoder = new TextDecoder(encoding);
  let sum = 0;
  let count = 0;
  for (let i = 0; i < bytes.length; ) {
    const lead = bytes[i] ?? 0;
    if (lead < 0x80) {
      i++;
      continue;
    }
    const size = sizeOf(encoding, bytes, i);
    const character = decoder.decode(bytes.subarray(i, i + size));
    let weight: number;
    if (character.charCodeAt(0) === 0xfffd || isPrivate(character)) weight = IMPOSSIBLE;
    else if (common.has(character)) weight = EVERYDAY;
    else weight = size === 4 ? RARE : classOf(lead, size === 2 ? (bytes[i + 1] ?? 0) : 0);
    sum += weight * size;
    count += size;
    i += size;
  }
  return count === 0 ? 0 : Math.max(0, sum / count);
}

function sizeOf(encoding: 'gb18030' | 'big5' | 'shift_jis', bytes: Uint8Array, at: number): number {
  const lead = bytes[at] ?? 0;
  const second = bytes[at + 1] ?? 0;
  if (at + 1 >= bytes.length || second < 0x30) return 1;
  switch (encoding) {
    case 'gb18030':
      if (lead === 0x80 || lead === 0xff) return 1;
      if (second <= 0x39) return at + 3 < bytes.length ? 4 : 1;
      return second >= 0x40 ? 2 : 1;
    case 'big5':
      return lead > 0x80 && second >= 0x40 ? 2 : 1;
    case 'shift_jis':
      if ((lead >= 0xa1 && lead <= 0xdf) || lead === 0x80 || lead === 0xa0) return 1;
      return second >= 0x40 ? 2 : 1;
  }
}

/** GB 2312: signs in rows A1 to A9, 3,755 frequent ideographs in B0 to D7, 3,008 more in D8 to F7; the rest came with GBK. */
function gbClass(lead: number, trail: number): number {
  if (lead === 0x80) return RARE;
  if (trail < 0xa1) return RARE;
  if (lead >= 0xa1 && lead <= 0xa9) return SIGN;
  if (lead >= 0xb0 && lead <= 0xd7) return FREQUENT;
  if (lead >= 0xd8 && lead <= 0xf7) return UNCOMMON;
  return RARE;
}

/** Big5: signs in A1 to A3, 5,401 frequent ideographs in A4 to C6, 7,652 more in C9 to F9. */
function big5Class(lead: number): number {
  if (lead >= 0xa1 && lead <= 0xa3) return SIGN;
  if (lead >= 0xa4 && lead <= 0xc6) return FREQUENT;
  if (lead >= 0xc9 && lead <= 0xf9) return UNCOMMON * 0.6;
  return RARE;
}

/** Shift_JIS: kana in 82 and 83 are in every Japanese text; kanji of level 1 in 88 to 97; A1 to DF alone is half-width katakana. */
function shiftJisClass(lead: number, trail: number): number {
  if (trail === 0) return UNCOMMON;
  if (lead === 0x82 || lead === 0x83) return EVERYDAY;
  if (lead === 0x81 || lead === 0x84 || lead === 0x87) return SIGN;
  if (lead >= 0x88 && lead <= 0x97) return FREQUENT;
  return UNCOMMON;
}

/** Accented letters stand alone or in pairs beside unaccented ones; signs such as the degree stand beside digits. */
function meanOfLatin(bytes: Uint8Array): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte < 0x80) continue;
    count++;
    sum += latinWeight(byte, bytes[i - 1] ?? 0, bytes[i + 1] ?? 0);
  }
  return count === 0 ? 0 : Math.max(0, sum / count);
}

const UNDEFINED_IN_1252: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);
/** Degree, plus-minus, powers, micro, multiplication, diameter, euro, fractions, section sign, inverted marks are not among them. */
const MEASURE_SIGNS: ReadonlySet<number> = new Set([
  0x80, 0xa7, 0xb0, 0xb1, 0xb2, 0xb3, 0xb5, 0xbc, 0xbd, 0xbe, 0xd7, 0xd8, 0xf8,
]);

function latinWeight(byte: number, before: number, after: number): number {
  if (UNDEFINED_IN_1252.has(byte)) return IMPOSSIBLE;
  const alone = before < 0x80 && after < 0x80;
  if (MEASURE_SIGNS.has(byte) && alone) return FREQUENT;
  if (byte >= 0xc0 && byte !== 0xd7 && byte !== 0xf7) {
    if (isLetter(before) || isLetter(after)) return alone ? 0.8 : SIGN;
    return RARE;
  }
  return alone ? UNCOMMON : RARE;
}

function isLetter(byte: number): boolean {
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

function isPrivate(character: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return (code >= 0xe000 && code <= 0xf8ff) || (code >= 0x80 && code < 0xa0) || code >= 0xf0000;
}
