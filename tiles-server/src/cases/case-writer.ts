import { simulatedCrewStep } from '@undercroft/core/cases/simulated-crew';
import type { LiveCase } from '@undercroft/core/live/live-case';
import type { NewEvent } from '@undercroft/core/live/live-event';
import type { KeptAction, StoredCase } from '@undercroft/store/live-store';
import type { Sql } from '@undercroft/store/sql';
import type { Store } from '@undercroft/store/store';
import type { EventLog } from '../live/event-log.ts';

/** What a case becomes, and by what. */
export interface CaseChange {
  /** As it was; null for a new one. */
  readonly before: StoredCase | null;
  readonly value: LiveCase;
  readonly action: KeptAction;
  /** Source of the event that brought a new one. */
  readonly broughtBy: string;
  readonly positionBasis: StoredCase['positionBasis'];
  /** True for a case of a simulator: made-up crews work on it. */
  readonly isSimulated: boolean;
}

/** Events of the log whose cases are taken in: after one, up to another. */
export interface TakenIn {
  readonly fromId: number;
  readonly toId: number;
}

export interface CaseWriterOptions {
  readonly store: Pick<Store, 'caseRecords'>;
  readonly log: Pick<EventLog, 'append'>;
  readonly wallClock: () => number;
}

/** Writes cases and tells of them: record, history and live event become durable together or not at all. */
export class CaseWriter {
  readonly #options: CaseWriterOptions;

  constructor(options: CaseWriterOptions) {
    this.#options = options;
  }

  /**
   * Rejects with `StoreError('case-changed')` when somebody else was first; then none of the changes is written. `taken` is
   * from where and up to which event of the log cases are taken in with them.
   */
  async write(scene: string, changes: readonly CaseChange[], taken?: TakenIn): Promise<readonly StoredCase[]> {
    const { store, log, wallClock } = this.#options;
    const receivedMs = wallClock();
    const changed = changes.map((change) => ({ change, stored: storedAfter(change) }));
    const events = changed.map(({ stored }): NewEvent => {
      const { version, changedMs, positionBasis } = stored;
      const value = stored.case;
      const about = { kind: 'case', source: 'desk', id: value.sourceId, quality: 'good' } as const;
      const event = { ...about, eventTimeMs: changedMs, sequence: version, position: value.position, value };
      return { event, receivedMs, positionBasis };
    });
    await log.append(scene, events, async (sql: Sql) => {
      // First, so that two servers with the same events take turns here and the second stops.
      if (taken !== undefined) await store.caseRecords.advanceCursor(sql, scene, taken.fromId, taken.toId);
      for (const { change, stored } of changed) await store.caseRecords.write(sql, scene, stored, change.action);
    });
    return changed.map(({ stored }) => stored);
  }
}

/** What is stored of a case after a change. */
export function storedAfter({ before, value, action, broughtBy, positionBasis, isSimulated }: CaseChange): StoredCase {
  return {
    case: value,
    version: (before?.version ?? 0) + 1,
    // The newest word about a case must be the latest by its own time too.
    changedMs: Math.max(action.atMs, before?.changedMs ?? Number.NEGATIVE_INFINITY),
    crewMs: isSimulated ? (simulatedCrewStep(value)?.atMs ?? null) : null,
    broughtBy,
    positionBasis,
  };
}
