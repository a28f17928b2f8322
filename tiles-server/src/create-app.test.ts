import { request as httpRequest } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import {
  featureSchema,
  groundSchema,
  healthSchema,
  problemSchema,
  publicSceneSchema,
  scenesSchema,
  searchSchema,
  summarySchema,
} from '@undercroft/core/protocol/answers';
import { type ImportReport, importsSchema } from '@undercroft/core/protocol/import-answers';
import { routePath } from '@undercroft/core/protocol/routes';
import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GltfSchema, readGlb } from '../../tests/support/read-glb.ts';
import { conduit, manhole, ORIGIN } from '../../tests/support/small-network.ts';
import { temporaryHome } from '../../tests/support/undercroft.ts';
import { createApp } from './create-app.ts';
import { type Listening, listen } from './listen.ts';
import { NO_IMPORTS } from './testing/no-imports.ts';

const both = (en: string) => ({ en, zh: en });

const SCENE: Scene = sceneSchema.parse({
  id: 'small',
  title: both('Small'),
  description: both('One conduit between two manholes'),
  synthetic: true,
  frame: { origin: [...ORIGIN], displayCrs: 'EPSG:4549' },
  heightDatum: { name: both('Test datum'), geoidOffsetM: 1.49, basis: both('made up') },
  generator: { name: 'demo-city', seed: 1 },
  sources: [
    { kind: 'generated', layer: 'net', title: both('Net'), generator: 'demo-map', seed: 1 },
    { kind: 'file', layer: 'gas', title: both('Gas'), from: 'generator', path: 'gas.zip' },
    { kind: 'file', layer: 'real', title: both('Real'), path: 'real.zip' },
  ],
  attribution: [{ text: 'Nobody', licence: 'Apache-2.0' }],
  camera: { target: [...ORIGIN], distanceM: 100, headingDeg: 0, pitchDeg: -45 },
});

const REPORT: ImportReport = {
  format: 'generated',
  crs: null,
  accepted: true,
  features: { conduit: 1, node: 2 },
  nodeKinds: { manhole: 2 },
  lengthM: 40,
  geometryLengthM: 40,
  bbox: null,
  unknown: {},
  issueCounts: {},
  issues: [],
};

const FEATURES: readonly CityFeature[] = [
  { family: 'node', value: { ...manhole('a', 0, 0, 8, 4.8), raw: {} } },
  { family: 'node', value: { ...manhole('b', 40, 0, 8, 4.5), raw: {} } },
  {
    family: 'link',
    value: {
      ...conduit(
        'p1',
        [
          [0, 0],
          [40, 0],
        ],
        5,
        4.8,
      ),
      raw: { GJ: 'DN300' },
    },
  },
];

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

describe('the server', () => {
  const home = temporaryHome();
  const failures: unknown[] = [];
  let store: Store;
  let listening: Listening;

  const ask = (
    path: string,
    headers: Readonly<Record<string, string>> = {},
    method = 'GET',
    body = '',
  ): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const request = httpRequest(`${listening.url}${path}`, { method, headers }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
        );
      });
      request.on('error', reject);
      request.end(body);
    });
  const json = (answer: Answer): unknown => JSON.parse(answer.body.toString());

  const publish = async (features: readonly CityFeature[], sha256: string) => {
    const session = await store.imports.begin({
      scene: 'small',
      layer: 'net',
      source: 'test',
      sha256,
      readerVersion: '1',
      by: null,
      title: null,
    });
    await session.write(features);
    await session.publish(REPORT);
  };

  beforeAll(async () => {
    store = await openStore({ home: home.path });
    const app = createApp({
      scenes: new Map([['small', SCENE]]),
      defaultScene: 'small',
      store,
      imports: {
        ...NO_IMPORTS,
        importScene: async (_scene, onProgress) => {
          onProgress({ event: 'progress', layer: 'net', phase: 'read', done: 1, total: 3 });
          await publish(FEATURES, 'over-http');
          return null;
        },
      },
      viewerFolder: null,
      version: '0.0.0',
      token: 'secret',
      imageryToken: null,
      allowedHosts: new Set(['city.example']),
      allowAddresses: false,
      report: (error) => failures.push(error),
      now: () => performance.now(),
    });
    listening = await listen(app, { host: '127.0.0.1', port: 0 });
  });

  afterAll(async () => {
    await listening.close(0);
    await store.close();
    home.remove();
  });

  it('is not healthy before the scene is imported, and says so', async () => {
    const answer = await ask(routePath('health'));
    expect(answer.status).toBe(503);
    expect(healthSchema.parse(json(answer)).status).toBe('starting');
    const tileset = await ask(routePath('tileset', { scene: 'small', tileset: 'network' }));
    expect(tileset.status).toBe(503);
    expect(tileset.headers['retry-after']).toBe('2');
    expect(problemSchema.parse(json(tileset)).code).toBe('scene-not-imported');
  });

  it('imports over HTTP as a stream of lines and is healthy from then on', async () => {
    const answer = await ask(
      routePath('imports', { scene: 'small' }),
      { 'content-type': 'application/json' },
      'POST',
      '{}',
    );
    const events = answer.body
      .toString()
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { event: string }).event);
    expect(events).toEqual(['progress', 'done']);
    expect((await ask(routePath('health'))).status).toBe(200);
    const imports = importsSchema.parse(json(await ask(routePath('imports', { scene: 'small' })))).imports;
    expect(imports).toMatchObject([{ layer: 'net', state: 'published', sha256: 'over-http' }]);
  });

  it('answers scenes, a scene, its summary, its ground and a search as documented', async () => {
    expect(scenesSchema.parse(json(await ask(routePath('scenes')))).scenes).toMatchObject([
      { id: 'small', served: true },
    ]);
    expect(publicSceneSchema.parse(json(await ask(routePath('scene', { scene: 'small' })))).layers).toMatchObject([
      { layer: 'net', synthetic: true },
      { layer: 'gas', synthetic: true },
      { layer: 'real', synthetic: false },
    ]);
    const summary = summarySchema.parse(json(await ask(routePath('summary', { scene: 'small' }))));
    expect(summary.utilities).toMatchObject([{ utility: 'storm', conduits: 1, nodes: 2, lengthM: 40 }]);
    // Both covers lie at 8 m, so does the ground between them.
    expect(new Set(groundSchema.parse(json(await ask(routePath('ground', { scene: 'small' })))).levelsM)).toEqual(
      new Set([8]),
    );
    const found = searchSchema.parse(json(await ask(`${routePath('features', { scene: 'small' })}?q=P1`)));
    expect(found.matches.map(({ id }) => id)).toEqual(['net.p1']);
  });

  it('answers a feature with its levels and its raw record', async () => {
    const feature = featureSchema.parse(json(await ask(routePath('feature', { scene: 'small', id: 'net.p1' }))));
    expect(feature).toMatchObject({
      family: 'link',
      fromCoverLevelM: 8,
      from: { invertM: 4.85 },
      raw: { GJ: 'DN300' },
    });
  });

  it('serves tiles that hold the rows, with strong tags, compressed or not', async () => {
    const tileset = json(await ask(routePath('tileset', { scene: 'small', tileset: 'network' }))) as {
      root: { children: { content: { uri: string } }[] };
    };
    const uri = `/tiles/small/network/${tileset.root.children[0]?.content.uri}`;
    const plain = await ask(uri);
    const schema = json(await ask(routePath('tilesetSchema', { scene: 'small', tileset: 'network' }))) as GltfSchema;
    expect(
      readGlb(plain.body, schema)
        .tables.get('feature')
        ?.filter(({ family }) => family === 'link')
        .map(({ id }) => id),
    ).toEqual(['net.p1']);
    const compressed = await ask(uri, { 'accept-encoding': 'gzip' });
    expect(compressed.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(compressed.body).equals(plain.body)).toBe(true);
    const { etag } = compressed.headers;
    expect(etag).toMatch(/^"[\w-]{27}-gzip"$/);
    expect(etag).not.toBe(plain.headers.etag);
    const again = await ask(uri, { 'accept-encoding': 'gzip', 'if-none-match': String(etag) });
    expect([again.status, again.body.length]).toEqual([304, 0]);
  });

  it('serves the new rows, under another tag, after the next import', async () => {
    const before = await ask(routePath('tileset', { scene: 'small', tileset: 'network' }));
    await publish([...FEATURES, { family: 'node', value: { ...manhole('c', 80, 0, 8, 4), raw: {} } }], 'second');
    await expect
      .poll(async () => (await ask(routePath('tileset', { scene: 'small', tileset: 'network' }))).headers.etag)
      .not.toBe(before.headers.etag);
  });

  it.each([
    ['/api/scenes/nowhere/summary', 404, 'unknown-scene'],
    ['/api/scenes/small/features/net.p9', 404, 'unknown-feature'],
    ['/api/scenes/small/features?q=', 400, 'bad-request'],
    ['/api/scenes/small/features?q=a&limit=1e9', 400, 'bad-request'],
    ['/tiles/small/network/3/1/1.glb', 404, 'unknown-tile'],
    ['/tiles/small/network/a/1/1.glb', 400, 'bad-request'],
    ['/tiles/small/other/tileset.json', 404, 'not-found'],
    ['/api/scenes/%E0%A4%A', 400, 'bad-request'],
    ['/nothing', 404, 'not-found'],
  ])('answers %s with %i and problem details', async (path, status, code) => {
    const answer = await ask(path);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect({ status: answer.status, code: problemSchema.parse(json(answer)).code }).toEqual({ status, code });
  });

  it('refuses a rebound name and a foreign page, and takes its own', async () => {
    expect((await ask(routePath('health'), { host: 'evil.example' })).status).toBe(403);
    expect((await ask(routePath('health'), { host: '10.1.2.3' })).status).toBe(403);
    expect((await ask(routePath('health'), { host: 'city.example:8080' })).status).toBe(200);
    expect((await ask(routePath('health'), { origin: 'http://evil.example' })).status).toBe(403);
    expect((await ask(routePath('health'), { origin: 'null' })).status).toBe(403);
    expect((await ask(routePath('health'), { origin: listening.url })).status).toBe(200);
  });

  it('takes writes as JSON only, and from behind a proxy only with the token', async () => {
    const path = routePath('imports', { scene: 'nowhere' });
    const post = async (headers: Readonly<Record<string, string>>) => (await ask(path, headers, 'POST', '{}')).status;
    expect(await post({ 'content-type': 'text/plain' })).toBe(415);
    expect(await post({ 'content-type': 'application/json', 'x-forwarded-for': '10.0.0.9' })).toBe(401);
    // With the token it passes the door and finds no such scene.
    const token = { authorization: 'Bearer secret' };
    expect(await post({ 'content-type': 'application/json', 'x-forwarded-for': '10.0.0.9', ...token })).toBe(404);
  });

  it('sends the content policy with every answer and nothing of its make', async () => {
    const { headers } = await ask('/nothing');
    expect(headers['content-security-policy']).toContain("script-src 'self' 'wasm-unsafe-eval'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['content-security-policy']).toContain("img-src 'self' data: blob:;");
    expect(headers['content-security-policy']).toContain("connect-src 'self' data: blob:;");
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('met no unexpected error in all of this', () => {
    expect(failures).toEqual([]);
  });
});
