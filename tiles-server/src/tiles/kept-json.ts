import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { z } from 'zod';
import type { TileDisk } from './tile-disk.ts';

const gunzipped = promisify(gunzip);

/** What is kept under that key, a JSON document (`encodedJson`); null where nothing of that shape is. */
export async function keptJson<Value>(disk: TileDisk, key: string, schema: z.ZodType<Value>): Promise<Value | null> {
  const kept = (await disk.read(key))?.body ?? null;
  if (kept === null) return null;
  return schema.safeParse(JSON.parse((await gunzipped(kept.gzip)).toString())).data ?? null;
}
