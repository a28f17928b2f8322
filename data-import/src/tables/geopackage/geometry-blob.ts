import type { CoordinatePool } from '../coordinate-pool.ts';
import { type WkbReading, wkbGeometry } from './wkb-geometry.ts';

/** Bytes of the envelope by its code in the flags (GeoPackage 1.3, clause 2.1.3). */
const ENVELOPE_BYTES = [0, 32, 48, 48, 64];
const HEADER_BYTES = 8;
const EMPTY_FLAG = 0x10;
const EXTENDED_FLAG = 0x20;

/**
 * Reads a geometry of a GeoPackage: the letters GP, a version, flags, the number of its system, an envelope that is not
 * looked at, well-known binary. One in another system than its layer's is none.
 */
export function geometryBlob(bytes: Uint8Array, srsId: number, pool: CoordinatePool): WkbReading {
  if (bytes.length < HEADER_BYTES) return { fault: `is ${bytes.length} bytes long, shorter than a header` };
  if (bytes[0] !== 0x47 || bytes[1] !== 0x50) return { fault: 'does not begin with "GP"' };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const flags = bytes[3] ?? 0;
  if ((flags & EXTENDED_FLAG) !== 0) return { fault: 'is of an extended kind, which is not read' };
  const envelope = ENVELOPE_BYTES[(flags >> 1) & 7];
  if (envelope === undefined) return { fault: `has an envelope of code ${(flags >> 1) & 7}; wanted is 0 to 4` };
  const ownSrs = view.getInt32(4, (flags & 1) === 1);
  if (ownSrs !== srsId) return { fault: `names system ${ownSrs}, its layer ${srsId}` };
  if ((flags & EMPTY_FLAG) !== 0) return null;
  return wkbGeometry(view, HEADER_BYTES + envelope, pool);
}
