import { setTimeout as sleep } from 'node:timers/promises';
import type { AlarmEngine } from '@undercroft/core/live/alarm-engine';
import type { AlarmChange } from '@undercroft/core/live/alarm-moves';
import type { LoggedEvent } from '@undercroft/core/live/live-event';
import type { AlarmRules } from '@undercroft/core/protocol/live/alarm-rule';
import type { Scene } from '@undercroft/core/protocol/scene';
import { Mutex } from '@undercroft/store/mutex';
import type { Store } from '@undercroft/store/store';
import type { EventLog } from '../live/event-log.ts';
import { isChanged } from './alarm-desk.ts';
import { alarmEvents } from './alarm-events.ts';
import type { AlarmWatch, SceneAlarmRules } from './alarms.ts';
import { startEngine } from './start-engine.ts';

export interface SceneWatchOptions {
  readonly store: Pick<Store, 'alarms' | 'live' | 'map' | 'features'>;
  readonly log: EventLog;
  readonly scene: Scene;
  readonly rules: SceneAlarmRules;
  /** Milliseconds since 1970 UTC. */
  readonly wallClock: () => number;
  readonly report: (error: unknown) => void;
}

/** Rules, places of devices and the right to lead are looked at so often; the cursor is written so often when idle. */
const LOOK_EVERY_MS = 2000;

/**
 * What falls due by time is worked off this much later, so that an event that was received before is in the log by then
 * and comes first, as it would when the log is worked through again.
 */
const GRACE_MS = 60;

/** How long it waits before it writes again what the database did not take. */
const RETRY_MS = 500;

/** The longest that a timer of Node can wait is 24.8 days. */
const LONGEST_WAIT_MS = 60_000;

/**
 * Applies the rules to one scene's log for as long as it is open. Whatever it changes is written in one transaction with its
 * events in the log and with the cursor: after a kill the next one goes on from there.
 */
export class SceneWatch {
  readonly #options: SceneWatchOptions;
  readonly #turns = new Mutex();
  #state: AlarmWatch['state'] = 'starting';
  #detail: string | null = null;
  #lead: { release(): Promise<void> } | null = null;
  #engine: AlarmEngine | null = null;
  /** By what the engine was made: rules, and the revision of the scene's tables. */
  #madeOf: { readonly rules: AlarmRules; readonly revision: string | null } | null = null;
  /** Events that come while the engine is being made; null when it is not. */
  #waiting: LoggedEvent[] | null = null;
  #upTo = 0;
  #savedUpTo = 0;
  #changes: AlarmChange[] = [];
  #writing: Promise<void> | null = null;
  #isClosed = false;
  #timer: NodeJS.Timeout | null = null;
  #looker: NodeJS.Timeout | null = null;
  readonly #stopListening: () => void;

  constructor(options: SceneWatchOptions) {
    this.#options = options;
    this.#stopListening = options.log.listen(options.scene.id, (events) => this.#heard(events));
  }

  get watch(): AlarmWatch {
    return { state: this.#state, detail: this.#detail, upTo: this.#upTo };
  }

  /** Takes the lead and catches up with the log, if it can; goes on trying by itself when it cannot. */
  async catchUp(): Promise<void> {
    await this.#look();
    if (this.#isClosed) return;
    this.#looker = setInterval(() => void this.#look(), LOOK_EVERY_MS);
    this.#looker.unref();
  }

  /** Resolves when what was found is durable. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#stopListening();
    if (this.#looker !== null) clearInterval(this.#looker);
    if (this.#timer !== null) clearTimeout(this.#timer);
    await this.#turns.run(() => this.#settled());
    await this.#lead?.release();
    this.#lead = null;
  }

  #look(): Promise<void> {
    return this.#turns.run(async () => {
      if (this.#isClosed) return;
      try {
        await this.#makeEngine();
        if (this.#engine !== null) await this.#saveCursor();
      } catch (error) {
        // Rules that cannot be read any more leave those in use; without any nobody watches.
        if (this.#engine === null) this.#state = 'failed';
        const why = error instanceof Error ? error.message : String(error);
        if (why !== this.#detail) this.#options.report(error);
        this.#detail = why;
      }
    });
  }

  /** Makes the engine, or makes it anew when its rules or the places of devices have changed. */
  async #makeEngine(): Promise<void> {
    const { store, scene, rules: rulesOf, wallClock } = this.#options;
    this.#lead ??= await store.alarms.lead(scene.id);
    if (this.#lead === null) {
      this.#state = 'elsewhere';
      this.#detail = null;
      return;
    }
    const [rules, revision] = await Promise.all([rulesOf(scene), store.features.revision(scene.id)]);
    this.#detail = null;
    if (this.#madeOf?.rules === rules && this.#madeOf.revision === revision) return;
    await this.#saveCursor();
    this.#engine = null;
    this.#madeOf = null;
    this.#state = 'starting';
    this.#waiting = [];
    try {
      const { engine, changes, upTo } = await startEngine({ store, scene, rules });
      this.#madeOf = { rules, revision };
      this.#upTo = upTo;
      this.#changes.push(...changes, ...engine.listenFrom(wallClock()));
      this.#engine = engine;
      this.#state = 'watching';
      this.#heard(this.#waiting);
    } finally {
      this.#waiting = null;
    }
  }

  #heard(events: readonly LoggedEvent[]): void {
    const engine = this.#engine;
    if (engine === null) {
      // What comes while nothing is being made is read from the log when it is.
      this.#waiting?.push(...events);
      return;
    }
    for (const logged of events) {
      if (logged.eventId <= this.#upTo) continue;
      this.#changes.push(...engine.onEvent(logged));
      this.#upTo = logged.eventId;
    }
    this.#write();
    this.#wakeAtDue();
  }

  #wakeAtDue(): void {
    const dueMs = this.#engine?.nextDueMs() ?? null;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (dueMs === null || this.#isClosed) return;
    const waitMs = Math.min(LONGEST_WAIT_MS, Math.max(0, dueMs + GRACE_MS - this.#options.wallClock()));
    this.#timer = setTimeout(() => {
      this.#changes.push(...(this.#engine?.onTime(this.#options.wallClock() - GRACE_MS) ?? []));
      this.#write();
      this.#wakeAtDue();
    }, waitMs);
    this.#timer.unref();
  }

  #write(): void {
    if (this.#changes.length === 0) return;
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = null;
      this.#write();
    });
  }

  async #settled(): Promise<void> {
    while (this.#writing !== null) await this.#writing;
  }

  async #writeAll(): Promise<void> {
    const { store, log, scene, wallClock, report } = this.#options;
    while (this.#changes.length > 0) {
      const changes = this.#changes;
      const upTo = this.#upTo;
      this.#changes = [];
      try {
        await log.append(scene.id, alarmEvents(changes, wallClock()), (sql) =>
          store.alarms.write(sql, scene.id, changes, upTo),
        );
        this.#savedUpTo = upTo;
      } catch (error) {
        this.#changes = [...changes, ...this.#changes];
        try {
          if (isChanged(error)) await this.#takeUpOthers();
          else throw error;
        } catch (failure) {
          report(failure);
          if (this.#isClosed) {
            // The next start finds it again in the log.
            this.#changes = [];
            return;
          }
          await sleep(RETRY_MS);
        }
      }
    }
  }

  /** Somebody else changed alarms that were to be changed: goes on from what they made of them. */
  async #takeUpOthers(): Promise<void> {
    const { store, scene } = this.#options;
    const before = new Map<string, number>();
    for (const { kept, steps } of this.#changes) {
      if (!before.has(kept.alarm.alarmId)) before.set(kept.alarm.alarmId, kept.version - steps.length);
    }
    for (const [alarmId, version] of before) {
      const stored = await store.alarms.find(scene.id, alarmId);
      if ((stored?.kept.version ?? 0) === version) continue;
      this.#changes = this.#changes.filter(({ kept }) => kept.alarm.alarmId !== alarmId);
      if (stored !== null && this.#engine !== null) this.#changes.push(...this.#engine.putBack(stored.kept));
    }
  }

  async #saveCursor(): Promise<void> {
    await this.#settled();
    // Between here and the statement nothing can be found: what is, is found by events after this one.
    const upTo = this.#upTo;
    if (upTo === this.#savedUpTo || this.#changes.length > 0) return;
    await this.#options.store.alarms.moveCursor(this.#options.scene.id, upTo);
    this.#savedUpTo = upTo;
  }
}
