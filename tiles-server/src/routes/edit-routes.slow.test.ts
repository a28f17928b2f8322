import type { CityFeature } from '@undercroft/core/model/city-feature';
import { problemSchema } from '@undercroft/core/protocol/answers';
import { type EditNote, editNoteSchema, featureEditAnswerSchema } from '@undercroft/core/protocol/feature-edit';
import { type LiveFeeds, liveFeedsSchema } from '@undercroft/core/protocol/live/live-messages';
import { routePath } from '@undercroft/core/protocol/routes';
import type { Store } from '@undercroft/store/store';
import { importSample, sampleLink, sampleNode } from '@undercroft/store/testing/sample-features';
import { expect, test } from 'vitest';
import { describeStores } from '../../../tests/support/describe-stores.ts';
import { openLiveCity } from '../live/live-city.ts';
import { openEventStream } from '../testing/event-stream.ts';
import { liveScene } from '../testing/live-scene.ts';
import { jsonOf, servedApp } from '../testing/served-app.ts';

const LON = 119.6;
const LAT = 39.92;

/** A street of three manholes, 171 m apart, and 1,200 manholes 4 km east of it: too much for one tile. */
const STREET_AND_CROWD: readonly CityFeature[] = [
  sampleNode('A', { position: [LON, LAT] }),
  sampleNode('B', { position: [LON + 0.002, LAT] }),
  sampleNode('C', { position: [LON + 0.004, LAT] }),
  sampleLink('AB', { fromNode: 'A', toNode: 'B', path: Float64Array.of(LON, LAT, LON + 0.002, LAT) }),
  sampleLink('BC', { fromNode: 'B', toNode: 'C', path: Float64Array.of(LON + 0.002, LAT, LON + 0.004, LAT) }),
  ...Array.from({ length: 1200 }, (_, i) =>
    sampleNode(`N${i}`, { position: [LON + 0.05 + (i % 40) * 1e-4, LAT + Math.floor(i / 40) * 1e-4] }),
  ),
];

async function startServer(store: Store, scene: string) {
  const failures: unknown[] = [];
  const report = (error: unknown) => failures.push(error);
  const live = await openLiveCity({ store, wallClock: () => Date.now(), now: () => performance.now(), report });
  const app = await servedApp([liveScene(scene)], store, { live });
  const pathOf = (id: string) => routePath('feature', { scene, id: `sewer.${id}` });
  const edits: EditNote[] = [];
  const feeds: LiveFeeds[] = [];
  const stream = await openEventStream(new URL(routePath('live', { scene }), app.url), {
    onMessage: ({ event, data }) => {
      if (event === 'edit') edits.push(editNoteSchema.parse(JSON.parse(data)));
      if (event === 'feeds') feeds.push(liveFeedsSchema.parse(JSON.parse(data)));
    },
  });
  return {
    app,
    edits,
    feeds,
    failures,
    seenOf: async (id: string) => (jsonOf(await app.get(pathOf(id))) as { import: { id: number } }).import.id,
    async patch(id: string, seen: number, patch: unknown, more: object = {}) {
      const answer = await fetch(new URL(pathOf(id), app.url), {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ by: 'Chen Yu', reason: 'measured again', seen, patch, ...more }),
      });
      return { status: answer.status, body: (await answer.json()) as unknown };
    },
    /** Tags of every tile of the network, by address. */
    async tags() {
      const tileset = jsonOf(await app.get(routePath('tileset', { scene, tileset: 'network' })));
      const names = [...JSON.stringify(tileset).matchAll(/"uri":"([^"]+)\.glb"/g)].map(([, name]) => name ?? '');
      const tags = new Map<string, string>();
      for (const name of names) {
        const { headers } = await app.get(`/tiles/${scene}/network/${name}.glb?expired=now`);
        tags.set(name, headers.get('etag') ?? '');
      }
      return tags;
    },
    async stop() {
      live.endStreams();
      stream.close();
      await app.close();
      await live.close();
      expect([...failures, ...app.failures]).toEqual([]);
    },
  };
}

const nameOf = ({ z, x, y }: { readonly z: number; readonly x: number; readonly y: number }) => `${z}/${x}/${y}`;

describeStores('an edit through the interface', (using) => {
  test('answers with the row, tells everybody at once, and changes the bytes of the tiles it names alone', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, STREET_AND_CROWD);
    const server = await startServer(store, scene);
    const before = await server.tags();
    expect(before.size).toBeGreaterThan(2);
    const { status, body } = await server.patch('AB', await server.seenOf('AB'), { section: { widthMm: 800 } });
    expect(status).toBe(200);
    const answer = featureEditAnswerSchema.parse(body);
    expect(answer.isChanged).toBe(true);
    expect(answer.edit.isStructural).toBe(false);
    // The stated invert stays; half of 0.8 m above it is the axis.
    expect(answer.edit.features).toMatchObject([
      { id: 'sewer.AB', section: { widthMm: 800, heightMm: 800 }, from: { invertM: 10, axisM: 10.4, outerTopM: 10.8 } },
    ]);
    await expect.poll(() => server.edits.length).toBe(1);
    expect(server.edits[0]).toEqual(answer.edit);
    const after = await server.tags();
    const changed = [...after].flatMap(([name, tag]) => (before.get(name) === tag ? [] : [name]));
    expect(changed.length).toBeGreaterThan(0);
    expect([...after.keys()]).toEqual([...before.keys()]);
    const dirty = answer.edit.tiles.map(nameOf);
    expect(dirty).toEqual(expect.arrayContaining(changed));
    expect(dirty.length).toBeLessThan(before.size);

    // Undone, every tile has the bytes it had, and everybody is told as of another edit.
    const undone = await server.app.post(routePath('undoImport', { scene, id: answer.edit.importId }), {});
    expect(undone.status).toBe(200);
    expect(await server.tags()).toEqual(before);
    await expect.poll(() => server.edits.length).toBe(2);
    expect(server.edits[1]).toMatchObject({
      before: answer.edit.revision,
      features: [{ id: 'sewer.AB', section: { widthMm: 300 } }],
      tiles: answer.edit.tiles.map(({ z, x, y }) => ({ z, x, y })),
    });
    await server.stop();
  });

  test('that moves a node into an empty place says that tiles came, and the tileset has them', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, STREET_AND_CROWD);
    const server = await startServer(store, scene);
    const before = await server.tags();
    const { body } = await server.patch('N0', await server.seenOf('N0'), { position: [LON - 0.2, LAT] });
    const { edit } = featureEditAnswerSchema.parse(body);
    expect(edit.isStructural).toBe(true);
    const after = await server.tags();
    const came = [...after.keys()].filter((name) => !before.has(name));
    expect(came.length).toBeGreaterThan(0);
    expect(edit.tiles.map(nameOf)).toEqual(expect.arrayContaining(came));
    await server.stop();
  });

  test('keeps links at the node that is moved, and says that the ground goes through another cover', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, STREET_AND_CROWD);
    const server = await startServer(store, scene);
    const place = [LON + 0.002, LAT + 0.0005] as const;
    const moved = await server.patch('B', await server.seenOf('B'), { position: place });
    const { edit } = featureEditAnswerSchema.parse(moved.body);
    // Of B the place, of the links their ends with the level of the axis there.
    expect(edit.features.map((feature) => (feature.family === 'link' ? feature.path : feature.position))).toEqual([
      place,
      [
        [LON, LAT, 10.15],
        [...place, 9.65],
      ],
      [
        [...place, 10.15],
        [LON + 0.004, LAT, 9.65],
      ],
    ]);
    const known = server.feeds.at(-1)?.versions;
    expect(known?.revision).toBe(edit.before);
    expect(known?.ground).not.toBe(edit.ground);
    const dug = await server.patch('AB', await server.seenOf('AB'), { material: 'PE' });
    expect(featureEditAnswerSchema.parse(dug.body).edit.ground).toBe(edit.ground);
    await server.stop();
  });

  test('is refused with the field, what was wanted and what came, and then nothing is changed or told', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, STREET_AND_CROWD);
    const server = await startServer(store, scene);
    const revision = await store.features.revision(scene);
    const refusals: readonly (readonly [unknown, number, string, RegExp])[] = [
      [{ diameter: 300 }, 400, 'bad-request', /wanted one of utility, material.*got "diameter"/],
      [{ section: { widthMm: -1 } }, 400, 'bad-request', /section\.widthMm: .*>0/],
      [{ section: { widthMm: '300' } }, 400, 'bad-request', /section\.widthMm: .*expected number, received string/],
      [{ levels: { reference: 'invert', fromM: 10 } }, 400, 'bad-request', /levels\.toM/],
      [{ section: { widthMm: 300, heightMm: 400 } }, 422, 'edit-refused', /section: wanted one width and height/],
      [
        {
          path: [
            [LON, LAT],
            [LON, LAT],
          ],
        },
        422,
        'edit-refused',
        /path: wanted its last vertex at the node "B"/,
      ],
    ];
    for (const [patch, status, code, words] of refusals) {
      const refused = await server.patch('AB', first, patch);
      const problem = problemSchema.parse(refused.body);
      expect([refused.status, problem.code]).toEqual([status, code]);
      expect(problem.detail).toMatch(words);
    }
    const sump = await server.patch('A', first, { sumpLevelM: 13 });
    expect(problemSchema.parse(sump.body).detail).toBe("sumpLevelM: wanted no more than the cover's 12 m; got 13 m.");
    const nobody = await server.patch('AB', first, { material: 'PE' }, { by: '  ' });
    expect(problemSchema.parse(nobody.body).detail).toMatch(/^by: /);
    const other = await server.patch('AB', first + 1, { material: 'PE' });
    expect([other.status, problemSchema.parse(other.body).code]).toEqual([409, 'feature-changed']);
    const missing = await server.patch('nobody', first, { material: 'PE' });
    expect([missing.status, problemSchema.parse(missing.body).code]).toEqual([404, 'unknown-feature']);
    const same = await server.patch('AB', first, { material: null });
    expect(featureEditAnswerSchema.parse(same.body)).toMatchObject({ isChanged: false, edit: { tiles: [] } });
    expect(await store.features.revision(scene)).toBe(revision);
    expect(server.edits).toEqual([]);
    await server.stop();
  });

  test('and an import published: those who follow the scene are told that they show what was', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, STREET_AND_CROWD);
    const server = await startServer(store, scene);
    await expect.poll(() => server.feeds.length).toBeGreaterThan(0);
    const known = server.feeds[0]?.versions;
    await importSample(store, scene, STREET_AND_CROWD.slice(1));
    await expect.poll(() => server.feeds.at(-1)?.versions?.revision, { timeout: 8000 }).not.toBe(known?.revision);
    expect(server.feeds.at(-1)?.versions?.ground).not.toBe(known?.ground);
    await server.stop();
  });
});
