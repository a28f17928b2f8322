import { request as httpRequest } from 'node:http';
import { ingestAnswerSchema, refusedEventsSchema } from '@undercroft/core/protocol/live/event-input';
import { routePath } from '@undercroft/core/protocol/routes';
import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryHome } from '../../../tests/support/undercroft.ts';
import { hashOfKey, newSourceKey } from '../ingest/source-keys.ts';
import { liveSceneSample } from '../ingest/testing/live-scene-sample.ts';
import { type LiveCity, openLiveCity } from '../live/live-city.ts';
import { jsonOf, type ServedApp, servedApp } from '../testing/served-app.ts';

const SCENE = liveSceneSample('live', [
  { kind: 'http', source: 'covers', title: { en: 'Covers', zh: '井盖' }, kinds: ['cover', 'reading'], ratePerS: 600 },
  { kind: 'http', source: 'slow', title: { en: 'Slow', zh: '慢' }, kinds: ['cover'], ratePerS: 0.5 },
  { kind: 'mqtt', source: 'gateway', title: { en: 'Gateway', zh: '网关' }, kinds: ['cover'] },
]);
const EVENTS = routePath('events', { scene: 'live' });
const COVERS = newSourceKey('covers');
const SLOW = newSourceKey('slow');
const GATEWAY = newSourceKey('gateway');

function tilt(id: string, sequence: number, changes: object = {}): object {
  return {
    kind: 'cover',
    id,
    eventTime: Date.UTC(2026, 9, 1) + sequence * 1000,
    sequence,
    value: { tiltDeg: 47, isOpen: true },
    ...changes,
  };
}

let home: ReturnType<typeof temporaryHome>;
let store: Store;
let live: LiveCity;
let app: ServedApp;

beforeAll(async () => {
  home = temporaryHome();
  store = await openStore({ home: home.path });
  for (const key of [COVERS, SLOW, GATEWAY]) {
    await store.live.setKeyHash('live', key.split('.')[0] ?? '', hashOfKey(key));
  }
  const failures: unknown[] = [];
  live = await openLiveCity({
    store,
    wallClock: () => Date.now(),
    now: () => performance.now(),
    report: (error) => failures.push(error),
  });
  app = await servedApp([SCENE], store, { live });
}, 60_000);

afterAll(async () => {
  live.endStreams();
  await app.close();
  await live.close();
  await store.close();
  home.remove();
});

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

async function stored(id: string): Promise<readonly number[]> {
  const range = { fromMs: 0, toMs: Date.now(), limit: 100_000 };
  const events = await store.live.ofThing('live', 'cover', id, range);
  return events.map(({ event }) => event.sequence);
}

describe('events over HTTP', () => {
  it('takes one event; it is in the log when that is answered', async () => {
    const answer = await app.post(EVENTS, tilt('A', 1), bearer(COVERS));
    expect(answer.status).toBe(200);
    expect(ingestAnswerSchema.parse(jsonOf(answer))).toEqual({
      stored: 1,
      historical: 0,
      duplicates: 0,
      refusedCount: 0,
      refused: [],
    });
    expect(await stored('A')).toEqual([1]);
  });

  it('takes a list: new, repeated, late and wrong ones each for itself', async () => {
    const batch = [tilt('B', 5), tilt('B', 5), tilt('B', 3), { kind: 'cover' }, tilt('B', 6)];
    const answer = ingestAnswerSchema.parse(jsonOf(await app.post(EVENTS, batch, bearer(COVERS))));
    expect(answer).toMatchObject({ stored: 3, historical: 1, duplicates: 1, refusedCount: 1 });
    expect(answer.refused).toMatchObject([{ index: 3, code: 'not-an-event' }]);
    expect(await stored('B')).toEqual([6, 5, 3]);
    const { refused } = refusedEventsSchema.parse(jsonOf(await app.get(routePath('refusedEvents', { scene: 'live' }))));
    expect(refused[0]).toMatchObject({
      source: 'covers',
      door: 'http',
      reason: 'not-an-event',
      body: '{"kind":"cover"}',
    });
  });

  it('says plainly that nothing was taken when every event is wrong', async () => {
    const answer = await app.post(EVENTS, { kind: 'cover' }, bearer(COVERS));
    expect(answer.status).toBe(422);
    expect(jsonOf(answer)).toMatchObject({ code: 'event-refused' });
  });

  it('takes 1,203 lines that come in crumbs, and names the wrong ones by their number', async () => {
    const lines = Array.from({ length: 1200 }, (_, i) => JSON.stringify(tilt('C', i + 1)));
    lines.splice(700, 0, '{"kind":', '', '"x"');
    lines.push('   ', `{"kind":"${'x'.repeat(100_000)}"}`);
    const text = new TextEncoder().encode(lines.join('\n'));
    const crumbs = async function* () {
      for (let at = 0; at < text.length; at += 7001) yield text.subarray(at, at + 7001);
    };
    const answer = await fetch(new URL(EVENTS, app.url), {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', ...bearer(COVERS) },
      body: crumbs(),
      duplex: 'half',
    });
    expect(answer.status).toBe(200);
    const told = ingestAnswerSchema.parse(await answer.json());
    expect(told).toMatchObject({ stored: 1200, refusedCount: 3 });
    expect(told.refused.map(({ index, code }) => `${index} ${code}`)).toEqual([
      '700 not-json',
      '701 not-an-event',
      '1202 too-large',
    ]);
    expect(await stored('C')).toHaveLength(1200);
  });

  it('lets a source bring twenty times a second its half an event, then says when to come back', async () => {
    // Half an event a second: five at once.
    const first = await app.post(
      EVENTS,
      [1, 2, 3, 4, 5].map((n) => tilt('D', n)),
      bearer(SLOW),
    );
    expect(first.status).toBe(200);
    const next = await app.post(EVENTS, tilt('D', 6), bearer(SLOW));
    expect(next.status).toBe(429);
    expect(Number(next.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect(jsonOf(next)).toMatchObject({ code: 'rate-limited' });
    expect(await stored('D')).toEqual([5, 4, 3, 2, 1]);
  });

  it.each([
    ['no key', {}],
    ['a wrong key', bearer(newSourceKey('covers'))],
    ['the key of a source that comes by another door', bearer(GATEWAY)],
    ['the secret of people', bearer('secret')],
  ])('asks a device for its key, on this machine too: %s', async (_what, headers) => {
    const answer = await app.post(EVENTS, tilt('E', 1), headers);
    expect(answer.status).toBe(401);
    expect(jsonOf(answer)).toMatchObject({ code: 'key-required' });
    expect(await stored('E')).toEqual([]);
  });

  it('takes nothing from a foreign page, even one that got hold of a key', async () => {
    const headers = { ...bearer(COVERS), origin: 'https://elsewhere.example', 'content-type': 'application/json' };
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = httpRequest(new URL(EVENTS, app.url), { method: 'POST', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      request.on('error', reject);
      request.end(JSON.stringify(tilt('F', 1)));
    });
    expect(status).toBe(403);
    const form = await app.post(EVENTS, tilt('F', 1), { ...bearer(COVERS), 'content-type': 'text/plain' });
    expect(form.status).toBe(415);
    expect(await stored('F')).toEqual([]);
  });

  it('lets a key that was taken back in no more', async () => {
    await store.live.setKeyHash('live', 'slow', null);
    const gone = await servedApp([SCENE], store, { live });
    try {
      expect((await gone.post(EVENTS, tilt('G', 1), bearer(SLOW))).status).toBe(401);
    } finally {
      await gone.close();
    }
  });
});
