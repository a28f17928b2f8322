import { setTimeout as pause } from 'node:timers/promises';
import mqtt from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { liveSceneSample } from '../testing/live-scene-sample.ts';
import { type LiveStoreSample, liveStoreSample } from '../testing/live-store-sample.ts';
import { type Mosquitto, startMosquitto, WITHOUT_MOSQUITTO } from '../testing/mosquitto.ts';
import { mqttDevice } from '../testing/mqtt-device.ts';
import { brokerAddress } from './broker-address.ts';
import { type BrokerLink, linkBroker } from './link-broker.ts';

const title = { en: 'Feed', zh: '来源' };
const SCENE = liveSceneSample('live', [
  { kind: 'mqtt', source: 'gateway', title, kinds: ['cover'], ratePerS: 5000 },
  { kind: 'mqtt', source: 'other', title, kinds: ['cover'] },
]);
const USERS = { undercroft: 'reads-all', gateway: 'covers-of-the-city', other: 'another' };

function tilt(sequence: number): string {
  const eventTime = Date.UTC(2026, 9, 1) + sequence * 1000;
  return JSON.stringify({ eventTime, sequence, value: { tiltDeg: 47, isOpen: true } });
}

function numbers(count: number): readonly number[] {
  return Array.from({ length: count }, (_, i) => i + 1);
}

describe.skipIf(WITHOUT_MOSQUITTO !== null)(
  `a link to Mosquitto by the shipped files ${WITHOUT_MOSQUITTO ?? ''}`,
  () => {
    let mosquitto: Mosquitto;
    let sample: LiveStoreSample;
    let link: BrokerLink | null = null;
    const said: string[] = [];

    const begin = (): void => {
      const address = brokerAddress(mosquitto.url, 'undercroft', USERS.undercroft);
      if (address === null) throw new Error('no address');
      const { intake } = sample;
      const scenes = new Map([['live', SCENE]]);
      link = linkBroker({
        address,
        clientId: 'server-1',
        scenes,
        intake,
        random: () => 0,
        say: (text) => said.push(text),
      });
    };
    const untilLinked = async (): Promise<void> => {
      const [gateway] = SCENE.live?.adapters ?? [];
      if (gateway === undefined) throw new Error('no feed');
      while (sample.intake.feed('live', gateway).isConnected !== true) await pause(20);
    };
    const untilHeld = async (id: string, count: number): Promise<readonly number[]> => {
      for (;;) {
        const held = await sample.sequencesOf('live', id);
        if (held.length >= count) return held;
        await pause(100);
      }
    };

    beforeAll(async () => {
      mosquitto = await startMosquitto(USERS);
      sample = await liveStoreSample();
      begin();
      await untilLinked();
    }, 60_000);

    afterAll(async () => {
      await link?.close();
      await mosquitto.stop();
      await sample.close();
    });

    it('takes what devices publish below their own name', async () => {
      const device = await mqttDevice(mosquitto.port, 'gateway', USERS.gateway);
      await device.publish(numbers(2000).map((n) => ['undercroft/live/gateway/cover/A', tilt(n)]));
      expect(await untilHeld('A', 2000)).toEqual(numbers(2000));
      await device.close();
    });

    it('finds 5,000 messages that came while it was away, each once', async () => {
      await link?.close();
      const device = await mqttDevice(mosquitto.port, 'gateway', USERS.gateway);
      await device.publish(numbers(5000).map((n) => ['undercroft/live/gateway/cover/B', tilt(n)]));
      await device.close();
      expect(await sample.sequencesOf('live', 'B')).toEqual([]);
      begin();
      expect(await untilHeld('B', 5000)).toEqual(numbers(5000));
      const [gateway] = SCENE.live?.adapters ?? [];
      if (gateway === undefined) throw new Error('no feed');
      expect(sample.intake.feed('live', gateway).duplicateCount).toBe(0);
    });

    it('takes nothing that one source publishes below the name of another', async () => {
      const device = await mqttDevice(mosquitto.port, 'other', USERS.other);
      // Mosquitto acknowledges what its rules forbid and drops it.
      await device.publish([
        ['undercroft/live/gateway/cover/C', tilt(1)],
        ['undercroft/live/other/cover/C', tilt(2)],
      ]);
      expect(await untilHeld('C', 1)).toEqual([2]);
      await device.close();
    });

    it('keeps aside what cannot be read, and goes on', async () => {
      const device = await mqttDevice(mosquitto.port, 'gateway', USERS.gateway);
      await device.publish([
        ['undercroft/live/gateway/cover/D', 'tilted!'],
        ['undercroft/live/gateway/somewhere', tilt(1)],
        ['undercroft/live/gateway/cover/D', tilt(2)],
      ]);
      expect(await untilHeld('D', 1)).toEqual([2]);
      const kept = await sample.store.live.refused('live', 2);
      expect(kept.map(({ source, reason }) => `${source} ${reason}`).sort()).toEqual([
        'gateway not-json',
        'null topic-unusable',
      ]);
      await device.close();
    });

    it('comes back when its connection is cut', async () => {
      // A broker cuts the connection of whoever has the name of a newer one.
      const other = { clientId: 'server-1', username: 'undercroft', password: USERS.undercroft, clean: false };
      const before = said.length;
      const newer = await mqtt.connectAsync(mosquitto.url, { ...other, reconnectPeriod: 0 });
      await newer.endAsync(true);
      while (said.length < before + 2) await pause(20);
      expect(said.slice(before)).toEqual([
        `no link to the MQTT broker at 127.0.0.1:${mosquitto.port} (the broker closed the connection): trying again`,
        `linked to the MQTT broker at 127.0.0.1:${mosquitto.port}`,
      ]);
      const device = await mqttDevice(mosquitto.port, 'gateway', USERS.gateway);
      await device.publish(numbers(300).map((n) => ['undercroft/live/gateway/cover/E', tilt(n)]));
      expect(await untilHeld('E', 300)).toEqual(numbers(300));
      await device.close();
    });

    it('says that the broker is lost and found without its password', () => {
      expect(said[0]).toBe(`linked to the MQTT broker at 127.0.0.1:${mosquitto.port}`);
      expect(said.join(' ')).not.toContain(USERS.undercroft);
    });
  },
);
