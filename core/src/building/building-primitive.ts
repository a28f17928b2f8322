import { decodedFloats, MOST_STEPS, packedFloats } from '../tiling/fixed-point.ts';
import type { BinaryChunk } from '../tiling/glb.ts';
import { type BuildingMesh, LOOK, LOOK_BYTES } from './building-mesh.ts';
import { STEPS_A_METRE } from './steps.ts';

const FLOAT = 5126;
const BYTE = 5120;
const UNSIGNED_BYTE = 5121;
const UNSIGNED_SHORT = 5123;
const UNSIGNED_INT = 5125;
const ARRAY_BUFFER = 34962;
const ELEMENT_ARRAY_BUFFER = 34963;

/** Alpha of what is drawn by assumption: as translucent as an assumed pipe. */
const ASSUMED_ALPHA = 0.42;

/** A glTF material; the tone of the use comes with the vertices, the windows with the texture. */
export function buildingMaterial(isAssumed: boolean): Record<string, unknown> {
  return {
    name: isAssumed ? 'buildingAssumed' : 'building',
    pbrMetallicRoughness: {
      baseColorFactor: [1, 1, 1, isAssumed ? ASSUMED_ALPHA : 1],
      baseColorTexture: { index: 0 },
      metallicFactor: 0,
      roughnessFactor: 0.9,
    },
    ...(isAssumed ? { alphaMode: 'BLEND' } : {}),
  };
}

/** Writes a mesh's arrays and returns the glTF primitive that refers to them. */
export function buildingPrimitive(
  mesh: BuildingMesh,
  material: number,
  featureCount: number,
  binary: BinaryChunk,
  accessors: Record<string, unknown>[],
): Record<string, unknown> {
  const count = mesh.vertexCount;
  const { steps, exponent, min, max } = scaled(mesh.positions);
  const add = (value: Record<string, unknown>): number => accessors.push({ count, ...value }) - 1;
  const vertices = { count, mode: 'ATTRIBUTES', target: ARRAY_BUFFER } as const;
  const look = binary.addPacked({ ...vertices, packed: mesh.look, byteStride: LOOK_BYTES }, () => mesh.look);
  const exponents = [exponent, exponent, exponent];
  const position = binary.addPacked(
    { ...vertices, packed: packedFloats(steps, exponents), byteStride: 12, filter: 'EXPONENTIAL' },
    () => decodedFloats(steps, exponents),
  );
  const attribute = (byteOffset: number, componentType: number, type: string, normalized: boolean): number =>
    add({ bufferView: look, byteOffset, componentType, type, ...(normalized ? { normalized } : {}) });
  const index = (values: Uint32Array, mode: 'TRIANGLES' | 'INDICES'): number => {
    const isShort = count <= 0xffff;
    const packed = isShort ? Uint16Array.from(values) : values.slice();
    const bufferView = binary.addPacked(
      { packed, count: packed.length, byteStride: packed.BYTES_PER_ELEMENT, mode, target: ELEMENT_ARRAY_BUFFER },
      () => packed,
    );
    const componentType = isShort ? UNSIGNED_SHORT : UNSIGNED_INT;
    return add({ bufferView, componentType, count: values.length, type: 'SCALAR' });
  };
  return {
    attributes: {
      POSITION: add({ bufferView: position, componentType: FLOAT, type: 'VEC3', min, max }),
      NORMAL: attribute(LOOK.normal, BYTE, 'VEC3', true),
      COLOR_0: attribute(LOOK.colour, UNSIGNED_BYTE, 'VEC4', true),
      TEXCOORD_0: attribute(LOOK.texcoord, UNSIGNED_SHORT, 'VEC2', false),
      _FEATURE_ID_0: attribute(LOOK.feature, UNSIGNED_SHORT, 'SCALAR', false),
    },
    indices: index(mesh.indices, 'TRIANGLES'),
    material,
    mode: 4,
    extensions: {
      EXT_mesh_features: { featureIds: [{ featureCount, attribute: 0, propertyTable: 0 }] },
      CESIUM_primitive_outline: { indices: index(mesh.outline, 'INDICES') },
    },
  };
}

/** The steps that fit the filter, coarser ones in a tile wider than 130 km, and their range in metres. */
function scaled(positions: Int32Array) {
  const min = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const max = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let axis = 0; axis < 3; axis++) {
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (let i = axis; i < positions.length; i += 3) {
      const value = positions[i] ?? 0;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    min[axis] = low;
    max[axis] = high;
  }
  let exponent = -Math.log2(STEPS_A_METRE);
  let shift = 0;
  while (Math.max(...max, ...min.map((value) => -value)) / 2 ** shift >= MOST_STEPS) shift += 1;
  exponent += shift;
  const steps = shift === 0 ? positions : positions.map((value) => Math.round(value / 2 ** shift));
  const metres = (value: number): number => Math.round(value / 2 ** shift) * 2 ** exponent;
  return { steps, exponent, min: min.map(metres), max: max.map(metres) };
}
