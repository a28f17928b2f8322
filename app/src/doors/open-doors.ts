import { createHash } from 'node:crypto';
import { hostname } from 'node:os';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { Store } from '@undercroft/store/store';
import { linkBroker } from '@undercroft/tiles-server/ingest/mqtt/link-broker';
import { mqttAdapters } from '@undercroft/tiles-server/ingest/mqtt/mqtt-topic';
import { openBroker } from '@undercroft/tiles-server/ingest/mqtt/open-broker';
import { runSimulator } from '@undercroft/tiles-server/ingest/run-simulator';
import type { LiveCity } from '@undercroft/tiles-server/live/live-city';
import type { SceneCatalogue } from '@undercroft/tiles-server/served-scenes';
import type { Settings } from '../settings.ts';
import type { SimulatedCities } from '../simulator/simulated-cities.ts';

export interface DoorsContext {
  readonly settings: Settings;
  /** The scene that is served; others are only looked at. */
  readonly scene: Scene;
  readonly scenes: SceneCatalogue;
  readonly store: Store;
  readonly live: LiveCity;
  readonly simulated: SimulatedCities;
  readonly say: (text: string) => void;
  readonly report: (error: unknown) => void;
}

/** What stands open; closing lets what is under way finish. */
export interface Doors {
  close(): Promise<void>;
}

/** Devices elsewhere come by a broker that encrypts. */
const MQTT_HOST = '127.0.0.1';
const CLIENT_ID_DIGITS = 12;

/** Opens the doors of a scene besides HTTP: a broker, and the simulator. */
export async function openDoors(context: DoorsContext): Promise<Doors> {
  const { scene, store, live, simulated, report } = context;
  const { intake } = live;
  const doors: Doors[] = [];
  if (mqttAdapters(scene).length > 0) doors.push(...(await mqttDoor(context)));
  const wallClock = () => Date.now();
  for (const adapter of scene.live?.adapters ?? []) {
    const generator = simulated.of(scene.id, adapter.source);
    if (generator === null) continue;
    doors.push(runSimulator({ scene: scene.id, adapter, generator, intake, live: store.live, wallClock, report }));
  }
  return {
    async close() {
      await Promise.all(doors.map((door) => door.close()));
    },
  };
}

async function mqttDoor({ settings, scenes, store, live, say, report }: DoorsContext): Promise<readonly Doors[]> {
  const { mqtt, home } = settings;
  const { intake } = live;
  if (mqtt.broker !== null) {
    const clientId = mqtt.clientId ?? clientIdOf(home);
    return [linkBroker({ address: mqtt.broker, clientId, scenes, intake, random: Math.random, say })];
  }
  try {
    const { port } = mqtt;
    const broker = await openBroker({
      scenes,
      intake,
      live: store.live,
      host: MQTT_HOST,
      port,
      now: () => performance.now(),
      report,
    });
    say(`devices come by MQTT at ${MQTT_HOST}:${broker.port}`);
    return [broker];
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    const why = code === 'EADDRINUSE' ? 'is taken' : 'may not be opened by this user';
    say(`port ${mqtt.port} ${why}: no device can come by MQTT; name another port with MQTT_PORT, 0 for any free one`);
    return [];
  }
}

/** The same at every start of a server of this data folder, and of no other. */
function clientIdOf(home: string): string {
  const digest = createHash('sha256').update(`${hostname()}\n${home}`).digest('hex');
  return `undercroft-${digest.slice(0, CLIENT_ID_DIGITS)}`;
}
