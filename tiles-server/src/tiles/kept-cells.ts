import type { CellSummary } from '@undercroft/core/tiling/tile-rows';
import { z } from 'zod';
import { encodedJson } from './encoded.ts';
import { keptJson } from './kept-json.ts';
import type { SceneCells } from './scene-tiles.ts';
import type { TileDisk } from './tile-disk.ts';

/** Summaries of cells with the changes they hold. */
export type KeptCells = Pick<SceneCells, 'summaries' | 'changes'>;

/** Cell, count, west, south, east, north, lowest and highest level, greatest size: as `CellSummary` has them. */
const rowSchema = z.tuple([
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number(),
  z.number().nullable(),
  z.number().nullable(),
  z.number(),
]);

const cellsSchema = z.strictObject({
  summaries: z.array(rowSchema),
  changes: z.array(z.tuple([z.number(), z.string()])),
});

/** The cells out of their file; null where there is none. */
export async function keptCells(disk: TileDisk, key: string): Promise<KeptCells | null> {
  const kept = await keptJson(disk, key, cellsSchema);
  if (kept === null) return null;
  const summaries = kept.summaries.map(
    ([cell, count, west, south, east, north, minLevelM, maxLevelM, maxSizeM]): CellSummary => ({
      cell,
      count,
      bbox: [west, south, east, north],
      minLevelM,
      maxLevelM,
      maxSizeM,
    }),
  );
  return { summaries: new Map(summaries.map((summary) => [summary.cell, summary])), changes: new Map(kept.changes) };
}

/** Keeps them in a file, if `isStill` then says that the key names what they were read of. */
export async function keepCells(
  disk: TileDisk,
  key: string,
  { summaries, changes }: KeptCells,
  isStill: () => Promise<boolean>,
): Promise<void> {
  const rows = Array.from(summaries.values(), ({ cell, count, bbox, minLevelM, maxLevelM, maxSizeM }) => [
    cell,
    count,
    ...bbox,
    minLevelM,
    maxLevelM,
    maxSizeM,
  ]);
  disk.write(key, await encodedJson({ summaries: rows, changes: [...changes] }), isStill);
}
