import { z } from 'zod';
import { LAYER_NAME } from '../model/feature-id.ts';
import { UTILITIES } from '../model/utility.ts';
import { georeferenceSchema } from './georeference.ts';
import { sceneLiveSchema } from './live/scene-live.ts';
import { statedSeverities } from './profile.ts';

const bilingual = z.strictObject({ en: z.string().min(1), zh: z.string().min(1) });

const longitude = z.number().min(-180).max(180);
const latitude = z.number().min(-90).max(90);

/** How a layer's utility is told where the format has no column for it. */
export const utilityRuleSchema = z.strictObject({
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

/** Whom to thank for data of others, and on what terms they came. */
export const attributionSchema = z.strictObject({
  text: z.string().min(1),
  licence: z.string().min(1),
  url: z.url().optional(),
});

const fileSource = z.strictObject({
  kind: z.literal('file'),
  layer: z.string().regex(LAYER_NAME),
  title: bilingual,
  /** Name of a reader or table format; absent: told from the file. */
  format: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,30}$/)
    .optional(),
  /** `generator`: the files are those that the scene's generator writes. Absent: they lie in the folder of source files. */
  from: z.literal('generator').optional(),
  path: sourcePath,
  /** Other files of the same source, such as the line table beside the point table. */
  companions: z.array(sourcePath).max(50).default([]),
  /** Coordinate system, where the file does not name it or names the wrong one. */
  crs: georeferenceSchema.shape.crs.optional(),
  axes: georeferenceSchema.shape.axes,
  shift: georeferenceSchema.shape.shift,
  levelUnit: georeferenceSchema.shape.levelUnit,
  verticalOffsetM: georeferenceSchema.shape.verticalOffsetM,
  /** What the columns mean: a built-in profile's name, or a file beside the scene (`profiles/pipes.json`). */
  profile: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9/._-]{0,100}$/)
    .refine((path) => !path.split('/').includes('..'), 'must not contain ".."')
    .optional(),
  /** Stronger than those of its profile, and for this source alone: a file that is dropped is judged by its profile. */
  severities: statedSeverities.optional(),
  /** Label of the encoding of its text, where it is told wrong. */
  encoding: z.string().max(40).optional(),
  utility: utilityRuleSchema.prefault({ default: 'unknown' }),
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
  attribution: attributionSchema.optional(),
});

/** Aerial pictures (GeoTIFF) draped over the drawn ground. */
const imagerySource = z.strictObject({
  kind: z.literal('imagery'),
  layer: z.string().regex(LAYER_NAME),
  title: bilingual,
  path: sourcePath,
  /** Coordinate system, where the file does not name it or names the wrong one. */
  crs: crsCode.optional(),
  /** A shift of Chinese web maps that its places were declared to be in. */
  shift: georeferenceSchema.shape.shift,
  attribution: attributionSchema.optional(),
});

const generatedSource = z.strictObject({
  kind: z.literal('generated'),
  layer: z.string().regex(LAYER_NAME),
  title: bilingual,
  generator: z.enum(['demo-map', 'demo-ground', 'demo-living']),
  seed: z.int().min(0),
});

/** A seeded model that writes source files, below the data folder: once for each seed and version of the program. */
const generatorSchema = z.strictObject({
  name: z.literal('demo-city'),
  seed: z.int().min(0),
  /** Conduits that it makes at least; absent: those of one district. */
  segments: z.int().min(1).optional(),
});

/** Reference frames a base map may be declared in; GCJ-02 is shifted by hundreds of metres against the other two. */
export const IMAGERY_CRS = ['WGS84', 'CGCS2000', 'GCJ-02'] as const;

/** Stands in an address for what the server's environment holds; scene files never hold it. */
export const TOKEN_PLACE = '{token}';

/**
 * Address of a service, or a path on this server. Its host is spelt out, since the content policy names it; braces hold
 * nothing but places to fill in.
 */
function serviceUrl(places: readonly string[]) {
  const place = ['token', ...places].map((name) => `\\{${name}\\}`).join('|');
  return z
    .string()
    .max(2000)
    .regex(new RegExp(`^(https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?)?/([^/\\\\{}\\s]|${place})([^\\\\{}\\s]|${place})*$`))
    .refine((url) => url.startsWith('/') || z.url().safeParse(url.replace(/[{}]/g, '')).success, 'must be an address');
}

/** Pictures of the ground in web Mercator from another service; offered, never asked for before somebody chooses them. */
const imageryBase = {
  title: bilingual,
  /** Finest zoom the service has. */
  maxZoom: z.int().min(0).max(24),
  attribution: attributionSchema,
  /** Declared by who configures it: nothing in the pictures tells. Our own data is never shifted to match. */
  crs: z.enum(IMAGERY_CRS),
};

const xyzImagery = z
  .strictObject({
    kind: z.literal('xyz'),
    ...imageryBase,
    /** With `{z}`, `{x}`, `{y}` (rows from the north). */
    url: serviceUrl(['z', 'x', 'y']).refine(
      (url) => ['{z}', '{x}', '{y}'].every((place) => url.includes(place)),
      'must hold {z}, {x} and {y}',
    ),
    /** Coarsest zoom the service has. */
    minZoom: z.int().min(0).max(24).default(0),
  })
  .refine(({ minZoom, maxZoom }) => minZoom <= maxZoom, 'must not begin beyond its finest zoom');

/** Matrix sets in degrees, by the names of common services: drawn as web Mercator they would lie in the wrong place. */
const GEOGRAPHIC_MATRIX_SETS = ['c', 'EPSG:4326', 'EPSG:4490', 'WGS84', 'CRS84'];

const wmtsImagery = z.strictObject({
  kind: z.literal('wmts'),
  ...imageryBase,
  /** The service asked with parameters, or a template with the places of WMTS's RESTful form. */
  url: serviceUrl(['style', 'Style', 'TileMatrixSet', 'TileMatrix', 'TileRow', 'TileCol']),
  layer: z.string().min(1),
  style: z.string().min(1),
  /** As the service names it: a media type, or "tiles" for 天地图. */
  format: z.string().min(1),
  /** A set in web Mercator whose matrices are named 0, 1, 2 and so on. */
  tileMatrixSet: z
    .string()
    .min(1)
    .refine((name) => !GEOGRAPHIC_MATRIX_SETS.includes(name), 'must be a matrix set in web Mercator'),
});

/** Quantized-mesh terrain of another service: heights above the ellipsoid, not brought to the covers. */
const externalTerrain = z.strictObject({
  /** Folder that holds `layer.json`. */
  url: serviceUrl([]),
  attribution: attributionSchema,
});

/**
 * 3D Tiles 1.0 or 1.1 that others deliver, oblique photogrammetry above all (实景三维): drawn as they come, and opened by
 * pits, the lens and the see-through ground as the ground is. No level and no answer rests on them.
 */
const externalTileset = z
  .strictObject({
    /** Its name in addresses and in links to views. */
    id: z.string().regex(LAYER_NAME),
    title: bilingual,
    /** Address of its `tileset.json` on another server, or a path on this one; its host enters the content policy. */
    url: serviceUrl([]).optional(),
    /** Folder below that of the source files, served by this server; or `url`. */
    folder: sourcePath.optional(),
    /** File in `folder` that describes the tiles. */
    file: sourcePath.default('tileset.json'),
    /** Moves the whole along the ellipsoid's normal at its centre, metres, up above 0: what is delivered in levels above the
     * height datum wants the scene's `geoidOffsetM`. */
    heightOffsetM: z.number().min(-1000).max(1000).default(0),
    attribution: attributionSchema,
    /** Whether it is drawn before somebody chooses. */
    isVisible: z.boolean().default(true),
    /** Error on screen up to which a coarser tile will do, pixels: more is faster and less sharp. */
    screenErrorPx: z.number().min(1).max(256).default(16),
  })
  .refine(
    ({ url, folder }) => (url === undefined) !== (folder === undefined),
    'must name `url` or `folder`, and one alone',
  );

/** True for a source that brings an elevation model. */
export function isTerrain(source: { readonly kind: string; readonly generator?: string }): boolean {
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
    /** How far about the origin the ground and its map reach before they fade, metres; absent, a few times the surveyed extent. */
    reachM: z.number().min(500).max(200_000).optional(),
  }),
  heightDatum: z.strictObject({
    /** Name of the datum that levels refer to. */
    name: bilingual,
    /** Ellipsoidal height less level, metres. */
    geoidOffsetM: z.number().min(-120).max(120),
    /** Where the datum's name and the offset come from. */
    basis: bilingual,
  }),
  generator: generatorSchema.optional(),
  sources: z
    .array(z.discriminatedUnion('kind', [fileSource, terrainSource, imagerySource, generatedSource]))
    .min(1)
    .refine(
      (sources) => new Set(sources.map(({ layer }) => layer)).size === sources.length,
      'must name each layer once',
    )
    .refine((sources) => sources.filter(isTerrain).length <= 1, 'must hold at most one elevation model'),
  attribution: z.array(attributionSchema).min(1),
  /** Base maps of other services to choose instead of the scene's own map. */
  imagery: z
    .array(z.discriminatedUnion('kind', [xyzImagery, wmtsImagery]))
    .max(20)
    .optional(),
  /** Drawn where the scene has no elevation model of its own. */
  externalTerrain: externalTerrain.optional(),
  /** City models that others deliver. */
  externalTilesets: z
    .array(externalTileset)
    .max(20)
    .refine((tilesets) => new Set(tilesets.map(({ id }) => id)).size === tilesets.length, 'must name each once')
    .optional(),
  /** Minutes that the city's clocks are ahead of UTC; tables state times of day by them. Absent: not declared, never guessed. */
  utcOffsetMinutes: z.int().min(-720).max(840).optional(),
  /** First view: the point looked at, the distance from it in metres, heading clockwise from north, pitch below 0. */
  camera: z.strictObject({
    target: z.tuple([longitude, latitude]),
    distanceM: z.number().positive(),
    headingDeg: z.number(),
    pitchDeg: z.number().min(-90).max(90),
  }),
  /** Opacity of the ground in the first view, 1 for closed ground; absent, see-through. */
  groundAtFirst: z.number().min(0).max(1).optional(),
  /** Layers above the network that the first view leaves out (`grid`, `points.component`): each is one click away. */
  hiddenAtFirst: z.array(z.string().max(80)).max(64).optional(),
  /** Feeds, cameras' streams and the wall; absent, the scene is not live. */
  live: sceneLiveSchema.optional(),
});

export type Scene = z.infer<typeof sceneSchema>;
export type SceneGenerator = z.infer<typeof generatorSchema>;
export type Attribution = Scene['attribution'][number];
export type Imagery = NonNullable<Scene['imagery']>[number];
export type ExternalTerrain = NonNullable<Scene['externalTerrain']>;
export type ExternalTileset = NonNullable<Scene['externalTilesets']>[number];
export type SceneSource = Scene['sources'][number];
export type UtilityRule = z.infer<typeof utilityRuleSchema>;
