import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sceneSchema } from '@undercroft/core/protocol/scene';
import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPlace } from '../../../tests/support/describe-stores.ts';
import { TOWN_ORIGIN } from '../../../tests/support/small-town.ts';
import { townMap } from '../../../tests/support/small-town-map.ts';
import { publishLayer } from '../testing/publish-layer.ts';
import { ownThread } from '../tiles/tile-encoder.ts';
import { tileServices } from '../tiles/tile-services.ts';
import { exportScene } from './export-scene.ts';

const both = (words: string) => ({ en: words, zh: words });

const SCENE = sceneSchema.parse({
  id: 'town',
  title: both('town'),
  description: both('town'),
  synthetic: true,
  frame: { origin: [...TOWN_ORIGIN], displayCrs: 'EPSG:4549' },
  heightDatum: { name: both('datum'), geoidOffsetM: 1.49, basis: both('declared') },
  sources: [{ kind: 'file', layer: 'map', title: both('map'), path: 'map.csv' }],
  attribution: [{ text: 'nobody', licence: 'CC0-1.0' }],
  camera: { target: [...TOWN_ORIGIN], distanceM: 900, headingDeg: 0, pitchDeg: -50 },
});

describe('PMTiles of a layer that is empty', () => {
  let place: Awaited<ReturnType<typeof newPlace>>;
  let store: Store;
  let folder: string;
  let steps: number;

  const run = async (layer: string, maxZoom: number | null) =>
    await exportScene({
      scene: SCENE,
      store,
      services: tileServices({ store, encoder: ownThread(), now: () => performance.now() }),
      out: join(folder, 'out.pmtiles'),
      layer,
      maxZoom,
      baseUrl: null,
      gzip: false,
      atOnce: 4,
      signal: new AbortController().signal,
      onProgress: () => {
        steps += 1;
      },
      say: () => {},
    });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'undercroft-export-'));
    place = await newPlace('pglite');
    store = await openStore(place.options);
    await publishLayer(store, SCENE.id, 'map', (session) => session.write(townMap()));
  });

  afterAll(async () => {
    await store.close();
    await place.remove();
    await rm(folder, { recursive: true, force: true });
  });

  it.each(['gridCells', 'cityPoints', 'furniture'])(
    'are refused before a tile is made, and leave nothing behind: %s',
    async (layer) => {
      steps = 0;
      await expect(run(layer, null)).rejects.toMatchObject({
        code: 'nothing-to-export',
        message: expect.stringContaining(`"${layer}" has no tile at these zooms`),
      });
      expect([steps, await readdir(folder)]).toEqual([0, []]);
    },
  );

  it('are refused where a town has no pipes, which is known when no tile came of them', async () => {
    await expect(run('utilities', 14)).rejects.toMatchObject({ code: 'nothing-to-export' });
    expect(await readdir(folder)).toEqual([]);
  });

  it('are refused where its rows are too small for the zooms, and leave nothing behind', async () => {
    // A pixel of zoom 4 is 10 km wide at the equator: no lake of a small town fills it.
    await expect(run('water', 4)).rejects.toMatchObject({ code: 'nothing-to-export' });
    expect(await readdir(folder)).toEqual([]);
  });
});
