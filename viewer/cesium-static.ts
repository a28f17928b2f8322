import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** Where the engine finds its workers and tables. */
export const CESIUM_BASE = '/cesium/';

/**
 * The workers this viewer's terrain and geometry are made by, and those that unpack tiles of others; each is served with the
 * chunks it imports.
 */
const WORKERS = [
  'createVerticesFromHeightmap.js',
  'createVerticesFromQuantizedTerrainMesh.js',
  'upsampleQuantizedTerrainMesh.js',
  'incrementallyBuildTerrainPicker.js',
  'transferTypedArrayTest.js',
  'decodeDraco.js',
  'transcodeKTX2.js',
];

/** What unpacks tiles of others that are packed by Draco, and pictures in KTX2; asked for when the first such tile comes. */
const DECODERS = ['ThirdParty/draco_decoder.wasm', 'ThirdParty/basis_transcoder.wasm'];

/**
 * Name below the base address to file on disk, of the engine's static files: the workers that are used and the tables of
 * the Earth's orientation and heights, asked for at every start. No sky, no imagery.
 */
export function cesiumStaticFiles(): ReadonlyMap<string, string> {
  const engine = dirname(createRequire(import.meta.url).resolve('@cesium/engine/package.json'));
  const files = new Map<string, string>();
  const workers = join(engine, 'Build', 'Workers');
  const queue = [...WORKERS];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    const key = `Workers/${name}`;
    const file = join(workers, name);
    if (files.has(key) || !existsSync(file)) continue;
    files.set(key, file);
    const source = readFileSync(file, 'utf8');
    for (const match of source.matchAll(/["']\.\/([\w-]+\.js)["']/g)) if (match[1] !== undefined) queue.push(match[1]);
  }
  const tables = join(engine, 'Source', 'Assets', 'IAU2006_XYS');
  const heights = 'Assets/approximateTerrainHeights.json';
  files.set(heights, join(engine, 'Source', heights));
  for (const name of DECODERS) files.set(name, join(engine, 'Source', name));
  for (const name of readdirSync(tables)) files.set(`Assets/IAU2006_XYS/${name}`, join(tables, name));
  return files;
}
