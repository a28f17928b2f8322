import {
  liveExtentSchema,
  liveHistorySchema,
  liveStateSchema,
  thingEventsSchema,
} from '@undercroft/core/protocol/live/replay';
import { type RouteName, routePath } from '@undercroft/core/protocol/routes';
import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import { MONDAY_MORNING_MS, sampleCase } from '@undercroft/store/testing/sample-case';
import { sampleAlarm, samplePosition, sampleReading } from '@undercroft/store/testing/sample-events';
import { importSample } from '@undercroft/store/testing/sample-features';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryHome } from '../../../tests/support/undercroft.ts';
import type { SimulatedPast } from '../live/simulated-past.ts';
import { jsonOf, type ServedApp, servedApp } from '../testing/served-app.ts';

const both = (text: string) => ({ en: text, zh: text });

const SCENE: Scene = sceneSchema.parse({
  id: 'town',
  title: both('Town'),
  description: both('Cases, a log and a generator'),
  synthetic: true,
  frame: { origin: [119.6, 39.92], displayCrs: 'EPSG:4549' },
  heightDatum: { name: both('Test datum'), geoidOffsetM: 1.49, basis: both('made up') },
  sources: [{ kind: 'generated', layer: 'cases', title: both('Cases'), generator: 'demo-map', seed: 1 }],
  attribution: [{ text: 'Nobody', licence: 'Apache-2.0' }],
  camera: { target: [119.6, 39.92], distanceM: 100, headingDeg: 0, pitchDeg: -45 },
});

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** The log begins a day after the case was reported. */
const LOG_FROM_MS = MONDAY_MORNING_MS + DAY_MS;
const NOW_MS = MONDAY_MORNING_MS + 3 * DAY_MS;

/** A level that is read every ten minutes: as many centimetres as minutes past the hour. */
const GENERATOR: SimulatedPast = {
  stateAt: (atMs) => Promise.resolve([levelAt(Math.floor(atMs / (10 * MINUTE_MS)) * 10 * MINUTE_MS)]),
  between: (fromMs, toMs, limit) => Promise.resolve(levels(fromMs, toMs).slice(0, limit)),
  ofThing: (id, fromMs, toMs, limit) => Promise.resolve(id === 'G1' ? levels(fromMs, toMs).slice(-limit) : []),
};

function levelAt(ms: number) {
  const { event } = sampleReading('G1', ms / MINUTE_MS, ms, { valueM: ((ms / MINUTE_MS) % 60) / 100 });
  return { ...event, source: 'simulator' };
}

function levels(fromMs: number, toMs: number) {
  const step = 10 * MINUTE_MS;
  const first = Math.ceil(fromMs / step);
  return Array.from({ length: Math.max(0, Math.ceil(toMs / step) - first) }, (_, i) => levelAt((first + i) * step));
}

describe('the city as it was, over HTTP', () => {
  const home = temporaryHome();
  let store: Store;
  let app: ServedApp;
  const ask = async (route: RouteName, query = '', values = {}) =>
    app.get(`${routePath(route, { scene: 'town', ...values })}?${query}`);
  const state = async (atMs: number, query = '') =>
    liveStateSchema.parse(await jsonOf(await ask('liveState', `at=${atMs}${query}`)));
  const told = ({ events }: Awaited<ReturnType<typeof state>>) =>
    events.map(({ event }) => `${event.source}/${event.id}`).sort();

  beforeAll(async () => {
    store = await openStore({ home: home.path });
    const today = () => new Date(NOW_MS);
    app = await servedApp([SCENE], store, { today, pastOf: (scene) => (scene === 'town' ? GENERATOR : null) });
    await importSample(store, 'town', [sampleCase('A')], { layer: 'cases' });
    await store.live.append('town', [
      samplePosition('U1', 1, LOG_FROM_MS),
      sampleAlarm('AL1', 1, LOG_FROM_MS + MINUTE_MS, 'open'),
      sampleReading('W1', 1, LOG_FROM_MS + 2 * MINUTE_MS, { receivedMs: LOG_FROM_MS + 30 * MINUTE_MS }),
      sampleAlarm('AL1', 2, LOG_FROM_MS + 40 * MINUTE_MS, 'closed'),
    ]);
  });

  afterAll(async () => {
    await app.close();
    await store.close();
    expect(app.failures).toEqual([]);
  });

  it('is told of a time before the log: the case with the steps of then, and what the generator says', async () => {
    const then = await state(MONDAY_MORNING_MS + 70 * MINUTE_MS);
    expect(then).toMatchObject({ upTo: null, logFromMs: LOG_FROM_MS, isSimulated: true, isWhole: true });
    expect(told(then)).toEqual(['cases/A', 'simulator/G1']);
    const found = then.events.find(({ event }) => event.kind === 'case');
    // Handled after 64 minutes, verified after 90.
    expect(found).toMatchObject({
      eventId: 0,
      event: { value: { result: 'open', steps: { handle: MONDAY_MORNING_MS + 64 * MINUTE_MS, verify: null } } },
    });
    // 08:30 and 70 minutes is 09:40.
    const level = then.events.find(({ event }) => event.kind === 'reading');
    expect(level?.event.value).toMatchObject({ value: 0.4 });
    expect(told(await state(MONDAY_MORNING_MS + 120 * MINUTE_MS))).toEqual(['simulator/G1']);
    expect(told(await state(MONDAY_MORNING_MS - 1, '&kinds=case,alarm'))).toEqual([]);
  });

  it('is told out of the log by either clock, without alarms that were closed', async () => {
    const logged = 'alarms/AL1 gateway/W1 simulator/G1 vehicles/U1'.split(' ');
    expect(told(await state(LOG_FROM_MS + 10 * MINUTE_MS))).toEqual(logged);
    // Ten minutes later W1 had not come in yet; what a generator says was never received.
    const known = await state(LOG_FROM_MS + 10 * MINUTE_MS, '&by=received');
    expect(told(known)).toEqual(['alarms/AL1', 'vehicles/U1']);
    expect(told(await state(LOG_FROM_MS + 40 * MINUTE_MS, '&by=received'))).toEqual(['gateway/W1', 'vehicles/U1']);
    const now = liveStateSchema.parse(await jsonOf(await ask('liveState')));
    expect(now).toMatchObject({ atMs: NOW_MS, upTo: 4, isSimulated: false });
    expect(told(now)).toEqual(['gateway/W1', 'vehicles/U1']);
  });

  it('is played over a span: steps of cases, the log and the generator in the order of time', async () => {
    const at = (ms: number) => new Date(ms).toISOString();
    const span = `from=${at(MONDAY_MORNING_MS)}&to=${at(MONDAY_MORNING_MS + 65 * MINUTE_MS)}`;
    const all = liveHistorySchema.parse(await jsonOf(await ask('liveHistory', span)));
    expect(all).toMatchObject({ isSimulated: true, more: false });
    const cases = all.events.flatMap(({ event }) => (event.kind === 'case' ? [event.value.steps] : []));
    // Reported, registered after one minute, dispatched after four, handled after 64.
    expect(cases.map(({ handle }) => handle !== null)).toEqual([false, false, false, true]);
    expect(all.events).toHaveLength(4 + 7);
    const cut = liveHistorySchema.parse(await jsonOf(await ask('liveHistory', `${span}&limit=3`)));
    expect(cut.more).toBe(true);
    expect(cut.events.every(({ event }) => event.eventTimeMs < cut.wholeToMs)).toBe(true);
    const hourly = liveHistorySchema.parse(await jsonOf(await ask('liveHistory', `${span}&every=3600`)));
    // 08:30 to 09:35 has two hours: the last word of the level and of the case in each.
    expect(hourly.events).toHaveLength(4);
  });

  it('says what there is to go back to, and what one thing said', async () => {
    const extent = liveExtentSchema.parse(await jsonOf(await ask('liveExtent', 'utcOffset=480')));
    // 2 March begins in China at 16:00 UTC of the day before.
    const midnight = Date.UTC(2026, 2, 1, 16);
    expect(extent).toEqual({
      fromMs: midnight,
      logFromMs: LOG_FROM_MS,
      isSimulated: true,
      casesByDay: [{ startMs: midnight, count: 1 }],
    });
    const levelsOfDay = thingEventsSchema.parse(
      await jsonOf(await ask('thingEvents', 'limit=2', { kind: 'reading', id: 'G1' })),
    );
    expect(levelsOfDay).toMatchObject({ isSimulated: true, more: true });
    expect(levelsOfDay.events.map(({ event }) => NOW_MS - event.eventTimeMs)).toEqual(
      [10, 20].map((m) => m * MINUTE_MS),
    );
    const alarm = thingEventsSchema.parse(
      await jsonOf(await ask('thingEvents', `from=${LOG_FROM_MS}`, { kind: 'alarm', id: 'AL1' })),
    );
    expect(alarm.events.map(({ event }) => event.sequence)).toEqual([2, 1]);
  });

  it('refuses the future, a span that ends before it begins, and a time without a zone', async () => {
    expect((await ask('liveState', `at=${NOW_MS + 1}`)).status).toBe(400);
    expect((await ask('liveHistory', `from=${NOW_MS}&to=${NOW_MS}`)).status).toBe(400);
    expect((await ask('liveState', 'at=2026-03-02T08:30:00')).status).toBe(400);
    expect((await ask('liveState', 'at=9999999999999999')).status).toBe(400);
    expect((await ask('thingEvents', '', { kind: 'weather', id: 'x' })).status).toBe(400);
  });
});
