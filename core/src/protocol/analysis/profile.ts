import { z } from 'zod';
import { NODE_KINDS } from '../../model/network-node.ts';
import { asOfSchema, metresSchema, placeSchema } from './evidence.ts';
import { bandSchema, drawnConduit, groundLineSchema, levelsHead } from './section.ts';

export const SLOPE_VERDICTS = ['ok', 'belowTable', 'reverse', 'unknown'] as const;

export const profileRequestSchema = z.strictObject({
  /** Feature ids of conduits, each joined to the one before it by a node. */
  links: z.array(z.string()).min(1).max(2000),
  /** Feature id of the node where the path begins, where its conduits leave that open. */
  startNode: z.string().nullable().default(null),
  asOf: asOfSchema,
});

export type ProfileRequest = z.infer<typeof profileRequestSchema>;

export const profileLegSchema = z.object({
  ...drawnConduit,
  /** True when it is travelled from its last point to its first. */
  reversed: z.boolean(),
  fromM: z.number(),
  toM: z.number(),
  points: z.array(
    z.object({
      stationM: z.number(),
      axisM: metresSchema,
      invertM: metresSchema,
      outerTopM: metresSchema,
      outerBottomM: metresSchema,
    }),
  ),
  planLengthM: z.number(),
  /** In space. */
  lengthM: metresSchema,
  /** Fall in the direction of travel over the plan length; negative rises. */
  slope: z.number().nullable(),
  leastSlope: z
    .object({
      slope: z.number(),
      clause: z.string(),
      grade: z.enum(['b', 'c']),
      /** What was unknown and taken at its strictest. */
      assumed: z.array(z.enum(['material', 'size'])),
    })
    .nullable(),
  /** Of the fall from its own first point to its last. */
  slopeVerdict: z.enum(SLOPE_VERDICTS),
  bands: z.object({ from: bandSchema, to: bandSchema }).nullable(),
});

export const profileBranchSchema = z.object({
  ...drawnConduit,
  axisM: metresSchema,
  invertM: metresSchema,
  outerTopM: metresSchema,
  outerWidthM: metresSchema,
  outerHeightM: metresSchema,
  band: bandSchema,
  side: z.enum(['left', 'right']).nullable(),
});

export const profileNodeSchema = z.object({
  stationM: z.number(),
  featureId: z.string().nullable(),
  sourceId: z.string().nullable(),
  kind: z.enum(NODE_KINDS).nullable(),
  groundM: metresSchema,
  coverLevelM: metresSchema,
  sumpLevelM: metresSchema,
  shaftDiameterMm: z.number().nullable(),
  inInvertM: metresSchema,
  outInvertM: metresSchema,
  dropM: metresSchema,
  branches: z.array(profileBranchSchema),
});

export const profileCrossingSchema = z.object({
  ...drawnConduit,
  /** Number of the leg that it crosses. */
  leg: z.int(),
  stationM: z.number(),
  at: placeSchema,
  axisM: metresSchema,
  /** Outer size as it shows in the profile. */
  apparentWidthM: metresSchema,
  outerHeightM: metresSchema,
  band: bandSchema,
  /** Upright distance between the outer walls; 0 where they overlap. */
  gapM: metresSchema,
  /** False where a wall of either is unknown: the distance is less by it. */
  wallsKnown: z.boolean(),
  isAbove: z.boolean().nullable(),
  angleDeg: z.number(),
});

/** A longitudinal profile, in metres: stations are plan distances along the path. */
export const longitudinalProfileSchema = z.object({
  lengthM: z.number(),
  ground: groundLineSchema,
  legs: z.array(profileLegSchema),
  nodes: z.array(profileNodeSchema),
  crossings: z.array(profileCrossingSchema),
});

export type LongitudinalProfileShape = z.infer<typeof longitudinalProfileSchema>;

export const profileAnswerSchema = z.object({
  ...levelsHead,
  /** The path in longitude and latitude. */
  path: z.array(z.tuple([z.number(), z.number()])),
  profile: longitudinalProfileSchema,
});

export type ProfileAnswer = z.infer<typeof profileAnswerSchema>;
