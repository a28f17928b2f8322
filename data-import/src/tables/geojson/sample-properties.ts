import type { ByteSource } from '../../readers/byte-source.ts';
import { DEEPEST } from './parse-slices.ts';
import { newScan, scanValue } from './scan-value.ts';

const PLACES = 32;
const WINDOW_BYTES = 64 * 1024;
const PROPERTIES = /"properties"\s*:\s*\{/g;

/**
 * The properties of some features from `from` on to the end of a file, a few from each of 32 places: what columns there are
 * that the first features do not have. Found by their name in the bytes, so a property that is itself called "properties"
 * may be among them.
 */
export async function* sampleProperties(
  source: ByteSource,
  from: number,
): AsyncGenerator<Readonly<Record<string, unknown>>> {
  const step = Math.floor((source.sizeBytes - from) / PLACES);
  if (step <= 0) return;
  for (let place = 0; place < PLACES; place++) {
    // The last window ends with the file.
    const at = place === PLACES - 1 ? Math.max(from, source.sizeBytes - WINDOW_BYTES) : from + place * step;
    const bytes = await source.bytes(at, at + WINDOW_BYTES);
    const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
    for (const match of text.matchAll(PROPERTIES)) {
      const properties = objectAt(bytes, match.index + match[0].length - 1);
      if (properties !== null) yield properties;
    }
  }
}

function objectAt(bytes: Uint8Array, start: number): Readonly<Record<string, unknown>> | null {
  const scan = newScan();
  const after = scanValue(bytes, start, bytes.length, scan);
  if (after < 0 || scan.deepest > DEEPEST) return null;
  try {
    return JSON.parse(new TextDecoder().decode(bytes.subarray(start, after)));
  } catch {
    return null;
  }
}
