import type { KpiCounts } from '@undercroft/core/cases/kpi';
import type { Alarm, AlarmStep } from '@undercroft/core/live/alarm';
import type { AlarmChange, KeptAlarm } from '@undercroft/core/live/alarm-moves';
import type { LiveCase } from '@undercroft/core/live/live-case';
import type { LiveEventKind, LoggedEvent, NewEvent, PositionBasis } from '@undercroft/core/live/live-event';
import type { KpiGroup } from '@undercroft/core/protocol/live/case-kpi';
import type { CasePhoto } from '@undercroft/core/protocol/live/case-records';
import type { Sql } from './sql.ts';

/** What became of an event that was handed to the log. */
export type AppendOutcome =
  | { readonly status: 'stored'; readonly logged: LoggedEvent }
  /** The same source, kind, id and sequence is in the log already. */
  | { readonly status: 'duplicate' };

/** What was refused at the door, kept for people to look at. */
export interface RefusedEvent {
  readonly receivedMs: number;
  /** `null` where whoever sent it did not sign in. */
  readonly source: string | null;
  readonly door: 'mqtt' | 'http' | 'simulator';
  readonly reason: string;
  /** One sentence: field, what was wanted, what came. */
  readonly detail: string;
  /** The beginning of what came. */
  readonly body: string;
}

/** By which clock an instant is meant: when things happened, or when they were known here. */
export type ClockOf = 'event' | 'received';

/** Which part of a log is kept whole. */
export interface LogExtent {
  readonly oldest: number;
  readonly newest: number;
  /** When the oldest was received; null when everything was forgotten. */
  readonly sinceMs: number | null;
}

/** The log of live events of every scene, and the latest of every key of `stateKey`. */
export interface LiveRepository {
  /**
   * Appends in one transaction, in the order given; durable when it resolves. Ids of a scene rise by one without gaps in the
   * order of commit, whichever server appends (appends of a scene take turns). `alongside` runs in the same transaction
   * after them: both or neither.
   */
  append(
    scene: string,
    events: readonly NewEvent[],
    alongside?: (sql: Sql) => Promise<void>,
  ): Promise<readonly AppendOutcome[]>;
  /** Events after an id, in order, at most `limit`. */
  since(scene: string, afterEventId: number, limit: number): Promise<readonly LoggedEvent[]>;
  /**
   * From the oldest id on every event is kept, up to the newest, and since when that was received; null when there never
   * was one.
   */
  extent(scene: string): Promise<LogExtent | null>;
  /** The newest id of every scene that has a log. */
  ends(): Promise<ReadonlyMap<string, number>>;
  /**
   * The latest event of every key, and the id up to which they are. Alarms and cases that are over (`isOver`) are left
   * out, here and in `stateAt`: a year of them is no part of the city's state.
   */
  state(scene: string): Promise<{ readonly upTo: number; readonly events: readonly LoggedEvent[] }>;
  /**
   * The latest event of every key as of an instant; of some kinds. By `event`: among the events that had happened. By
   * `received`: among those up to the last one that had come in, as `state` would have answered then.
   */
  stateAt(scene: string, atMs: number, by: ClockOf, kinds?: readonly LiveEventKind[]): Promise<readonly LoggedEvent[]>;
  /** Events of `[fromMs, toMs)` by the clock named, in its order, at most `limit`. */
  between(
    scene: string,
    fromMs: number,
    toMs: number,
    by: ClockOf,
    options: { readonly kinds?: readonly LiveEventKind[]; readonly limit: number },
  ): Promise<readonly LoggedEvent[]>;
  /** Events about one thing in `[fromMs, toMs)` by their own time, newest first, at most `limit`. */
  ofThing(
    scene: string,
    kind: LiveEventKind,
    id: string,
    range: { readonly fromMs: number; readonly toMs: number; readonly limit: number },
  ): Promise<readonly LoggedEvent[]>;
  /** Keeps what was refused: the newest 10,000 of a scene. */
  refuse(scene: string, refused: readonly RefusedEvent[]): Promise<void>;
  refused(scene: string, limit: number): Promise<readonly RefusedEvent[]>;
  /** Removes events of some kinds received before a time, in batches; the state stays. Resolves to how many. */
  forget(scene: string, kinds: readonly LiveEventKind[], beforeMs: number): Promise<number>;
  /** SHA-256 of the key by which a source signs in; null when it has none. */
  keyHash(scene: string, source: string): Promise<Uint8Array | null>;
  setKeyHash(scene: string, source: string, hash: Uint8Array | null): Promise<void>;
}

export interface AlarmRepository {
  /** Alarms that are not closed, worst and newest first. */
  standing(scene: string): Promise<readonly KeptAlarm[]>;
  /** By the time they were opened, newest first. */
  opened(
    scene: string,
    range: { readonly fromMs: number; readonly toMs: number; readonly limit: number },
  ): Promise<readonly Alarm[]>;
  find(
    scene: string,
    alarmId: string,
  ): Promise<{ readonly kept: KeptAlarm; readonly steps: readonly AlarmStep[] } | null>;
  /** Up to which event of the log rules have been applied; null where they never were. */
  cursor(scene: string): Promise<number | null>;
  /**
   * Writes changed alarms with their steps, and the cursor, in the transaction handed in; null leaves the cursor. Throws
   * `StoreError('alarm-changed')` when one of them is not, in the database, as it was before its change.
   */
  write(sql: Sql, scene: string, changes: readonly AlarmChange[], cursor: number | null): Promise<void>;
  /** Moves the cursor alone; it never goes back. */
  moveCursor(scene: string, cursor: number): Promise<void>;
  /**
   * The right to make the alarms of a scene, which one server has at a time; null while another has it. It ends with
   * `release` and with the server.
   */
  lead(scene: string): Promise<{ release(): Promise<void> } | null>;
}

/** One line of a case's history, as it is kept. */
export interface KeptAction {
  readonly atMs: number;
  readonly action: string;
  readonly by: string;
  readonly note: string | null;
}

/** A case under way with what the store keeps beside it. */
export interface StoredCase {
  readonly case: LiveCase;
  /** Number of its latest action, from 1. */
  readonly version: number;
  /** Time of its newest live event: none after it is earlier. */
  readonly changedMs: number;
  /** When a simulated crew takes its next step; null for a real case and for one that is over. */
  readonly crewMs: number | null;
  /** Source of the event that brought it; `desk` for one that was reported here. */
  readonly broughtBy: string;
  readonly positionBasis: PositionBasis;
}

/** Where cases that may be the same thing are looked for. */
export interface NearCases {
  readonly kind: LiveCase['kind'];
  readonly category: string | null;
  /** The same component is near wherever it is said to stand. */
  readonly component: string | null;
  readonly bounds: readonly [west: number, south: number, east: number, north: number];
  /** Reported between these, both included. */
  readonly fromMs: number;
  readonly toMs: number;
}

/** Which cases figures are of, and what they are told apart by. Nulls set no limit. */
export interface CaseKpiQuery {
  /** Reported from here on, until before there. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  /** The instant at which the figures stand. */
  readonly nowMs: number;
  /** Clock of days, weeks and months: minutes ahead of UTC. */
  readonly utcOffsetMinutes: number;
  readonly by: readonly KpiGroup[];
  /** Most groups; those with the most cases come first. */
  readonly limit: number;
}

export interface CaseKpiAnswer {
  readonly total: KpiCounts;
  readonly groups: readonly { readonly key: readonly (string | null)[]; readonly counts: KpiCounts }[];
  readonly more: boolean;
}

export interface CaseRecordRepository {
  find(
    scene: string,
    caseId: string,
  ): Promise<(StoredCase & { readonly actions: readonly KeptAction[]; readonly photos: readonly CasePhoto[] }) | null>;
  /** Cases that are not over, newest report first. */
  open(scene: string, limit: number): Promise<readonly LiveCase[]>;
  /** Open cases that were handed to a unit and are not handled yet: those units are busy. */
  withUnit(scene: string): Promise<readonly LiveCase[]>;
  /** Code of the cell of the management grid that a place lies in; null outside of all. */
  gridCellAt(scene: string, position: readonly [lon: number, lat: number]): Promise<string | null>;
  /** All cases that are not over, newest report first. */
  standing(scene: string): Promise<readonly StoredCase[]>;
  /** Cases in a place and time, withdrawn ones left out, newest report first. A case of no class is of any. */
  near(scene: string, where: NearCases, limit: number): Promise<readonly LiveCase[]>;
  /** The case that was made of an alarm; null when there is none. */
  ofAlarm(scene: string, alarmId: string): Promise<string | null>;
  /** Those of some cases that are there, by their ids. */
  known(scene: string, caseIds: readonly string[]): Promise<ReadonlyMap<string, StoredCase>>;
  /** Cases of which a simulated crew should have taken a step by now, the longest due first. */
  crewDue(scene: string, nowMs: number, limit: number): Promise<readonly StoredCase[]>;
  /** The next number of a day, from 1; no two callers get the same. */
  nextSerial(scene: string, day: string): Promise<number>;
  /** Up to which event of the log cases have been taken in; 0 before the first. It never goes back. */
  cursor(scene: string): Promise<number>;
  setCursor(scene: string, eventId: number): Promise<void>;
  /**
   * Moves the cursor on in the transaction handed in. Throws `StoreError('case-changed')` when it is not, or no longer, at
   * `fromId`: another server was first.
   */
  advanceCursor(sql: Sql, scene: string, fromId: number, toId: number): Promise<void>;
  /**
   * Writes a case with the action that made it so, in the transaction handed in; `version` is the new one, 1 for a new
   * case. Throws `StoreError('case-changed')` when the stored one is not the one before it.
   */
  write(sql: Sql, scene: string, changed: StoredCase, action: KeptAction): Promise<void>;
  addPhoto(scene: string, caseId: string, photo: CasePhoto, sha256: Uint8Array): Promise<void>;
  photo(scene: string, caseId: string, photo: string): Promise<CasePhoto | null>;
  /** Figures of cases under way and of tables together, each case once. */
  kpi(scene: string, query: CaseKpiQuery): Promise<CaseKpiAnswer>;
}
