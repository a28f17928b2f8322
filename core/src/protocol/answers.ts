import { z } from 'zod';
import { AREA_KINDS } from '../model/area.ts';
import { BASES } from '../model/basis.ts';
import { CITY_POINT_KINDS } from '../model/city-point.ts';
import { EMBEDDINGS } from '../model/embedding.ts';
import { GRID_LEVELS } from '../model/grid-cell.ts';
import { LINK_KINDS } from '../model/link.ts';
import { NODE_KINDS, NODE_ROLES, VALVE_STATES } from '../model/network-node.ts';
import { QUALITY_LEVELS } from '../model/quality-level.ts';
import { DEPTH_REFERENCES, SECTION_SHAPES } from '../model/section-shape.ts';
import { UTILITIES } from '../model/utility.ts';
import { importRecordSchema } from './import-answers.ts';
import { wallSchema } from './live/wall.ts';
import { attributionSchema, sceneSchema } from './scene.ts';

/** Shapes of the server's JSON answers; the browser parses with them, the server is typed by them. */

const metres = z.number().nullable();
const raw = z.record(z.string(), z.json());

export const healthSchema = z.object({
  status: z.enum(['ok', 'starting', 'failed']),
  scene: z.string(),
  version: z.string(),
  detail: z.string().nullable(),
});

/** The parts of a scene file that a browser needs, with what is served of it. */
export const publicSceneSchema = sceneSchema
  .pick({
    id: true,
    title: true,
    description: true,
    synthetic: true,
    frame: true,
    heightDatum: true,
    attribution: true,
    camera: true,
    hiddenAtFirst: true,
    groundAtFirst: true,
    imagery: true,
    externalTerrain: true,
    utcOffsetMinutes: true,
  })
  .extend({
    layers: z.array(
      z.object({ layer: z.string(), title: z.object({ en: z.string(), zh: z.string() }), synthetic: z.boolean() }),
    ),
    /** Changes whenever an import is published; part of every cache key. */
    revision: z.string(),
    /** Changes with everything but edits of the network that touch no cover. */
    groundRevision: z.string(),
    tilesets: z.array(z.string()),
    /** Whether there is terrain at `terrainLayer`; without it the ground is the one of `ground`. */
    terrain: z.boolean(),
    /** Pictures draped over the ground, the lowest first; `url` holds `{z}`, `{x}` and `{y}` (rows from the north). */
    draped: z.array(
      z.object({
        layer: z.string(),
        url: z.string(),
        bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
        minZoom: z.number(),
        maxZoom: z.number(),
      }),
    ),
    /** City models of others; `url` is that of their `tileset.json`, here or elsewhere. */
    externalTilesets: z
      .array(
        z.object({
          id: z.string(),
          title: z.object({ en: z.string(), zh: z.string() }),
          url: z.string(),
          /** Whether this server has it from a folder. */
          isLocal: z.boolean(),
          heightOffsetM: z.number(),
          attribution: attributionSchema,
          isVisible: z.boolean(),
          screenErrorPx: z.number(),
        }),
      )
      .optional(),
    /** Whether the vector tiles hold a base map; conduits they always hold. */
    map: z.boolean(),
    /** The command wall of a scene that is live; absent, the scene is not. */
    live: z.object({ wall: wallSchema }).optional(),
  });

export const scenesSchema = z.object({
  scenes: z.array(
    z.object({
      id: z.string(),
      title: z.object({ en: z.string(), zh: z.string() }),
      synthetic: z.boolean(),
      served: z.boolean(),
    }),
  ),
});

export const summarySchema = z.object({
  scene: z.string(),
  revision: z.string(),
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]).nullable(),
  utilities: z.array(
    z.object({
      utility: z.enum(UTILITIES),
      conduits: z.number(),
      lengthM: z.number(),
      nodes: z.number(),
      devices: z.number(),
      unknown: z.record(z.string(), z.number()),
    }),
  ),
  areas: z.number(),
  /** City points by kind, cells of the management grid, and cases. */
  cityPoints: z.record(z.string(), z.number()).default({}),
  gridCells: z.number().default(0),
  cityCases: z.number().default(0),
  imports: z.array(importRecordSchema),
});

const sectionSchema = z.object({
  shape: z.enum(SECTION_SHAPES),
  widthMm: metres,
  heightMm: metres,
  wallMm: metres,
  floorWidthMm: metres,
  open: z.boolean(),
  barrels: z.number(),
  measured: z.literal('outside').optional(),
  casingMm: metres.optional(),
  /** Of a duct bank: how many ducts, in rows by columns where these are known, and the bore of each in mm. */
  ducts: z
    .object({
      count: z.number(),
      rows: z.number().nullable(),
      columns: z.number().nullable(),
      boreMm: z.number().nullable(),
    })
    .nullish(),
});

const levelsSchema = z.object({ invertM: metres, axisM: metres, outerTopM: metres });

const accuracySchema = z.object({
  qualityLevel: z.enum(QUALITY_LEVELS).nullable(),
  sigmaXyM: z.number().nullable(),
  sigmaZM: z.number().nullable(),
});

const featureBase = {
  id: z.string(),
  layer: z.string(),
  sourceId: z.string(),
  raw,
  /** The import that brought this version of the row. */
  import: z.object({ id: z.number(), source: z.string(), sha256: z.string(), publishedAt: z.string().nullable() }),
};

const assetBase = {
  utility: z.enum(UTILITIES),
  utilityBasis: z.enum(BASES),
  material: z.string().nullable(),
  owner: z.string().nullable(),
  builtYear: z.number().nullable(),
  status: z.enum(['inUse', 'abandoned', 'planned', 'unknown']),
  accuracy: accuracySchema,
};

export const linkFeatureSchema = z.object({
  family: z.literal('link'),
  ...featureBase,
  ...assetBase,
  kind: z.enum(LINK_KINDS),
  /** Feature ids of the nodes at both ends. */
  fromNode: z.string().nullable(),
  toNode: z.string().nullable(),
  /** Vertices: longitude, latitude in degrees, level of the axis in metres above the datum (`null` when unknown). */
  path: z.array(z.tuple([z.number(), z.number(), z.number().nullable()])),
  section: sectionSchema.nullable(),
  from: levelsSchema,
  to: levelsSchema,
  /** Cover level of the nodes at both ends. */
  fromCoverLevelM: metres,
  toCoverLevelM: metres,
  depthReference: z.enum(DEPTH_REFERENCES),
  outerTopBasis: z.enum(['stated', 'wall', 'inner', 'unknown']),
  statedLengthM: metres,
  planLengthM: z.number(),
  slope: z.number().nullable(),
  embedding: z.enum(EMBEDDINGS).nullish(),
  pressure: z.object({ leastMpa: z.number(), mostMpa: z.number() }).nullish(),
  voltageKv: z.number().nullish(),
  valveState: z.enum(VALVE_STATES).nullish(),
  surveyedOn: z.string().nullish(),
});

export const nodeFeatureSchema = z.object({
  family: z.literal('node'),
  ...featureBase,
  ...assetBase,
  kind: z.enum(NODE_KINDS),
  position: z.tuple([z.number(), z.number()]),
  coverLevelM: metres,
  sumpLevelM: metres,
  shaftDiameterMm: metres,
  role: z.enum(NODE_ROLES).nullish(),
  valveState: z.enum(VALVE_STATES).nullish(),
  surveyedOn: z.string().nullish(),
  /** Links that end here: feature id, which end, invert and nominal width there. */
  links: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(LINK_KINDS),
      end: z.enum(['from', 'to']),
      invertM: metres,
      widthMm: metres,
    }),
  ),
});

export const areaFeatureSchema = z.object({
  family: z.literal('area'),
  ...featureBase,
  kind: z.enum(AREA_KINDS),
  ring: z.array(z.tuple([z.number(), z.number()])).nullable(),
  statedAreaM2: z.number().nullable(),
  drainsTo: z.string().nullable(),
});

const bilingualName = z.object({ zh: z.string().nullable(), en: z.string().nullable() });

export const cityPointFeatureSchema = z.object({
  family: z.literal('cityPoint'),
  ...featureBase,
  kind: z.enum(CITY_POINT_KINDS),
  name: bilingualName,
  position: z.tuple([z.number(), z.number()]),
  levelM: metres,
  heightM: metres,
  code: z.string().nullable(),
  category: z.string().nullable(),
  headingDeg: z.number().nullable(),
  fieldOfViewDeg: z.number().nullable(),
  rangeM: metres,
  /** Feature id of the management grid cell it lies in. */
  gridCell: z.string().nullable(),
  address: z.string().nullable(),
  owner: z.string().nullable(),
  status: z.enum(['inUse', 'abandoned', 'planned', 'unknown']),
});

export const gridCellFeatureSchema = z.object({
  family: z.literal('gridCell'),
  ...featureBase,
  level: z.enum(GRID_LEVELS),
  code: z.string().nullable(),
  name: bilingualName,
  polygons: z.array(z.array(z.array(z.tuple([z.number(), z.number()])))),
  statedAreaM2: z.number().nullable(),
  manager: z.string().nullable(),
  /** Points assigned to it, by kind. */
  points: z.record(z.string(), z.number()),
});

export const featureSchema = z.discriminatedUnion('family', [
  linkFeatureSchema,
  nodeFeatureSchema,
  areaFeatureSchema,
  cityPointFeatureSchema,
  gridCellFeatureSchema,
]);

/** Everything that lies in a rectangle, by bounding box, without the source records. Complete, or it is an error. */
export const featuresInSchema = z.object({
  revision: z.string(),
  /** The rectangle asked for. */
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  links: z.array(linkFeatureSchema.omit({ family: true, raw: true, import: true })),
  nodes: z.array(nodeFeatureSchema.omit({ family: true, raw: true, import: true, links: true })),
});

/** Most links and nodes that one answer of `featuresIn` holds. */
export const MOST_FEATURES_IN = 5000;

export const searchSchema = z.object({
  matches: z.array(
    z.object({
      id: z.string(),
      family: z.enum(['link', 'node', 'area', 'cityPoint', 'gridCell']),
      kind: z.string(),
      utility: z.enum(UTILITIES).nullable(),
      /** Middle of its bounding box, longitude and latitude, and its size on the ground in metres. */
      position: z.tuple([z.number(), z.number()]).nullable(),
      extentM: z.number(),
    }),
  ),
  more: z.boolean(),
});

/**
 * How far the elevation model lies above the surveyed covers, metres; positive where the model is the higher. The drawn
 * ground passes through the covers; levels and depths come from the survey alone.
 */
export const groundReportSchema = z.object({
  /** Layer of the elevation model. */
  layer: z.string(),
  /** Covers with a place and a level. */
  covers: z.number(),
  /** Of these, where the model knows no level: the ground passes through them, but they are in none of the figures. */
  withoutDem: z.number(),
  medianM: metres,
  percentilesM: z
    .object({
      p01: z.number(),
      p05: z.number(),
      p25: z.number(),
      p75: z.number(),
      p95: z.number(),
      p99: z.number(),
    })
    .nullable(),
  /** 1.4826 times the median absolute deviation from the median. */
  robustSigmaM: metres,
  /** Covers far from the median, the worst first: all are counted, the first 50 listed. */
  outliers: z.number(),
  worst: z.array(
    z.object({
      position: z.tuple([z.number(), z.number()]),
      coverLevelM: z.number(),
      demAboveCoverM: z.number(),
    }),
  ),
  /** Covers at one place with levels more than 3 cm apart: the ground passes through their mean. */
  conflicts: z.number(),
});

/**
 * A coarse surface through the covers, for orientation only: row-major from the north-west corner, metres above the
 * datum. Where the scene has terrain, `report` says how the drawn ground was brought to the covers.
 */
export const groundSchema = z.object({
  report: groundReportSchema.optional(),
  bbox: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  columns: z.number(),
  rows: z.number(),
  levelsM: z.array(z.number()),
  covers: z.number(),
});

/** TileJSON 3.0.0 of a scene's vector tiles, with what their layers hold. */
export const tileJsonSchema = z.object({
  tilejson: z.literal('3.0.0'),
  name: z.string(),
  description: z.string(),
  version: z.string(),
  attribution: z.string(),
  scheme: z.literal('xyz'),
  /** Whole addresses of the tiles with `{z}`, `{x}`, `{y}`. */
  tiles: z.array(z.string()),
  minzoom: z.number(),
  maxzoom: z.number(),
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]),
  vector_layers: z.array(
    z.object({
      id: z.string(),
      description: z.string(),
      minzoom: z.number(),
      maxzoom: z.number(),
      fields: z.record(z.string(), z.string()),
    }),
  ),
});

/** RFC 9457 problem details. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string(),
  code: z.string(),
});

export type Health = z.infer<typeof healthSchema>;
export type PublicScene = z.infer<typeof publicSceneSchema>;
export type Scenes = z.infer<typeof scenesSchema>;
export type Summary = z.infer<typeof summarySchema>;
export type Feature = z.infer<typeof featureSchema>;
export type LinkFeature = z.infer<typeof linkFeatureSchema>;
export type NodeFeature = z.infer<typeof nodeFeatureSchema>;
export type AreaFeature = z.infer<typeof areaFeatureSchema>;
export type CityPointFeature = z.infer<typeof cityPointFeatureSchema>;
export type GridCellFeature = z.infer<typeof gridCellFeatureSchema>;
export type FeaturesIn = z.infer<typeof featuresInSchema>;
export type SearchAnswer = z.infer<typeof searchSchema>;
export type Ground = z.infer<typeof groundSchema>;
export type GroundReport = z.infer<typeof groundReportSchema>;
export type TileJson = z.infer<typeof tileJsonSchema>;
export type Problem = z.infer<typeof problemSchema>;
