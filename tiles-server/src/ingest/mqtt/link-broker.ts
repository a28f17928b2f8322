import type { Intake } from '../../live/live-scene.ts';
import type { SceneCatalogue } from '../../served-scenes.ts';
import type { BrokerAddress } from './broker-address.ts';
import { openSession, type Session } from './broker-session.ts';
import { MqttMessages } from './mqtt-messages.ts';
import { adapterOfTopic, mqttAdapters, topicsOf } from './mqtt-topic.ts';

export interface LinkOptions {
  readonly address: BrokerAddress;
  /** The same at every start: by it the broker knows whose messages it keeps. Each server of a city has its own. */
  readonly clientId: string;
  readonly scenes: SceneCatalogue;
  readonly intake: Intake;
  /** A number in [0, 1), another at every call. */
  readonly random: () => number;
  /** Told when the link stands and when it is lost, in a sentence without secrets. */
  readonly say: (text: string) => void;
}

export interface BrokerLink {
  close(): Promise<void>;
}

/** Waits before trying again: doubled from the first to the last, each halved at most by chance. */
const FIRST_WAIT_MS = 500;
const LAST_WAIT_MS = 30_000;

/** How long to wait before try `attempt` (from 0), ms: so that many servers do not come back in the same instant. */
export function waitBeforeMs(attempt: number, random: number): number {
  return Math.min(LAST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt) * (0.5 + random / 2);
}

/** Keeps a link to an outside broker, coming back to it for ever. */
export function linkBroker({ address, clientId, scenes, intake, random, say }: LinkOptions): BrokerLink {
  const messages = new MqttMessages(intake);
  const live = [...scenes.values()].filter((scene) => mqttAdapters(scene).length > 0);
  const name = `${address.host}:${address.port}`;
  let session: Session | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;
  let attempt = 0;
  let said = '';

  const linked = (isConnected: boolean): void => {
    for (const scene of live) for (const adapter of mqttAdapters(scene)) intake.linked(scene.id, adapter, isConnected);
  };
  const sayOnce = (text: string): void => {
    if (text !== said) say(text);
    said = text;
  };
  const take = async (topic: string, payload: Uint8Array): Promise<void> => {
    const found = adapterOfTopic(topic, scenes);
    if ('code' in found) {
      const scene = live.find(({ id }) => id === topic.split('/')[1]);
      // Only topics of our scenes are asked for; another cannot be kept anywhere.
      if (scene !== undefined) await messages.refuse(scene.id, null, found, payload);
      return;
    }
    await messages.take(found.scene, found.adapter, found.topic, payload);
  };
  const begin = (): void => {
    timer = null;
    session = openSession({
      address,
      clientId,
      topics: live.map(({ id }) => topicsOf(id)),
      take,
      onReady() {
        attempt = 0;
        linked(true);
        sayOnce(`linked to the MQTT broker at ${name}`);
      },
      onEnd(reason) {
        session = null;
        linked(false);
        if (isClosed) return;
        sayOnce(`no link to the MQTT broker at ${name} (${reason?.message ?? 'closed'}): trying again`);
        timer = setTimeout(begin, waitBeforeMs(attempt++, random()));
      },
    });
  };
  linked(false);
  begin();

  return {
    async close() {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      await session?.close();
    },
  };
}
