import type { Store } from '@undercroft/store/store';
import type { EventLog } from './event-log.ts';
import { GroupAppender } from './group-appender.ts';
import { LogTail } from './log-tail.ts';

/**
 * How often the ends of all logs are asked for, to find events of other servers. One statement over a row a scene: a
 * fiftieth of a percent of a core, and no connection kept for notifications.
 */
const LOOK_EVERY_MS = 150;

export interface EventLogOptions {
  readonly store: Pick<Store, 'live'>;
  /** Gets what went wrong beside any append: a listener that threw, a database that could not be asked. */
  readonly report: (error: unknown) => void;
}

interface SceneLog {
  readonly appender: GroupAppender;
  readonly tail: LogTail;
}

/** Opens the log of live events of every scene of a store. `close` ends it when what was handed in is durable. */
export async function openEventLog({ store: { live }, report }: EventLogOptions): Promise<EventLog> {
  const ends = new Map(await live.ends());
  const scenes = new Map<string, SceneLog>();
  let isClosed = false;
  let isLooking = false;
  let looking: Promise<void> = Promise.resolve();

  const of = (scene: string): SceneLog => {
    const found = scenes.get(scene);
    if (found !== undefined) return found;
    const tail = new LogTail({ live, scene, newest: ends.get(scene) ?? 0, report });
    const appender = new GroupAppender({ live, scene, onStored: (events) => tail.stored(events) });
    const made = { appender, tail };
    scenes.set(scene, made);
    return made;
  };
  const look = async () => {
    for (const [scene, newest] of await live.ends()) {
      ends.set(scene, newest);
      const log = scenes.get(scene);
      if (log === undefined) continue;
      // Its own events come by themselves, when their transaction has answered.
      await log.appender.current();
      log.tail.reached(newest);
    }
  };
  const timer = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    looking = look()
      .catch(report)
      .finally(() => {
        isLooking = false;
      });
  }, LOOK_EVERY_MS);
  timer.unref();

  return {
    append(scene, events, alongside) {
      if (isClosed) return Promise.reject(new Error(`The event log is closed; ${events.length} events came for it.`));
      return of(scene).appender.append(events, alongside);
    },
    listen: (scene, listener) => of(scene).tail.listen(listener),
    async close() {
      isClosed = true;
      clearInterval(timer);
      await looking;
      for (const { appender, tail } of scenes.values()) {
        await appender.settled();
        await tail.settled();
      }
    },
  };
}
