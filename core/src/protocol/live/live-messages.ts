import { z } from 'zod';
import { ALARM_SEVERITIES, ALARM_STATES } from '../../live/alarm.ts';
import { FEED_STATES } from '../../live/feed.ts';
import { LIVE_QUALITIES, POSITION_BASES } from '../../live/live-event.ts';
import { CASE_STEPS } from '../../model/city-case.ts';
import { cityCaseSchema } from '../cases.ts';
import { editNoteSchema } from '../feature-edit.ts';

/** What the live stream and the answers about events hold. Times are milliseconds since 1970 UTC. */

const momentMs = z.number().nullable();
const position = z.tuple([z.number(), z.number()]).nullable();

export const alarmSchema = z.object({
  alarmId: z.string(),
  ruleId: z.string(),
  rulesVersion: z.string(),
  sensorKind: z.string(),
  thingId: z.string(),
  source: z.string(),
  severity: z.enum(ALARM_SEVERITIES),
  state: z.enum(ALARM_STATES),
  isActive: z.boolean().nullable(),
  position,
  cause: z.object({
    quantity: z.string(),
    unit: z.string(),
    value: z.number().nullable(),
    threshold: z.number().nullable(),
  }),
  count: z.number(),
  openedMs: z.number(),
  acknowledgedMs: momentMs,
  acknowledgedBy: z.string().nullable(),
  returnedMs: momentMs,
  closedMs: momentMs,
  closedBy: z.string().nullable(),
  note: z.string().nullable(),
  caseId: z.string().nullable(),
});

/** As a case of the imported tables, with what the desk adds; `raw` stays on the server. */
export const liveCaseSchema = cityCaseSchema.omit({ id: true, layer: true }).extend({
  registerDueMs: momentMs.default(null),
  verifyDueMs: momentMs.default(null),
  closeDueMs: momentMs.default(null),
  unit: z.string().nullable(),
  alarmId: z.string().nullable(),
  duplicateOf: z.string().nullable(),
  reopenedCount: z.number(),
  returnedCount: z.number().default(0),
  lateSteps: z.array(z.enum(CASE_STEPS)).default([]),
});

const head = {
  source: z.string(),
  id: z.string(),
  eventTimeMs: z.number(),
  sequence: z.number(),
  position,
  heightM: z.number().optional(),
  quality: z.enum(LIVE_QUALITIES),
};

export const liveEventSchema = z.discriminatedUnion('kind', [
  z.object({
    ...head,
    kind: z.literal('reading'),
    value: z.object({ quantity: z.string(), unit: z.string(), value: z.number().nullable() }),
  }),
  z.object({ ...head, kind: z.literal('cover'), value: z.object({ tiltDeg: z.number(), isOpen: z.boolean() }) }),
  z.object({ ...head, kind: z.literal('case'), value: liveCaseSchema }),
  z.object({ ...head, kind: z.literal('position'), value: z.object({ headingDeg: z.number(), speedMps: z.number() }) }),
  z.object({ ...head, kind: z.literal('signal'), value: z.object({ phase: z.number(), lastsS: z.number() }) }),
  z.object({
    ...head,
    kind: z.literal('flow'),
    value: z.object({ vehiclesAnHour: z.number(), speedKmh: z.number() }),
  }),
  z.object({ ...head, kind: z.literal('alarm'), value: alarmSchema }),
]);

export const loggedEventSchema = z.object({
  eventId: z.number(),
  receivedMs: z.number(),
  isHistorical: z.boolean(),
  positionBasis: z.enum(POSITION_BASES).nullable(),
  event: liveEventSchema,
});

export const feedSchema = z.object({
  source: z.string(),
  title: z.object({ en: z.string(), zh: z.string() }),
  state: z.enum(FEED_STATES),
  heartbeatS: z.number().nullable(),
  lastReceivedMs: momentMs,
  lastEventMs: momentMs,
  eventsPerMinute: z.number(),
  refusedCount: z.number(),
  duplicateCount: z.number(),
  historicalCount: z.number(),
  positionBasis: z.enum(POSITION_BASES),
  isConnected: z.boolean().nullable(),
});

/**
 * Data of the stream's messages by their `event` field; `snapshot` and `events` carry `id: <upTo>`, `feeds` the id up to
 * which the reader knows everything then.
 *
 * - `snapshot`: first, and again when the gap since the id resumed from is too long to fill: the latest of every key that
 *   the filter lets through. What is not in it is not there any more. What changes while it is sent may be in it newer than
 *   `upTo`, and comes again.
 * - `events`: in the order of their ids. `isLatestOnly` when the reader was slow: events between were left out, but none
 *   of them is the latest of its key; they are in no order then, and as in a snapshot may be newer than `upTo`.
 * - `feeds`: how fresh every feed is, every few seconds; it is the stream's heartbeat too.
 * - `edit`: a row of the network was edited. It stands in no log and comes to those who keep up; others learn from the
 *   `versions` of the next `feeds` that something has changed.
 */
export const liveSnapshotSchema = z.object({
  upTo: z.number(),
  serverTimeMs: z.number(),
  events: z.array(loggedEventSchema),
});

export const liveEventsSchema = z.object({
  upTo: z.number(),
  isLatestOnly: z.boolean(),
  events: z.array(loggedEventSchema),
});

export const liveFeedsSchema = z.object({
  serverTimeMs: z.number(),
  feeds: z.array(feedSchema),
  /**
   * In the stream: what is published of the scene, `null` while nothing is. Who shows another `revision` has missed an edit
   * of the network; who shows another `ground` has missed more than that, such as an import.
   */
  versions: z.object({ revision: z.string(), ground: z.string() }).nullish(),
});

/** The data of any message of the stream. */
export const liveMessageSchema = z.union([liveSnapshotSchema, liveEventsSchema, liveFeedsSchema, editNoteSchema]);

export type LiveSnapshot = z.infer<typeof liveSnapshotSchema>;
export type LiveEvents = z.infer<typeof liveEventsSchema>;
export type LiveFeeds = z.infer<typeof liveFeedsSchema>;
/** As `LoggedEvent`, without what stays on the server. */
export type LoggedEventAnswer = z.infer<typeof loggedEventSchema>;
export type LiveCaseAnswer = z.infer<typeof liveCaseSchema>;
