/** Strings as UTF-8 behind one another, and where each begins and the last one ends. */
export interface JoinedStrings {
  readonly bytes: Uint8Array;
  readonly offsets: Uint32Array;
}

const encoder = new TextEncoder();

/** Joins the strings of a column. */
export function joinedStrings(values: readonly string[]): JoinedStrings {
  const offsets = new Uint32Array(values.length + 1);
  const text = values.join('');
  const joined = encoder.encode(text);
  // As many bytes as letters in all: then no letter takes more than one.
  const isAscii = joined.length === text.length;
  let length = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? '';
    length += isAscii ? value.length : utf8Length(value);
    offsets[i + 1] = length;
  }
  // A view may not be empty: a column of empty strings still carries one byte that no offset reaches.
  return { bytes: joined.length === 0 ? new Uint8Array(1) : joined, offsets };
}

/** Bytes of a string in UTF-8, where half a pair of surrogates is the replacement character. */
export function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800) bytes += 2;
    else if (isHigh(unit) && isLow(text.charCodeAt(i + 1))) {
      bytes += 4;
      i += 1;
    } else bytes += 3;
  }
  return bytes;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

/** False of what is none, as behind the end of a string. */
function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
