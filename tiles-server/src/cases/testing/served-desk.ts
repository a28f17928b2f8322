import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import type { z } from 'zod';
import type { StoreUnderTest } from '../../../../tests/support/describe-stores.ts';
import type { LiveCity } from '../../live/live-city.ts';
import { openLiveCity } from '../../live/live-city.ts';
import { type Answer, jsonOf, type ServedApp, servedApp } from '../../testing/served-app.ts';
import type { SceneCaseRules } from '../case-desk.ts';

/** An application with a live city whose clock a test sets. */
export interface ServedDesk {
  readonly app: ServedApp;
  readonly live: LiveCity;
  readonly scene: Scene;
  readonly clock: { nowMs: number };
  /** What went wrong beside any request. */
  readonly failures: unknown[];
  post<Schema extends z.ZodType>(path: string, body: unknown, status: number, schema: Schema): Promise<z.infer<Schema>>;
  get<Schema extends z.ZodType>(path: string, schema: Schema): Promise<z.infer<Schema>>;
  close(): Promise<void>;
}

const both = (text: string) => ({ en: text, zh: text });

/** A scene on the clock of China with a simulator and a door for citizens' reports. */
export function deskScene(id: string): Scene {
  const adapter = { kinds: ['case', 'position'], crs: 'EPSG:4490' };
  return sceneSchema.parse({
    id,
    title: both('Town'),
    description: both('Made by hand'),
    synthetic: true,
    frame: { origin: [119.6, 39.92], displayCrs: 'EPSG:4549' },
    heightDatum: { name: both('Test datum'), geoidOffsetM: 1.49, basis: both('made up') },
    sources: [{ kind: 'generated', layer: 'cases', title: both('Cases'), generator: 'demo-map', seed: 1 }],
    attribution: [{ text: 'Nobody', licence: 'Apache-2.0' }],
    utcOffsetMinutes: 480,
    camera: { target: [119.6, 39.92], distanceM: 100, headingDeg: 0, pitchDeg: -45 },
    live: {
      adapters: [
        { kind: 'http', source: 'app', title: both('App'), ...adapter },
        { kind: 'http', source: 'shifted', title: both('Shifted'), ...adapter, crs: 'GCJ-02' },
        { kind: 'simulator', source: 'simulator', title: both('Simulator'), ...adapter, seed: 1 },
      ],
    },
  });
}

export async function servedDesk(
  { store, options }: Pick<StoreUnderTest, 'store' | 'options'>,
  sceneId: string,
  rules?: SceneCaseRules,
): Promise<ServedDesk> {
  const scene = deskScene(sceneId);
  const scenes = new Map([[scene.id, scene]]);
  const clock = { nowMs: 0 };
  const failures: unknown[] = [];
  const live = await openLiveCity({
    store,
    wallClock: () => clock.nowMs,
    now: () => performance.now(),
    report: (error) => failures.push(error),
    cases: { scenes, home: options.home, ...(rules === undefined ? {} : { rules }) },
  });
  const app = await servedApp([scene], store, { live, today: () => new Date(clock.nowMs) });
  return {
    app,
    live,
    scene,
    clock,
    failures,
    async post(path, body, status, schema) {
      return schema.parse(bodyOf(await app.post(path, body), status));
    },
    async get(path, schema) {
      return schema.parse(bodyOf(await app.get(path), 200));
    },
    async close() {
      live.endStreams();
      await app.close();
      await live.close();
      if (failures.length > 0) throw new AggregateError(failures, `${failures.length} errors were reported.`);
    },
  };
}

function bodyOf(answer: Answer, status: number): unknown {
  const body = jsonOf(answer);
  if (answer.status !== status) throw new Error(`wanted ${status}, got ${answer.status}: ${JSON.stringify(body)}`);
  return body;
}
