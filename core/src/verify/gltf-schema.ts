import { z } from 'zod';

const index = z.int().min(0);
const count = z.int().min(1);
const matrix = z.array(z.number()).length(16);
const extensions = z.record(z.string(), z.json());

/** Layout of a view behind meshopt; EXT_meshopt_compression and KHR_meshopt_compression are alike in it. */
export const meshoptViewSchema = z.object({
  buffer: index,
  byteOffset: index.default(0),
  byteLength: count,
  byteStride: z.int().min(2).max(256),
  count,
  mode: z.enum(['ATTRIBUTES', 'TRIANGLES', 'INDICES']),
  filter: z.enum(['NONE', 'OCTAHEDRAL', 'QUATERNION', 'EXPONENTIAL', 'COLOR']).default('NONE'),
});

export const ACCESSOR_TYPES = ['SCALAR', 'VEC2', 'VEC3', 'VEC4', 'MAT2', 'MAT3', 'MAT4'] as const;

export const accessorSchema = z.object({
  bufferView: index.optional(),
  byteOffset: index.default(0),
  componentType: z.union([
    z.literal(5120),
    z.literal(5121),
    z.literal(5122),
    z.literal(5123),
    z.literal(5125),
    z.literal(5126),
  ]),
  normalized: z.boolean().default(false),
  count,
  type: z.enum(ACCESSOR_TYPES),
  min: z.array(z.number()).optional(),
  max: z.array(z.number()).optional(),
  sparse: z.json().optional(),
});

export const primitiveSchema = z.object({
  attributes: z.record(z.string(), index),
  indices: index.optional(),
  material: index.optional(),
  mode: z.int().min(0).max(6).default(4),
  targets: z.array(z.json()).default([]),
  extensions: extensions.default({}),
});

export const nodeSchema = z.object({
  mesh: index.optional(),
  children: z.array(index).default([]),
  matrix: matrix.optional(),
  translation: z.array(z.number()).length(3).optional(),
  rotation: z.array(z.number()).length(4).optional(),
  scale: z.array(z.number()).length(3).optional(),
  extensions: extensions.default({}),
});

/** The parts of glTF 2.0 that this checker looks into; the others are the glTF validator's. */
export const gltfSchema = z.object({
  asset: z.object({ version: z.string() }),
  extensionsUsed: z.array(z.string()).default([]),
  extensionsRequired: z.array(z.string()).default([]),
  extensions: extensions.default({}),
  scene: index.optional(),
  scenes: z.array(z.object({ nodes: z.array(index).default([]) })).default([]),
  nodes: z.array(nodeSchema).default([]),
  skins: z.array(z.json()).default([]),
  animations: z.array(z.json()).default([]),
  meshes: z.array(z.object({ primitives: z.array(primitiveSchema).min(1) })).default([]),
  accessors: z.array(accessorSchema).default([]),
  bufferViews: z
    .array(
      z.object({
        buffer: index,
        byteOffset: index.default(0),
        byteLength: count,
        byteStride: z.int().min(4).max(252).optional(),
        extensions: extensions.default({}),
      }),
    )
    .default([]),
  buffers: z
    .array(z.object({ uri: z.string().optional(), byteLength: count, extensions: extensions.default({}) }))
    .default([]),
});

export type Gltf = z.infer<typeof gltfSchema>;
export type GltfAccessor = z.infer<typeof accessorSchema>;
export type GltfPrimitive = z.infer<typeof primitiveSchema>;
export type GltfNode = z.infer<typeof nodeSchema>;
export type MeshoptView = z.infer<typeof meshoptViewSchema>;
