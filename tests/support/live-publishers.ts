import { setTimeout as sleep } from 'node:timers/promises';
import { type MqttDevice, mqttDevice } from '@undercroft/tiles-server/ingest/testing/mqtt-device';

/** A publisher that never gives up: what is not acknowledged it sends again, with the same number. */
export interface Publisher {
  /** `<id> <sequence>` of every event that was acknowledged. */
  readonly acknowledged: ReadonlySet<string>;
  /** Stops sending anew; resolves when everything sent is acknowledged. */
  finish(): Promise<void>;
}

const RETRY_MS = 40;
/** An answer that has not come by then never will, ms. */
const ANSWER_MS = 3000;

/** Readings of `count` gauges whose ids begin with `name`, in the order in which a gateway would number them. */
function* readings(name: string, count: number) {
  for (let n = 0; ; n++) {
    const sequence = Math.floor(n / count) + 1;
    const value = { quantity: 'fillDepth', unit: 'm', value: n / 1000 };
    yield { id: `${name}-${n % count}`, sequence, eventTime: Date.now(), quality: 'good', value };
  }
}

type Sent = ReturnType<typeof readings> extends Generator<infer Each> ? Each : never;

const keyOf = ({ id, sequence }: Sent) => `${id} ${sequence}`;

/** Sends batches over HTTP, one after another. */
export function httpPublisher(url: URL, key: string, name: string, batch: () => number): Publisher {
  const acknowledged = new Set<string>();
  const source = readings(name, 7);
  let isEnding = false;
  const post = async (events: readonly Sent[]): Promise<boolean> => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
      body: JSON.stringify(events.map((event) => ({ ...event, kind: 'reading' }))),
      signal: AbortSignal.timeout(10_000),
    }).catch(() => null);
    const told: unknown = await answer?.json().catch(() => null);
    if (answer?.status !== 200 || told === null) return false;
    if (JSON.stringify(told).includes('"refusedCount":0')) return true;
    throw new Error(`Events were refused: ${JSON.stringify(told)}`);
  };
  const running = (async () => {
    while (!isEnding) {
      const events = taken(source, batch());
      while (!(await post(events))) await sleep(RETRY_MS);
      for (const event of events) acknowledged.add(keyOf(event));
    }
  })();
  return {
    acknowledged,
    async finish() {
      isEnding = true;
      await running;
    },
  };
}

/** Publishes over MQTT with QoS 1, many messages under way at once. */
export function mqttPublisher(
  port: number,
  { scene, source: user, key }: { readonly scene: string; readonly source: string; readonly key: string },
  name: string,
  batch: () => number,
): Publisher {
  const acknowledged = new Set<string>();
  const source = readings(name, 11);
  let isEnding = false;
  let device: MqttDevice | null = null;
  const publish = async (event: Sent): Promise<boolean> => {
    const { id, ...rest } = event;
    const done = device?.publish([[`undercroft/${scene}/reading/${id}`, JSON.stringify(rest)]]);
    if (done === undefined) return false;
    // So may a message on a connection that is cut.
    return await Promise.race([
      done.then(
        () => true,
        () => false,
      ),
      sleep(ANSWER_MS, false),
    ]);
  };
  const running = (async () => {
    while (!isEnding) {
      let left = taken(source, batch());
      while (left.length > 0) {
        // A connection that is cut while it signs in may be left without any answer.
        device ??= await Promise.race([mqttDevice(port, user, key).catch(() => null), sleep(ANSWER_MS, null)]);
        const results = await Promise.all(left.map(publish));
        for (const [i, event] of left.entries()) if (results[i] === true) acknowledged.add(keyOf(event));
        left = left.filter((_, i) => results[i] !== true);
        if (left.length === 0) continue;
        await Promise.race([device?.close().catch(() => undefined), sleep(ANSWER_MS)]);
        device = null;
        await sleep(RETRY_MS);
      }
    }
    await Promise.race([device?.close().catch(() => undefined), sleep(ANSWER_MS)]);
  })();
  return {
    acknowledged,
    async finish() {
      isEnding = true;
      await running;
    },
  };
}

function taken<Each>(source: Iterator<Each>, count: number): Each[] {
  const events: Each[] = [];
  while (events.length < count) {
    const { value, done } = source.next();
    if (done === true) return events;
    events.push(value);
  }
  return events;
}
