/** Lead and trail bytes of the two-byte characters of GBK. */
const LEADS = { first: 0x81, last: 0xfe } as const;
const TRAILS = { first: 0x40, last: 0xfe } as const;
/** No trail byte. */
const DELETE: number = 0x7f;
const REPLACEMENT = 0xfffd;

let table: Uint16Array | null = null;

/**
 * A text in GBK, the encoding of most Chinese survey files (GB18030 holds it). Throws a RangeError for a character that it
 * has no two bytes for.
 */
export function gbkBytes(text: string): Uint8Array {
  table ??= twoByteTable();
  const out = new Uint8Array(text.length * 2);
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0x80) {
      out[at++] = unit;
      continue;
    }
    const pair = table[unit] ?? 0;
    if (pair === 0) throw new RangeError(`gbkBytes: "${text.charAt(i)}" of "${text.slice(0, 40)}" has no place in GBK`);
    out[at++] = pair >> 8;
    out[at++] = pair & 0xff;
  }
  return out.subarray(0, at);
}

/** The pair of bytes of each UTF-16 unit, 0 for none: what the decoder of the platform reads, turned round. */
function twoByteTable(): Uint16Array {
  const pairs = new Uint16Array(0x1_0000);
  const decoder = new TextDecoder('gb18030');
  const bytes = new Uint8Array(2);
  for (let lead = LEADS.first; lead <= LEADS.last; lead++) {
    for (let trail = TRAILS.first; trail <= TRAILS.last; trail++) {
      if (trail === DELETE) continue;
      bytes[0] = lead;
      bytes[1] = trail;
      const text = decoder.decode(bytes);
      const unit = text.charCodeAt(0);
      if (text.length === 1 && unit !== REPLACEMENT && pairs[unit] === 0) pairs[unit] = (lead << 8) | trail;
    }
  }
  return pairs;
}
