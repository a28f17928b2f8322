import { z } from 'zod';

/** What an export is made of. Two exports with the same key hold the same files, byte for byte before compression. */
export const exportKeySchema = z.object({
  format: z.literal('undercroft-export-1'),
  scene: z.string(),
  /** Revision of the scene's rows. */
  revision: z.string(),
  /**
   * SHA-256 of what says which imports these are, when they were published and what from: two databases, or one made
   * anew, may call different rows by one revision.
   */
  imports: z.string(),
  /** SHA-256 of the scene file: datum, sources and thanks go into tiles and documents. */
  sceneSha256: z.string(),
  /** Versions of what makes the tiles, by part. */
  tilers: z.record(z.string(), z.string()),
  /** Names of the parts in it. */
  parts: z.array(z.string()),
  maxZoom: z.number().nullable(),
  baseUrl: z.string().nullable(),
  gzip: z.boolean(),
});
export type ExportKey = z.infer<typeof exportKeySchema>;

const WORDS: Readonly<Record<keyof ExportKey, string>> = {
  format: 'the format of exports',
  scene: 'the scene',
  revision: 'the revision of its rows',
  imports: 'the imports they come from',
  sceneSha256: 'the scene file',
  tilers: 'the version of what makes the tiles',
  parts: 'what is exported',
  maxZoom: 'the finest zoom',
  baseUrl: 'the address of the tiles',
  gzip: 'whether files are compressed',
};

/** What two keys do not have in common, in words; empty for keys that are the same. */
export function keyDifferences(before: ExportKey, now: ExportKey): readonly string[] {
  const keys = Object.keys(WORDS) as (keyof ExportKey)[];
  return keys.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(now[key])).map((key) => WORDS[key]);
}
