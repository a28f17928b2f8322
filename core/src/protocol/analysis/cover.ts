import { z } from 'zod';
import { asOfSchema, evidence, metresSchema, placeSchema, ruleSetUseSchema } from './evidence.ts';
import { drawnConduit, levelsHead } from './section.ts';

/** Worst first. */
export const COVER_VERDICTS = ['belowTable', 'unknown', 'insideUncertainty', 'ok'] as const;

export type CoverVerdict = (typeof COVER_VERDICTS)[number];

export const coverRequestSchema = z.strictObject({
  /** Feature ids of conduits. */
  links: z.array(z.string()).min(1).max(1000),
  /** What lies above them; `unknown` takes the stricter. */
  place: z.enum(['carriageway', 'sidewalk', 'unknown']).default('unknown'),
  asOf: asOfSchema,
});

export type CoverRequest = z.infer<typeof coverRequestSchema>;

const coverAtSchema = z
  .object({
    coverM: z.number(),
    /** Plan distance from the conduit's first point. */
    stationM: z.number(),
    groundM: z.number(),
    /** On the outer top. */
    at: placeSchema,
  })
  .nullable();

export const coverFindingSchema = z.object({
  ...drawnConduit,
  verdict: z.enum(COVER_VERDICTS),
  /** What the rule wants; null where none knows it. */
  wantedM: metresSchema,
  /** True where it was raised to the region's frost depth. */
  forFrost: z.boolean(),
  lengthM: z.number(),
  /** Over the stretches where it is known; null where it is known nowhere. */
  least: coverAtSchema,
  greatest: coverAtSchema,
  /** Stretches where it is unknown, and for want of what. */
  gaps: z.array(z.object({ fromM: z.number(), toM: z.number(), why: z.enum(['ground', 'level', 'size']) })),
  /** Greatest distance of two samples of the ground. */
  stepM: z.number(),
  /** How much less the cover may be for want of a wall thickness. */
  allowanceM: metresSchema,
  /** Station, ground, outer top. */
  samples: z.array(z.tuple([z.number(), metresSchema, metresSchema])),
  ...evidence,
});

export const coverAnswerSchema = z.object({
  ...levelsHead,
  ruleSet: ruleSetUseSchema,
  place: z.enum(['carriageway', 'sidewalk', 'unknown']),
  /** Worst first, then least cover first. */
  findings: z.array(coverFindingSchema),
});

export type CoverAnswer = z.infer<typeof coverAnswerSchema>;
