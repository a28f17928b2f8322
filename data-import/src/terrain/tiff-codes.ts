/** Marks an end before the data's, or a code that cannot be. */
export class CodeError extends Error {
  readonly code: 'ERR_BUFFER_TOO_LARGE' | 'bad-code';

  constructor(code: CodeError['code'], message: string) {
    super(message);
    this.name = 'CodeError';
    this.code = code;
  }
}

const CLEAR = 256;
const END = 257;
const FIRST_FREE = 258;
const MOST_CODES = 4096;

/**
 * TIFF's LZW (TIFF 6.0, section 13): codes of 9 to 12 bits, most significant bit first, widened one code early. Stops
 * at the end code or with the bytes; throws `CodeError` when it would write more than `mostBytes`.
 */
export function decodeLzw(bytes: Uint8Array, mostBytes: number): Uint8Array {
  const out = new Uint8Array(mostBytes);
  // An entry is where in the output it was written: a code repeats the one before with one byte more.
  const starts = new Int32Array(MOST_CODES);
  const lengths = new Int32Array(MOST_CODES);
  let next = FIRST_FREE;
  let bits = 9;
  let held = 0;
  let heldBits = 0;
  let length = 0;
  let previousStart = -1;
  let previousLength = 0;
  for (let at = 0; ; ) {
    while (heldBits < bits && at < bytes.length) {
      held = ((held << 8) | (bytes[at++] ?? 0)) & 0xffffff;
      heldBits += 8;
    }
    if (heldBits < bits) break;
    heldBits -= bits;
    const code = (held >> heldBits) & ((1 << bits) - 1);
    if (code === END) break;
    if (code === CLEAR) {
      [next, bits, previousStart] = [FIRST_FREE, 9, -1];
      continue;
    }
    const isNew = code === next && previousStart >= 0;
    if (code >= next && !isNew) throw new CodeError('bad-code', `LZW code ${code} before it was defined.`);
    const size = code < CLEAR ? 1 : isNew ? previousLength + 1 : (lengths[code] ?? 0);
    if (length + size > mostBytes) throw new CodeError('ERR_BUFFER_TOO_LARGE', `More than ${mostBytes} bytes.`);
    const start = length;
    if (code < CLEAR) out[length++] = code;
    else {
      // Byte by byte: a new code copies from what it is writing.
      const from = isNew ? previousStart : (starts[code] ?? 0);
      for (let i = 0; i < size; i++) out[length++] = out[from + i] ?? 0;
    }
    if (previousStart >= 0 && next < MOST_CODES) {
      starts[next] = previousStart;
      lengths[next] = previousLength + 1;
      next++;
      if (next >= (1 << bits) - 1 && bits < 12) bits++;
    }
    previousStart = start;
    previousLength = size;
  }
  return out.subarray(0, length);
}

/** PackBits (TIFF 6.0, section 9): runs and literals of up to 128 bytes. */
export function decodePackBits(bytes: Uint8Array, mostBytes: number): Uint8Array {
  const out = new Uint8Array(mostBytes);
  let length = 0;
  for (let at = 0; at < bytes.length; ) {
    const head = bytes[at++] ?? 0;
    if (head === 128) continue;
    const count = head < 128 ? head + 1 : 257 - head;
    if (length + count > mostBytes) throw new CodeError('ERR_BUFFER_TOO_LARGE', `More than ${mostBytes} bytes.`);
    if (head < 128) {
      const literal = bytes.subarray(at, at + count);
      out.set(literal, length);
      if (literal.length < count) return out.subarray(0, length + literal.length);
      at += count;
    } else {
      out.fill(bytes[at++] ?? 0, length, length + count);
    }
    length += count;
  }
  return out.subarray(0, length);
}
