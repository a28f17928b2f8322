import { decodedFloats, exponentFor, packedFloats } from './fixed-point.ts';
import type { BinaryChunk } from './glb.ts';
import type { MeshBuilder } from './mesh-builder.ts';

const FLOAT = 5126;
const BYTE = 5120;
const UNSIGNED_BYTE = 5121;
const UNSIGNED_SHORT = 5123;
const UNSIGNED_INT = 5125;
const ARRAY_BUFFER = 34962;
const ELEMENT_ARRAY_BUFFER = 34963;

/** Bits of a position in a mesh of its own: a vertex of a solid is off by 2^-13 of its size. */
const SOLID_BITS = 12;

/**
 * Steps of positions in the mesh of a tile as a power of two of a metre, 0.24 mm: a wall of DN100 is off by 0.24 % of its
 * radius at most.
 */
const TILE_STEP = -12;

/** Writes positions, normals and triangles of a mesh; the accessors they need are added. */
export function meshArrays(
  mesh: MeshBuilder,
  place: 'tile' | 'solid',
  binary: BinaryChunk,
  accessors: Record<string, unknown>[],
): { readonly attributes: Record<string, number>; readonly indices: number } {
  const n = mesh.vertexCount;
  const exponents = place === 'tile' ? tileExponents(mesh) : solidExponents(mesh);
  const positions = new Int32Array(n * 3);
  const normals = new Int8Array(n * 4);
  const steps = exponents.map((exponent) => 2 ** exponent);
  const [sx = 1, sy = 1, sz = 1] = steps;
  const min = [0, 0, 0].map(() => Number.POSITIVE_INFINITY);
  const max = [0, 0, 0].map(() => Number.NEGATIVE_INFINITY);
  for (let i = 0; i < n; i++) {
    // glTF's y is up: x, y, z (east, north, up) becomes x, z, -y.
    positions[i * 3] = Math.round((mesh.positions[i * 3] ?? 0) / sx);
    positions[i * 3 + 1] = Math.round((mesh.positions[i * 3 + 2] ?? 0) / sy);
    positions[i * 3 + 2] = Math.round(-(mesh.positions[i * 3 + 1] ?? 0) / sz);
    normals[i * 4] = mesh.normals[i * 4] ?? 0;
    normals[i * 4 + 1] = mesh.normals[i * 4 + 2] ?? 0;
    normals[i * 4 + 2] = -(mesh.normals[i * 4 + 1] ?? 0);
    for (let axis = 0; axis < 3; axis++) {
      const value = (positions[i * 3 + axis] ?? 0) * (steps[axis] ?? 0);
      if (value < (min[axis] ?? 0)) min[axis] = value;
      if (value > (max[axis] ?? 0)) max[axis] = value;
    }
  }
  const accessor = (value: Record<string, unknown>) => accessors.push(value) - 1;
  const vertices = { count: n, mode: 'ATTRIBUTES', target: ARRAY_BUFFER } as const;
  const position = binary.addPacked(
    { ...vertices, packed: packedFloats(positions, exponents), byteStride: 12, filter: 'EXPONENTIAL' },
    () => decodedFloats(positions, exponents),
  );
  const normal = binary.addPacked({ ...vertices, packed: normals, byteStride: 4 }, () => normals);
  return {
    attributes: {
      POSITION: accessor({ bufferView: position, componentType: FLOAT, count: n, type: 'VEC3', min, max }),
      NORMAL: accessor({ bufferView: normal, componentType: BYTE, normalized: true, count: n, type: 'VEC3' }),
    },
    indices: triangles(mesh, binary, accessor),
  };
}

/** Writes the colours of the vertices, and whose each is: attributes of a mesh that many features share. */
export function vertexMarks(
  mesh: MeshBuilder,
  binary: BinaryChunk,
  accessors: Record<string, unknown>[],
): Record<string, number> {
  const n = mesh.vertexCount;
  const features = new Uint16Array(n * 2);
  for (let i = 0; i < n; i++) features[i * 2] = mesh.features[i] ?? 0;
  const colours = mesh.colours.slice(0, n * 4);
  const view = (packed: Uint8Array | Uint16Array): number =>
    binary.addPacked({ packed, count: n, byteStride: 4, mode: 'ATTRIBUTES', target: ARRAY_BUFFER }, () => packed);
  const accessor = (value: Record<string, unknown>) => accessors.push({ count: n, ...value }) - 1;
  return {
    COLOR_0: accessor({ bufferView: view(colours), componentType: UNSIGNED_BYTE, normalized: true, type: 'VEC4' }),
    _FEATURE_ID_0: accessor({ bufferView: view(features), componentType: UNSIGNED_SHORT, type: 'SCALAR' }),
  };
}

function triangles(
  mesh: MeshBuilder,
  binary: BinaryChunk,
  accessor: (value: Record<string, unknown>) => number,
): number {
  const used = mesh.indices.subarray(0, mesh.indexCount);
  const isShort = mesh.vertexCount <= 65535;
  const indices = isShort ? Uint16Array.from(used) : used.slice();
  const bufferView = binary.addPacked(
    {
      packed: indices,
      count: mesh.indexCount,
      byteStride: isShort ? 2 : 4,
      mode: 'TRIANGLES',
      target: ELEMENT_ARRAY_BUFFER,
    },
    () => indices,
  );
  return accessor({
    bufferView,
    componentType: isShort ? UNSIGNED_SHORT : UNSIGNED_INT,
    count: mesh.indexCount,
    type: 'SCALAR',
  });
}

/** Along each axis of glTF the exponent that its reach asks for: a tube is much longer than it is wide. */
function solidExponents(mesh: MeshBuilder): number[] {
  const reach = [0, 0, 0];
  for (let i = 0; i < mesh.vertexCount * 3; i++) {
    reach[i % 3] = Math.max(reach[i % 3] ?? 0, Math.abs(mesh.positions[i] ?? 0));
  }
  const [east = 0, north = 0, up = 0] = reach;
  return [east, up, north].map((metres) => exponentFor(metres, SOLID_BITS));
}

/** The same step along all axes; of a tile that reaches farther than a kilometre from its middle a coarser one. */
function tileExponents(mesh: MeshBuilder): number[] {
  const reach = mesh.positions.subarray(0, mesh.vertexCount * 3).reduce((most, at) => Math.max(most, Math.abs(at)), 0);
  const exponent = Math.max(TILE_STEP, exponentFor(reach, 22));
  return [exponent, exponent, exponent];
}
