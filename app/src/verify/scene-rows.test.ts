import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { FeaturesIn } from '@undercroft/core/protocol/answers';
import { routePath } from '@undercroft/core/protocol/routes';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conduit } from '../../../tests/support/small-network.ts';
import { sceneRows } from './scene-rows.ts';

const MEGABYTE = 1 << 20;
const POINTS_A_ROW = 1000;
const WORDS = { en: 'made up', zh: '虚构' };

/** A row whose path is the most of it: each point is a list of 3 numbers, some 100 bytes; 1,000 of them 100 kB and more. */
function longRow(id: string): FeaturesIn['links'][number] {
  const { section, path: _path, ...link } = conduit(id, [], 5, 5);
  const path = Array.from({ length: POINTS_A_ROW }, (_, i): [number, number, number] => [i / POINTS_A_ROW, 0.5, 5.25]);
  return { ...link, id, layer: 'net', path, section, fromCoverLevelM: null, toCoverLevelM: null };
}

/** Eight degrees by eight, a row in each degree and one that lies in all of them; more than a degree is too much at once. */
function answerTo(path: string, bbox: readonly number[]): readonly [status: number, body: object] {
  if (path.endsWith('/summary')) return [200, { bbox: [0, 0, 8, 8] }];
  if (!path.endsWith('/features-in')) return [200, { heightDatum: { name: WORDS, geoidOffsetM: 1.5, basis: WORDS } }];
  const [west = 0, south = 0, east = 0, north = 0] = bbox;
  if (east - west > 1) return [422, { code: 'too-many-features', detail: 'Ask for a smaller one.' }];
  const links = [longRow(`net.${west}-${south}`), longRow('net.everywhere')];
  return [200, { revision: '1', bbox: [west, south, east, north], links, nodes: [] }];
}

describe('the rows of a scene', () => {
  let server: Server;
  let tileset: string;

  beforeAll(async () => {
    server = createServer((request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost');
      const [status, body] = answerTo(pathname, (searchParams.get('bbox') ?? '').split(',').map(Number));
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    tileset = `http://127.0.0.1:${port}${routePath('tileset', { scene: 'small', tileset: 'network' })}`;
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('are counted as their ids come, and each is once among them', async () => {
    const rows = await sceneRows(tileset, new AbortController().signal);
    const counts: number[] = [];
    const ids = await rows.ids((count) => counts.push(count));
    expect(ids.size).toBe(65);
    // Each of the 64 answers brings one more; the first brings the one that lies in all of them too.
    expect(counts).toEqual(Array.from({ length: 64 }, (_, i) => i + 2));
  });

  it('stay in memory by their ids alone: 48 more rows of 100 kB would be 4.8 MB, and are less than 2', async () => {
    setFlagsFromString('--expose-gc');
    const collect: () => void = runInNewContext('gc');
    const rows = await sceneRows(tileset, new AbortController().signal);
    const heapBytes: number[] = [];
    await rows.ids((count) => {
      if (count % 16 !== 0) return;
      collect();
      heapBytes.push(process.memoryUsage().heapUsed);
    });
    // After 16, 32, 48 and 64 rows.
    expect(heapBytes).toHaveLength(4);
    expect((heapBytes[3] ?? 0) - (heapBytes[0] ?? 0)).toBeLessThan(2 * MEGABYTE);
  });
});
