import { setTimeout as sleep } from 'node:timers/promises';
import { networkAtSchema } from '@undercroft/core/protocol/live/replay';
import { routePath } from '@undercroft/core/protocol/routes';
import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import { importSample, sampleLink } from '@undercroft/store/testing/sample-features';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GltfSchema, readGlb } from '../../../tests/support/read-glb.ts';
import { temporaryHome } from '../../../tests/support/undercroft.ts';
import { type Answer, jsonOf, type ServedApp, servedApp } from '../testing/served-app.ts';

const both = (text: string) => ({ en: text, zh: text });

const SCENE: Scene = sceneSchema.parse({
  id: 'town',
  title: both('Town'),
  description: both('A sewer that was laid anew'),
  synthetic: true,
  frame: { origin: [10.3, 55.3], displayCrs: 'EPSG:25832' },
  heightDatum: { name: both('Test datum'), geoidOffsetM: 40, basis: both('made up') },
  sources: [{ kind: 'generated', layer: 'sewer', title: both('Sewer'), generator: 'demo-map', seed: 1 }],
  attribution: [{ text: 'Nobody', licence: 'Apache-2.0' }],
  camera: { target: [10.3, 55.3], distanceM: 100, headingDeg: 0, pitchDeg: -45 },
});

describe('the network as it was, over HTTP', () => {
  const home = temporaryHome();
  let store: Store;
  let app: ServedApp;
  let startMs: number;
  /** Between the first and the second publication, and after it. */
  let betweenMs: number;
  let second: number;

  const networkAt = async (atMs: number) =>
    networkAtSchema.parse(
      jsonOf(await app.get(`${routePath('networkAt', { scene: 'town' })}?at=${new Date(atMs).toISOString()}`)),
    );
  const tilesetOf = async (revision: string) => await app.get(routePath('pastTileset', { scene: 'town', revision }));
  /** Ids of all features in the one tile of a tileset. */
  const idsIn = async (path: string, answer: Answer): Promise<string[]> => {
    const uri = /"uri":"([^"]+)"/.exec(new TextDecoder().decode(answer.bytes))?.[1] ?? '';
    const tile = await app.get(new URL(uri, new URL(path, app.url)).pathname);
    expect([tile.status, tile.headers.get('content-type')]).toEqual([200, 'model/gltf-binary']);
    // A tile names its schema from where it stands itself.
    const schemaUri = /"schemaUri":"([^"]+)"/.exec(new TextDecoder('latin1').decode(tile.bytes))?.[1] ?? '';
    const schema = await app.get(new URL(schemaUri, new URL(uri, new URL(path, app.url))).pathname);
    return [...readGlb(tile.bytes, jsonOf(schema) as GltfSchema).tables.values()]
      .flatMap((rows) => rows.map(({ id }) => String(id)))
      .toSorted();
  };
  const problem = (answer: Answer) => [answer.status, (jsonOf(answer) as { code: string }).code];

  beforeAll(async () => {
    store = await openStore({ home: home.path });
    app = await servedApp([SCENE], store);
    startMs = Date.now() - 1000;
    await importSample(store, 'town', [sampleLink('OLD'), sampleLink('KEPT')]);
    await sleep(20);
    betweenMs = Date.now();
    await sleep(20);
    second = await importSample(store, 'town', [sampleLink('NEW'), sampleLink('KEPT')]);
  });

  afterAll(async () => {
    await app.close();
    await store.close();
    expect(app.failures).toEqual([]);
  });

  it('tells of an instant before the first publication that there was nothing, and when there was', async () => {
    const before = await networkAt(startMs);
    expect(before).toEqual({ atMs: startMs, revision: null, fromMs: null, untilMs: expect.any(Number) });
    expect(before.untilMs).toBeLessThanOrEqual(betweenMs);
    const between = await networkAt(betweenMs);
    expect(between).toMatchObject({ fromMs: before.untilMs, revision: expect.any(String) });
    expect(await networkAt(between.untilMs ?? 0)).toMatchObject({ fromMs: between.untilMs, untilMs: null });
    const future = `${routePath('networkAt', { scene: 'town' })}?at=${Date.now() + 60_000}`;
    expect(problem(await app.get(future))).toEqual([400, 'bad-request']);
    expect((await app.get(routePath('networkAt', { scene: 'town' }))).status).toBe(400);
  });

  it('serves the pipes of then under the name of their state, and those of now where they always were', async () => {
    const { revision } = await networkAt(betweenMs);
    const then = await tilesetOf(revision ?? '');
    expect(then.status).toBe(200);
    const path = routePath('pastTileset', { scene: 'town', revision: revision ?? '' });
    expect(await idsIn(path, then)).toEqual(['sewer.KEPT', 'sewer.OLD']);
    const live = routePath('tileset', { scene: 'town', tileset: 'network' });
    expect(await idsIn(live, await app.get(live))).toEqual(['sewer.KEPT', 'sewer.NEW']);
    // Asked for again with its tag it need not be sent again.
    const again = await app.get(path, { 'if-none-match': then.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  it('refuses states that never were, other tilesets and tiles that are not there, each with a sentence', async () => {
    const { revision } = await networkAt(betweenMs);
    const wrong = await tilesetOf(`1-${'0'.repeat(16)}`);
    expect(problem(wrong)).toEqual([404, 'unknown-revision']);
    expect(jsonOf(wrong)).toMatchObject({ detail: expect.stringContaining('has no state "1-0000000000000000"') });
    const tile = (name: string, z: number) => routePath('pastTile', { scene: 'town', revision: name, z, x: 0, y: 0 });
    expect(problem(await app.get(tile('nonsense', 1)))).toEqual([404, 'unknown-revision']);
    expect(problem(await app.get(tile(revision ?? '', 17)))).toEqual([404, 'unknown-tile']);
    const houses = `/tiles/town/buildings/as-of/${revision}/tileset.json`;
    expect(problem(await app.get(houses))).toEqual([404, 'not-found']);
    expect((await app.get(routePath('pastTileset', { scene: 'nowhere', revision: 'x' }))).status).toBe(404);
  });

  it('lets go of a state when an import that it showed is undone', async () => {
    const { revision } = await networkAt(Date.now());
    expect((await tilesetOf(revision ?? '')).status).toBe(200);
    await store.imports.undo(second);
    await expect.poll(async () => (await tilesetOf(revision ?? '')).status, { timeout: 10_000 }).toBe(404);
    expect(await networkAt(Date.now())).toMatchObject({
      untilMs: null,
      revision: (await networkAt(betweenMs)).revision,
    });
  });
});
