import { z } from 'zod';
import { NODE_KINDS } from '../../model/network-node.ts';
import { SECTION_SHAPES } from '../../model/section-shape.ts';
import { UTILITIES } from '../../model/utility.ts';
import { asOfSchema, findingFeature, metresSchema } from './evidence.ts';

/** Where something of unknown level can lie, metres above the datum; null: anywhere. */
export const bandSchema = z.object({ leastM: z.number(), mostM: z.number() }).nullable();

/** What a drawing says of a conduit; sizes of the inside unless its shape says otherwise, mm. */
export const drawnConduit = {
  ...findingFeature,
  shape: z.enum(SECTION_SHAPES).nullable(),
  widthMm: z.number().nullable(),
  heightMm: z.number().nullable(),
  wallMm: z.number().nullable(),
  casingMm: z.number().nullable(),
  barrels: z.int(),
  /** False where the outer wall lies farther out than is known: a distance from it is the most it can be. */
  wallKnown: z.boolean(),
  material: z.string().nullable(),
  builtYear: z.number().nullable(),
};

/** Ground over a line: station, level (null: unknown), metres, straight between known neighbours. */
export const groundLineSchema = z.array(z.tuple([z.number(), metresSchema]));

export const sectionRequestSchema = z.strictObject({
  /** From its first point to its second; stations grow to the right of the drawing. */
  line: z.object({ type: z.literal('LineString'), coordinates: z.array(z.array(z.number()).min(2).max(3)).length(2) }),
  /** How far from the plane something is shown although it is not cut, metres. */
  halfWidthM: z.number().min(0).max(20).default(0.5),
  asOf: asOfSchema,
});

export type SectionRequest = z.infer<typeof sectionRequestSchema>;

const outlinesSchema = z.array(z.array(z.number()));

export const sectionCutSchema = z.object({
  ...drawnConduit,
  /** Closed outlines, flat station, level; empty where level or size is unknown. */
  outer: outlinesSchema,
  /** Of the bore, or of pipes in a casing; empty where the wall is unknown. */
  within: outlinesSchema,
  stationM: z.number(),
  leftM: z.number(),
  rightM: z.number(),
  axisM: metresSchema,
  outerTopM: metresSchema,
  outerBottomM: metresSchema,
  /** Ground less outer top at its station. */
  coverM: metresSchema,
  /** As it shows in the section: wider than the conduit where it is cut obliquely. */
  apparentWidthM: metresSchema,
  apparentHeightM: metresSchema,
  band: bandSchema,
  levelKnown: z.boolean(),
  sizeKnown: z.boolean(),
  /** True where it lies in the plane and shows as a strip. */
  strip: z.boolean(),
});

export const sectionNearSchema = z.object({
  ...drawnConduit,
  stationM: z.number(),
  /** Of its axis from the plane, positive to the left of the line. */
  asideM: z.number(),
  axisM: metresSchema,
  outerWidthM: metresSchema,
  outerHeightM: metresSchema,
});

export const sectionShaftSchema = z.object({
  featureId: z.string(),
  sourceId: z.string(),
  utility: z.enum(UTILITIES),
  kind: z.enum(NODE_KINDS),
  stationM: z.number(),
  asideM: z.number(),
  /** True where the plane passes through it. */
  cut: z.boolean(),
  halfWidthM: z.number(),
  coverLevelM: metresSchema,
  sumpLevelM: metresSchema,
  sizeKnown: z.boolean(),
});

const sectionLineSchema = z.tuple([z.number(), z.number(), z.number(), z.number()]);

/** A cross-section, in metres: stations along its line, levels above the scene's datum. */
export const crossSectionSchema = z.object({
  lengthM: z.number(),
  halfWidthM: z.number(),
  ground: groundLineSchema,
  /** Every conduit that the plane passes, by station. */
  cuts: z.array(sectionCutSchema),
  near: z.array(sectionNearSchema),
  shafts: z.array(sectionShaftSchema),
  /** Of neighbours in `cuts`, as it shows in the section, between outer walls: no clearance is judged by it. */
  gaps: z.array(z.object({ left: z.int(), right: z.int(), horizontalM: metresSchema, verticalM: metresSchema })),
  /** A pit that the plane cuts: station, level, station, level of each line. */
  pit: z
    .object({
      floorLevelM: z.number(),
      floor: z.array(sectionLineSchema),
      walls: z.array(sectionLineSchema),
      supports: z.array(sectionLineSchema),
    })
    .nullable(),
});

export type CrossSectionShape = z.infer<typeof crossSectionSchema>;
export type SectionCutShape = z.infer<typeof sectionCutSchema>;

/** What every answer of levels says of itself. */
export const levelsHead = {
  /** An answer is whole or it is an error. */
  complete: z.literal(true),
  scene: z.string(),
  revision: z.string(),
  /** Newest import that the answer rests on, ISO 8601. */
  dataDate: z.string(),
  /** Conduits whose level or size is unknown. */
  unknownCount: z.int(),
  /** Links of the scene without a place in plan: they could lie here and are in no drawing. */
  unplacedCount: z.int(),
};

export const sectionAnswerSchema = z.object({
  ...levelsHead,
  line: z.tuple([z.tuple([z.number(), z.number()]), z.tuple([z.number(), z.number()])]),
  section: crossSectionSchema,
});

export type SectionAnswer = z.infer<typeof sectionAnswerSchema>;
