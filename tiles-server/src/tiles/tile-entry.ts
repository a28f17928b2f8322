import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { Encoded } from './encoded.ts';

/*
 * A tile in a file, little-endian:
 *
 *    0  magic "UCTILE", two digits of the format's version, ASCII
 *    8  CRC-32 of everything that follows, uint32
 *   12  length of the head in bytes, uint32
 *   16  head: JSON with the whole key, and tag and content type of the body, or that there is none
 *    .  the compressed body, to the end
 */
const MAGIC = Buffer.from('UCTILE01', 'latin1');
const SUM_AT = 8;
const SUMMED_FROM = 12;
const HEAD_AT = 16;

const headSchema = z.strictObject({
  key: z.string(),
  // They go into header fields of answers as they are.
  body: z
    .strictObject({ tag: z.string().regex(/^[\w-]+$/), contentType: z.string().regex(/^[\w.+-]+\/[\w.+-]+$/) })
    .nullable(),
});

/** What is kept of a tile. */
export interface KeptTile {
  /** Null for a tile that holds nothing. */
  readonly body: Encoded | null;
}

/** The bytes of the file of a tile. */
export function tileEntry(key: string, body: Encoded | null): Buffer {
  const head = headSchema.encode({
    key,
    body: body === null ? null : { tag: body.tag, contentType: body.contentType },
  });
  const headBytes = Buffer.from(JSON.stringify(head));
  const start = Buffer.alloc(HEAD_AT);
  MAGIC.copy(start);
  start.writeUInt32LE(headBytes.length, SUMMED_FROM);
  const entry = Buffer.concat([start, headBytes, body?.gzip ?? Buffer.alloc(0)]);
  entry.writeUInt32LE(crc32(entry.subarray(SUMMED_FROM)), SUM_AT);
  return entry;
}

/** The tile of such a file; null when it is none, is damaged, or is of another key. */
export function readTileEntry(entry: Buffer, key: string): KeptTile | null {
  if (entry.length < HEAD_AT || !entry.subarray(0, MAGIC.length).equals(MAGIC)) return null;
  if (crc32(entry.subarray(SUMMED_FROM)) !== entry.readUInt32LE(SUM_AT)) return null;
  const bodyAt = HEAD_AT + entry.readUInt32LE(SUMMED_FROM);
  const head = headSchema.safeParse(jsonOf(entry.toString('utf8', HEAD_AT, bodyAt))).data;
  if (head === undefined || head.key !== key) return null;
  return { body: head.body === null ? null : { ...head.body, gzip: entry.subarray(bodyAt) } };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
