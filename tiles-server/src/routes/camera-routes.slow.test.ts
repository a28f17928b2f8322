import type { CityFeature } from '@undercroft/core/model/city-feature';
import { problemSchema } from '@undercroft/core/protocol/answers';
import {
  cameraFootprintSchema,
  cameraStreamSchema,
  camerasSeeingSchema,
} from '@undercroft/core/protocol/live/camera-answers';
import { nearestUnitsSchema } from '@undercroft/core/protocol/live/unit-answers';
import { type RouteName, routePath } from '@undercroft/core/protocol/routes';
import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import type { Store } from '@undercroft/store/store';
import { NOON_MS, samplePosition } from '@undercroft/store/testing/sample-events';
import { importSample, sampleNode } from '@undercroft/store/testing/sample-features';
import { sampleBuilding } from '@undercroft/store/testing/sample-map';
import { samplePoint } from '@undercroft/store/testing/sample-operations';
import { expect, test } from 'vitest';
import { describeStores } from '../../../tests/support/describe-stores.ts';
import { jsonOf, type ServedApp, servedApp } from '../testing/served-app.ts';

const both = (text: string) => ({ en: text, zh: text });
const [LON, LAT] = [10.3, 55.3] as const;
/** Degrees of a metre north and east there. */
const NORTH = 1 / 111_340;
const EAST = 1 / 63_510;

function sceneOf(id: string, cameraStreams?: string): Scene {
  return sceneSchema.parse({
    id,
    title: both('Town'),
    description: both('A crossing with cameras'),
    synthetic: true,
    frame: { origin: [LON, LAT], displayCrs: 'EPSG:25832' },
    heightDatum: { name: both('Test datum'), geoidOffsetM: 40, basis: both('made up') },
    sources: [{ kind: 'generated', layer: 'sewer', title: both('Sewer'), generator: 'demo-map', seed: 1 }],
    attribution: [{ text: 'Nobody', licence: 'Apache-2.0' }],
    camera: { target: [LON, LAT], distanceM: 100, headingDeg: 0, pitchDeg: -45 },
    live: {
      adapters: [{ kind: 'http', source: 'vehicles', title: both('Vehicles'), kinds: ['position'], heartbeatS: 60 }],
      ...(cameraStreams === undefined ? {} : { cameraStreams: { url: cameraStreams } }),
    },
  });
}

/** Covers at 10 m all about, so that the ground is known and level. */
const GROUND: readonly CityFeature[] = [-150, -75, 0, 75, 150].flatMap((x) =>
  [-150, -75, 0, 75, 150].map((y) =>
    sampleNode(`N${x}/${y}`, { position: [LON + x * EAST, LAT + y * NORTH], coverLevelM: 10 }),
  ),
);

/** 6 m up, looking north over 60 degrees and 100 m. */
const FACTS = { heightM: 6, headingDeg: 0, fieldOfViewDeg: 60, rangeM: 100 } as const;
const CAMERAS: readonly CityFeature[] = [
  samplePoint('C1', { ...FACTS, position: [LON, LAT] }),
  samplePoint('C2', { ...FACTS, position: [LON + 60 * EAST, LAT + 60 * NORTH], headingDeg: 270, code: null }),
  samplePoint('C3', { ...FACTS, position: [LON - 40 * EAST, LAT + 60 * NORTH], headingDeg: null, code: 'a/b?c' }),
  samplePoint('C4', { ...FACTS, position: [LON, LAT + 90 * NORTH], headingDeg: 0 }),
  samplePoint('RY-1', { kind: 'unit', category: '排水抢修车', name: { zh: '王强', en: 'Wang' }, position: [LON, LAT] }),
  samplePoint('RY-2', { kind: 'unit', category: '城管巡查车', name: { zh: '李敏', en: 'Li' }, position: [LON, LAT] }),
];

/** 20 m wide, 12 m high, from 20 to 40 m north of the first camera. */
const HOUSE = sampleBuilding('H', {
  rings: [
    Float64Array.of(
      ...[-10, 20, 10, 20, 10, 40, -10, 40, -10, 20].map((m, i) => (i % 2 === 0 ? LON + m * EAST : LAT + m * NORTH)),
    ),
  ],
  heightM: 12,
});

async function publishTown(store: Store, scene: string): Promise<void> {
  await importSample(store, scene, GROUND, { layer: 'sewer' });
  await importSample(store, scene, [HOUSE], { layer: 'map' });
  await importSample(store, scene, CAMERAS, { layer: 'living' });
}

const at = (eastM: number, northM: number) => `lon=${LON + eastM * EAST}&lat=${LAT + northM * NORTH}`;

describeStores('cameras and units', (using) => {
  const serve = async (
    work: (app: ServedApp, scene: string) => Promise<void>,
    cameraStreams?: string,
    nowMs = NOON_MS,
  ) => {
    const { store, newScene } = using();
    const scene = newScene();
    await publishTown(store, scene);
    const app = await servedApp([sceneOf(scene, cameraStreams)], store, { today: () => new Date(nowMs) });
    try {
      await work(app, scene);
      expect(app.failures).toEqual([]);
    } finally {
      await app.close();
    }
  };
  const ask = (app: ServedApp, route: RouteName, scene: string, query: string) =>
    app.get(`${routePath(route, { scene })}?${query}`);

  test('a manhole behind a house is seen by the camera beside it, perhaps by one that states no heading', async () => {
    await serve(async (app, scene) => {
      const answer = camerasSeeingSchema.parse(jsonOf(await ask(app, 'camerasSeeing', scene, at(0, 60))));
      expect(answer.cameras.map(({ sourceId, verdict, why }) => [sourceId, verdict, why])).toEqual([
        ['C2', 'yes', 'inSight'],
        ['C3', 'unknown', 'headingUnknown'],
      ]);
      expect(answer.cameras[0]).toMatchObject({ bearingDeg: 270, owner: null, hasStream: false, blockedBy: null });
      expect(answer.cameras[0]?.distanceM).toBeCloseTo(60, 0);
      // The first camera is behind the house, the fourth looks away.
      expect(answer.counts).toEqual({ yes: 1, no: 2, unknown: 1 });
      // 30 m to the side of the house the first one sees it too.
      const beside = camerasSeeingSchema.parse(jsonOf(await ask(app, 'camerasSeeing', scene, at(34, 60))));
      expect(beside.cameras.map(({ sourceId }) => sourceId)).toEqual(['C2', 'C1', 'C3']);
      // Under the street nothing is seen.
      const below = camerasSeeingSchema.parse(jsonOf(await ask(app, 'camerasSeeing', scene, `${at(0, 60)}&level=6`)));
      expect(below.counts.yes).toBe(0);
    });
  });

  test('where no map of buildings reaches no camera is said to see anything', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, GROUND, { layer: 'sewer' });
    await importSample(store, scene, CAMERAS, { layer: 'living' });
    const app = await servedApp([sceneOf(scene)], store);
    try {
      const answer = camerasSeeingSchema.parse(jsonOf(await ask(app, 'camerasSeeing', scene, at(0, 60))));
      expect(answer.counts).toEqual({ yes: 0, no: 1, unknown: 3 });
      expect(answer.cameras.map(({ why }) => why)).toContain('buildingsUnknown');
    } finally {
      await app.close();
    }
  });

  test('a footprint is GeoJSON with the house and its shadow left out', async () => {
    await serve(async (app, scene) => {
      const path = routePath('cameraFootprint', { scene, id: 'living.C1' });
      const { features, unknown, nothing } = cameraFootprintSchema.parse(jsonOf(await app.get(path)));
      expect([unknown, nothing]).toEqual([[], null]);
      const seen = features.find(({ properties }) => properties.sight === 'seen');
      const places = seen?.geometry.coordinates.flat(2) ?? [];
      const inShadow = places.filter(([lon, lat]) => {
        return Math.abs(lon - LON) < 9 * EAST && lat > LAT + 22 * NORTH;
      });
      expect(inShadow).toEqual([]);
      // Past the corner of the house, 10 m east and 20 m north, it looks 100 m far: cos(atan(10 / 20)) of it north.
      expect(Math.max(...places.map(([, lat]) => (lat - LAT) / NORTH))).toBeCloseTo(89.4, 0);
      for (const [ring] of seen?.geometry.coordinates ?? []) expect(ring?.at(0)).toEqual(ring?.at(-1));
      const none = await app.get(routePath('cameraFootprint', { scene, id: 'living.nobody' }));
      expect(problemSchema.parse(jsonOf(none))).toMatchObject({ status: 404, code: 'unknown-feature' });
    });
  });

  test('a stream is the template filled with the code, escaped; without a code there is none', async () => {
    await serve(async (app, scene) => {
      const stream = async (id: string) => {
        const answer = await app.get(routePath('cameraStream', { scene, id: `living.${id}` }));
        return cameraStreamSchema.parse(jsonOf(answer));
      };
      const url = 'https://gateway.example/hls/32010000001320000001/index.m3u8?id=C1';
      expect(await stream('C1')).toMatchObject({ url, why: null });
      expect(await stream('C2')).toMatchObject({ url: null, why: 'noCode' });
      expect((await stream('C3')).url).toBe('https://gateway.example/hls/a%2Fb%3Fc/index.m3u8?id=C3');
      const policy = (await app.get('/api/health')).headers.get('content-security-policy') ?? '';
      const directives = policy.split(';').filter((each) => each.includes('https://gateway.example'));
      expect(directives.map((each) => each.trim().split(' ')[0])).toEqual(['media-src', 'connect-src']);
    }, 'https://gateway.example/hls/{code}/index.m3u8?id={id}');
    await serve(async (app, scene) => {
      const answer = await app.get(routePath('cameraStream', { scene, id: 'living.C1' }));
      expect(jsonOf(answer)).toMatchObject({ url: null, why: 'noGateway' });
    });
  });

  test('units come by distance, fresh ones first, with how old the word of them is', async () => {
    const nowMs = NOON_MS + 90_000;
    await serve(
      async (app, scene) => {
        const { store } = using();
        const none = nearestUnitsSchema.parse(jsonOf(await ask(app, 'nearestUnits', scene, at(0, 0))));
        expect(none).toMatchObject({ units: [], counts: { fresh: 0, stale: 0 } });
        const unit = (id: string, eventTimeMs: number, eastM: number) => {
          const { event, ...rest } = samplePosition(id, 1, eventTimeMs);
          return { ...rest, event: { ...event, position: [LON + eastM * EAST, LAT] as const } };
        };
        const adrift = { ...unit('RY-9', nowMs - 1000, 1), positionBasis: 'undeclared' as const };
        // 40 s ago is within the heartbeat of a minute, 90 s ago is not.
        await store.live.append(scene, [unit('RY-1', nowMs - 40_000, 200), unit('RY-2', NOON_MS, 50), adrift]);
        const { units, counts } = nearestUnitsSchema.parse(jsonOf(await ask(app, 'nearestUnits', scene, at(0, 0))));
        expect(units.map(({ unitId, distanceM, ageS, isStale }) => [unitId, distanceM, ageS, isStale])).toEqual([
          ['RY-1', 200, 40, false],
          // Half a kilometre may lie between where it says it is and where it is.
          ['RY-9', null, 1, false],
          ['RY-2', 50, 90, true],
        ]);
        expect(counts).toEqual({ fresh: 2, stale: 1 });
        expect(units[0]).toMatchObject({
          name: { zh: '王强', en: 'Wang' },
          featureId: 'living.RY-1',
          isBusy: false,
          cases: [],
        });
        const crews = nearestUnitsSchema.parse(
          jsonOf(await ask(app, 'nearestUnits', scene, `${at(0, 0)}&kinds=${encodeURIComponent('抢修')}`)),
        );
        expect(crews.units.map(({ unitId }) => unitId)).toEqual(['RY-1']);
      },
      undefined,
      nowMs,
    );
  });

  test('a place that is none is refused, and a scene that is not there', async () => {
    await serve(async (app, scene) => {
      for (const query of ['', 'lon=&lat=55', 'lon=200&lat=55', 'lon=10&lat=abc', `${at(0, 0)}&limit=0`]) {
        for (const route of ['camerasSeeing', 'nearestUnits'] as const) {
          const answer = await ask(app, route, scene, query);
          expect([query, answer.status]).toEqual([query, 400]);
        }
      }
      expect((await ask(app, 'camerasSeeing', 'nowhere', at(0, 0))).status).toBe(404);
    });
  });
});
