import { z } from 'zod';
import { boundingVolumeSchema } from './bounding-volume.ts';

const index = z.int().min(0);
const errorM = z.number().min(0);

/** Values of one thing of a tileset after its metadata schema. */
export const metadataEntitySchema = z.object({
  class: z.string(),
  properties: z.record(z.string(), z.json()).default({}),
});

export const contentSchema = z.object({
  uri: z.string().optional(),
  /** The name of `uri` in tilesets of version 0.0 that are still about. */
  url: z.string().optional(),
  boundingVolume: boundingVolumeSchema.optional(),
  metadata: metadataEntitySchema.optional(),
  group: index.optional(),
});

export const implicitTilingSchema = z.object({
  subdivisionScheme: z.enum(['QUADTREE', 'OCTREE']),
  subtreeLevels: z.int().min(1).max(12),
  availableLevels: z.int().min(1).max(32),
  subtrees: z.object({ uri: z.string() }),
});

/** One tile; its children are parsed when the walk comes to them. */
export const tileSchema = z.object({
  boundingVolume: boundingVolumeSchema,
  viewerRequestVolume: boundingVolumeSchema.optional(),
  geometricError: errorM,
  refine: z.enum(['ADD', 'REPLACE', 'add', 'replace']).optional(),
  transform: z.array(z.number()).length(16).optional(),
  content: contentSchema.optional(),
  contents: z.array(contentSchema).min(1).optional(),
  metadata: metadataEntitySchema.optional(),
  implicitTiling: implicitTilingSchema.optional(),
  children: z.array(z.unknown()).min(1).optional(),
});

/** A tileset document; its root is parsed when the walk comes to it. */
export const tilesetSchema = z.object({
  asset: z.object({ version: z.string(), gltfUpAxis: z.enum(['X', 'Y', 'Z', 'x', 'y', 'z']).optional() }),
  geometricError: errorM,
  root: z.unknown().refine((root) => root !== undefined, { message: 'a root was wanted' }),
  schema: z.json().optional(),
  schemaUri: z.string().optional(),
  groups: z.array(metadataEntitySchema).optional(),
  metadata: metadataEntitySchema.optional(),
  extensionsUsed: z.array(z.string()).default([]),
  extensionsRequired: z.array(z.string()).default([]),
});

export type TilesetDocument = z.infer<typeof tilesetSchema>;
export type TileDocument = z.infer<typeof tileSchema>;
export type TileContent = z.infer<typeof contentSchema>;
export type ImplicitTiling = z.infer<typeof implicitTilingSchema>;
export type MetadataEntity = z.infer<typeof metadataEntitySchema>;
