import {
  type AlarmChange,
  acknowledgedAlarm,
  alarmWithCase,
  closedAlarm,
  type KeptAlarm,
} from '@undercroft/core/live/alarm-moves';
import { StoreError } from '@undercroft/store/errors';
import type { Store } from '@undercroft/store/store';
import type { EventLog } from '../live/event-log.ts';
import { ProblemError } from '../problem.ts';
import { alarmEvents } from './alarm-events.ts';
import type { AlarmRecord, AlarmSaying } from './alarms.ts';

export interface AlarmDeskOptions {
  readonly store: Pick<Store, 'alarms'>;
  readonly log: EventLog;
  /** Milliseconds since 1970 UTC. */
  readonly wallClock: () => number;
}

/** How often a change is tried anew when somebody else changed the alarm at the same time. */
const MOST_TRIES = 8;

/** What people do to alarms: each act is one transaction with its event in the log, on the alarm as the database has it. */
export class AlarmDesk {
  readonly #options: AlarmDeskOptions;

  constructor(options: AlarmDeskOptions) {
    this.#options = options;
  }

  acknowledge(scene: string, alarmId: string, saying: AlarmSaying): Promise<AlarmRecord> {
    return this.#change(scene, alarmId, (kept) => {
      const change = acknowledgedAlarm(kept, { ...saying, atMs: this.#options.wallClock() });
      if (change === null) throw notOpen(kept);
      return change;
    });
  }

  closeByHand(scene: string, alarmId: string, saying: AlarmSaying): Promise<AlarmRecord> {
    return this.#change(scene, alarmId, (kept) => {
      const change = closedAlarm(kept, { ...saying, atMs: this.#options.wallClock() });
      if (change !== null) return change;
      if (kept.alarm.state === 'closed') throw notOpen(kept);
      throw new ProblemError(
        'alarm-active',
        `The condition of the alarm ${kept.alarm.alarmId} still holds: acknowledge it, and it closes when that is over.`,
      );
    });
  }

  noteCase(scene: string, alarmId: string, caseId: string, saying: AlarmSaying): Promise<AlarmRecord> {
    return this.#change(scene, alarmId, (kept) => {
      if (kept.alarm.caseId === caseId) return null;
      return alarmWithCase(kept, caseId, { ...saying, atMs: this.#options.wallClock() });
    });
  }

  async find(scene: string, alarmId: string): Promise<AlarmRecord> {
    const found = await this.#options.store.alarms.find(scene, alarmId);
    if (found !== null) return found;
    throw new ProblemError('unknown-alarm', `There is no alarm "${alarmId.slice(0, 64)}" in the scene "${scene}".`);
  }

  /** `move` says what comes of the alarm as it is; null leaves it. */
  async #change(scene: string, alarmId: string, move: (kept: KeptAlarm) => AlarmChange | null): Promise<AlarmRecord> {
    const { store, log, wallClock } = this.#options;
    for (let tries = 1; ; tries++) {
      const found = await this.find(scene, alarmId);
      const change = move(found.kept);
      if (change === null) return found;
      try {
        await log.append(scene, alarmEvents([change], wallClock()), (sql) =>
          store.alarms.write(sql, scene, [change], null),
        );
        return { kept: change.kept, steps: [...found.steps, ...change.steps] };
      } catch (error) {
        if (!isChanged(error) || tries === MOST_TRIES) throw error;
      }
    }
  }
}

/** Whether a write failed because somebody else had changed the alarm. */
export function isChanged(error: unknown): boolean {
  return error instanceof StoreError && error.code === 'alarm-changed';
}

function notOpen({ alarm }: KeptAlarm): ProblemError {
  const { alarmId, state, acknowledgedMs, acknowledgedBy, closedMs, closedBy } = alarm;
  const said = [
    ...(acknowledgedBy === null ? [] : [`acknowledged${at(acknowledgedMs)} by ${acknowledgedBy}`]),
    ...(state === 'closed' ? [`closed${at(closedMs)}${closedBy === null ? '' : ` by ${closedBy}`}`] : []),
  ];
  return new ProblemError('alarm-not-open', `The alarm ${alarmId} was ${said.join(' and ')} already.`);
}

function at(ms: number | null): string {
  return ms === null ? '' : ` at ${new Date(ms).toISOString()}`;
}
