import { z } from 'zod';

const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });

/** What a kind measures. */
const sensorQuantitySchema = z.strictObject({
  /** As readings call it: `waterDepth`. */
  name: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  title: bilingual,
  unit: z.string().min(1).max(20),
  /** Other units that its readings may come in, and by how much they are multiplied. */
  otherUnits: z.record(z.string().min(1).max(20), z.number().positive()).default({}),
  /** What can be true at all, in `unit`: a value outside is a fault of the device, and nothing is known. */
  plausible: z
    .strictObject({ from: z.number(), to: z.number() })
    .refine(({ from, to }) => from < to, 'wanted "from" below "to"'),
});

/** A kind of device that reports, as data: what it measures, and which devices are of it. */
export const sensorKindSchema = z.strictObject({
  name: z.string().regex(/^[a-z][A-Za-z0-9]*$/),
  title: bilingual,
  /** The kind of event that its devices send besides readings, where they have one of their own. */
  event: z.enum(['reading', 'cover', 'flow']).default('reading'),
  /** What tables of devices call it in their column of the kind, word for word. */
  categories: z.array(z.string().min(1).max(60)).max(50).default([]),
  /** Letters that the numbers of its devices begin with, before a hyphen: `JSJC` for `JSJC-0012`. */
  prefixes: z.array(z.string().min(1).max(20)).max(50).default([]),
  quantities: z.array(sensorQuantitySchema).min(1).max(20),
  /** Longest time between two messages that is normal, seconds; null where silence is normal. */
  heartbeatS: z.number().positive().max(604_800).nullable(),
});

export type SensorKind = z.infer<typeof sensorKindSchema>;
export type SensorQuantity = SensorKind['quantities'][number];
