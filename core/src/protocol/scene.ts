import { z } from 'zod';
import { LAYER_NAME } from '../model/feature-id.ts';
import { UTILITIES } from '../model/utility.ts';

const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });

const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);

/** How a layer's utility is told where the format has no column for it. */
const utilityRule = z.strictObject({
  default: z.enum(UTILITIES),
  /** Tried in order on the feature's source id; the first that matches names the utility, as a guess. */
  bySourceId: z.array(z.strictObject({ pattern: z.string().min(1), utility: z.enum(UTILITIES) })).default([]),
  /** Why the patterns are believed; shown beside the utility. */
  basis: bilingual.optional(),
});

const crsCode = z.string().regex(/^EPSG:\d+$/);

/** Path below the folder of source files, with forward slashes; may not leave that folder. */
const sourcePath = z
  .string()
  .regex(/^[^/\\][^\\]*$/)
  .refine((path) => !path.split('/').includes('..'), 'must not contain ".."');

const attribution = z.strictObject({
  text: z.string().min(1),
  licence: z.string().min(1),
  url: z.url().optional(),
});

const fileSource = z.strictObject({
  kind: z.literal('file'),
  layer: z.string().regex(LAYER_NAME),
  title: bilingual,
  format: z.enum(['swmm']),
  path: sourcePath,
  crs: crsCode,
  utility: utilityRule,
});

/** An elevation model (GeoTIFF) that the drawn ground is made from. */
const terrainSource = z.strictObject({
  kind: z.literal('terrain'),
  layer: z.string().regex(LAYER_NAME),
  title: bilingual,
  path: sourcePath,
  /** Coordinate system, where the file does not name it or names the wrong one. */
  crs: crsCode.optional(),
  /** Added to every level of the file to bring it to the scene's height datum, metres. */
  verticalOffsetM: z.number().min(-500).max(500).default(0),
  attribution: attribution.optional(),
});

const generatedSource = z.strictObject({
  kind: z.literal('generated'),
  layer: z.string().regex(LAYER_NAME),
  title: bilingual,
  generator: z.enum(['demo-streets', 'demo-map', 'demo-ground']),
  seed: z.int().min(0),
});

/** True for a source that brings an elevation model. */
function isTerrain(source: z.infer<typeof terrainSource | typeof generatedSource | typeof fileSource>): boolean {
  return source.kind === 'terrain' || (source.kind === 'generated' && source.generator === 'demo-ground');
}

/** A scene file (`scenes/<id>/scene.json`): the one declaration of a city. */
export const sceneSchema = z.strictObject({
  $schema: z.string().optional(),
  id: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/),
  title: bilingual,
  description: bilingual,
  /** True when any of it was made up; said on screen at all times. */
  synthetic: z.boolean(),
  frame: z.strictObject({
    /** Longitude and latitude about which the scene's local conformal projection is centred, degrees. */
    origin: z.tuple([longitude, latitude]),
    /** CRS in which coordinates are shown to people. */
    displayCrs: crsCode,
  }),
  heightDatum: z.strictObject({
    /** Name of the datum that levels refer to. */
    name: bilingual,
    /** Ellipsoidal height less level, metres. */
    geoidOffsetM: z.number().min(-120).max(120),
    /** Where the datum's name and the offset come from. */
    basis: bilingual,
  }),
  sources: z
    .array(z.discriminatedUnion('kind', [fileSource, terrainSource, generatedSource]))
    .min(1)
    .refine(
      (sources) => new Set(sources.map(({ layer }) => layer)).size === sources.length,
      'must name each layer once',
    )
    .refine((sources) => sources.filter(isTerrain).length <= 1, 'must hold at most one elevation model'),
  attribution: z.array(attribution).min(1),
  /** First view: the point looked at, the distance from it in metres, heading clockwise from north, pitch below 0. */
  camera: z.strictObject({
    target: z.tuple([longitude, latitude]),
    distanceM: z.number().positive(),
    headingDeg: z.number(),
    pitchDeg: z.number().min(-90).max(90),
  }),
});

export type Scene = z.infer<typeof sceneSchema>;
export type SceneSource = Scene['sources'][number];
export type UtilityRule = z.infer<typeof utilityRule>;
