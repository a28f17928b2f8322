import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '@undercroft/core/random/seeded-random';
import { openStore } from '@undercroft/store/open-store';
import { startChild } from '@undercroft/store/testing/child-process';
import { describe, expect, test, vi } from 'vitest';
import { canRun, DRIVERS, newPlace } from '../../../tests/support/describe-stores.ts';
import { openEventLog } from '../live/open-event-log.ts';
import { builtInAlarmRules } from './alarms.ts';
import { openAlarms } from './open-alarms.ts';
import { townScene } from './testing/town-scene.ts';

const CHILD = fileURLToPath(new URL('testing/alarm-child.ts', import.meta.url));
const KILLS = 4;

describe('a server that is killed while it makes alarms', () => {
  for (const driver of DRIVERS) {
    test.skipIf(!canRun(driver))(
      `loses none and makes none twice (${driver})`,
      async () => {
        const place = await newPlace(driver);
        const { home, databaseUrl } = place.options;
        const random = seededRandom(7);
        const durable = new Set<number>();
        let next = 0;
        for (let kill = 0; kill < KILLS; kill++) {
          const more = databaseUrl === undefined ? [] : [databaseUrl];
          const child = startChild(CHILD, [home, 'town', String(next), ...more]);
          expect(await child.nextLine()).toBe('open');
          const endMs = Date.now() + 150 + random.next() * 400;
          while (Date.now() < endMs) {
            const number = Number(await child.nextLine());
            durable.add(number);
            next = Math.max(next, number + 1);
          }
          await child.kill();
          // What was on its way when it was killed may be durable too: the next starts beyond it.
          next += 500;
          await sleep(50);
        }
        const store = await openStore(place.options);
        const scene = townScene('town');
        const log = await openEventLog({ store, report: raise });
        const alarms = openAlarms({
          store,
          log,
          scenes: new Map([[scene.id, scene]]),
          rules: builtInAlarmRules,
          wallClock: () => Date.now(),
          report: raise,
        });
        const covers = (await store.live.state(scene.id)).events.flatMap(({ event }) =>
          event.kind === 'cover' ? [event.id] : [],
        );
        expect(covers.length).toBeGreaterThanOrEqual(durable.size);
        await vi.waitFor(async () => expect(await store.alarms.standing(scene.id)).toHaveLength(covers.length), {
          timeout: 10_000,
        });
        // One alarm a cover, each with one step, and each told once in the log.
        const standing = await store.alarms.standing(scene.id);
        expect(standing.map(({ alarm }) => alarm.thingId).toSorted()).toEqual(covers.toSorted());
        expect(new Set(standing.map(({ version }) => version))).toEqual(new Set([1]));
        const told: string[] = [];
        for (let after = 0; ; ) {
          const page = await store.live.since(scene.id, after, 5000);
          told.push(...page.flatMap(({ event }) => (event.kind === 'alarm' ? [event.value.thingId] : [])));
          after = page.at(-1)?.eventId ?? after;
          if (page.length < 5000) break;
        }
        expect(told.toSorted()).toEqual(covers.toSorted());
        await alarms.close();
        await log.close();
        await store.close();
        await place.remove();
      },
      240_000,
    );
  }
});

function raise(error: unknown): never {
  throw error;
}
