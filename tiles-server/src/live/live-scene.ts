import type { NewEvent } from '@undercroft/core/live/live-event';
import type { Adapter } from '@undercroft/core/protocol/live/adapter';

/** Where a message came in. */
export type Door = 'mqtt' | 'http' | 'simulator';

/** What became of a message's events: each is stored, a duplicate, or refused with the reason. */
export interface IngestReceipt {
  readonly stored: number;
  readonly historical: number;
  readonly duplicates: number;
  readonly refused: readonly { readonly index: number; readonly code: string; readonly detail: string }[];
}

/** What is known of a feed at the doors. Times are milliseconds since 1970 UTC; counts are since the server started. */
export interface FeedCounts {
  /** Newest of its own events that were stored, duplicate or not; `null` when none came yet. */
  readonly lastReceivedMs: number | null;
  readonly lastEventMs: number | null;
  readonly eventsPerMinute: number;
  readonly refusedCount: number;
  readonly duplicateCount: number;
  readonly historicalCount: number;
  /** Whether its link stands; `null` where it has none. */
  readonly isConnected: boolean | null;
}

/** Why one event was not taken. */
export interface Refusal {
  readonly code: string;
  /** One sentence: field, what was wanted, what came. */
  readonly detail: string;
}

/** The door's keeper: parses, guards the CRS, counts, appends. One for all doors of a server. */
export interface Intake {
  /**
   * Takes `count` events out of what a source may bring now, or says how long to wait for that, ms; 0 is taken. A door that
   * can slow its sender waits, others answer with the time.
   */
  admit(scene: string, adapter: Adapter, count: number): number;
  /** Keeps what could not even be read as an event, such as a payload that is no JSON; of a source that is not known, too. */
  refuse(scene: string, adapter: Adapter | null, door: Door, refusal: Refusal, body: string): Promise<void>;
  /** Told by a door with a link, whenever that begins or ends. */
  linked(scene: string, adapter: Adapter, isConnected: boolean): void;
  /** What is known of a feed now. */
  feed(scene: string, adapter: Adapter): FeedCounts;
  /** Raw events of one signed-in source; resolves when what was good is durable. */
  take(scene: string, adapter: Adapter, door: Door, raw: readonly unknown[]): Promise<IngestReceipt>;
  /** Events that the program itself made (the simulator), already well-formed. */
  takeParsed(scene: string, adapter: Adapter, events: readonly NewEvent[]): Promise<IngestReceipt>;
}
