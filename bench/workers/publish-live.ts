// Publishes events by MQTT at a steady rate, half readings of devices and half positions of units, and now and then a
// cover that opens. Says what it did when its input ends or the time is over.
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { coverId, gaugeId, LIVE_SOURCE, liveBenchScene, placeOfThing } from '../lib/live-load.ts';
import { openMqttPublisher } from '../lib/mqtt-publisher.ts';

const { port, password, perSecond, seconds, things, alarmEveryMs, connections } = z
  .object({
    port: z.number(),
    password: z.string(),
    perSecond: z.number(),
    seconds: z.number(),
    /** Devices, and as many units. */
    things: z.number(),
    /** A cover opens so often; null: none does. */
    alarmEveryMs: z.number().nullable(),
    connections: z.number(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

const TICK_MS = 5;
const scene = liveBenchScene().id;
const base = `undercroft/${scene}/${LIVE_SOURCE}`;
const places = Array.from({ length: things }, (_, i) => placeOfThing(i, things));
const publishers = await Promise.all(
  Array.from({ length: connections }, (_, i) =>
    openMqttPublisher(port, { clientId: `bench-${process.pid}-${i}`, username: LIVE_SOURCE, password }),
  ),
);

let sent = 0;
let alarms = 0;
let mostUnderWay = 0;
const cpuBefore = process.cpuUsage();
const began = performance.now();
let nextAlarmMs = alarmEveryMs ?? Number.POSITIVE_INFINITY;
while (performance.now() - began < seconds * 1000) {
  const elapsedMs = performance.now() - began;
  const due = Math.floor((elapsedMs * perSecond) / 1000);
  const batches: [string, string][][] = publishers.map(() => []);
  const eventTime = Date.now();
  for (; sent < due; sent++) batches[sent % connections]?.push(messageOf(sent, eventTime));
  if (elapsedMs >= nextAlarmMs) {
    nextAlarmMs += alarmEveryMs ?? 0;
    // Each cover opens once: every alarm is a new one.
    const value = { tiltDeg: 47, isOpen: true };
    batches[0]?.push([
      `${base}/cover/${coverId(alarms)}`,
      JSON.stringify({ eventTime, sequence: 1, quality: 'good', value }),
    ]);
    alarms++;
  }
  for (const [i, batch] of batches.entries()) if (batch.length > 0) publishers[i]?.publish(batch);
  mostUnderWay = Math.max(
    mostUnderWay,
    publishers.reduce((sum, { underWay }) => sum + underWay, 0),
  );
  await sleep(TICK_MS);
}
const tookMs = performance.now() - began;
const cpu = process.cpuUsage(cpuBefore);
for (let waited = 0; waited < 10_000 && publishers.some(({ underWay }) => underWay > 0); waited += 50) await sleep(50);
const unacknowledged = publishers.reduce((sum, { underWay }) => sum + underWay, 0);
for (const publisher of publishers) await publisher.close();
process.stdout.write(
  `${JSON.stringify({ sent, alarms, tookMs, mostUnderWay, unacknowledged, cpuMs: (cpu.user + cpu.system) / 1000 })}\n`,
);

function messageOf(n: number, eventTime: number): [topic: string, payload: string] {
  const i = (n >> 1) % things;
  const sequence = Math.floor(n / 2 / things) + eventTime;
  if (n % 2 === 0) {
    const value = { quantity: 'fillDepth', unit: 'm', value: (n % 300) / 1000 };
    return [`${base}/reading/${gaugeId(i)}`, JSON.stringify({ eventTime, sequence, quality: 'good', value })];
  }
  const value = { headingDeg: n % 360, speedMps: 8 };
  const position = places[(i + n) % things];
  return [`${base}/position/unit-${i}`, JSON.stringify({ eventTime, sequence, quality: 'good', position, value })];
}
