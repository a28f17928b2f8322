import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BenchContext, BenchTask, Figures } from '../lib/bench-task.ts';
import { buildingFigures } from '../lib/building-figures.ts';
import { cityTileFigures } from '../lib/city-tile-figures.ts';
import { encoderFigures } from '../lib/encoder-figures.ts';
import { mvtFigures } from '../lib/mvt-figures.ts';
import { warmTileFigures } from '../lib/warm-tile-figures.ts';

/** Footprints of a real city, below the folder of real source files. */
const ASTANA = join('astana', 'buildings.geojson');

/**
 * Tiles: the encoder alone; vector tiles beside their peers; buildings; warm tiles beside nginx; edits before clients and a
 * browser; cold tiles out of both stores, and a city of a million conduits served once.
 */
export const tiles: BenchTask = async (context) => ({
  ...encoderFigures(context.say),
  ...(await mvtFigures(context)),
  ...(await buildings(context)),
  ...(await warmTileFigures(context)),
  ...(await cityTileFigures(context)),
});

async function buildings({ say, folder, dataFolder }: BenchContext): Promise<Figures> {
  if (dataFolder === null) {
    say('the figures of buildings are left out: UNDERCROFT_DATA names no folder');
    return {};
  }
  const own = join(folder, 'buildings');
  await mkdir(own);
  // The other converter brings hundreds of packages: it is installed where the variable names a folder to keep it in.
  const cacheFolder = process.env.UNDERCROFT_BENCH_CACHE || null;
  return { ...(await buildingFigures({ path: join(dataFolder, ASTANA), folder: own, cacheFolder, say })) };
}
