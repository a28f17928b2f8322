import type { LoggedEvent } from '@undercroft/core/live/live-event';
import type { AppendOutcome } from '@undercroft/store/live-store';
import type { FeedCounts } from '../live/live-scene.ts';

const SLOTS = 60;
const SLOT_MS = 1000;

/** What came over one feed since the server started. Wall-clock times are handed in. */
export class FeedTally {
  #lastReceivedMs: number | null = null;
  #lastEventMs: number | null = null;
  #refusedCount = 0;
  #duplicateCount = 0;
  #historicalCount = 0;
  #isConnected: boolean | null = null;
  /** Events of each of the last sixty seconds, and which second each slot holds. */
  readonly #perSecond = new Float64Array(SLOTS);
  readonly #secondOf = new Float64Array(SLOTS);

  linked(isConnected: boolean): void {
    this.#isConnected = isConnected;
  }

  countRefused(count: number): void {
    this.#refusedCount += count;
  }

  /** Counts what became of events that were received at `receivedMs`; gives how many are history. */
  count(
    outcomes: readonly AppendOutcome[],
    receivedMs: number,
  ): { stored: number; historical: number; duplicates: number } {
    let [historical, duplicates] = [0, 0];
    for (const outcome of outcomes) {
      if (outcome.status === 'duplicate') duplicates++;
      else if (this.#isHistory(outcome.logged)) historical++;
    }
    this.#duplicateCount += duplicates;
    this.#historicalCount += historical;
    this.#lastReceivedMs = Math.max(this.#lastReceivedMs ?? receivedMs, receivedMs);
    const second = Math.floor(receivedMs / SLOT_MS);
    const slot = second % SLOTS;
    if (this.#secondOf[slot] !== second) this.#perSecond[slot] = 0;
    this.#secondOf[slot] = second;
    this.#perSecond[slot] = (this.#perSecond[slot] ?? 0) + outcomes.length;
    return { stored: outcomes.length - duplicates, historical, duplicates };
  }

  counts(nowMs: number): FeedCounts {
    const newest = Math.floor(nowMs / SLOT_MS);
    let eventsPerMinute = 0;
    for (let slot = 0; slot < SLOTS; slot++) {
      const age = newest - (this.#secondOf[slot] ?? 0);
      if (age >= 0 && age < SLOTS) eventsPerMinute += this.#perSecond[slot] ?? 0;
    }
    return {
      lastReceivedMs: this.#lastReceivedMs,
      lastEventMs: this.#lastEventMs,
      eventsPerMinute,
      refusedCount: this.#refusedCount,
      duplicateCount: this.#duplicateCount,
      historicalCount: this.#historicalCount,
      isConnected: this.#isConnected,
    };
  }

  #isHistory({ event, isHistorical }: LoggedEvent): boolean {
    this.#lastEventMs = Math.max(this.#lastEventMs ?? event.eventTimeMs, event.eventTimeMs);
    return isHistorical;
  }
}
