import { FURNITURE_KINDS, type Furniture, type FurnitureKind } from '../model/map-feature.ts';
import { BinaryChunk, glb } from '../tiling/glb.ts';
import { gltfNodeMatrix, type TileFrame, tileFrame } from '../tiling/tile-frame.ts';
import { linear } from '../tiling/tile-materials.ts';
import { furnitureMesh } from './furniture-mesh.ts';
import { drawnSize } from './furniture-size.ts';

/** Goes into every cache key and tag: raise it with any change to the bytes of a tile. */
export const FURNITURE_TILER_VERSION = '1';

/** A tree or a lamp as the tile encoder reads it. */
export interface TileFurniture {
  readonly featureId: string;
  readonly furniture: Omit<Furniture, 'raw'>;
}

export interface FurnitureTileOptions {
  /** Centre of the tile, degrees: origin of the instances' frame. */
  readonly centre: readonly [lon: number, lat: number];
  /** Ellipsoidal height less level, metres. */
  readonly geoidOffsetM: number;
  /** Level in metres of the ground at a foot; `null` when it is not known. */
  readonly groundLevelM: (row: TileFurniture) => number | null;
  /** Level in metres of what stands on unknown ground. */
  readonly fallbackLevelM: number;
}

const FLOAT = 5126;
const BYTE = 5120;
const UNSIGNED_BYTE = 5121;
const UNSIGNED_SHORT = 5123;
const ARRAY_BUFFER = 34962;
const ELEMENT_ARRAY_BUFFER = 34963;

const DEGREE = Math.PI / 180;

/**
 * Trees and lamps, each kind once as a mesh that is drawn at every place of it (EXT_mesh_gpu_instancing): a draw call a
 * kind, 40 bytes an instance. They are scenery and carry no attributes. A function of its rows: same rows, in any order,
 * same bytes. Null when there is nothing to draw; what has no place is not drawn.
 */
export function furnitureTile(
  rows: readonly TileFurniture[],
  options: FurnitureTileOptions,
): Uint8Array<ArrayBuffer> | null {
  const placed = rows
    .filter(({ furniture: { position } }) => Number.isFinite(position[0] + position[1]))
    .toSorted((a, b) => (a.featureId < b.featureId ? -1 : Number(a.featureId > b.featureId)));
  if (placed.length === 0) return null;
  const frame = tileFrame(options.centre[0], options.centre[1], options.fallbackLevelM, options.geoidOffsetM);
  const binary = new BinaryChunk();
  const accessors: Record<string, unknown>[] = [];
  const meshes: Record<string, unknown>[] = [];
  const nodes: Record<string, unknown>[] = [];
  for (const kind of FURNITURE_KINDS) {
    const own = placed.filter(({ furniture }) => furniture.kind === kind);
    if (own.length === 0) continue;
    const attributes = addInstances(own, frame, options, binary, accessors);
    meshes.push({ name: kind, primitives: [addMesh(kind, binary, accessors)] });
    nodes.push({ name: kind, mesh: meshes.length - 1, extensions: { EXT_mesh_gpu_instancing: { attributes } } });
  }
  return glb(
    {
      asset: { version: '2.0', generator: `undercroft furniture tiler ${FURNITURE_TILER_VERSION}` },
      extensionsUsed: ['EXT_mesh_gpu_instancing', 'KHR_mesh_quantization'],
      extensionsRequired: ['EXT_mesh_gpu_instancing', 'KHR_mesh_quantization'],
      scene: 0,
      scenes: [{ nodes: [nodes.length] }],
      nodes: [...nodes, { matrix: gltfNodeMatrix(frame.toEcef), children: nodes.map((_, i) => i) }],
      meshes,
      materials: [{ pbrMetallicRoughness: { baseColorFactor: [1, 1, 1, 1], metallicFactor: 0, roughnessFactor: 1 } }],
      accessors,
    },
    binary,
  );
}

/** Place, heading and size of each; glTF's y is up: x, y, z (east, north, up) becomes x, z, -y. */
function addInstances(
  rows: readonly TileFurniture[],
  frame: TileFrame,
  options: FurnitureTileOptions,
  binary: BinaryChunk,
  accessors: Record<string, unknown>[],
): Record<string, number> {
  const count = rows.length;
  const translations = new Float32Array(count * 3);
  const rotations = new Float32Array(count * 4);
  const scales = new Float32Array(count * 3);
  const at = new Float64Array(3);
  const min = [0, 0, 0].map(() => Number.POSITIVE_INFINITY);
  const max = [0, 0, 0].map(() => Number.NEGATIVE_INFINITY);
  for (const [i, row] of rows.entries()) {
    const { position, headingDeg, kind } = row.furniture;
    const { heightM, widthM } = drawnSize(row.furniture);
    frame.place(position[0], position[1], options.groundLevelM(row) ?? options.fallbackLevelM, at, 0);
    translations.set([at[0] ?? 0, at[2] ?? 0, -(at[1] ?? 0)], i * 3);
    // A heading is clockwise seen from above, a turn about y up is anticlockwise.
    const half = (-(headingDeg ?? 0) * DEGREE) / 2;
    rotations.set([0, Math.sin(half), 0, Math.cos(half)], i * 4);
    const across = kind === 'lamp' ? 1 : widthM;
    scales.set([across, heightM, across], i * 3);
    for (let axis = 0; axis < 3; axis++) {
      const value = translations[i * 3 + axis] ?? 0;
      min[axis] = Math.min(min[axis] ?? 0, value);
      max[axis] = Math.max(max[axis] ?? 0, value);
    }
  }
  const add = (array: Float32Array, type: string, more: Record<string, unknown> = {}): number =>
    accessors.push({ bufferView: binary.add(array), componentType: FLOAT, count, type, ...more }) - 1;
  return {
    TRANSLATION: add(translations, 'VEC3', { min, max }),
    ROTATION: add(rotations, 'VEC4'),
    SCALE: add(scales, 'VEC3'),
  };
}

function addMesh(
  kind: FurnitureKind,
  binary: BinaryChunk,
  accessors: Record<string, unknown>[],
): Record<string, unknown> {
  const { mesh, tones } = furnitureMesh(kind);
  const n = mesh.vertexCount;
  const positions = new Float32Array(n * 3);
  const normals = new Int8Array(n * 4);
  const colours = new Uint8Array(n * 4);
  const min = [0, 0, 0].map(() => Number.POSITIVE_INFINITY);
  const max = [0, 0, 0].map(() => Number.NEGATIVE_INFINITY);
  for (let i = 0; i < n; i++) {
    const [x = 0, y = 0, z = 0] = mesh.positions.subarray(i * 3, i * 3 + 3);
    positions.set([x, z, -y], i * 3);
    for (const [axis, value] of [x, z, -y].entries()) {
      min[axis] = Math.min(min[axis] ?? 0, Math.fround(value));
      max[axis] = Math.max(max[axis] ?? 0, Math.fround(value));
    }
    normals.set([mesh.normals[i * 4] ?? 0, mesh.normals[i * 4 + 2] ?? 0, -(mesh.normals[i * 4 + 1] ?? 0)], i * 4);
    const tone = tones[mesh.features[i] ?? 0] ?? [0, 0, 0];
    colours.set([...tone.map((srgb) => Math.round(linear(srgb) * 255)), 255], i * 4);
  }
  const view = (array: ArrayBufferView, byteStride: number) => binary.add(array, { byteStride, target: ARRAY_BUFFER });
  const add = (value: Record<string, unknown>) => accessors.push({ count: n, ...value }) - 1;
  const indices = Uint16Array.from(mesh.indices.subarray(0, mesh.indexCount));
  return {
    attributes: {
      POSITION: add({ bufferView: view(positions, 12), componentType: FLOAT, type: 'VEC3', min, max }),
      NORMAL: add({ bufferView: view(normals, 4), componentType: BYTE, normalized: true, type: 'VEC3' }),
      COLOR_0: add({ bufferView: view(colours, 4), componentType: UNSIGNED_BYTE, normalized: true, type: 'VEC4' }),
    },
    indices: add({
      bufferView: binary.add(indices, { target: ELEMENT_ARRAY_BUFFER }),
      componentType: UNSIGNED_SHORT,
      count: indices.length,
      type: 'SCALAR',
    }),
    material: 0,
    mode: 4,
  };
}
