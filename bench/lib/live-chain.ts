import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { Scene } from '@undercroft/core/protocol/scene';
import { openStore } from '@undercroft/store/open-store';
import { hashOfKey, newSourceKey } from '@undercroft/tiles-server/ingest/source-keys';
import { startMosquitto } from '@undercroft/tiles-server/ingest/testing/mosquitto';
import { publishLayer } from '@undercroft/tiles-server/testing/publish-layer';
import { z } from 'zod';
import { type LineWorker, startLineWorker } from './line-worker.ts';
import { coverId, gaugeId, LIVE_SOURCE, placeOfThing } from './live-load.ts';

const servedSchema = z.object({ url: z.string(), mqttPort: z.number().nullable() });
const usageSchema = z.object({ cpuMs: z.number(), rssMb: z.number(), heapMb: z.number(), streams: z.number() });

export type Usage = z.infer<typeof usageSchema>;

/** A broker and a server on a database that holds the devices of a scene. */
export interface LiveChain {
  readonly url: string;
  /** Where to publish, as `LIVE_SOURCE` with the password. */
  readonly mqttPort: number;
  readonly password: string;
  readonly serverPid: number;
  usage(): Promise<Usage>;
  stop(): Promise<void>;
}

export interface LiveChainOptions {
  readonly scene: Scene;
  readonly home: string;
  readonly databaseUrl: string;
  /** Devices, and as many covers as may open. */
  readonly things: number;
  /** Mosquitto unless it says otherwise. */
  readonly broker?: 'mosquitto' | 'embedded';
  /** Further flags of the server's process. */
  readonly flags?: readonly string[];
}

/** Prepares the database and starts everything. */
export async function startLiveChain(options: LiveChainOptions): Promise<LiveChain> {
  const { scene, home, databaseUrl, things } = options;
  const password = newSourceKey(LIVE_SOURCE);
  const store = await openStore({ home, databaseUrl });
  await store.live.setKeyHash(scene.id, LIVE_SOURCE, hashOfKey(password));
  await publishLayer(store, scene.id, 'points', (session) => session.write(devices(things)));
  await store.close();
  const mosquitto =
    options.broker === 'embedded' ? null : await startMosquitto({ undercroft: 'reads', [LIVE_SOURCE]: password });
  const mqttUrl = mosquitto === null ? null : `mqtt://undercroft:reads@127.0.0.1:${mosquitto.port}`;
  let server: LineWorker;
  let served: z.infer<typeof servedSchema>;
  try {
    const flags = ['--expose-gc', ...(options.flags ?? [])];
    server = startLineWorker('serve-live', { scene, home, databaseUrl, mqttUrl }, flags);
    served = await server.heard(servedSchema);
  } catch (error) {
    await mosquitto?.stop();
    throw error;
  }
  return {
    url: served.url,
    mqttPort: mosquitto?.port ?? served.mqttPort ?? 0,
    password,
    serverPid: server.pid,
    usage: () => server.ask('usage', usageSchema),
    async stop() {
      await server.stop();
      await mosquitto?.stop();
    },
  };
}

function devices(count: number): readonly CityFeature[] {
  const pointOf = (sourceId: string, i: number, category: string): CityFeature => ({
    family: 'cityPoint',
    value: {
      kind: 'sensor',
      sourceId,
      name: { zh: null, en: sourceId },
      position: placeOfThing(i, count),
      levelM: null,
      heightM: null,
      code: null,
      category,
      headingDeg: null,
      fieldOfViewDeg: null,
      rangeM: null,
      gridCell: null,
      address: null,
      owner: null,
      status: 'inUse',
      raw: {},
    },
  });
  return Array.from({ length: count }, (_, i) => [
    pointOf(gaugeId(i), i, '管网液位计'),
    pointOf(coverId(i), i, '智能井盖'),
  ]).flat();
}
