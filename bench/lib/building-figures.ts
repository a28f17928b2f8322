import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { buildingTile } from '@undercroft/core/building/building-tile';
import { tileCentre } from '@undercroft/core/tiling/tileset-json';
import { type BuildingTileRows, readFootprints, rowsByTile } from './astana-buildings.ts';
import { writeCityGml } from './citygml-lod1.ts';

const run = promisify(execFile);

/** As the server compresses what it sends. */
const GZIP_LEVEL = 6;

/** The least of so many runs, in processor time: a run can only be slowed down by what else the machine does. */
const RUNS = 12;

const GROUND_M = 345;

/** The other converter holds its whole document in memory, and takes seconds for a few thousand buildings. */
const COMPARED = 2000;
const OTHER = { name: 'citygml-to-3dtiles', version: '0.1.6' } as const;

export interface BuildingFigures {
  /** Rows in memory to bytes as they are served: encoded, packed and gzipped, on one core. */
  readonly buildingsPerSecondPerCore: number;
  /** Bytes as served, the whole tile by its buildings. */
  readonly buildingBytesEach: number;
  /**
   * How many times as many buildings a second as citygml-to-3dtiles, both from a file to bytes as they are kept; `null`
   * where it was not asked for.
   */
  readonly versusCitygmlTo3dtiles: number | null;
}

export interface BuildingBench {
  /** File of OpenStreetMap footprints as GeoJSON. */
  readonly path: string;
  /** A folder of the bench's own. */
  readonly folder: string;
  /** Where the other converter is installed, and stays, to be compared with; `null` leaves the comparison out. */
  readonly cacheFolder: string | null;
  readonly say: (text: string) => void;
}

/** Encodes every tile of the buildings of a city. */
export async function buildingFigures({ path, folder, cacheFolder, say }: BuildingBench): Promise<BuildingFigures> {
  const buildings = await readFootprints(path);
  const tiles = rowsByTile(buildings);
  say(`encoding ${buildings.length} buildings in ${tiles.length} tiles, ${RUNS} times`);
  let leastMs = Number.POSITIVE_INFINITY;
  let bytes = 0;
  for (let i = 0; i < RUNS; i++) {
    const before = process.cpuUsage();
    bytes = servedBytes(tiles);
    leastMs = Math.min(leastMs, spentMs(before));
  }
  const compared = cacheFolder === null ? null : await versusOther(path, folder, cacheFolder, say);
  if (compared === null) say(`${OTHER.name} is not compared with: it is installed only when asked for`);
  return {
    buildingsPerSecondPerCore: (1000 * buildings.length) / leastMs,
    buildingBytesEach: bytes / buildings.length,
    versusCitygmlTo3dtiles: compared,
  };
}

function servedBytes(tiles: readonly BuildingTileRows[]): number {
  let bytes = 0;
  for (const { tile, rows } of tiles) {
    const content = buildingTile(rows, {
      centre: tileCentre(tile),
      geoidOffsetM: -40,
      groundLevelM: () => GROUND_M,
      fallbackLevelM: GROUND_M,
    });
    if (content !== null) bytes += gzipSync(content, { level: GZIP_LEVEL }).length;
  }
  return bytes;
}

async function versusOther(
  path: string,
  folder: string,
  cacheFolder: string,
  say: (text: string) => void,
): Promise<number> {
  const main = join(cacheFolder, 'node_modules', OTHER.name, 'src', 'Converter.mjs');
  if (!existsSync(main)) {
    say(`installing ${OTHER.name} ${OTHER.version} into ${cacheFolder}`);
    await mkdir(cacheFolder, { recursive: true });
    const packageName = `${OTHER.name}@${OTHER.version}`;
    await run('npm', ['install', '--prefix', cacheFolder, '--ignore-scripts', '--no-audit', '--no-fund', packageName]);
  }
  const some = (await readFootprints(path)).slice(0, COMPARED);
  const input = join(folder, 'buildings.gml');
  await writeCityGml(input, some, GROUND_M);
  const script = join(folder, 'convert.mjs');
  await writeFile(script, otherScript(main, input, join(folder, 'converted')));
  say(`converting ${some.length} buildings with ${OTHER.name}`);
  const { stdout } = await run(process.execPath, [script], { maxBuffer: 2 ** 26 });
  const otherMs = Number(stdout.trim().split('\n').at(-1));
  if (!Number.isFinite(otherMs)) throw new Error(`${OTHER.name} told no time; it said: ${stdout.slice(-200)}`);

  const ownPath = join(folder, 'buildings.geojson');
  await writeFile(ownPath, JSON.stringify({ type: 'FeatureCollection', features: some.map(featureOf) }));
  let ownMs = Number.POSITIVE_INFINITY;
  for (let i = 0; i < RUNS; i++) {
    const before = process.cpuUsage();
    servedBytes(rowsByTile(await readFootprints(ownPath)));
    ownMs = Math.min(ownMs, spentMs(before));
  }
  return otherMs / ownMs;
}

/** Processor time since then, milliseconds: of all threads, the collector of garbage among them. */
function spentMs(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** It takes its time itself, without the start of the process; its last line is milliseconds. */
function otherScript(main: string, input: string, output: string): string {
  return `import Converter from ${JSON.stringify(pathToFileURL(main).href)};
const before = process.cpuUsage();
await new Converter().convertFiles(${JSON.stringify(input)}, ${JSON.stringify(output)});
const { user, system } = process.cpuUsage(before);
console.log((user + system) / 1000);
`;
}

function featureOf({ building }: BuildingTileRows['rows'][number]): object {
  const coordinates = building.rings.map((ring) =>
    Array.from({ length: ring.length / 2 }, (_, i) => [ring[2 * i], ring[2 * i + 1]]),
  );
  const id = Number(building.sourceId.split('/').at(-1));
  const levels = building.storeys === null ? {} : { levels: String(building.storeys) };
  return { type: 'Feature', geometry: { type: 'Polygon', coordinates }, properties: { id, ...levels } };
}
