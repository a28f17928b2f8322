import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { createDatabase } from '../../tests/support/postgres-cluster.ts';

const run = promisify(execFile);

/**
 * Seconds that ogr2ogr takes to load a survey's table of points into a fresh database with PostGIS: as fast as it goes
 * (COPY, a spatial index, no check of any kind, coordinates as they are). A sentence instead where it is not installed.
 */
export async function ogr2ogrSeconds(clusterUrl: string, points: string, crs: string): Promise<number | string> {
  try {
    await run('ogr2ogr', ['--version']);
  } catch {
    return 'ogr2ogr is not installed (on Debian: apt-get install gdal-bin)';
  }
  const database = await createDatabase(clusterUrl);
  try {
    const url = new URL(database.url);
    const target = `PG:host='${url.searchParams.get('host')}' user=postgres dbname=${url.pathname.slice(1)}`;
    const begin = performance.now();
    await run('ogr2ogr', [
      '--config',
      'PG_USE_COPY',
      'YES',
      '-f',
      'PostgreSQL',
      target,
      points,
      '-nln',
      'points',
      '-a_srs',
      crs,
      // A survey's X is the northing.
      '-oo',
      'X_POSSIBLE_NAMES=Y',
      '-oo',
      'Y_POSSIBLE_NAMES=X',
    ]);
    return (performance.now() - begin) / 1000;
  } finally {
    await database.drop();
  }
}
