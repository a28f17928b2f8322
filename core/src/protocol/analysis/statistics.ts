import { z } from 'zod';
import { UTILITIES } from '../../model/utility.ts';
import { asOfSchema } from './evidence.ts';

/** What conduits are grouped by. `cover` is the lesser one at both ends; `size` the greater of width and height. */
export const STATISTICS_ATTRIBUTES = [
  'utility',
  'kind',
  'material',
  'size',
  'cover',
  'age',
  'decade',
  'owner',
  'status',
  'embedding',
  'pressure',
  'qualityLevel',
  'road',
] as const;

export const statisticsRequestSchema = z.strictObject({
  /** One attribute or two at once. */
  by: z
    .array(z.enum(STATISTICS_ATTRIBUTES))
    .min(1)
    .max(2)
    .refine(([first, second]) => first !== second, 'the two attributes must differ'),
  /** Only these utilities. */
  utilities: z.array(z.enum(UTILITIES)).optional(),
  asOf: asOfSchema,
});

export type StatisticsRequest = z.infer<typeof statisticsRequestSchema>;

const counts = {
  count: z.int(),
  /** Sum of the known lengths, metres, and how many conduits have none. */
  lengthM: z.number(),
  lengthUnknown: z.int(),
};

export const statisticsAnswerSchema = z.object({
  /** An answer is whole or it is an error. */
  complete: z.literal(true),
  scene: z.string(),
  revision: z.string(),
  /** Newest import that the answer rests on, ISO 8601. */
  dataDate: z.string(),
  by: z.array(
    z.object({
      attribute: z.enum(STATISTICS_ATTRIBUTES),
      /** Of an attribute counted in bands: mm, m, years, MPa. */
      unit: z.enum(['mm', 'm', 'a', 'MPa']).nullable(),
      bands: z
        .array(z.object({ name: z.string(), least: z.number().nullable(), below: z.number().nullable() }))
        .nullable(),
    }),
  ),
  /** One value an attribute; null is unknown. Bands ascend, other values by length, unknown last. */
  groups: z.array(z.object({ values: z.array(z.string().nullable()), ...counts })),
  total: z.object(counts),
});

export type StatisticsAnswer = z.infer<typeof statisticsAnswerSchema>;
