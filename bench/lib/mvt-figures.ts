import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { missingPostgres, startPostgresCluster } from '../../tests/support/postgres-cluster.ts';
import type { BenchContext, Figures } from './bench-task.ts';
import { gdalMvtSeconds } from './gdal-mvt.ts';
import { geojsonVtTiles, rowsAsGeojson } from './geojson-vt-tiles.ts';
import { type MvtCity, mvtCity, tilesOfRows } from './mvt-rows.ts';
import { ourMvtTile } from './our-mvt-tiles.ts';
import { stAsMvtTimes } from './st-as-mvt.ts';
import { median, percentile } from './statistics.ts';

const gzipped = promisify(gzip);

/** Tiles along a side of the city: 64 tiles, 57,152 conduits. */
const SIDE = 8;
const SEED = 2026;
const WARM_UP_ROUNDS = 3;
const ROUNDS = 20;
/** As tiles are served. */
const GZIP_LEVEL = 6;

/**
 * Vector tiles out of rows in memory on one core: 1,000 conduits a tile at zoom 15, 2.5 vertices and 8 attributes each
 * (`mvt-rows.ts`), every tile made anew. `mvtTilesPerSecondPerCore` is the median of rounds over all tiles, uncompressed;
 * `mvtP99Ms` is of single tiles of all rounds; `mvtGzipTilesPerSecondPerCore` is with compression as they are served.
 *
 * Each ratio is how many times faster than the peer we are, over the same rows, tiles and attributes:
 *
 * - `versusStAsMvt`: rows that lie in memory to tiles. Theirs is the time of `ST_AsMVT` less that of a statement which finds
 *   and touches the same rows and makes no tile of them; PostGIS has its geometry projected beforehand and does not simplify
 *   (`st-as-mvt.ts`). `versusStAsMvtWithReading`: rows in PostgreSQL to bytes in this process, where ours have to be sent as rows.
 * - `versusGeojsonVt`: geojson-vt with vt-pbf. Both from rows in memory in the form each takes, to all tiles: sorting into
 *   tiles, projecting, simplifying, clipping and writing are in both. The lesser of three runs each.
 * - `versusGdalMvt`: two whole processes from one GeoJSON file to a folder of tiles (`gdal-mvt.ts`).
 */
export async function mvtFigures({ say, folder }: BenchContext): Promise<Figures> {
  const city = mvtCity(SIDE, SEED);
  say('making vector tiles from rows in memory');
  const own = await ownFigures(city);
  const ownMs = 1000 / own.mvtTilesPerSecondPerCore;
  say('the same by geojson-vt');
  const versusGeojsonVt = geojsonVtRatio(city);
  say('the same by ogr2ogr');
  const gdal = await gdalMvtSeconds(join(folder, 'mvt'), city, SIDE);
  if (typeof gdal === 'string') say(`versusGdalMvt is left out: ${gdal}`);
  return {
    ...own,
    versusGeojsonVt,
    ...(typeof gdal === 'string' ? {} : { versusGdalMvt: gdal.theirs / gdal.ours }),
    ...(await postgisFigures(city, ownMs, say)),
  };
}

async function ownFigures({ tiles }: MvtCity) {
  const perSecond: number[] = [];
  const tileMs: number[] = [];
  for (let round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
    const begin = performance.now();
    for (const tile of tiles) {
      const start = performance.now();
      ourMvtTile(tile);
      if (round >= 0) tileMs.push(performance.now() - start);
    }
    if (round >= 0) perSecond.push((1000 * tiles.length) / (performance.now() - begin));
  }
  const begin = performance.now();
  for (const tile of tiles) await gzipped(ourMvtTile(tile), { level: GZIP_LEVEL });
  return {
    mvtTilesPerSecondPerCore: median(perSecond),
    mvtP99Ms: percentile(tileMs, 0.99),
    mvtGzipTilesPerSecondPerCore: (1000 * tiles.length) / (performance.now() - begin),
  };
}

function geojsonVtRatio(city: MvtCity): number {
  const source = rowsAsGeojson(city.rows);
  const theirs: number[] = [];
  const ours: number[] = [];
  for (let run = 0; run < 3; run++) {
    const begin = performance.now();
    geojsonVtTiles(source, city);
    const middle = performance.now();
    for (const tile of tilesOfRows(city.rows, SIDE)) ourMvtTile(tile);
    theirs.push(middle - begin);
    ours.push(performance.now() - middle);
  }
  return Math.min(...theirs) / Math.min(...ours);
}

async function postgisFigures(city: MvtCity, ownMs: number, say: BenchContext['say']): Promise<Figures> {
  const missing = await missingPostgres();
  if (missing !== null) {
    say(`versusStAsMvt is left out: ${missing}`);
    return {};
  }
  say('the same by ST_AsMVT');
  const cluster = await startPostgresCluster();
  try {
    const { theirsMs, foundMs, oursMs } = await stAsMvtTimes(cluster.url, city);
    say(
      `ST_AsMVT ${median(theirsMs).toFixed(2)} ms, its reading ${median(foundMs).toFixed(2)}; ours ${median(oursMs).toFixed(2)}`,
    );
    return {
      versusStAsMvt: (median(theirsMs) - median(foundMs)) / ownMs,
      versusStAsMvtWithReading: median(theirsMs) / median(oursMs),
    };
  } finally {
    await cluster.stop();
  }
}
