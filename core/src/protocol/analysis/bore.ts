import { z } from 'zod';
import {
  asOfSchema,
  evidence,
  findingFeature,
  lineStringSchema,
  metresSchema,
  placeSchema,
  ruleSetUseSchema,
} from './evidence.ts';
import { DIG_VERDICTS } from './excavation.ts';

/** Directional drill, pipe jacking, and a hole straight down. */
export const BORE_METHODS = ['hdd', 'jacking', 'borehole'] as const;

const size = {
  /** Outer diameter of what is bored. */
  diameterM: z.number(),
  /** How far the bore may stray from its path on any side. */
  toleranceM: z.number().min(0).max(10).default(0),
  asOf: asOfSchema,
};

/** The axis of a bore in levels above the datum, or in depths below the ground, one for every point; straight between. */
const course = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('level'), levelsM: z.array(z.number()).min(2).max(1000) }),
  z.strictObject({ by: z.literal('depth'), depthsM: z.array(z.number()).min(2).max(1000) }),
]);

export const boreRequestSchema = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('hdd'), path: lineStringSchema, course, ...size }),
  z.strictObject({ method: z.literal('jacking'), path: lineStringSchema, course, ...size }),
  z.strictObject({
    method: z.literal('borehole'),
    /** Longitude and latitude of its mouth. */
    at: z.tuple([z.number(), z.number()]),
    /** Of its foot below the ground. */
    depthM: z.number(),
    ...size,
  }),
]);

export type BoreRequest = z.infer<typeof boreRequestSchema>;

export const boreFindingSchema = z.object({
  family: z.enum(['link', 'node']),
  ...findingFeature,
  verdict: z.enum(DIG_VERDICTS),
  /** Between outer wall and the bore's wall, without its tolerance: in plan (0 where one lies over the other), */
  horizontalM: metresSchema,
  /** along a vertical line where one lies over the other, */
  verticalM: metresSchema,
  /** and in space. All null where unknown. */
  spatialM: metresSchema,
  /** True where the feature lies above the bore at the place of `verticalM`; null where neither lies over the other. */
  above: z.boolean().nullable(),
  zone: z.object({ protectionM: z.number(), controlM: z.number().nullable() }).nullable(),
  ...evidence,
  /** On the feature, nearest to the bore. */
  at: placeSchema,
  closest: z.object({ feature: placeSchema, bore: placeSchema }).nullable(),
});

export type BoreFinding = z.infer<typeof boreFindingSchema>;

export const boreAnswerSchema = z.object({
  /** An answer is whole or it is an error. */
  complete: z.literal(true),
  scene: z.string(),
  revision: z.string(),
  ruleSet: ruleSetUseSchema,
  /** Worst first, then nearest. */
  findings: z.array(boreFindingSchema),
  unknownCount: z.int(),
  /** Links of the scene without a place: they are in no finding, and not clear. */
  unplacedCount: z.int(),
  dataDate: z.string(),
  bore: z.object({
    method: z.enum(BORE_METHODS),
    diameterM: z.number(),
    toleranceM: z.number(),
    /** Its axis: longitude, latitude, level. */
    axis: z.array(placeSchema),
    lengthM: z.number(),
  }),
});

export type BoreAnswer = z.infer<typeof boreAnswerSchema>;
