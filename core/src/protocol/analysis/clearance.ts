import { z } from 'zod';
import { COURSES } from '../../clearance/course.ts';
import { EXEMPTIONS } from '../../clearance/exemption.ts';
import { LAY_VERDICTS } from '../../clearance/lay-verdict.ts';
import { EMBEDDINGS } from '../../model/embedding.ts';
import { SECTION_SHAPES } from '../../model/section-shape.ts';
import { UTILITIES } from '../../model/utility.ts';
import {
  asOfSchema,
  evidence,
  findingFeature,
  lineStringSchema,
  metresSchema,
  placeSchema,
  ruleSetUseSchema,
  ruleUseSchema,
} from './evidence.ts';

const sizeMm = z.number().gt(0).max(30_000);

/** A conduit that is not there yet, as a planner draws it. */
const proposedSchema = z.strictObject({
  /** Its course from end to end. A third number is not read: levels stand below. */
  line: lineStringSchema,
  /**
   * Level of the axis at both ends, metres above the scene's datum, or depth of the outer top below the ground there; one
   * of the two, else its level is unknown and so is what depends on it.
   */
  axisLevelsM: z.tuple([z.number(), z.number()]).optional(),
  coverDepthsM: z.tuple([z.number(), z.number()]).optional(),
  utility: z.enum(UTILITIES),
  section: z.strictObject({
    shape: z.enum(SECTION_SHAPES),
    /** Inside sizes, mm; a round one states its width alone. */
    widthMm: sizeMm,
    heightMm: sizeMm.optional(),
    wallMm: z.number().min(0).max(2000).nullable().default(null),
    casingMm: sizeMm.nullable().default(null),
    barrels: z.int().min(1).max(50).default(1),
  }),
  material: z.string().max(100).nullable().default(null),
  embedding: z.enum(EMBEDDINGS).nullable().default(null),
  /** Design pressure, MPa, and rated voltage, kV; null is unknown. */
  pressureMpa: z.number().min(0).max(100).nullable().default(null),
  voltageKv: z.number().min(0).max(2000).nullable().default(null),
  /** How truly it will be laid: standard deviations in plan and level, metres. */
  sigmaXyM: z.number().gt(0).max(10).default(0.05),
  sigmaZM: z.number().gt(0).max(10).default(0.03),
  /** Ids of nodes it will be joined to: what ends there is no conflict. */
  joins: z.array(z.string()).max(2).default([]),
});

export type ProposedConduit = z.infer<typeof proposedSchema>;

const pairRequest = z.strictObject({
  ask: z.literal('pair'),
  /** Net distance of two picked conduits. */
  featureIds: z.tuple([z.string().min(1), z.string().min(1)]),
  asOf: asOfSchema,
});

const proposedRequest = z.strictObject({ ask: z.literal('proposed'), proposed: proposedSchema, asOf: asOfSchema });

const districtRequest = z.strictObject({
  ask: z.literal('district'),
  /** West, south, east, north in degrees; absent: the whole scene. */
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  /** Pairs of which one at least is of these; absent: all. */
  utilities: z.array(z.enum(UTILITIES)).min(1).optional(),
  /** Most findings of each list that are sent; the counts are always whole. */
  limit: z.int().min(1).max(10_000).default(1000),
  asOf: asOfSchema,
});

export const clearanceRequestSchema = z.discriminatedUnion('ask', [pairRequest, proposedRequest, districtRequest]);

export type ClearanceRequest = z.infer<typeof clearanceRequestSchema>;

/** One of the two; the proposed conduit has the id `proposed`. */
const sideSchema = z.object(findingFeature);

const comparedSchema = z.object({ foundM: metresSchema, wantedM: metresSchema, rule: ruleUseSchema.nullable() });

/** What a pair, taken as it is said to be, lacks. */
export const SHORTFALLS = ['collision', 'vertical', 'horizontal'] as const;

export const clearanceFindingSchema = z.object({
  a: sideSchema,
  b: sideSchema,
  verdict: z.enum(LAY_VERDICTS),
  shortfall: z.enum(SHORTFALLS).nullable(),
  /** Why they are no conflict however near they are; then no verdict but the distances mean anything. */
  exemption: z.enum(EXEMPTIONS).nullable(),
  decides: z.enum(['horizontal', 'vertical']),
  course: z.enum([...COURSES, 'over']),
  /** Outer wall to outer wall; 0 where they overlap in plan, null is unknown. */
  horizontal: comparedSchema,
  /** Least gap along a vertical line; null where they are not over each other in plan, or unknown. */
  vertical: comparedSchema,
  spatialM: metresSchema,
  /** Upper bounds, the unknown size of either taken as nothing. */
  horizontalAtMostM: z.number(),
  spatialAtMostM: metresSchema,
  ...evidence,
  /** On the outer walls, nearest to each other. */
  closest: z.object({ a: placeSchema, b: placeSchema }),
});

export type ClearanceFinding = z.infer<typeof clearanceFindingSchema>;

const buildingFindingSchema = z.object({
  feature: sideSchema,
  buildingId: z.string(),
  verdict: z.enum(['collision', 'unknown', 'insideUncertainty', 'belowTable']),
  foundM: z.number(),
  wantedM: z.number(),
  rule: ruleUseSchema,
  binding: z.boolean(),
});

const coverFindingSchema = z.object({
  feature: sideSchema,
  verdict: z.enum(['belowTable', 'unknown']),
  /** Where it is least; null where it is known nowhere. */
  foundM: metresSchema,
  wantedM: metresSchema,
  rule: ruleUseSchema.nullable(),
  binding: z.boolean(),
  at: placeSchema.nullable(),
});

export const clearanceAnswerSchema = z.object({
  /** An answer is whole or it is an error. */
  complete: z.literal(true),
  scene: z.string(),
  revision: z.string(),
  ruleSet: ruleSetUseSchema,
  /** Newest import that the answer rests on, ISO 8601. */
  dataDate: z.string(),
  /** Worst first, then nearest. */
  findings: z.array(clearanceFindingSchema),
  /** Pairs of which the verdict is unknown; those of a district are counted, not listed. */
  unknownCount: z.int(),
  /** Of a district only, else null. */
  district: z
    .object({
      pairCount: z.int(),
      uncertainCount: z.int(),
      buildings: z.array(buildingFindingSchema),
      buildingCount: z.int(),
      covers: z.array(coverFindingSchema),
      coverCount: z.int(),
      unknownBuildingCount: z.int(),
      unknownCoverCount: z.int(),
    })
    .nullable(),
  /** Links of the scene that have no place in plan: they are in no finding, and not clear. */
  unplacedCount: z.int(),
});

export type ClearanceAnswer = z.infer<typeof clearanceAnswerSchema>;
