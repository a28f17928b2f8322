import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingestAnswerSchema } from '../core/src/protocol/live/event-input.ts';
import { routePath } from '../core/src/protocol/routes.ts';
import { openStore } from '../store/src/open-store.ts';
import { type Mosquitto, startMosquitto, WITHOUT_MOSQUITTO } from '../tiles-server/src/ingest/testing/mosquitto.ts';
import { mqttDevice } from '../tiles-server/src/ingest/testing/mqtt-device.ts';
import { writeTown } from './support/small-town-files.ts';
import { serve, temporaryHome, undercroft } from './support/undercroft.ts';

const title = { en: 'Feed', zh: '来源' };
const ADAPTERS = [
  { kind: 'mqtt', source: 'gateway', title, kinds: ['cover'], ratePerS: 10_000 },
  { kind: 'http', source: 'reports', title, kinds: ['cover'] },
];

function tilt(sequence: number, changes: object = {}): string {
  const eventTime = Date.UTC(2026, 9, 1) + sequence * 1000;
  return JSON.stringify({ eventTime, sequence, value: { tiltDeg: 47, isOpen: true }, ...changes });
}

async function liveTown(home: string): Promise<void> {
  await writeTown(home, 'town');
  const path = join(home, 'scenes', 'town', 'scene.json');
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), live: { adapters: ADAPTERS } }));
}

/** Sequences of the covers of an id, rising; of a home that no server holds. */
async function sequencesOf(home: string, id: string): Promise<readonly number[]> {
  const store = await openStore({ home });
  try {
    const range = { fromMs: 0, toMs: Date.UTC(2030, 0), limit: 100_000 };
    const events = await store.live.ofThing('town', 'cover', id, range);
    return events.map(({ event }) => event.sequence).sort((a, b) => a - b);
  } finally {
    await store.close();
  }
}

describe('devices and a served scene', () => {
  const home = temporaryHome();
  const env = { UNDERCROFT_HOME: home.path, UNDERCROFT_DATA: undefined, MQTT_PORT: '0' };
  beforeAll(() => liveTown(home.path));
  afterAll(() => home.remove());

  it('come in by keys that the command makes, over HTTP and with mosquitto_pub, until the keys are taken back', async () => {
    const server = await serve(['--scene', 'town'], env);
    const mqttPort = Number(/devices come by MQTT at 127\.0\.0\.1:(\d+)/.exec(server.said())?.[1]);
    const [gateway, reports] = await Promise.all(
      ['gateway', 'reports'].map(async (source) =>
        (await undercroft(['device-key', 'town', source], env)).stdout.trim(),
      ),
    );
    expect(gateway).toMatch(/^gateway\.[\w-]{43}$/);
    const post = async (key: string | undefined, body: string) =>
      await fetch(new URL(routePath('events', { scene: 'town' }), server.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
        body,
      });
    const taken = await post(reports, tilt(1, { kind: 'cover', id: 'A' }));
    expect(ingestAnswerSchema.parse(await taken.json())).toMatchObject({ stored: 1 });
    if (spawnSync('mosquitto_pub', ['--help']).error === undefined) {
      const where = ['-h', '127.0.0.1', '-p', String(mqttPort), '-u', 'gateway', '-P', gateway ?? ''];
      const what = ['-q', '1', '-t', 'undercroft/town/cover/A', '-m', tilt(2)];
      expect(spawnSync('mosquitto_pub', [...where, ...what]).status).toBe(0);
    } else {
      const device = await mqttDevice(mqttPort, 'gateway', gateway ?? '');
      await device.publish([['undercroft/town/cover/A', tilt(2)]]);
      await device.close();
    }
    const unknown = await undercroft(['device-key', 'town', 'nobody'], env);
    expect(unknown).toMatchObject({ code: 1, stdout: '' });
    expect(unknown.stderr).toContain('it has: gateway, reports');
    expect((await undercroft(['device-key', 'town', 'reports', '--revoke'], env)).code).toBe(0);
    await pause(2500);
    expect((await post(reports, tilt(3, { kind: 'cover', id: 'A' }))).status).toBe(401);
    expect(await server.stop()).toBe(0);
    expect(server.said()).not.toContain(gateway);
    expect(await sequencesOf(home.path, 'A')).toEqual([1, 2]);
  });

  it('is served without MQTT, and says so, where the port is taken', async () => {
    const first = await serve(['--scene', 'town'], env);
    const port = /devices come by MQTT at 127\.0\.0\.1:(\d+)/.exec(first.said())?.[1];
    const other = temporaryHome();
    await liveTown(other.path);
    const second = await serve(['--scene', 'town'], { ...env, UNDERCROFT_HOME: other.path, MQTT_PORT: port });
    expect(second.said()).toContain(`port ${port} is taken: no device can come by MQTT`);
    expect((await fetch(new URL(routePath('health'), second.url))).status).toBe(200);
    expect([await second.stop(), await first.stop()]).toEqual([0, 0]);
    other.remove();
  });
});

describe.skipIf(WITHOUT_MOSQUITTO !== null)(`a server killed behind Mosquitto ${WITHOUT_MOSQUITTO ?? ''}`, () => {
  const users = { undercroft: 'reads-all', gateway: 'covers-of-the-city' };
  const home = temporaryHome();
  let mosquitto: Mosquitto;

  beforeAll(async () => {
    await liveTown(home.path);
    mosquitto = await startMosquitto(users);
  });
  afterAll(async () => {
    await mosquitto.stop();
    home.remove();
  });

  it('finds all 8,000 messages of before, of the kill and of after it, each once', async () => {
    const env = {
      UNDERCROFT_HOME: home.path,
      UNDERCROFT_DATA: undefined,
      MQTT_URL: mosquitto.url,
      MQTT_USERNAME: 'undercroft',
      MQTT_PASSWORD: users.undercroft,
    };
    const numbers = Array.from({ length: 8000 }, (_, i) => i + 1);
    const device = await mqttDevice(mosquitto.port, 'gateway', users.gateway);
    const publish = (some: readonly number[]) =>
      device.publish(some.map((n) => ['undercroft/town/gateway/cover/A', tilt(n)]));

    const first = await serve(['--scene', 'town'], env);
    while (!first.said().includes('linked to the MQTT broker')) await pause(50);
    const underWay = publish(numbers.slice(0, 3000));
    await pause(300);
    first.child.kill('SIGKILL');
    await underWay;
    await publish(numbers.slice(3000));

    const second = await serve(['--scene', 'town'], env);
    const newest = async () => {
      const path = routePath('thingEvents', { scene: 'town', kind: 'cover', id: 'A' });
      const answer = await fetch(new URL(`${path}?from=2026-09-01T00:00:00Z&limit=1`, second.url));
      return (await answer.text()).includes('"sequence":8000');
    };
    while (!(await newest())) await pause(200);
    expect(await second.stop()).toBe(0);
    expect(await sequencesOf(home.path, 'A')).toEqual(numbers);
    expect(second.said()).not.toContain(users.undercroft);
    await device.close();
  });
});
