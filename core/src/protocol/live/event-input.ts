import { z } from 'zod';
import { LIVE_QUALITIES } from '../../live/live-event.ts';
import { CASE_CHANNELS, CASE_KINDS, CASE_RESULTS } from '../../model/city-case.ts';

/** Most that one event may weigh as JSON, bytes. */
export const EVENT_LIMIT_BYTES = 16_384;

/** Most events of one JSON array; more go as lines (`application/x-ndjson`). */
export const BATCH_LIMIT = 5000;

/** Most refusals that an answer lists; `refusedCount` counts all. */
export const LISTED_REFUSALS = 100;

/** One line: what a database of text cannot hold, and what would break a line, is not taken. */
const words = (most: number) =>
  z
    .string()
    .min(1)
    .max(most)
    .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'must not hold control characters');

/** Several lines. */
const prose = z
  .string()
  .max(4000)
  .regex(/^[^\0\p{Cs}]*$/u, 'must not hold null characters');

/** The end of the year 9999. */
const LAST_MS = 253_402_300_799_999;

/** ISO 8601 with its offset from UTC (`2026-11-20T09:30:00.250+08:00`), or whole milliseconds since 1970 UTC. */
export const eventTimeSchema = z.union([z.iso.datetime({ offset: true }), z.int().min(0).max(LAST_MS)], {
  error: 'wanted a time such as "2026-11-20T09:30:00+08:00", or whole milliseconds since 1970 UTC',
});

/**
 * A place in what the adapter declares (`crs`): `[x, y]` with east or longitude first whatever the registry's axis order,
 * with a third number for the height; or, where that is longitude and latitude, an object that names them. Heights are
 * metres, of the source's own datum.
 */
export const eventPositionSchema = z.union(
  [
    z.tuple([z.number(), z.number()]),
    z.tuple([z.number(), z.number(), z.number()]),
    z.strictObject({ lon: z.number(), lat: z.number(), heightM: z.number().optional() }),
  ],
  { error: 'wanted [x, y], [x, y, height] or {"lon": .., "lat": ..}' },
);

const head = {
  /** `sourceId` of the device, unit or point it is about; of a case its number. */
  id: words(100),
  eventTime: eventTimeSchema,
  /**
   * Rises with every event of one kind and id; the same number again is the same event and is not stored twice. Without
   * it the event time takes its place: two events of one thing in one millisecond are then one, but for readings of
   * different quantities. A device that may repeat itself within a millisecond numbers its events.
   */
  sequence: z.int().min(0).optional(),
  position: eventPositionSchema.nullish(),
  /** How far the source trusts it; unstated it is unknown, which is not good. */
  quality: z.enum(LIVE_QUALITIES).default('unknown'),
  /** May be said again; it must be the one signed in by. */
  source: z.string().max(41).optional(),
};

const caseValue = z.strictObject({
  kind: z.enum(CASE_KINDS),
  /** Major and minor class of GB/T 30428.2 or .3. */
  category: z
    .string()
    .regex(/^\d{4}$/, 'wanted four digits')
    .nullable()
    .default(null),
  title: words(200).nullable().default(null),
  description: prose.nullable().default(null),
  channel: z.enum(CASE_CHANNELS).default('unknown'),
  gridCell: z
    .string()
    .regex(/^\d{15}$/, 'wanted fifteen digits')
    .nullable()
    .default(null),
  component: z
    .string()
    .regex(/^\d{16}$/, 'wanted sixteen digits')
    .nullable()
    .default(null),
  address: words(300).nullable().default(null),
  department: words(100).nullable().default(null),
  /** Steps done in the system it comes from; without `report` the event time is when it was reported. */
  steps: z
    .strictObject({
      report: eventTimeSchema,
      register: eventTimeSchema,
      dispatch: eventTimeSchema,
      handle: eventTimeSchema,
      verify: eventTimeSchema,
      close: eventTimeSchema,
    })
    .partial()
    .default({}),
  dispatchDue: eventTimeSchema.optional(),
  handleDue: eventTimeSchema.optional(),
  result: z.enum(CASE_RESULTS).default('open'),
});

/** An event as a device, a gateway or another system sends it. Alarms are made by the server alone. */
export const eventInputSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...head,
    kind: z.literal('reading'),
    value: z.strictObject({ quantity: words(60), unit: words(30).or(z.literal('')), value: z.number().nullable() }),
  }),
  z.strictObject({
    ...head,
    kind: z.literal('cover'),
    value: z.strictObject({ tiltDeg: z.number().min(0).max(180), isOpen: z.boolean() }),
  }),
  z.strictObject({ ...head, kind: z.literal('case'), value: caseValue }),
  z.strictObject({
    ...head,
    kind: z.literal('position'),
    value: z.strictObject({ headingDeg: z.number().min(-360).max(360), speedMps: z.number().min(0).max(150) }),
  }),
  z.strictObject({
    ...head,
    kind: z.literal('signal'),
    value: z.strictObject({ phase: z.int().min(0).max(64), lastsS: z.number().min(0).max(3600) }),
  }),
  z.strictObject({
    ...head,
    kind: z.literal('flow'),
    value: z.strictObject({ vehiclesAnHour: z.number().min(0).max(100_000), speedKmh: z.number().min(0).max(300) }),
  }),
]);

/** One event, or several. */
export const eventsRequestSchema = z.union([eventInputSchema, z.array(eventInputSchema).max(BATCH_LIMIT)]);

/** What became of the events of one message. Those that are `stored` are durable when this is answered. */
export const ingestAnswerSchema = z.object({
  stored: z.number(),
  /** Of those stored, how many came after a newer one about the same thing: history, never the present. */
  historical: z.number(),
  /** In the log already. */
  duplicates: z.number(),
  refusedCount: z.number(),
  /** The first of them: `index` from 0 in the order sent. */
  refused: z.array(z.object({ index: z.number(), code: z.string(), detail: z.string() })),
});

/** A new key of a source; it is told this once. */
export const sourceKeySchema = z.object({ source: z.string(), key: z.string() });

/** What was refused, newest first. */
export const refusedEventsSchema = z.object({
  refused: z.array(
    z.object({
      receivedMs: z.number(),
      source: z.string().nullable(),
      door: z.enum(['mqtt', 'http', 'simulator']),
      reason: z.string(),
      detail: z.string(),
      body: z.string(),
    }),
  ),
});

export type EventInput = z.infer<typeof eventInputSchema>;
export type EventPosition = z.infer<typeof eventPositionSchema>;
export type IngestAnswer = z.infer<typeof ingestAnswerSchema>;
export type RefusedEvents = z.infer<typeof refusedEventsSchema>;
