import { z } from 'zod';
import { CITY_POINT_KINDS } from '../model/city-point.ts';
import { UTILITIES } from '../model/utility.ts';
import { georeferenceSchema } from './georeference.ts';
import { importProgressSchema, importRecordSchema, issueSchema } from './import-answers.ts';
import { profileSchema } from './profile.ts';
import { PROFILE_TARGETS } from './profile-fields.ts';
import { attributionSchema, utilityRuleSchema } from './scene.ts';

/** What the Data page and the server say to each other: upload, inspect, load as a draft, publish, discard, undo. */

const certainty = z.number().min(0).max(1);
const lonLat = z.tuple([z.number(), z.number()]);

/** Bytes kept under a made-up name until they are imported or a day old. `name` is a label, never a path. */
export const uploadSchema = z.object({
  id: z.string(),
  name: z.string(),
  sizeBytes: z.number(),
  sha256: z.string(),
  /** True when these are only the first bytes of a larger file, sent ahead so that something can be shown. */
  head: z.boolean(),
});

export const inspectRequestSchema = z.strictObject({
  uploads: z.array(z.string()).min(1).max(50),
  /** What the person has chosen so far; what is left out is proposed. */
  format: z.string().optional(),
  encoding: z.string().optional(),
  profile: profileSchema.optional(),
  georeference: georeferenceSchema.optional(),
});

/** A sample of features, light enough to be sent and drawn at once. Levels in metres above the datum. */
export const previewSchema = z.object({
  lines: z.array(
    z.object({
      utility: z.enum(UTILITIES),
      /** Flat longitude, latitude. */
      path: z.array(z.number()),
      /** Level of the axis at both ends; `null` is unknown. */
      levels: z.tuple([z.number().nullable(), z.number().nullable()]),
      widthMm: z.number().nullable(),
    }),
  ),
  points: z.array(
    z.object({
      kind: z.union([z.literal('node'), z.enum(CITY_POINT_KINDS), z.literal('place')]),
      position: lonLat,
      levelM: z.number().nullable(),
    }),
  ),
  /** Outer rings, flat longitude, latitude. */
  polygons: z.array(z.object({ target: z.enum([...PROFILE_TARGETS, 'raster']), ring: z.array(z.number()) })),
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
  /** True when the source holds more than is shown. */
  partial: z.boolean(),
});

/** What a raster may be taken for. */
export const RASTER_USES = ['elevation', 'picture'] as const;

export const inspectionSchema = z.object({
  format: z.string(),
  formatTitle: z.string(),
  files: z.array(z.object({ name: z.string(), sizeBytes: z.number() })),
  /** What a GeoTIFF holds, and what it is taken for; absent for all others. The format named above goes with that. */
  raster: z
    .object({
      width: z.number(),
      height: z.number(),
      bands: z.number(),
      /** `uint8`, `int16`, `float32`. */
      sample: z.string(),
      use: z.enum(RASTER_USES),
      /** 1 where a person has said so. */
      certainty,
      reason: z.object({ en: z.string(), zh: z.string() }),
      /** The name of the format for either use. */
      formats: z.object({ elevation: z.string(), picture: z.string() }),
    })
    .optional(),
  /** Empty for formats that say themselves what they hold (SWMM, EPANET, CityJSON, OpenStreetMap). */
  tables: z.array(
    z.object({
      name: z.string(),
      file: z.string(),
      rowCount: z.number().nullable(),
      geometry: z.enum(['point', 'line', 'polygon', 'mixed']).nullable(),
      declaredCrs: z.object({ code: z.string().nullable(), text: z.string() }).nullable(),
      encodings: z.array(z.object({ encoding: z.string(), score: certainty, sample: z.string() })),
      columns: z.array(z.object({ name: z.string(), samples: z.array(z.string()) })),
      /** What the table is taken for; `null` when it is left out. */
      target: z.enum(PROFILE_TARGETS).nullable(),
      targetCertainty: certainty,
      /** Which column holds which field, how sure that is, and why, in one sentence of each language. */
      fields: z.array(
        z.object({
          field: z.string(),
          column: z.string(),
          unit: z.string().nullable(),
          certainty,
          reason: z.object({ en: z.string(), zh: z.string() }),
          /** True where a person must confirm: coordinates, units and depth references that are not certain. */
          mustConfirm: z.boolean(),
        }),
      ),
      /** Required fields that no column was found for. */
      missing: z.array(z.string()),
    }),
  ),
  /** The proposal as a profile, ready to be confirmed or edited; `null` for formats without tables. */
  profile: profileSchema.nullable(),
  georeference: z.object({
    /** `null` when nothing fits: `refusal` says why and what would help. */
    proposed: georeferenceSchema.nullable(),
    certainty,
    candidates: z.array(
      z.object({
        georeference: georeferenceSchema,
        title: z.string(),
        /** Where it puts a point of the source. */
        sample: lonLat,
        reason: z.object({ en: z.string(), zh: z.string() }),
      }),
    ),
    refusal: z.string().nullable(),
  }),
  preview: previewSchema,
  issues: z.array(issueSchema),
});

export const draftRequestSchema = z.strictObject({
  uploads: z.array(z.string()).min(1).max(50),
  layer: z.string(),
  title: z.strictObject({ en: z.string().min(1), zh: z.string().min(1) }),
  format: z.string(),
  encoding: z.string().optional(),
  profile: profileSchema.nullable(),
  georeference: georeferenceSchema,
  utility: utilityRuleSchema,
  /** Who brings it, in their own words; shown in the list of imports. */
  by: z.string().max(100),
  /** Whom to thank for a picture or an elevation model. */
  attribution: attributionSchema.optional(),
});

/** One line of the stream that a draft answers with; ends with `draft` or `failed`. */
export const draftProgressSchema = z.discriminatedUnion('event', [
  ...importProgressSchema.options,
  z.object({ event: z.literal('preview'), preview: previewSchema }),
  /** Loaded whole and seen by nobody; errors in its report keep it from being published. */
  z.object({ event: z.literal('draft'), import: importRecordSchema }),
]);

/** A page of an import's issues; `total` counts all that match, `kept` those that were kept word for word. */
export const issuesSchema = z.object({
  total: z.number(),
  kept: z.number(),
  issues: z.array(issueSchema),
});

/** Versions of one feature, newest first. `until` is null for the one that stands. */
export const historySchema = z.object({
  id: z.string(),
  versions: z.array(
    z.object({
      from: importRecordSchema
        .pick({ id: true, source: true, publishedAt: true })
        .extend({ by: z.string().nullable() }),
      until: importRecordSchema.pick({ id: true, source: true, publishedAt: true }).nullable(),
      /** Fields that differ from the version before, old and new; empty for the first. */
      changes: z.array(z.object({ field: z.string(), before: z.json(), after: z.json() })),
    }),
  ),
});

export type Upload = z.infer<typeof uploadSchema>;
export type InspectRequest = z.infer<typeof inspectRequestSchema>;
export type Inspection = z.infer<typeof inspectionSchema>;
export type Preview = z.infer<typeof previewSchema>;
export type DraftRequest = z.infer<typeof draftRequestSchema>;
export type DraftProgress = z.infer<typeof draftProgressSchema>;
export type IssuePage = z.infer<typeof issuesSchema>;
export type FeatureHistory = z.infer<typeof historySchema>;

/** Profiles a person can choose from: those of the scene and those that come with the program. */
export const profilesSchema = z.object({
  profiles: z.array(profileSchema),
  /** Names of those that come with the program; the others are the scene's. */
  builtIn: z.array(z.string()),
});

export type Profiles = z.infer<typeof profilesSchema>;
