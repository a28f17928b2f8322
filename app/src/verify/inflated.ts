import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { MOST_FILE_BYTES, SourceError } from './tileset-source.ts';

const inflate = promisify(gunzip);

/** The bytes themselves, or what gzip packed: tiles are often kept packed. Bounded, whatever the packing claims. */
export async function inflated(bytes: Uint8Array, file: string): Promise<Uint8Array> {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return await inflate(bytes, { maxOutputLength: MOST_FILE_BYTES });
  } catch (error) {
    const isTooLarge = error instanceof RangeError;
    throw new SourceError(
      isTooLarge ? 'tooLarge' : 'missing',
      `"${file}" is gzip and cannot be unpacked: ${String(error)}.`,
    );
  }
}
