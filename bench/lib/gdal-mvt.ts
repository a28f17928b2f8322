import { execFile } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { rowsAsGeojson } from './geojson-vt-tiles.ts';
import { MVT_BENCH_LAYER, MVT_BENCH_ZOOM, type MvtCity } from './mvt-rows.ts';

const run = promisify(execFile);
const WORKER = join(dirname(dirname(fileURLToPath(import.meta.url))), 'workers', 'mvt-once.ts');

export interface GdalMvtSeconds {
  readonly theirs: number;
  readonly ours: number;
}

/**
 * Seconds of two whole processes that read one GeoJSON file of a city's rows and write its tiles into a folder, one file
 * each, uncompressed: `ogr2ogr -f MVT`, which may use every core, and ours, which uses one. The same zoom, extent, margin
 * and attributes; the lesser of two runs each. A sentence instead where ogr2ogr is not installed.
 */
export async function gdalMvtSeconds(folder: string, city: MvtCity, side: number): Promise<GdalMvtSeconds | string> {
  try {
    await run('ogr2ogr', ['--version']);
  } catch {
    return 'ogr2ogr is not installed (on Debian: apt-get install gdal-bin)';
  }
  await mkdir(folder, { recursive: true });
  const source = join(folder, 'rows.geojson');
  await writeFile(source, JSON.stringify(rowsAsGeojson(city.rows)));
  const theirs: number[] = [];
  const ours: number[] = [];
  for (let round = 0; round < 2; round++) {
    const gdalFolder = join(folder, `gdal-${round}`);
    theirs.push(await secondsOf('ogr2ogr', ogrArguments(source, gdalFolder)));
    const ourFolder = join(folder, `ours-${round}`);
    ours.push(await secondsOf(process.execPath, [WORKER, JSON.stringify({ source, folder: ourFolder, side })]));
    const missing = city.tiles.length - (await tilesIn(ourFolder));
    // GDAL may have some tiles more: of what reaches beyond the city.
    if (missing !== 0 || (await tilesIn(gdalFolder)) < city.tiles.length) {
      throw new Error(`Both were to write ${city.tiles.length} tiles; we wrote ${missing} less.`);
    }
  }
  return { theirs: Math.min(...theirs), ours: Math.min(...ours) };
}

function ogrArguments(source: string, target: string): readonly string[] {
  const options = {
    FORMAT: 'DIRECTORY',
    MINZOOM: MVT_BENCH_ZOOM,
    MAXZOOM: MVT_BENCH_ZOOM,
    EXTENT: 4096,
    BUFFER: 64,
    COMPRESS: 'NO',
  };
  const creation = Object.entries(options).flatMap(([key, value]) => ['-dsco', `${key}=${value}`]);
  return ['-f', 'MVT', ...creation, target, source, '-nln', MVT_BENCH_LAYER.name];
}

async function secondsOf(program: string, parameters: readonly string[]): Promise<number> {
  const begin = performance.now();
  await run(program, [...parameters]);
  return (performance.now() - begin) / 1000;
}

async function tilesIn(folder: string): Promise<number> {
  const files = await readdir(folder, { recursive: true });
  return files.filter((name) => /^\d+\/\d+\/\d+\.(pbf|mvt)$/.test(name)).length;
}
