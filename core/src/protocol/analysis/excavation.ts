import { z } from 'zod';
import {
  asOfSchema,
  evidence,
  findingFeature,
  metresSchema,
  placeSchema,
  polygonSchema,
  ruleSetUseSchema,
} from './evidence.ts';

/** How the soil is taken out. */
export const DIG_METHODS = ['machine', 'hand', 'vacuum'] as const;

/** Worst first. */
export const DIG_VERDICTS = [
  'hit',
  'inProtectionZone',
  'unknown',
  'insideUncertainty',
  'inControlZone',
  'clear',
] as const;

export type DigVerdict = (typeof DIG_VERDICTS)[number];

export const excavationRequestSchema = z.strictObject({
  /** Outline of the FLOOR. */
  area: polygonSchema,
  /** Below the lowest ground in the area. */
  depthM: z.number(),
  /** Horizontal per vertical of the walls: the top grows by batter x depth. */
  batter: z.number().default(0),
  /** Depth of sheet piles or other supports along the floor's outline, below the lowest ground; they reach deeper than the floor. */
  supportDepthM: z.number().nullable().default(null),
  method: z.enum(DIG_METHODS).default('machine'),
  /** Working margin around everything that is dug: digging strays by it. */
  marginM: z.number().min(0).max(10).default(0),
  asOf: asOfSchema,
});

export type ExcavationRequest = z.infer<typeof excavationRequestSchema>;

/** Which part of the work comes nearest: decides what a reviewer changes. */
export const DIG_PARTS = ['pit', 'support', 'margin'] as const;

export const digFindingSchema = z.object({
  family: z.enum(['link', 'node']),
  ...findingFeature,
  verdict: z.enum(DIG_VERDICTS),
  part: z.enum(DIG_PARTS),
  /** Outer wall to the nearest face in plan, faces carried straight down below the floor; 0 where they overlap. */
  horizontalM: metresSchema,
  /** From the floor (or the foot of the supports) down to the outer top, where any of it lies under; 0 inside; null beside it or unknown. */
  verticalM: metresSchema,
  /** In plan to the widest outline, where the level is unknown. */
  planM: metresSchema,
  /** Ground less outer top where it passes nearest; null is unknown. */
  coverDepthM: metresSchema,
  /** Length of the axis within the pit. */
  insideM: z.number(),
  zone: z.object({ protectionM: z.number(), controlM: z.number().nullable() }).nullable(),
  ...evidence,
  /** Where to look: on the feature, nearest to the dig. */
  at: placeSchema,
  /** Ends of the shortest dimension line; null where there is none to draw. */
  closest: z.object({ feature: placeSchema, dig: placeSchema }).nullable(),
});

export type DigFinding = z.infer<typeof digFindingSchema>;

export const excavationAnswerSchema = z.object({
  /** An answer is whole or it is an error. */
  complete: z.literal(true),
  scene: z.string(),
  revision: z.string(),
  ruleSet: ruleSetUseSchema,
  /** Worst first, then nearest. */
  findings: z.array(digFindingSchema),
  /** Findings that say `unknown`. */
  unknownCount: z.int(),
  /** Links of the scene without a place: they are in no finding, and not clear. */
  unplacedCount: z.int(),
  /** Newest import that the answer rests on, ISO 8601. */
  dataDate: z.string(),
  /** The work that was judged; the method is evidence and never loosens a verdict. */
  work: z.object({
    depthM: z.number(),
    batter: z.number(),
    supportDepthM: z.number().nullable(),
    marginM: z.number(),
    method: z.enum(DIG_METHODS),
  }),
  pit: z.object({
    floorLevelM: z.number(),
    lowestGroundM: z.number(),
    volumeM3: z.number(),
    floorAreaM2: z.number(),
    topAreaM2: z.number(),
    /** Longitude, latitude of the floor's corners and of the rim. */
    floor: z.array(z.tuple([z.number(), z.number()])),
    top: z.array(z.tuple([z.number(), z.number()])),
  }),
  /** What was changed in the area before it was judged (`closed ring`, `duplicate point removed`); nothing is repaired unseen. */
  repairs: z.array(z.string()),
});

export type ExcavationAnswer = z.infer<typeof excavationAnswerSchema>;
