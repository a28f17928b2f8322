import { z } from 'zod';
import type { FindingLog } from './finding-log.ts';
import { jsonOf, parsePart } from './parse-part.ts';

/** A content of 3D Tiles 1.0 taken apart: a batched or an instanced model, or a cloud of points. */
export interface LegacyContent {
  readonly kind: 'b3dm' | 'i3dm' | 'pnts';
  /** The glb inside; null for a cloud of points. */
  readonly glb: Uint8Array | null;
  /** Added to positions after they are turned z up, metres. */
  readonly rtcCentre: readonly [number, number, number];
  /** Features of a batched model, instances, or points. */
  readonly count: number;
  /** Positions of a cloud of points, flat x, y, z; null elsewhere or when they are quantised. */
  readonly positions: Float32Array | null;
}

const HEADER_BYTES = { b3dm: 28, i3dm: 32, pnts: 28 } as const;

const FLOAT_BYTES = 4;
const POINT_BYTES = 3 * FLOAT_BYTES;

/** glTF stands in the file, not behind an address. */
const EMBEDDED = 1;

const featureTableSchema = z.object({
  BATCH_LENGTH: z.int().min(0).optional(),
  INSTANCES_LENGTH: z.int().min(0).optional(),
  POINTS_LENGTH: z.int().min(0).optional(),
  RTC_CENTER: z.tuple([z.number(), z.number(), z.number()]).optional(),
  POSITION: z.object({ byteOffset: z.int().min(0) }).optional(),
});

const COUNTS = { b3dm: 'BATCH_LENGTH', i3dm: 'INSTANCES_LENGTH', pnts: 'POINTS_LENGTH' } as const;

/** Takes a b3dm, i3dm or pnts apart (3D Tiles 1.0, section 10); null with a finding when it cannot be. */
export function readLegacyContent(
  bytes: Uint8Array,
  kind: LegacyContent['kind'],
  log: FindingLog,
  place: string,
): LegacyContent | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = HEADER_BYTES[kind];
  const word = (at: number) => (at + 4 <= bytes.length ? view.getUint32(at, true) : 0);
  const lengths = [12, 16, 20, 24].map(word);
  const tables = lengths.reduce((sum, length) => sum + length, header);
  if (bytes.length < header || word(4) !== 1 || word(8) !== bytes.length || tables > bytes.length) {
    log.add(
      'LEGACY_HEADER',
      place,
      `A header of ${kind}, version 1, with lengths that fit into ${bytes.length} bytes was wanted.`,
    );
    return null;
  }
  const [featureJson = 0, featureBinary = 0, batchJson = 0] = lengths;
  const json = featureJson === 0 ? {} : jsonOf(bytes.subarray(header, header + featureJson));
  const batchAt = header + featureJson + featureBinary;
  const isBatchBroken = batchJson > 0 && jsonOf(bytes.subarray(batchAt, batchAt + batchJson)) === undefined;
  if (isBatchBroken) log.add('LEGACY_TABLE', place, 'The batch table is no JSON.');
  const features = parsePart(featureTableSchema, json, log, 'LEGACY_TABLE', place);
  if (features === null || isBatchBroken) return null;
  const count = features[COUNTS[kind]];
  if (count === undefined) {
    log.add('LEGACY_TABLE', place, `The feature table has no ${COUNTS[kind]}.`);
    return null;
  }
  const body = bytes.subarray(tables);
  const rtcCentre = features.RTC_CENTER ?? [0, 0, 0];
  if (kind !== 'pnts') {
    if (kind === 'i3dm' && word(28) !== EMBEDDED) {
      log.add('CONTENT_FORMAT', place, 'A model behind an address is not looked into.');
      return null;
    }
    return { kind, glb: withoutPadding(body), rtcCentre, count, positions: null };
  }
  const table = bytes.subarray(header + featureJson, header + featureJson + featureBinary);
  const from = features.POSITION?.byteOffset;
  if (from === undefined) {
    log.add('CONTENT_FORMAT', place, 'Points with quantised positions are not looked into.');
    return null;
  }
  if (from % FLOAT_BYTES !== 0 || table.length % FLOAT_BYTES !== 0) {
    log.add(
      'LEGACY_TABLE',
      place,
      `Positions are floats of ${FLOAT_BYTES} bytes: from byte ${from} of a table of ${table.length} they do not fit.`,
    );
    return null;
  }
  if (from + count * POINT_BYTES > table.length) {
    log.add('LEGACY_TABLE', place, `${count} positions end beyond the table of ${table.length} bytes.`);
    return null;
  }
  return {
    kind,
    glb: null,
    rtcCentre,
    count,
    positions: floatsOf(table.subarray(from, from + count * POINT_BYTES)),
  };
}

/** Floats wherever their bytes lie: a slice of a Node buffer is no copy, and its memory holds other things too. */
function floatsOf(bytes: Uint8Array): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Float32Array.from({ length: bytes.length / FLOAT_BYTES }, (_, i) => view.getFloat32(i * FLOAT_BYTES, true));
}

/** A glb inside may be followed by bytes that bring the file to a multiple of 8. */
function withoutPadding(body: Uint8Array): Uint8Array {
  if (body.length < 12) return body;
  const length = new DataView(body.buffer, body.byteOffset, body.byteLength).getUint32(8, true);
  return length <= body.length && body.length - length < 8 ? body.subarray(0, length) : body;
}
