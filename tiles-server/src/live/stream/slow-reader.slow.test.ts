import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { NewEvent } from '@undercroft/core/live/live-event';
import type { Store } from '@undercroft/store/store';
import { NOON_MS, sampleAlarm, sampleReading } from '@undercroft/store/testing/sample-events';
import { expect, test } from 'vitest';
import { describeStores } from '../../../../tests/support/describe-stores.ts';
import { hearStream } from '../../testing/heard-stream.ts';
import { liveScene } from '../../testing/live-scene.ts';
import { type LiveCity, openLiveCity } from '../live-city.ts';
import { liveFilter } from './live-filter.ts';

/** An alarm of some 50 kB, so that few of them fill a connection. */
function longAlarm(alarmId: string, sequence: number): NewEvent {
  const { event, ...rest } = sampleAlarm(alarmId, sequence, NOON_MS + sequence, 'open');
  if (event.kind !== 'alarm') throw new Error('an alarm was wanted');
  return { ...rest, event: { ...event, value: { ...event.value, note: 'x'.repeat(50_000) } } };
}

const ALARMS = 20;

describeStores('a reader of the live stream that is slow', (using) => {
  test('costs the server nothing while it reads nothing, and is told the latest of everything when it reads on', async () => {
    const { store, newScene } = using();
    const scene = liveScene(newScene());
    const live = await openCity(store);
    const answers: ServerResponse[] = [];
    const server = createServer((request, response) => {
      answers.push(response);
      const after = new URL(request.url ?? '', 'http://x').searchParams.get('after');
      live.hub
        .stream(scene, liveFilter(undefined, undefined), after === null ? null : Number(after), response)
        .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);

    const slow = await hearStream(new URL('?after=0', url), { isPaused: true });
    let sequence = 0;
    const appendRound = async (name: string) => {
      sequence += 1;
      const alarms = Array.from({ length: ALARMS }, (_, i) => longAlarm(`${name}-${i}`, sequence));
      for (let i = 0; i < ALARMS; i += 5) {
        await live.log.append(scene.id, alarms.slice(i, i + 5));
        await sleep(5);
      }
    };
    for (let round = 0; round < 12; round++) await appendRound('one');
    const heldOnce = answers[0]?.writableLength ?? 0;
    for (let round = 0; round < 4; round++) await appendRound('one');
    // One that comes when there is much to tell, and reads nothing from the beginning.
    const late = await hearStream(url, { isPaused: true });
    await appendRound('two');
    // Some 17 MB were told; the system takes a few of them, the server holds no more than a part of a message.
    const held = answers.map(({ writableLength }) => writableLength);
    expect(Math.max(...held)).toBeLessThan(2_000_000);
    expect(held[0]).toBe(heldOnce);

    await live.log.append(scene.id, [sampleReading('W1', 1, NOON_MS)]);
    const { upTo } = await store.live.state(scene.id);
    slow.resume();
    late.resume();
    await slow.reached(upTo);
    await late.reached(upTo);
    expect(slow.snapshots).toEqual([]);
    const skipped = slow.events.filter(({ isLatestOnly }) => isLatestOnly);
    expect(skipped.length).toBeGreaterThan(0);
    expect(slow.ids().length).toBeLessThan(upTo);
    expect(late.snapshots).toHaveLength(1);
    for (const heard of [slow, late]) {
      const latest = new Map<string, number>();
      for (const { eventId, event } of [...heard.snapshots, ...heard.events].flatMap(({ events }) => events)) {
        latest.set(event.id, Math.max(latest.get(event.id) ?? 0, eventId));
      }
      expect(latest).toEqual(await latestOf(store, scene.id));
    }
    // Both keep up again.
    await live.log.append(scene.id, [sampleReading('W1', 2, NOON_MS + 1)]);
    await slow.reached(upTo + 1);
    await late.reached(upTo + 1);
    expect(slow.events.at(-1)).toMatchObject({ upTo: upTo + 1, isLatestOnly: false });
    await live.close();
    await Promise.all([slow.ended, late.ended]);
    server.close();
  });

  test('is told the end of an alarm it saw open, also when that was forgotten meanwhile', async () => {
    const { store, newScene } = using();
    const scene = liveScene(newScene());
    const live = await openCity(store);
    const server = createServer((_request, response) => {
      live.hub
        .stream(scene, liveFilter(['alarm'], undefined), null, response)
        .catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await live.log.append(scene.id, [sampleAlarm('first', 1, NOON_MS, 'open')]);
    const heard = await hearStream(new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`));
    await heard.reached(1);
    heard.pause();
    for (let i = 0; i < 300; i++) await live.log.append(scene.id, [longAlarm('long', i)]);
    await live.log.append(scene.id, [sampleAlarm('first', 2, NOON_MS + 1, 'closed')]);
    // More alarms come and end than the server remembers the end of.
    for (let i = 0; i < 10; i++) {
      const ended = Array.from({ length: 500 }, (_, k) => sampleAlarm(`e${i}-${k}`, 1, NOON_MS, 'closed'));
      await live.log.append(scene.id, ended);
    }
    const { upTo } = await store.live.state(scene.id);
    heard.resume();
    await heard.reached(upTo);
    // It is told everything anew, and what is not in it is not there any more.
    expect(heard.snapshots).toHaveLength(2);
    expect(heard.snapshots[1]?.events.map(({ event }) => event.id)).toEqual(['long']);
    await live.close();
    server.close();
  });
});

function openCity(store: Store): Promise<LiveCity> {
  return openLiveCity({
    store,
    wallClock: () => Date.now(),
    now: () => performance.now(),
    report: (error) => {
      throw error;
    },
  });
}

/** The newest id of every thing of a scene, by its log. */
async function latestOf(store: Store, scene: string): Promise<ReadonlyMap<string, number>> {
  const { events } = await store.live.state(scene);
  return new Map(events.map(({ event, eventId }) => [event.id, eventId]));
}
