import type { BinaryChunk } from './glb.ts';
import type { MeshBuilder } from './mesh-builder.ts';

const FLOAT = 5126;
const BYTE = 5120;
const UNSIGNED_BYTE = 5121;
const UNSIGNED_SHORT = 5123;
const UNSIGNED_INT = 5125;
const ARRAY_BUFFER = 34962;
const ELEMENT_ARRAY_BUFFER = 34963;

/**
 * Positions are rounded to a 4096th of a metre (0.24 mm): a wall of DN100 is off by 0.24 % of its radius at most, and
 * the empty bits that are left compress. Tried on 1044 links and 1020 nodes: 2876 kB gzip unrounded, 2783 kB so.
 */
const STEPS_A_METRE = 4096;

function snapped(metres: number): number {
  return Math.round(metres * STEPS_A_METRE) / STEPS_A_METRE;
}

/** What a primitive is drawn with and whose features its vertices belong to. */
export interface PrimitiveOf {
  readonly material: number;
  readonly propertyTable: number;
  readonly featureCount: number;
}

/** Writes a mesh of a tile with its colours and feature numbers; the accessors it needs are added. */
export function tilePrimitive(
  mesh: MeshBuilder,
  { material, propertyTable, featureCount }: PrimitiveOf,
  binary: BinaryChunk,
  accessors: Record<string, unknown>[],
): Record<string, unknown> {
  const n = mesh.vertexCount;
  const positions = new Float32Array(n * 3);
  const normals = new Int8Array(n * 4);
  const features = new Uint16Array(n * 2);
  const min = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const max = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < n; i++) {
    // glTF's y is up: x, y, z (east, north, up) becomes x, z, -y.
    positions[i * 3] = snapped(mesh.positions[i * 3] ?? 0);
    positions[i * 3 + 1] = snapped(mesh.positions[i * 3 + 2] ?? 0);
    positions[i * 3 + 2] = -snapped(mesh.positions[i * 3 + 1] ?? 0);
    normals[i * 4] = mesh.normals[i * 4] ?? 0;
    normals[i * 4 + 1] = mesh.normals[i * 4 + 2] ?? 0;
    normals[i * 4 + 2] = -(mesh.normals[i * 4 + 1] ?? 0);
    features[i * 2] = mesh.features[i] ?? 0;
    for (let axis = 0; axis < 3; axis++) {
      const value = positions[i * 3 + axis] ?? 0;
      if (value < (min[axis] ?? 0)) min[axis] = value;
      if (value > (max[axis] ?? 0)) max[axis] = value;
    }
  }
  const used = mesh.indices.subarray(0, mesh.indexCount);
  const short = n <= 65535;
  const view = (array: ArrayBufferView, byteStride: number) => binary.add(array, { byteStride, target: ARRAY_BUFFER });
  const accessor = (value: Record<string, unknown>) => accessors.push(value) - 1;
  const colours = mesh.colours.slice(0, n * 4);
  const attributes = {
    POSITION: accessor({ bufferView: view(positions, 12), componentType: FLOAT, count: n, type: 'VEC3', min, max }),
    NORMAL: accessor({ bufferView: view(normals, 4), componentType: BYTE, normalized: true, count: n, type: 'VEC3' }),
    COLOR_0: accessor({
      bufferView: view(colours, 4),
      componentType: UNSIGNED_BYTE,
      normalized: true,
      count: n,
      type: 'VEC4',
    }),
    _FEATURE_ID_0: accessor({ bufferView: view(features, 4), componentType: UNSIGNED_SHORT, count: n, type: 'SCALAR' }),
  };
  const indices = accessor({
    bufferView: binary.add(short ? Uint16Array.from(used) : used.slice(), { target: ELEMENT_ARRAY_BUFFER }),
    componentType: short ? UNSIGNED_SHORT : UNSIGNED_INT,
    count: mesh.indexCount,
    type: 'SCALAR',
  });
  const featureIds = [{ featureCount, attribute: 0, propertyTable }];
  return { attributes, indices, material, mode: 4, extensions: { EXT_mesh_features: { featureIds } } };
}
