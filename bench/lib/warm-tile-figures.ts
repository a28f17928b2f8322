import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { tileJsonSchema } from '@undercroft/core/protocol/answers';
import { routePath } from '@undercroft/core/protocol/routes';
import type { TileAddress } from '@undercroft/core/tiling/quadtree';
import { type RawAnswer, rawAnswer } from '@undercroft/tiles-server/testing/raw-answer';
import { z } from 'zod';
import { syntheticScene } from './bench-scenes.ts';
import type { BenchContext, Figures } from './bench-task.ts';
import { tileAddresses } from './first-tile.ts';
import { missingNginx, type ServedBytes, startNginx } from './nginx.ts';
import { runWorker } from './run-worker.ts';
import { serveScene } from './served-scene.ts';
import { median } from './statistics.ts';

const run = promisify(execFile);
const WORKER = join(dirname(dirname(fileURLToPath(import.meta.url))), 'workers', 'load-tile.ts');
const CONDUITS = 1300;
const WANTED_BYTES = 20_000;
const VECTOR_ZOOM = 14;
const CONNECTIONS = 32;
const SECONDS = 2;
const ROUNDS = 5;

/**
 * A warm tile over HTTP from our server, one process, beside nginx with one worker: the same bytes, compressed, with the
 * same headers; requests a second of 32 kept connections from a process of its own on the same machine, in turn, five
 * rounds of two seconds each after one that does not count. `warmVersusNginx` is ours to theirs, the median of rounds, of
 * the worse of two tiles: a solid one of about 20 kB and a vector tile.
 *
 * Asking takes a core of its own: on a machine of two it may be what holds both servers back, and then the ratio is nearer
 * to 1 than the servers are. It is said how busy it was.
 */
export async function warmTileFigures({ say, folder }: BenchContext): Promise<Figures> {
  const missing = await missingNginx();
  if (missing !== null) {
    say(`warmVersusNginx is left out: ${missing}`);
    return {};
  }
  const home = join(folder, 'warm-home');
  const theirs = join(folder, 'warm-nginx');
  await mkdir(home, { recursive: true });
  await mkdir(theirs, { recursive: true });
  const { scene, dataFolder } = await syntheticScene(folder, CONDUITS);
  await runWorker('import-once', { scene, dataFolder, home, databaseUrl: null });
  const server = await serveScene({ scene, home, databaseUrl: null });
  try {
    const solid = await solidTile(server.url, scene.id);
    const flat = await vectorTile(server.url, scene.id);
    const nginx = await startNginx(theirs, [solid, flat]);
    try {
      for (const tile of [solid, flat]) await assertAlike(server.url, nginx.url, tile.path);
      say(`a solid tile of ${solid.body.length} B and a vector tile of ${flat.body.length} B beside nginx`);
      const ofSolid = await beside(server.url, nginx.url, solid.path, say);
      const ofFlat = await beside(server.url, nginx.url, flat.path, say);
      return {
        warmTilesPerSecond: ofSolid.ours,
        warmVectorTilesPerSecond: ofFlat.ours,
        warmVersusNginx: Math.min(ofSolid.ratio, ofFlat.ratio),
      };
    } finally {
      await nginx.stop();
    }
  } finally {
    await server.stop();
  }
}

const loadSchema = z.object({ perSecond: z.number().positive(), ownShare: z.number() });

async function beside(ours: string, theirs: string, path: string, say: BenchContext['say']) {
  const rates: number[] = [];
  const ratios: number[] = [];
  const shares: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const own = await load(new URL(path, ours));
    const other = await load(new URL(path, theirs));
    if (round === 0) continue;
    rates.push(own.perSecond);
    ratios.push(own.perSecond / other.perSecond);
    shares.push(own.ownShare, other.ownShare);
  }
  say(`${path}: ${rates.map(Math.round).join(', ')} a second; the asking took ${median(shares).toFixed(2)} of a core`);
  return { ours: median(rates), ratio: median(ratios) };
}

async function load(url: URL) {
  const task = { url: url.href, connections: CONNECTIONS, seconds: SECONDS };
  const { stdout } = await run(process.execPath, [WORKER, JSON.stringify(task)]);
  return loadSchema.parse(JSON.parse(stdout));
}

/** The solid tile whose size on the wire is nearest to the one wanted. */
async function solidTile(server: string, scene: string): Promise<ServedBytes> {
  const tiles: ServedBytes[] = [];
  for (const { pathname } of await tileAddresses(server, scene)) tiles.push(await served(server, pathname));
  const [nearest] = tiles.sort((a, b) => offBytes(a) - offBytes(b));
  if (nearest === undefined) throw new Error(`Scene "${scene}" has no tile.`);
  return nearest;
}

function offBytes({ body }: ServedBytes): number {
  return Math.abs(body.length - WANTED_BYTES);
}

/** The vector tile of the middle of a scene. */
async function vectorTile(server: string, scene: string): Promise<ServedBytes> {
  const answer = await fetch(new URL(routePath('vectorTiles', { scene }), server));
  const [west, south, east, north] = tileJsonSchema.parse(await answer.json()).bounds;
  const middle = tileOf(VECTOR_ZOOM, [(west + east) / 2, (south + north) / 2]);
  return await served(server, routePath('vectorTile', { scene, ...middle }));
}

/** The web Mercator tile of a place. */
function tileOf(z: number, [lon, lat]: readonly [number, number]): TileAddress {
  const sine = Math.sin((lat * Math.PI) / 180);
  const x = Math.floor(((lon + 180) / 360) * 2 ** z);
  return { z, x, y: Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** z) };
}

async function served(server: string, path: string): Promise<ServedBytes> {
  const { status, headers, body } = await rawAnswer(server, path, GZIP);
  if (status !== 200 || body === '') throw new Error(`${path} answered ${status}.`);
  return { path, headers: headers.filter(isOfTile), body: Buffer.from(body, 'hex') };
}

const GZIP = { headers: { 'Accept-Encoding': 'gzip' } };

/** What a server says of the connection is its own. */
function isOfTile([name]: readonly [string, string]): boolean {
  return !['connection', 'keep-alive', 'server', 'transfer-encoding'].includes(name.toLowerCase());
}

/** Throws when the two differ in the bytes or in a header. */
async function assertAlike(ours: string, theirs: string, path: string): Promise<void> {
  const [own, other] = [await rawAnswer(ours, path, GZIP), await rawAnswer(theirs, path, GZIP)];
  if (described(own) !== described(other)) {
    throw new Error(`nginx was to answer as we do; we: ${described(own)}, nginx: ${described(other)}`);
  }
}

function described({ status, headers, body }: RawAnswer): string {
  const names = headers.filter(isOfTile).map(([name, value]) => `${name.toLowerCase()}: ${value}`);
  return [status, ...names.sort(), body].join('\n');
}
