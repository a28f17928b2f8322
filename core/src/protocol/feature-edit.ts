import { z } from 'zod';
import { EMBEDDINGS } from '../model/embedding.ts';
import { NODE_FORMS, NODE_KINDS, NODE_ROLES, VALVE_STATES } from '../model/network-node.ts';
import { QUALITY_LEVELS } from '../model/quality-level.ts';
import { SECTION_SHAPES } from '../model/section-shape.ts';
import { UTILITIES } from '../model/utility.ts';
import { linkFeatureSchema, nodeFeatureSchema } from './answers.ts';

/** What goes over the wire when somebody puts a link or a node right. `null` says "not known"; what is absent stays. */

/** Levels of the lowest and the highest land, with room: what lies beyond is a slip of the hand. */
const levelM = z.number().min(-500).max(9000).nullable();
const sizeMm = z.number().positive().max(50_000).nullable();
const text = (most: number) => z.string().trim().min(1).max(most);
const lonLat = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
const day = z.iso.date().nullable();

/** Where the stated level of a conduit lies; an edit does not make it unknown. */
const REFERENCES = ['outerTop', 'axis', 'invert', 'outerBottom'] as const;

const asset = {
  utility: z.enum(UTILITIES),
  material: text(120).nullable(),
  owner: text(200).nullable(),
  builtYear: z.int().min(1000).max(3000).nullable(),
  status: z.enum(['inUse', 'abandoned', 'planned', 'unknown']),
  accuracy: strict({
    qualityLevel: z.enum(QUALITY_LEVELS).nullable(),
    sigmaXyM: z.number().min(0).max(1000).nullable(),
    sigmaZM: z.number().min(0).max(1000).nullable(),
  }),
  valveState: z.enum(VALVE_STATES).nullable(),
  surveyedOn: day,
};

export const linkPatchSchema = strict({
  ...asset,
  /** Vertices from the first node to the last, longitude and latitude in degrees; the ends stay at their nodes. */
  path: z.array(lonLat).min(2).max(10_000),
  /** What is absent of it stays; `null` is an unknown section. */
  section: strict({
    shape: z.enum(SECTION_SHAPES),
    widthMm: sizeMm,
    heightMm: sizeMm,
    wallMm: sizeMm,
    floorWidthMm: sizeMm,
    open: z.boolean(),
    barrels: z.int().min(1).max(100),
    casingMm: sizeMm,
  }).nullable(),
  /** One level at each end and where on the pipe it lies; the other levels follow from the section. */
  levels: z.strictObject({ reference: z.enum(REFERENCES), fromM: levelM, toM: levelM }, { error: unknownField }),
  statedLengthM: z.number().positive().max(1_000_000).nullable(),
  embedding: z.enum(EMBEDDINGS).nullable(),
  pressure: z
    .strictObject({ leastMpa: z.number().min(0).max(1000), mostMpa: z.number().min(0).max(1000) })
    .refine(({ leastMpa, mostMpa }) => leastMpa <= mostMpa, 'wanted leastMpa not above mostMpa')
    .nullable(),
  voltageKv: z.number().min(0).max(2000).nullable(),
});

export const nodePatchSchema = strict({
  ...asset,
  kind: z.enum(NODE_KINDS),
  form: z.enum(NODE_FORMS).nullable(),
  role: z.enum(NODE_ROLES).nullable(),
  /** Longitude and latitude in degrees; the ends of its links go with it. */
  position: lonLat,
  coverLevelM: levelM,
  sumpLevelM: levelM,
  shaftDiameterMm: sizeMm,
});

/** Sent to put one link or node right. */
export const featureEditSchema = z.strictObject(
  {
    /** Who does it. */
    by: text(80),
    /** Why, in their own words. */
    reason: text(200),
    /** `import.id` of the feature as it was seen: of two who edit the same version one is told `feature-changed`. */
    seen: z.int().min(1),
    /** The fields to change; which there are depends on whether it is a link or a node, and is parsed when that is known. */
    patch: z.record(z.string().max(64), z.json()).meta({
      anyOf: [{ $ref: '#/components/schemas/LinkPatch' }, { $ref: '#/components/schemas/NodePatch' }],
    }),
  },
  { error: unknownField },
);

/** A tile of the tileset `network`, with the space it fills now where that has changed. */
export const dirtyTileSchema = z.object({
  z: z.number(),
  x: z.number(),
  y: z.number(),
  /** West, south, east, north in radians, least and greatest ellipsoidal height in metres: a `region` of 3D Tiles. */
  region: z.array(z.number()).length(6),
});

export const editedFeatureSchema = z.discriminatedUnion('family', [
  linkFeatureSchema.omit({ raw: true }),
  nodeFeatureSchema.omit({ raw: true }),
]);

/**
 * Data of the stream's message `edit`, told at once: what the rows are now, and which tiles of `network` hold other
 * bytes than before. Everything else of the scene is as it was at `before`.
 */
export const editNoteSchema = z.object({
  /** The edit, for those who want it undone. */
  importId: z.number(),
  by: z.string().nullable(),
  /** Revisions of the scene. */
  before: z.string(),
  revision: z.string(),
  /** The one that was edited first, then those that went with it. */
  features: z.array(editedFeatureSchema),
  tiles: z.array(dirtyTileSchema),
  /** True when tiles came or went, so that the tileset's document must be read again. */
  isStructural: z.boolean(),
  /** Name of what the drawn ground is of: another where a cover was touched, through which it goes. */
  ground: z.string(),
});

/** What became of an edit; without a change nothing was written, and no revision is new. */
export const featureEditAnswerSchema = z.object({
  isChanged: z.boolean(),
  edit: editNoteSchema,
});

export type LinkPatch = z.infer<typeof linkPatchSchema>;
export type NodePatch = z.infer<typeof nodePatchSchema>;
export type FeatureEdit = z.infer<typeof featureEditSchema>;
export type DirtyTile = z.infer<typeof dirtyTileSchema>;
export type EditedFeature = z.infer<typeof editedFeatureSchema>;
export type EditNote = z.infer<typeof editNoteSchema>;
export type FeatureEditAnswer = z.infer<typeof featureEditAnswerSchema>;

/** All of it may be absent; nothing else may be there. */
function strict<Shape extends z.ZodRawShape>(shape: Shape) {
  return z.strictObject(shape, { error: (issue) => unknownField(issue, Object.keys(shape)) }).partial();
}

/** Field, what was wanted, what came. */
function unknownField(issue: z.core.$ZodRawIssue, wanted?: readonly string[]): string | undefined {
  if (issue.code !== 'unrecognized_keys') return undefined;
  const fields = wanted === undefined ? 'only known fields' : `one of ${wanted.join(', ')}`;
  return `wanted ${fields}; got "${issue.keys.join('", "').slice(0, 200)}"`;
}
