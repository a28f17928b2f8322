import { beforeEach, describe, expect, it } from 'vitest';
import { alarmEvent, alarmOf, positionEvent } from '../testing/live-events.ts';
import { type HubEffects, type LiveHub, LOST_MS, liveHub, type StreamMessage } from './live-hub.ts';
import type { ToPage } from './stream-messages.ts';

/** A world whose clock goes by hand and whose streams are told what to say. */
function world() {
  let nowMs = 0;
  let timers: { readonly atMs: number; readonly act: () => void }[] = [];
  const opened: string[] = [];
  let current: { say: (name: StreamMessage, body: unknown) => void; fail: () => void } | null = null;
  const effects: HubEffects = {
    open(url, onMessage, onBroken) {
      opened.push(url);
      const mine = {
        say: (name: StreamMessage, body: unknown) => onMessage(name, JSON.stringify(body)),
        fail: onBroken,
      };
      current = mine;
      return {
        close() {
          if (current === mine) current = null;
        },
      };
    },
    now: () => nowMs,
    random: () => 1,
    later(act, ms) {
      const timer = { atMs: nowMs + ms, act };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
  };
  return {
    effects,
    opened,
    say: (name: StreamMessage, body: unknown) => current?.say(name, body),
    fail: () => current?.fail(),
    get isOpen() {
      return current !== null;
    },
    pass(ms: number) {
      const endMs = nowMs + ms;
      for (;;) {
        const next = timers.toSorted((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined || next.atMs > endMs) break;
        timers = timers.filter((each) => each !== next);
        nowMs = next.atMs;
        next.act();
      }
      nowMs = endMs;
    },
  };
}

const SNAPSHOT = { upTo: 7, serverTimeMs: 0, events: [alarmEvent(7, alarmOf('A1'))] };
const FEEDS = { serverTimeMs: 0, feeds: [] };

describe('liveHub', () => {
  let there: ReturnType<typeof world>;
  let hub: LiveHub;
  let heard: ToPage[];
  const states = () => heard.flatMap((each) => (each.kind === 'connection' ? [each.connection.state] : []));
  const join = () => hub.join((message) => heard.push(message));

  beforeEach(() => {
    there = world();
    hub = liveHub('demo', there.effects);
    heard = [];
  });

  it('opens one stream for eight pages, and a late one gets the state at once', () => {
    join();
    there.say('snapshot', SNAPSHOT);
    there.say('events', { upTo: 8, isLatestOnly: false, events: [positionEvent(8, 'RY-1', [119.6, 39.9])] });
    for (let page = 0; page < 6; page++) hub.join(() => undefined);
    heard = [];
    join();
    expect(there.opened).toEqual(['/api/scenes/demo/live?kinds=alarm%2Ccase%2Ccover%2Creading%2Cposition%2Cflow']);
    expect(states()).toEqual(['live']);
    expect(heard.find(({ kind }) => kind === 'state')).toMatchObject({ events: [{ eventId: 7 }, { eventId: 8 }] });
  });

  it('tells of an edit at once, and gives a late page the revision after it', () => {
    join();
    there.say('feeds', { ...FEEDS, versions: { revision: 'r1', ground: 'g1' } });
    const note = {
      importId: 9,
      by: 'Chen Yu',
      before: 'r1',
      revision: 'r2',
      features: [],
      tiles: [{ z: 16, x: 1, y: 2, region: [0, 0, 1, 1, 2, 3] }],
      isStructural: false,
      ground: 'g1',
    };
    there.say('edit', note);
    expect(heard.at(-1)).toEqual({ kind: 'edit', note });
    heard = [];
    join();
    expect(heard.find(({ kind }) => kind === 'feeds')).toMatchObject({
      feeds: { versions: { revision: 'r2', ground: 'g1' } },
    });
  });

  it('closes the stream when the last page leaves', () => {
    const [a, b] = [join(), join()];
    a.leave();
    expect(there.isOpen).toBe(true);
    b.leave();
    expect(there.isOpen).toBe(false);
    there.pass(60_000);
    expect(there.opened).toHaveLength(1);
  });

  it('says "degraded" the moment that the stream breaks, and resumes after the id it has', () => {
    join();
    there.say('snapshot', SNAPSHOT);
    there.say('events', { upTo: 9, isLatestOnly: false, events: [alarmEvent(9, alarmOf('A9'))] });
    there.fail();
    expect(states()).toEqual(['connecting', 'live', 'degraded']);
    there.pass(500);
    expect(there.opened[1]).toContain('after=9');
    // What was heard before the break comes again: once is enough.
    heard = [];
    there.say('events', { upTo: 9, isLatestOnly: false, events: [alarmEvent(9, alarmOf('A9'))] });
    there.say('events', { upTo: 10, isLatestOnly: false, events: [alarmEvent(10, alarmOf('A10'))] });
    expect(heard.flatMap((each) => (each.kind === 'events' ? each.events.map(({ eventId }) => eventId) : []))).toEqual([
      10,
    ]);
    expect(states()).toEqual(['live']);
  });

  it('waits twice as long from try to try: 0.5 s, 1 s, 2 s, 4 s, and half a minute in the end', () => {
    join();
    const openedAfter: number[] = [];
    for (let step = 0; step < 1200; step++) {
      const before = there.opened.length;
      there.fail();
      there.pass(100);
      if (there.opened.length > before) openedAfter.push((step + 1) * 100);
    }
    const gaps = openedAfter.map((at, i) => at - (openedAfter[i - 1] ?? 0));
    expect(gaps).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]);
    expect(states().at(-1)).toBe('lost');
  });

  it('notices a link that is open and silent: degraded after 5 s, opened anew after 8 s', () => {
    join();
    there.say('snapshot', SNAPSHOT);
    for (let second = 0; second < 60; second += 2) {
      there.pass(2000);
      there.say('feeds', FEEDS);
    }
    expect([states().at(-1), there.opened.length]).toEqual(['live', 1]);
    there.pass(5600);
    expect([states().at(-1), there.opened.length]).toEqual(['degraded', 1]);
    there.pass(3600);
    expect(there.opened.length).toBe(2);
    there.pass(LOST_MS);
    expect(states().at(-1)).toBe('lost');
    there.say('feeds', FEEDS);
    expect(states().at(-1)).toBe('live');
  });

  it('leaves out an event that nobody understands, counts it, and shows the others', () => {
    join();
    there.say('snapshot', SNAPSHOT);
    const odd = { ...alarmEvent(8, alarmOf('A8')), event: { kind: 'ghost' } };
    there.say('events', { upTo: 9, isLatestOnly: false, events: [odd, alarmEvent(9, alarmOf('A9'))] });
    const { events } = heard.findLast((each) => each.kind === 'events') ?? { events: [] };
    expect(events.map(({ eventId }) => eventId)).toEqual([9]);
    const told = heard.findLast((each) => each.kind === 'connection');
    expect(told?.connection.unreadable).toBe(1);
  });

  it('forgets alarms that are closed, so that they cost nothing', () => {
    join();
    there.say('snapshot', SNAPSHOT);
    there.say('events', {
      upTo: 8,
      isLatestOnly: false,
      events: [alarmEvent(8, alarmOf('A1', { state: 'closed' }))],
    });
    heard = [];
    join();
    expect(heard.find(({ kind }) => kind === 'state')).toEqual({ kind: 'state', events: [] });
  });
});
