import { z } from 'zod';
import { UTILITIES } from '../../model/utility.ts';
import { ASSUMPTIONS, RULE_GRADES } from '../../rules/rule-use.ts';

/** Metres; null is unknown, never zero. */
export const metresSchema = z.number().nullable();

/** Longitude, latitude in degrees, level in metres above the scene's datum (null: unknown). */
export const placeSchema = z.tuple([z.number(), z.number(), z.number().nullable()]);

export const ruleUseSchema = z.object({
  id: z.string(),
  clause: z.string(),
  grade: z.enum(RULE_GRADES),
  version: z.string(),
  verifiedBy: z.string().nullable(),
  verifiedAt: z.string().nullable(),
});

/** The rule set that every verdict of an answer used. */
export const ruleSetUseSchema = z.object({ id: z.string(), version: z.string() });

/** What every finding of an analysis carries of the feature it speaks of. */
export const findingFeature = {
  featureId: z.string(),
  sourceId: z.string(),
  utility: z.enum(UTILITIES),
  owner: z.string().nullable(),
  status: z.enum(['inUse', 'abandoned', 'planned', 'unknown']),
  /** Day of the survey or record, `2024-05-31`; null where the source does not say. */
  surveyedOn: z.string().nullable(),
};

/** What every verdict carries. */
export const evidence = {
  /** True when the rule is of grade a or b, or verified by a named officer; false where there is no rule. */
  binding: z.boolean(),
  /** A good verdict on a row that does not bind, or on none: a person has to look. */
  needsPerson: z.boolean(),
  rule: ruleUseSchema.nullable(),
  /** Why there is no rule. */
  reason: z.literal('noRule').nullable(),
  /** What was unknown and taken at its worst. */
  assumed: z.array(z.enum(ASSUMPTIONS)),
  /** Standard deviation of the level, and of the plan position, that was worked with, metres. */
  sigmaM: metresSchema,
  sigmaXyM: metresSchema,
  accuracyBasis: z.enum(['stated', 'qualityLevel', 'standard', 'unknown']),
  /** That a wall enters the solid, independent normals in plan and level; null when depth or sigma is unknown. */
  strikeProbability: z.number().min(0).max(1).nullable(),
};

/** A moment of the data: ISO 8601. Absent: now. */
export const asOfSchema = z.iso.datetime({ offset: true }).optional();

const position = z.array(z.number()).min(2).max(3);

/** GeoJSON Polygon in longitude and latitude, degrees. One ring: an area with holes is refused with a reason. */
export const polygonSchema = z.object({
  type: z.literal('Polygon'),
  coordinates: z.array(z.array(position).max(1000)).min(1).max(50),
});

/** GeoJSON LineString in longitude and latitude, degrees. */
export const lineStringSchema = z.object({
  type: z.literal('LineString'),
  coordinates: z.array(position).min(2).max(1000),
});
