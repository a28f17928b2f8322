import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import { temporaryHome } from '../../../../tests/support/undercroft.ts';
import type { EventLog } from '../../live/event-log.ts';
import type { Intake } from '../../live/live-scene.ts';
import { openEventLog } from '../../live/open-event-log.ts';
import { openIntake } from '../open-intake.ts';

/** A store with its log and its doors. */
export interface LiveStoreSample {
  readonly store: Store;
  readonly log: EventLog;
  readonly intake: Intake;
  /** What was reported. */
  readonly failures: readonly unknown[];
  /** Sequences of the covers of an id, rising. */
  sequencesOf(scene: string, id: string): Promise<readonly number[]>;
  close(): Promise<void>;
}

/** Opens an embedded store in a folder of its own. */
export async function liveStoreSample(): Promise<LiveStoreSample> {
  const home = temporaryHome();
  const failures: unknown[] = [];
  const store = await openStore({ home: home.path });
  const log = await openEventLog({ store, report: (error) => failures.push(error) });
  const intake = openIntake({ log, live: store.live, wallClock: () => Date.now(), now: () => performance.now() });
  return {
    store,
    log,
    intake,
    failures,
    async sequencesOf(scene, id) {
      const range = { fromMs: 0, toMs: Date.now() + 3_600_000, limit: 1_000_000 };
      const events = await store.live.ofThing(scene, 'cover', id, range);
      return events.map(({ event }) => event.sequence).sort((a, b) => a - b);
    },
    async close() {
      await log.close();
      await store.close();
      home.remove();
    },
  };
}
