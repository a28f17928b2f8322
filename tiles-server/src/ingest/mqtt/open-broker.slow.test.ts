import { createConnection } from 'node:net';
import mqtt from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashOfKey, newSourceKey } from '../source-keys.ts';
import { liveSceneSample } from '../testing/live-scene-sample.ts';
import { type LiveStoreSample, liveStoreSample } from '../testing/live-store-sample.ts';
import { mqttDevice } from '../testing/mqtt-device.ts';
import { type Broker, openBroker } from './open-broker.ts';

const title = { en: 'Feed', zh: '来源' };
const SCENE = liveSceneSample('live', [
  { kind: 'mqtt', source: 'gateway', title, kinds: ['cover'], ratePerS: 5000 },
  { kind: 'mqtt', source: 'slow', title, kinds: ['cover'], ratePerS: 20 },
  { kind: 'mqtt', source: 'other', title, kinds: ['cover'] },
]);
const GATEWAY = newSourceKey('gateway');
const SLOW = newSourceKey('slow');

function tilt(sequence: number, changes: object = {}): string {
  const eventTime = Date.UTC(2026, 9, 1) + sequence * 1000;
  return JSON.stringify({ eventTime, sequence, value: { tiltDeg: 47, isOpen: true }, ...changes });
}

let sample: LiveStoreSample;
let broker: Broker;

beforeAll(async () => {
  sample = await liveStoreSample();
  const { store, intake } = sample;
  await store.live.setKeyHash('live', 'gateway', hashOfKey(GATEWAY));
  await store.live.setKeyHash('live', 'slow', hashOfKey(SLOW));
  broker = await openBroker({
    scenes: new Map([['live', SCENE]]),
    intake,
    live: store.live,
    host: '127.0.0.1',
    port: 0,
    now: () => performance.now(),
    report: (error) => {
      throw error;
    },
  });
}, 60_000);

afterAll(async () => {
  await broker.close();
  await sample.close();
});

describe('the embedded broker', () => {
  it('acknowledges what is in the log by then, 2,000 messages on their way at once', async () => {
    const device = await mqttDevice(broker.port, 'gateway', GATEWAY);
    const numbers = Array.from({ length: 2000 }, (_, i) => i + 1);
    await device.publish(numbers.map((n) => ['undercroft/live/cover/A', tilt(n)]));
    expect(await sample.sequencesOf('live', 'A')).toEqual(numbers);
    // Again, as after a lost acknowledgement, and by the long topic.
    await device.publish(numbers.slice(0, 50).map((n) => ['undercroft/live/gateway/cover/A', tilt(n)]));
    expect(await sample.sequencesOf('live', 'A')).toEqual(numbers);
    await device.close();
    const [gateway] = SCENE.live?.adapters ?? [];
    if (gateway === undefined) throw new Error('no feed');
    expect(sample.intake.feed('live', gateway)).toMatchObject({ duplicateCount: 50, isConnected: true });
  });

  it('takes a list of what a device kept while it was offline', async () => {
    const device = await mqttDevice(broker.port, 'gateway', GATEWAY);
    await device.publish([['undercroft/live/cover/B', `[${[1, 2, 3].map((n) => tilt(n)).join(',')}]`]]);
    expect(await sample.sequencesOf('live', 'B')).toEqual([1, 2, 3]);
    await device.close();
  });

  it('acknowledges what it cannot read and keeps it aside, so that it does not come for ever', async () => {
    const device = await mqttDevice(broker.port, 'gateway', GATEWAY);
    await device.publish([
      ['undercroft/live/cover/C', 'tilted!'],
      ['undercroft/live/cover/C', tilt(1, { id: 'D' })],
      ['undercroft/live/flow/C', tilt(1, { value: { vehiclesAnHour: 1, speedKmh: 1 } })],
      ['undercroft/live/cover/C', `${'['.repeat(60_000)}${']'.repeat(60_000)}`],
      ['undercroft/live/cover/C', tilt(2)],
    ]);
    expect(await sample.sequencesOf('live', 'C')).toEqual([2]);
    const kept = await sample.store.live.refused('live', 4);
    expect(kept.map(({ source, door, reason }) => `${source} ${door} ${reason}`).sort()).toEqual([
      'gateway mqtt kind-not-allowed',
      'gateway mqtt not-json',
      'gateway mqtt too-large',
      'gateway mqtt topic-unusable',
    ]);
    await device.close();
  });

  it.each([
    ['another source', 'undercroft/live/other/cover/E'],
    ['another scene', 'undercroft/elsewhere/cover/E'],
    ['anywhere else', '$SYS/E'],
  ])('ends the connection of a device that publishes below %s', async (_what, topic) => {
    const device = await mqttDevice(broker.port, 'gateway', GATEWAY);
    const ended = new Promise<void>((resolve) => device.client.once('close', () => resolve()));
    device.client.publish(topic, tilt(1), { qos: 1 }, () => undefined);
    await ended;
    await device.close();
    expect(await sample.sequencesOf('live', 'E')).toEqual([]);
  });

  it('lets nobody listen to what others publish', async () => {
    const device = await mqttDevice(broker.port, 'gateway', GATEWAY);
    await expect(device.client.subscribeAsync('undercroft/#')).rejects.toThrow();
    await device.close();
  });

  it.each([
    ['another key', 'gateway', newSourceKey('gateway')],
    ['the key of another source', 'gateway', SLOW],
    ['no key at all', 'other', ''],
    ['a name that is no feed', 'nobody', GATEWAY],
  ])('lets nobody in with %s', async (_what, username, password) => {
    const url = `mqtt://127.0.0.1:${broker.port}`;
    await expect(mqtt.connectAsync(url, { username, password, reconnectPeriod: 0 }, false)).rejects.toThrow(/4|Bad/i);
  });

  it('slows a source that is too fast and loses nothing of it', async () => {
    const device = await mqttDevice(broker.port, 'slow', SLOW);
    const numbers = Array.from({ length: 230 }, (_, i) => i + 1);
    const beganMs = performance.now();
    await device.publish(numbers.map((n) => ['undercroft/live/cover/F', tilt(n)]));
    // 200 at once, then thirty at twenty a second.
    expect(performance.now() - beganMs).toBeGreaterThanOrEqual(1400);
    expect(await sample.sequencesOf('live', 'F')).toEqual(numbers);
    await device.close();
  });

  it('hangs up on whoever announces a packet of 100 MB, before they have signed in', async () => {
    const socket = createConnection(broker.port, '127.0.0.1');
    const ended = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    // CONNECT with a remaining length of 100 MB (2.2.3).
    socket.write(Buffer.from([0x10, 0x80, 0xc2, 0xd7, 0x2f]));
    socket.write(Buffer.alloc(1000));
    await ended;
  });
});
