import { z } from 'zod';
import { encodedJson } from './encoded.ts';
import { keptJson } from './kept-json.ts';
import type { TileDisk } from './tile-disk.ts';

/** As `Tileset.trunkThreshold` gives it. */
const rankSchema = z.strictObject({ rank: z.number().nullable() });

/**
 * The rank from which conduits are in a content of trunks, out of its file, or else read and then kept in one. Without it
 * nobody knows which content is current, and to find it takes the store as long as a fifth of its rows.
 */
export async function keptRank(
  disk: TileDisk,
  key: string,
  read: () => Promise<number | null>,
  isStill: () => Promise<boolean>,
): Promise<number | null> {
  const kept = await keptJson(disk, key, rankSchema);
  if (kept !== null) return kept.rank;
  const rank = await read();
  disk.write(key, await encodedJson({ rank }), isStill);
  return rank;
}
