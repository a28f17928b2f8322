import type { LoggedEvent, NewEvent } from '@undercroft/core/live/live-event';
import type { AppendOutcome } from '@undercroft/store/live-store';
import type { Sql } from '@undercroft/store/sql';

/**
 * The one way into and out of the log of live events for everything in the server: doors, alarms, cases, streams. Appends
 * that come close together share a transaction; events of other servers on the same database are found and handed on too.
 */
export interface EventLog {
  /**
   * Durable when it resolves. With `alongside` they have a transaction of their own, which it is part of; without it many may
   * go in several, and where it rejects some of them may be stored: told again, those are duplicates.
   */
  append(
    scene: string,
    events: readonly NewEvent[],
    alongside?: (sql: Sql) => Promise<void>,
  ): Promise<readonly AppendOutcome[]>;
  /**
   * From now on every durable event of a scene, in the order of their ids and without gaps, soon after its commit. A
   * listener must not block; what it throws is reported and does not keep events from others. Returns how to stop.
   */
  listen(scene: string, listener: (events: readonly LoggedEvent[]) => void): () => void;
  close(): Promise<void>;
}
