import type { CityFeature } from '@undercroft/core/model/city-feature';
import { featuresInSchema, MOST_FEATURES_IN, problemSchema } from '@undercroft/core/protocol/answers';
import { routePath } from '@undercroft/core/protocol/routes';
import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import express from 'express';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conduit, manhole, ORIGIN, plane } from '../../../tests/support/small-network.ts';
import { temporaryHome } from '../../../tests/support/undercroft.ts';
import { type Listening, listen } from '../listen.ts';
import { problemHandler } from '../problem.ts';
import { featureRoutes } from './feature-routes.ts';

const both = (en: string) => ({ en, zh: en });

const SCENE: Scene = sceneSchema.parse({
  id: 'small',
  title: both('Small'),
  description: both('One conduit, and a crowd of manholes 1 km east of it'),
  synthetic: true,
  frame: { origin: [...ORIGIN], displayCrs: 'EPSG:4549' },
  heightDatum: { name: both('Test datum'), geoidOffsetM: 1.49, basis: both('made up') },
  sources: [{ kind: 'generated', layer: 'net', title: both('Net'), generator: 'demo-map', seed: 1 }],
  attribution: [{ text: 'Nobody', licence: 'Apache-2.0' }],
  camera: { target: [...ORIGIN], distanceM: 100, headingDeg: 0, pitchDeg: -45 },
});

/** Of the crowd's number the rectangle around it all has one too many. */
const FEATURES: readonly CityFeature[] = [
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
      raw: {},
    },
  },
  ...Array.from({ length: MOST_FEATURES_IN }, (_, i): CityFeature => {
    return { family: 'node', value: { ...manhole(`n${i}`, 1000 + (i % 100), Math.floor(i / 100), 8, 5), raw: {} } };
  }),
];

function boxOf(west: number, south: number, east: number, north: number): string {
  return [...plane.inverse(west, south), ...plane.inverse(east, north)].join(',');
}

describe('the features of a rectangle', () => {
  const home = temporaryHome();
  let store: Store;
  let listening: Listening;

  const ask = async (bbox: string) => {
    const url = `${listening.url}${routePath('featuresIn', { scene: 'small' })}?bbox=${bbox}`;
    const response = await fetch(url);
    return { status: response.status, body: (await response.json()) as unknown };
  };

  beforeAll(async () => {
    store = await openStore({ home: home.path });
    const app = express();
    app.use(featureRoutes(new Map([['small', SCENE]]), store));
    app.use(problemHandler(() => undefined));
    listening = await listen(app, { host: '127.0.0.1', port: 0 });
  });

  afterAll(async () => {
    await listening.close(0);
    await store.close();
    home.remove();
  });

  it('are no empty list while nothing is imported, but an error', async () => {
    const { status, body } = await ask(boxOf(0, 0, 1, 1));
    expect([status, problemSchema.parse(body).code]).toEqual([503, 'scene-not-imported']);
    const session = await store.imports.begin({
      scene: 'small',
      layer: 'net',
      source: 'test',
      sha256: 'one',
      readerVersion: '1',
      by: null,
      title: null,
    });
    await session.write(FEATURES);
    await session.publish({
      format: 'generated',
      crs: null,
      accepted: true,
      features: {},
      nodeKinds: {},
      lengthM: 40,
      geometryLengthM: 40,
      bbox: null,
      unknown: {},
      issueCounts: {},
      issues: [],
    });
  });

  it('are a conduit that passes through without a vertex inside', async () => {
    const { status, body } = await ask(boxOf(10, -1, 20, 1));
    expect(status).toBe(200);
    const found = featuresInSchema.parse(body);
    expect(found.links.map(({ id, from }) => [id, from.invertM])).toEqual([['net.p1', 4.85]]);
    expect(found.nodes).toEqual([]);
  });

  it('are all of them or a refusal: never the first five thousand', async () => {
    const { status, body } = await ask(boxOf(-10, -10, 1200, 100));
    expect([status, problemSchema.parse(body).code]).toEqual([422, 'too-many-features']);
    expect(featuresInSchema.parse((await ask(boxOf(500, -10, 1200, 100))).body).nodes).toHaveLength(MOST_FEATURES_IN);
  });

  it.each(['', '1,2,3', '1,2,3,4,5', '2,2,1,3', '1,3,2,2', '1,,2,3', 'a,1,2,3', '0,0,0,91'])(
    'refuses the rectangle "%s"',
    async (bbox) => {
      const { status, body } = await ask(bbox);
      expect([status, problemSchema.parse(body).code]).toEqual([400, 'bad-request']);
    },
  );
});
