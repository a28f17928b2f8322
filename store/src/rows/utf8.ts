/** Bytes of UTF-8 that one UTF-16 code unit takes at most. */
export const MOST_BYTES_PER_UNIT = 3;
/** The same in a JSON string, where it may be spelled `\uffff`. */
export const MOST_JSON_BYTES_PER_UNIT = 6;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const HEX_DIGITS = '0123456789abcdef';
const SHORT_ESCAPES: Readonly<Record<number, string>> = {
  8: 'b',
  9: 't',
  10: 'n',
  12: 'f',
  13: 'r',
  [QUOTE]: '"',
  [BACKSLASH]: '\\',
};

/**
 * Writes text in UTF-8 and gives where it ends; there must be room for it. NUL, which no text of PostgreSQL holds and files
 * that were padded with it bring along, becomes the replacement character, as does half of a surrogate pair.
 */
export function putText(bytes: Uint8Array, start: number, text: string): number {
  let at = start;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80 && unit !== 0) {
      bytes[at++] = unit;
    } else if (isSurrogate(unit)) {
      const point = text.codePointAt(i) ?? unit;
      at = point > 0xffff ? putFour(bytes, at, point) : putThree(bytes, at, 0xfffd);
      if (point > 0xffff) i++;
    } else if (unit >= 0x800 || unit === 0) {
      at = putThree(bytes, at, unit === 0 ? 0xfffd : unit);
    } else {
      bytes[at++] = 0xc0 | (unit >> 6);
      bytes[at++] = 0x80 | (unit & 0x3f);
    }
  }
  return at;
}

/** Writes text as a JSON string, quotes included, byte for byte as `JSON.stringify` spells it, and gives where it ends. */
export function putJsonString(bytes: Uint8Array, start: number, text: string): number {
  let at = start;
  bytes[at++] = QUOTE;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      if (unit >= 0x20 && unit !== QUOTE && unit !== BACKSLASH) bytes[at++] = unit;
      else at = putEscape(bytes, at, unit);
    } else if (isSurrogate(unit)) {
      const point = text.codePointAt(i) ?? unit;
      at = point > 0xffff ? putFour(bytes, at, point) : putEscape(bytes, at, unit);
      if (point > 0xffff) i++;
    } else if (unit >= 0x800) {
      at = putThree(bytes, at, unit);
    } else {
      bytes[at++] = 0xc0 | (unit >> 6);
      bytes[at++] = 0x80 | (unit & 0x3f);
    }
  }
  bytes[at++] = QUOTE;
  return at;
}

function isSurrogate(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdfff;
}

function putThree(bytes: Uint8Array, at: number, unit: number): number {
  bytes[at] = 0xe0 | (unit >> 12);
  bytes[at + 1] = 0x80 | ((unit >> 6) & 0x3f);
  bytes[at + 2] = 0x80 | (unit & 0x3f);
  return at + 3;
}

function putFour(bytes: Uint8Array, at: number, point: number): number {
  bytes[at] = 0xf0 | (point >> 18);
  bytes[at + 1] = 0x80 | ((point >> 12) & 0x3f);
  bytes[at + 2] = 0x80 | ((point >> 6) & 0x3f);
  bytes[at + 3] = 0x80 | (point & 0x3f);
  return at + 4;
}

function putEscape(bytes: Uint8Array, at: number, unit: number): number {
  const short = SHORT_ESCAPES[unit];
  bytes[at] = BACKSLASH;
  if (short !== undefined) {
    bytes[at + 1] = short.charCodeAt(0);
    return at + 2;
  }
  bytes[at + 1] = 0x75;
  for (let digit = 0; digit < 4; digit++) {
    bytes[at + 2 + digit] = HEX_DIGITS.charCodeAt((unit >> (12 - 4 * digit)) & 0xf);
  }
  return at + 6;
}
