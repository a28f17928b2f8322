import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Listening, listen } from '../listen.ts';
import { problemHandler } from '../problem.ts';
import { externalFileRoutes } from './external-file-routes.ts';

const both = (text: string) => ({ en: text, zh: text });
const attribution = { text: 'Somebody', licence: 'CC BY 4.0' };

const SCENE: Scene = sceneSchema.parse({
  id: 'town',
  title: both('Town'),
  description: both('With a model of others'),
  synthetic: true,
  frame: { origin: [119.6, 39.925], displayCrs: 'EPSG:4549' },
  heightDatum: { name: both('Test datum'), geoidOffsetM: 0, basis: both('made up') },
  sources: [{ kind: 'generated', layer: 'net', title: both('Net'), generator: 'demo-map', seed: 1 }],
  attribution: [attribution],
  camera: { target: [119.6, 39.925], distanceM: 100, headingDeg: 0, pitchDeg: -45 },
  externalTilesets: [
    { id: 'oblique', title: both('Oblique'), folder: 'models/oblique', attribution },
    { id: 'away', title: both('Away'), folder: 'models/away', attribution },
    { id: 'elsewhere', title: both('Elsewhere'), url: 'https://models.example/tileset.json', attribution },
  ],
});

const TILESET = JSON.stringify({ asset: { version: '1.0' }, note: 'https://evil.example/stays.b3dm' });
const TILE = Uint8Array.from({ length: 100 }, (_, i) => i);

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

describe('files of a city model of others', () => {
  let folder = '';
  let server: Listening;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'undercroft-external-'));
    const root = join(folder, '.data', 'models', 'oblique');
    await mkdir(join(root, '数据', 'Tile_+001'), { recursive: true });
    await writeFile(join(folder, '.data', 'secret.json'), '{"secret":1}');
    await writeFile(join(root, 'tileset.json'), TILESET);
    await writeFile(join(root, '数据', 'Tile_+001', 'a b.b3dm'), TILE);
    await writeFile(join(root, 'packed.b3dm'), gzipSync(TILE));
    await writeFile(join(root, 'beside.glb.gz'), gzipSync(TILE));
    await writeFile(join(root, 'notes.txt'), 'not for others');
    await writeFile(join(root, '.hidden.json'), '{}');
    await symlink(join(root, 'tileset.json'), join(root, 'inside.json'));
    await symlink(join(folder, '.data', 'secret.json'), join(root, 'outside.json'));
    await symlink(join(folder, '.data'), join(root, 'up'));
    await symlink(join(root, 'round.json'), join(root, 'round.json'));
    const app = express();
    app.use(externalFileRoutes(new Map([[SCENE.id, SCENE]]), join(folder, '.data')));
    app.use(problemHandler(() => undefined));
    server = await listen(app, { host: '127.0.0.1', port: 0 });
  });

  afterAll(async () => {
    await server?.close(0);
    await rm(folder, { recursive: true, force: true });
  });

  /** By a plain request, for `fetch` straightens out the steps that lead upwards. */
  const ask = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(server.url);
      get({ hostname, port, path, headers }, (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts) }),
        );
      }).on('error', reject);
    });
  const own = (path: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    ask(`/external-tiles/town/oblique/${path}`, headers);
  const detailOf = ({ body }: Answer): unknown => (JSON.parse(body.toString()) as { detail: unknown }).detail;

  it('come as they were delivered, with their type, whatever their names are written in', async () => {
    const tileset = await own('tileset.json');
    expect([tileset.status, tileset.headers['content-type'], tileset.body.toString()]).toEqual([
      200,
      'application/json; charset=utf-8',
      TILESET,
    ]);
    const tile = await own(`${encodeURIComponent('数据')}/Tile_+001/a%20b.b3dm`);
    expect([tile.status, tile.headers['content-type'], tile.headers['cache-control']]).toEqual([
      200,
      'application/octet-stream',
      'no-cache',
    ]);
    expect(new Uint8Array(tile.body)).toEqual(TILE);
  });

  it('are not sent again to who has them, and in parts to who asks for a part', async () => {
    const { headers } = await own('tileset.json');
    const again = await own('tileset.json', { 'if-none-match': String(headers.etag) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
    const part = await own(`${encodeURIComponent('数据')}/Tile_+001/a%20b.b3dm`, { range: 'bytes=10-19' });
    expect([part.status, part.headers['content-range']]).toEqual([206, 'bytes 10-19/100']);
    expect(new Uint8Array(part.body)).toEqual(TILE.subarray(10, 20));
    const beyond = await own(`${encodeURIComponent('数据')}/Tile_+001/a%20b.b3dm`, { range: 'bytes=200-' });
    expect(beyond.status).toBe(416);
    expect(detailOf(beyond)).toBe('The file has 100 bytes: it has no such range.');
    const packed = await own('packed.b3dm', { range: 'bytes=9000-', 'accept-encoding': 'gzip' });
    expect([packed.status, packed.headers['content-encoding']]).toEqual([416, undefined]);
  });

  it.each(['packed.b3dm', 'beside.glb'])(
    '%s goes out packed as it is stored, or unpacked to who cannot',
    async (path) => {
      const packed = await own(path, { 'accept-encoding': 'gzip' });
      expect([packed.status, packed.headers['content-encoding']]).toEqual([200, 'gzip']);
      expect(new Uint8Array(packed.body)).toEqual(new Uint8Array(gzipSync(TILE)));
      const plain = await own(path, { 'accept-encoding': 'identity' });
      expect([plain.status, plain.headers['content-encoding']]).toEqual([200, undefined]);
      expect(new Uint8Array(plain.body)).toEqual(TILE);
      expect(plain.headers.etag).not.toBe(packed.headers.etag);
    },
  );

  it.each([
    '../../secret.json',
    '..%2f..%2fsecret.json',
    '%2e%2e/%2e%2e/secret.json',
    '..%5c..%5csecret.json',
    '数据/../../../secret.json',
    '/etc/passwd',
    '%2fetc%2fpasswd.json',
    'up/secret.json',
    'outside.json',
    'round.json',
    '.hidden.json',
    'notes.txt',
    'tileset.json%00.png',
    'tileset.json/x.json',
    '数据',
    'nothing.b3dm',
  ])('answer "%s" with a sentence and with nothing else', async (path) => {
    const answer = await own(encodeURI(path).replaceAll('%25', '%'));
    expect([400, 404]).toContain(answer.status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body.toString()).not.toContain('secret"');
    expect(answer.body.toString()).not.toContain(folder);
  });

  it('may be links as long as they stay within the folder', async () => {
    expect((await own('inside.json')).body.toString()).toBe(TILESET);
  });

  it('say what is missing: the file, the folder, the tileset, the scene', async () => {
    expect(detailOf(await own('nothing.b3dm'))).toBe('The tileset "oblique" has no file "nothing.b3dm".');
    expect(detailOf(await ask('/external-tiles/town/away/tileset.json'))).toBe(
      'The folder "models/away" of the tileset "away" is not there: put it below the folder of the source files (UNDERCROFT_DATA).',
    );
    // One that is somewhere else is not passed on.
    for (const id of ['elsewhere', 'none']) {
      expect(detailOf(await ask(`/external-tiles/town/${id}/tileset.json`))).toBe(
        `The scene "town" has no tileset "${id}" in a folder; it has: oblique, away.`,
      );
    }
    expect((await ask('/external-tiles/village/oblique/tileset.json')).status).toBe(404);
    expect((await own(Array.from({ length: 40 }, () => 'a').join('/'))).status).toBe(400);
  });
});
