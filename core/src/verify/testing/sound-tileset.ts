import { MeshoptEncoder } from 'meshoptimizer/encoder';
import { joinGlb } from '../glb-container.ts';

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** How a view is packed by meshopt. */
export interface Packing {
  readonly mode: 'ATTRIBUTES' | 'TRIANGLES' | 'INDICES';
  readonly stride: number;
}

/** A glb before it is put together: the document without buffers and views, and the views by their numbers. */
export interface GlbParts {
  readonly json: JsonObject;
  readonly views: Uint8Array[];
  /** Strides of views of vertices. */
  readonly strides: Map<number, number>;
  /** Views behind meshopt. */
  readonly packed: Map<number, Packing>;
}

/** A tileset a test makes: a document, two glbs, and whatever files it adds. */
export interface SoundTileset {
  readonly document: JsonObject;
  readonly a: GlbParts;
  readonly b: GlbParts;
  /** Written last, so that a test may put anything in the place of anything. */
  readonly files: Map<string, Uint8Array>;
}

/** Views of `soundGlb` by what they hold. */
export const VIEW = {
  positions: 0,
  indices: 1,
  featureIds: 2,
  translations: 3,
  rotations: 4,
  scales: 5,
  instanceIds: 6,
  ids: 7,
  idOffsets: 8,
  levels: 9,
  kinds: 10,
  flags: 11,
  lists: 12,
  listOffsets: 13,
} as const;

const FLOAT = 5126;
const UNSIGNED_SHORT = 5123;

export const IN_BOX: Json = { box: [0, 0, 0, 10, 0, 0, 0, 10, 0, 0, 0, 10] };

/** A triangle of two features and two instances of it, which are features of their own; four rows. */
export function soundGlb(prefix: string): GlbParts {
  const views = [
    Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0),
    Uint16Array.of(0, 1, 2, 0),
    Uint16Array.of(0, 0, 1, 0, 1, 0),
    Float32Array.of(0, 0, 0, 2, 0, 0),
    Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1),
    Float32Array.of(1, 1, 1, 2, 2, 2),
    Float32Array.of(2, 3),
    new TextEncoder().encode(`${prefix}0${prefix}1${prefix}2${prefix}3`),
    Uint32Array.of(0, 2, 4, 6, 8),
    Float32Array.of(1, 2, 3, 4),
    Uint8Array.of(0, 1, 0, 1),
    Uint8Array.of(0b0101),
    Uint8Array.of(7, 8, 9),
    Uint32Array.of(0, 1, 1, 2, 3),
  ].map((array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  const accessor = (bufferView: number, componentType: number, count: number, type: string): JsonObject => ({
    bufferView,
    componentType,
    count,
    type,
  });
  const table = (values: number): JsonObject => ({ values });
  return {
    views,
    strides: new Map([
      [VIEW.positions, 12],
      [VIEW.featureIds, 4],
    ]),
    packed: new Map(),
    json: {
      asset: { version: '2.0' },
      extensionsUsed: [
        'EXT_mesh_features',
        'EXT_structural_metadata',
        'EXT_mesh_gpu_instancing',
        'EXT_instance_features',
      ],
      extensions: {
        EXT_structural_metadata: {
          schema: soundSchema(),
          propertyTables: [
            {
              class: 'pipe',
              count: 4,
              properties: {
                id: { values: VIEW.ids, stringOffsets: VIEW.idOffsets },
                level: table(VIEW.levels),
                kind: table(VIEW.kinds),
                flag: table(VIEW.flags),
                list: { values: VIEW.lists, arrayOffsets: VIEW.listOffsets },
              },
            },
          ],
        },
      },
      scene: 0,
      scenes: [{ nodes: [0, 1] }],
      nodes: [
        { mesh: 0 },
        {
          mesh: 1,
          extensions: {
            EXT_mesh_gpu_instancing: { attributes: { TRANSLATION: 3, ROTATION: 4, SCALE: 5, _FEATURE_ID_0: 6 } },
            EXT_instance_features: { featureIds: [{ featureCount: 2, attribute: 0, propertyTable: 0 }] },
          },
        },
      ],
      meshes: [
        {
          primitives: [
            {
              attributes: { POSITION: 0, _FEATURE_ID_0: 2 },
              indices: 1,
              extensions: { EXT_mesh_features: { featureIds: [{ featureCount: 2, attribute: 0, propertyTable: 0 }] } },
            },
          ],
        },
        { primitives: [{ attributes: { POSITION: 0 }, indices: 1 }] },
      ],
      accessors: [
        { ...accessor(VIEW.positions, FLOAT, 3, 'VEC3'), min: [0, 0, 0], max: [1, 1, 0] },
        accessor(VIEW.indices, UNSIGNED_SHORT, 3, 'SCALAR'),
        accessor(VIEW.featureIds, UNSIGNED_SHORT, 3, 'SCALAR'),
        accessor(VIEW.translations, FLOAT, 2, 'VEC3'),
        accessor(VIEW.rotations, FLOAT, 2, 'VEC4'),
        accessor(VIEW.scales, FLOAT, 2, 'VEC3'),
        accessor(VIEW.instanceIds, FLOAT, 2, 'SCALAR'),
      ],
    },
  };
}

export function soundSchema(): JsonObject {
  return {
    id: 'pipes',
    classes: {
      pipe: {
        properties: {
          id: { type: 'STRING', required: true },
          level: { type: 'SCALAR', componentType: 'FLOAT32', noData: -99999 },
          kind: { type: 'ENUM', enumType: 'kind', required: true },
          flag: { type: 'BOOLEAN' },
          list: { type: 'SCALAR', componentType: 'UINT8', array: true },
        },
      },
    },
    enums: {
      kind: {
        valueType: 'UINT8',
        values: [
          { name: 'water', value: 0 },
          { name: 'gas', value: 1 },
        ],
      },
    },
  };
}

/** A root of two leaves; the second leaf has its content's own volume and both groups and metadata. */
export function soundTileset(): SoundTileset {
  return {
    a: soundGlb('a'),
    b: soundGlb('b'),
    files: new Map(),
    document: {
      asset: { version: '1.1' },
      geometricError: 100,
      schema: soundSchema(),
      groups: [{ class: 'pipe', properties: { id: 'group', kind: 'gas' } }],
      root: {
        boundingVolume: IN_BOX,
        geometricError: 10,
        refine: 'ADD',
        children: [
          { boundingVolume: IN_BOX, geometricError: 0, content: { uri: 'a.glb' } },
          {
            boundingVolume: { sphere: [0, 0, 0, 9] },
            geometricError: 0,
            metadata: { class: 'pipe', properties: { id: 'tile', kind: 'water', level: 3, list: [1, 2] } },
            content: { uri: 'b.glb', group: 0, boundingVolume: { sphere: [0, 0, 0, 5] } },
          },
        ],
      },
    },
  };
}

/** Puts a glb together: each view on 8 bytes, the packed ones behind meshopt over a buffer that only stands for them. */
export async function builtGlb({ json, views, strides, packed }: GlbParts): Promise<Uint8Array<ArrayBuffer>> {
  await MeshoptEncoder.ready;
  const parts: Uint8Array[] = [];
  let length = 0;
  let fallback = 0;
  const add = (bytes: Uint8Array): number => {
    const at = length;
    parts.push(bytes);
    length += Math.ceil(bytes.length / 8) * 8;
    return at;
  };
  const bufferViews = views.map((bytes, i): Json => {
    const packing = packed.get(i);
    const byteStride = strides.get(i);
    const layout = { byteLength: bytes.length, ...(byteStride === undefined ? {} : { byteStride }) };
    if (packing === undefined) return { buffer: 0, byteOffset: add(bytes), ...layout };
    const { mode, stride } = packing;
    const count = bytes.length / stride;
    const stream = MeshoptEncoder.encodeGltfBuffer(bytes, count, stride, mode);
    const byteOffset = fallback;
    fallback += Math.ceil(bytes.length / 8) * 8;
    const extension = {
      buffer: 0,
      byteOffset: add(stream),
      byteLength: stream.length,
      byteStride: stride,
      count,
      mode,
    };
    return { buffer: 1, byteOffset, ...layout, extensions: { EXT_meshopt_compression: extension } };
  });
  const binary = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    binary.set(part, at);
    at += Math.ceil(part.length / 8) * 8;
  }
  const standIn = { byteLength: fallback, extensions: { EXT_meshopt_compression: { fallback: true } } };
  const buffers: Json = [{ byteLength: length }, ...(fallback === 0 ? [] : [standIn])];
  return joinGlb({ buffers, bufferViews, ...json }, binary);
}

/** Packs the triangle and the instances of a glb by meshopt, as compressed tiles are. */
export function packGlb({ json, packed }: GlbParts): void {
  const names = json.extensionsUsed;
  if (Array.isArray(names)) names.push('EXT_meshopt_compression');
  json.extensionsRequired = ['EXT_meshopt_compression', 'EXT_mesh_gpu_instancing'];
  packed.set(VIEW.positions, { mode: 'ATTRIBUTES', stride: 12 });
  packed.set(VIEW.featureIds, { mode: 'ATTRIBUTES', stride: 4 });
  packed.set(VIEW.indices, { mode: 'INDICES', stride: 2 });
  packed.set(VIEW.translations, { mode: 'ATTRIBUTES', stride: 12 });
}

/** The files of a tileset by their names. */
export async function tilesetFiles({ document, a, b, files }: SoundTileset): Promise<ReadonlyMap<string, Uint8Array>> {
  return new Map([
    ['tileset.json', jsonBytes(document)],
    ['a.glb', await builtGlb(a)],
    ['b.glb', await builtGlb(b)],
    ...files,
  ]);
}

export function jsonBytes(json: Json): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(json));
}

/** Puts a value into a document by its path, `root/children/0/refine`; undefined takes it out. */
export function put(json: Json, path: string, value: Json | undefined): void {
  const steps = path.split('/');
  const last = steps.pop() ?? '';
  let at: Json | undefined = json;
  for (const step of steps) at = Array.isArray(at) ? at[Number(step)] : (at as JsonObject)[step];
  if (Array.isArray(at)) at[Number(last)] = value ?? null;
  else if (at !== undefined && at !== null && typeof at === 'object') {
    if (value === undefined) delete at[last];
    else at[last] = value;
  } else throw new Error(`There is nothing at "${path}" to put anything into.`);
}
