// Holds many readers of a live stream with different areas open, and measures how old events are when they arrive.
// Words on its input: `mark` begins to measure, `figures` tells what was measured since, end of input closes.
import { createInterface } from 'node:readline';
import { type EventStream, openEventStream } from '@undercroft/tiles-server/testing/event-stream';
import { z } from 'zod';
import { readerAreas } from '../lib/live-load.ts';

const { url, count, areas, isDeaf, reopenEveryMs } = z
  .object({
    url: z.string(),
    count: z.number(),
    areas: z.enum(['tenth', 'none']),
    /** They never read a byte. */
    isDeaf: z.boolean().default(false),
    /** One after the other is cut and comes back, so that so much lies between two. */
    reopenEveryMs: z.number().nullable().default(null),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

/** Ages in milliseconds, one slot each; the last slot holds everything older. */
class Ages {
  readonly #slots = new Uint32Array(20_000);
  count = 0;

  add(ageMs: number): void {
    const slot = Math.min(Math.max(Math.round(ageMs), 0), this.#slots.length - 1);
    this.#slots[slot] = (this.#slots[slot] ?? 0) + 1;
    this.count += 1;
  }

  /** Age that a share of the events did not exceed. */
  at(share: number): number {
    let left = Math.ceil(this.count * share);
    const slot = this.#slots.findIndex((count) => {
      left -= count;
      return left <= 0;
    });
    return slot;
  }
}

const TIME = '"eventTimeMs":';
const RECEIVED = '"receivedMs":';
/** Since they happened, and since the server received them. */
let ages = new Ages();
let agesHere = new Ages();
let messages = 0;
let bytes = 0;
let latestOnly = 0;
let cpuBefore = process.cpuUsage();

function hear(data: string): void {
  messages += 1;
  bytes += data.length;
  if (data.includes('"isLatestOnly":true')) latestOnly += 1;
  const now = Date.now();
  for (let at = data.indexOf(RECEIVED); at !== -1; at = data.indexOf(RECEIVED, at)) {
    agesHere.add(now - numberAt(data, at + RECEIVED.length));
    at = data.indexOf(TIME, at);
    ages.add(now - numberAt(data, at + TIME.length));
  }
}

function numberAt(data: string, start: number): number {
  return Number(data.slice(start, data.indexOf(',', start)));
}

const boxes = areas === 'none' ? null : readerAreas(count);

function open(i: number, lastEventId: string | null): Promise<EventStream> {
  const address = new URL(url);
  const box = boxes?.[i];
  if (box !== undefined) address.searchParams.set('bbox', box.join(','));
  return openEventStream(address, {
    lastEventId,
    isPaused: isDeaf,
    onMessage: ({ event, data }) => {
      if (event === 'events') hear(data);
    },
  });
}

const streams = await Promise.all(Array.from({ length: count }, (_, i) => open(i, null)));
let next = 0;
async function reopenNext(): Promise<void> {
  const i = next++ % count;
  const stream = streams[i];
  stream?.close();
  streams[i] = await open(i, stream?.lastId ?? null);
}
const reopening =
  reopenEveryMs === null
    ? undefined
    : setInterval(() => {
        reopenNext().catch(
          (error: unknown) => void process.stderr.write(`a reader did not come back: ${String(error)}\n`),
        );
      }, reopenEveryMs);
process.stdout.write(`${JSON.stringify({ open: streams.length })}\n`);
for await (const word of createInterface({ input: process.stdin })) {
  if (word === 'mark') {
    ages = new Ages();
    agesHere = new Ages();
    messages = 0;
    bytes = 0;
    latestOnly = 0;
    cpuBefore = process.cpuUsage();
    process.stdout.write('{}\n');
  } else {
    const cpu = process.cpuUsage(cpuBefore);
    const figures = {
      events: ages.count,
      messages,
      bytes,
      latestOnly,
      p50Ms: ages.at(0.5),
      p99Ms: ages.at(0.99),
      mostMs: ages.at(1),
      hereP50Ms: agesHere.at(0.5),
      hereP99Ms: agesHere.at(0.99),
      cpuMs: (cpu.user + cpu.system) / 1000,
    };
    process.stdout.write(`${JSON.stringify(figures)}\n`);
  }
}
clearInterval(reopening);
for (const stream of streams) stream.close();
