import { z } from 'zod';
import { loggedEventSchema } from './live-messages.ts';

/** What the answers about the past hold. Times are milliseconds since 1970 UTC. */

/**
 * By which clock an instant is meant. `event`: what had happened by then, as it is known today. `received`: what was known
 * here then.
 */
export const REPLAY_CLOCKS = ['event', 'received'] as const;

export type ReplayClock = (typeof REPLAY_CLOCKS)[number];

/**
 * An event of the past. Those that are not from the log have the id 0: cases of the scene's tables, whose source is the
 * name of their layer, and, in a generated scene, what its simulator says of that time.
 */
const pastEvents = z.array(loggedEventSchema);

/**
 * The city at an instant: of every key the latest event, without alarms and cases that were over. What is not in it was
 * not known of.
 */
export const liveStateSchema = z.object({
  atMs: z.number(),
  by: z.enum(REPLAY_CLOCKS),
  /** Newest id of the log when it was read; from the stream whatever comes after it is newer. Null for the past. */
  upTo: z.number().nullable(),
  /** From when on the log is whole; null where there is none. Before it only tables, and a generator, tell something. */
  logFromMs: z.number().nullable(),
  /** True when the simulator of a generated scene filled in what no log holds. */
  isSimulated: z.boolean(),
  /** False when there were more cases than one answer holds: the newest reports are in it. */
  isWhole: z.boolean(),
  events: pastEvents,
});

/** Events of a span of time in the order of its clock. */
export const liveHistorySchema = z.object({
  fromMs: z.number(),
  toMs: z.number(),
  by: z.enum(REPLAY_CLOCKS),
  isSimulated: z.boolean(),
  /** True when the span holds more than fit: then the answer is whole up to `wholeToMs`, and goes on from there. */
  more: z.boolean(),
  wholeToMs: z.number(),
  events: pastEvents,
});

/** Events about one thing, newest first. */
export const thingEventsSchema = z.object({ events: pastEvents, isSimulated: z.boolean(), more: z.boolean() });

const caseDays = z.array(z.object({ startMs: z.number(), count: z.number() }));

/** What there is to go back to. */
export const liveExtentSchema = z.object({
  /** The first instant of which anything is told; null when there is none. */
  fromMs: z.number().nullable(),
  logFromMs: z.number().nullable(),
  /** True when a generator tells of the time before the log too. */
  isSimulated: z.boolean(),
  /** Reports of each day that has any, by midnight of the clock asked for. */
  casesByDay: caseDays,
});

/**
 * Which state of the network was published at an instant: the one of `fromMs <= atMs < untilMs`. Times are those of
 * publication, not of digging: what the data said then, whether or not it was right.
 */
export const networkAtSchema = z.object({
  atMs: z.number(),
  /** Names the state in the addresses of its tiles, for good; null while nothing of the network was published. */
  revision: z.string().nullable(),
  fromMs: z.number().nullable(),
  /** Null when no other was published to this day: then it is what `network` shows now. */
  untilMs: z.number().nullable(),
});

/** Most events that one answer about the past holds. */
export const MOST_PAST_EVENTS = 20_000;

export type CaseDays = readonly z.infer<typeof caseDays>[number][];
export type LiveState = z.infer<typeof liveStateSchema>;
export type LiveHistory = z.infer<typeof liveHistorySchema>;
export type ThingEvents = z.infer<typeof thingEventsSchema>;
export type NetworkAtAnswer = z.infer<typeof networkAtSchema>;
export type LiveExtent = z.infer<typeof liveExtentSchema>;
