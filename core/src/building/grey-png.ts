/**
 * A PNG (ISO/IEC 15948) of 4-bit greys, uncompressed: a few hundred bytes for the small patterns of a tile, without a
 * deflater. `greys` holds width x height values of 0 to 15, row by row; width is even.
 *
 * ```
 *   signature | IHDR 13 | IDAT: zlib header, one stored block (filter byte + width / 2 bytes a row), adler32 | IEND
 * ```
 *
 * @throws RangeError when the number of greys is not width x height, or a stored block (65,535 bytes) cannot hold them.
 */
export function greyPng(width: number, height: number, greys: Uint8Array): Uint8Array<ArrayBuffer> {
  const rowBytes = 1 + width / 2;
  const size = rowBytes * height;
  if (greys.length !== width * height || width % 2 !== 0 || size > 0xffff) {
    throw new RangeError(
      `A grey PNG of ${width} x ${height} needs as many greys (even width); got ${greys.length} greys.`,
    );
  }
  const rows = new Uint8Array(size);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x += 2) {
      const at = y * width + x;
      rows[y * rowBytes + 1 + x / 2] = ((greys[at] ?? 0) << 4) | (greys[at + 1] ?? 0);
    }
  }
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header[8] = 4;
  const stored = new Uint8Array(2 + 5 + size + 4);
  stored.set([0x78, 0x01, 0x01, size & 0xff, size >> 8, ~size & 0xff, (~size >> 8) & 0xff]);
  stored.set(rows, 7);
  new DataView(stored.buffer).setUint32(7 + size, adler32(rows));
  const parts = [SIGNATURE, chunk('IHDR', header), chunk('IDAT', stored), chunk('IEND', new Uint8Array(0))];
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

function chunk(type: string, content: Uint8Array): Uint8Array {
  const out = new Uint8Array(12 + content.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, content.length);
  for (let i = 0; i < 4; i++) out[4 + i] = type.charCodeAt(i);
  out.set(content, 8);
  view.setUint32(8 + content.length, crc32(out.subarray(4, 8 + content.length)));
  return out;
}

/** ISO 3309, as PNG wants it. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffff_ffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb8_8320 : 0);
  }
  return ~crc >>> 0;
}

/** RFC 1950. */
function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65521;
    b = (b + a) % 65521;
  }
  return ((b << 16) | a) >>> 0;
}
