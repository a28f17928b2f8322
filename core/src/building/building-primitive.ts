import type { BuildingUse } from '../model/map-feature.ts';
import type { BinaryChunk } from '../tiling/glb.ts';
import { linear } from '../tiling/tile-materials.ts';
import { ROOF_TONES, type Tone, WALL_TONES } from './building-tones.ts';
import type { FacadeMesh } from './facade-mesh.ts';

const FLOAT = 5126;
const BYTE = 5120;
const UNSIGNED_BYTE = 5121;
const UNSIGNED_SHORT = 5123;
const UNSIGNED_INT = 5125;
const ARRAY_BUFFER = 34962;
const ELEMENT_ARRAY_BUFFER = 34963;

/** One primitive of a building tile: all walls or all roofs, of what is known or of what is assumed. */
export interface BuildingPart {
  readonly surface: 'wall' | 'roof';
  readonly isAssumed: boolean;
  readonly facade: FacadeMesh;
}

/** Alpha of what is drawn by assumption: as translucent as an assumed pipe. */
const ASSUMED_ALPHA = 0.42;

/** A glTF material; the tone of the use comes with the vertices. */
export function buildingMaterial({ surface, isAssumed }: BuildingPart): Record<string, unknown> {
  return {
    name: isAssumed ? `${surface}Assumed` : surface,
    pbrMetallicRoughness: {
      baseColorFactor: [1, 1, 1, isAssumed ? ASSUMED_ALPHA : 1],
      ...(surface === 'wall' ? { baseColorTexture: { index: 0 } } : {}),
      metallicFactor: 0,
      roughnessFactor: surface === 'wall' ? 0.9 : 0.95,
    },
    ...(isAssumed ? { alphaMode: 'BLEND' } : {}),
  };
}

/** Writes a part's arrays and returns the glTF primitive that refers to them. `uses` is the use of each feature. */
export function buildingPrimitive(
  { surface, facade }: BuildingPart,
  material: number,
  uses: readonly BuildingUse[],
  binary: BinaryChunk,
  accessors: Record<string, unknown>[],
): Record<string, unknown> {
  const { mesh } = facade;
  const n = mesh.vertexCount;
  const { positions, min, max } = positionsYUp(facade);
  const normals = new Int8Array(n * 4);
  const features = new Uint16Array(n * 2);
  const colours = new Uint8Array(n * 4);
  const tones = toneBytes(surface === 'wall' ? WALL_TONES : ROOF_TONES, uses);
  for (let i = 0; i < n; i++) {
    const feature = mesh.features[i] ?? 0;
    normals[i * 4] = mesh.normals[i * 4] ?? 0;
    normals[i * 4 + 1] = mesh.normals[i * 4 + 2] ?? 0;
    normals[i * 4 + 2] = -(mesh.normals[i * 4 + 1] ?? 0);
    features[i * 2] = feature;
    colours[i * 4] = tones[feature * 3] ?? 0;
    colours[i * 4 + 1] = tones[feature * 3 + 1] ?? 0;
    colours[i * 4 + 2] = tones[feature * 3 + 2] ?? 0;
    colours[i * 4 + 3] = 255;
  }
  const view = (array: ArrayBufferView, byteStride: number) => binary.add(array, { byteStride, target: ARRAY_BUFFER });
  const add = (value: Record<string, unknown>) => accessors.push({ count: n, ...value }) - 1;
  const index = (values: Uint32Array) => {
    const isShort = n <= 65535;
    const bufferView = binary.add(isShort ? Uint16Array.from(values) : values.slice(), {
      target: ELEMENT_ARRAY_BUFFER,
    });
    return add({
      bufferView,
      componentType: isShort ? UNSIGNED_SHORT : UNSIGNED_INT,
      count: values.length,
      type: 'SCALAR',
    });
  };
  const attributes = {
    POSITION: add({ bufferView: view(positions, 12), componentType: FLOAT, type: 'VEC3', min, max }),
    NORMAL: add({ bufferView: view(normals, 4), componentType: BYTE, normalized: true, type: 'VEC3' }),
    COLOR_0: add({ bufferView: view(colours, 4), componentType: UNSIGNED_BYTE, normalized: true, type: 'VEC4' }),
    _FEATURE_ID_0: add({ bufferView: view(features, 4), componentType: UNSIGNED_SHORT, type: 'SCALAR' }),
    ...(surface === 'wall'
      ? {
          TEXCOORD_0: add({
            bufferView: view(facade.texcoords.slice(0, n * 2), 4),
            componentType: UNSIGNED_SHORT,
            type: 'VEC2',
          }),
        }
      : {}),
  };
  return {
    attributes,
    indices: index(mesh.indices.subarray(0, mesh.indexCount)),
    material,
    mode: 4,
    extensions: {
      EXT_mesh_features: { featureIds: [{ featureCount: uses.length, attribute: 0, propertyTable: 0 }] },
      CESIUM_primitive_outline: { indices: index(facade.edges.subarray(0, 2 * facade.edgeCount)) },
    },
  };
}

/** glTF's y is up: x, y, z (east, north, up) becomes x, z, -y. */
function positionsYUp({ mesh }: FacadeMesh): {
  readonly positions: Float32Array;
  readonly min: number[];
  readonly max: number[];
} {
  const n = mesh.vertexCount;
  const positions = new Float32Array(n * 3);
  const min = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const max = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < n; i++) {
    positions[i * 3] = mesh.positions[i * 3] ?? 0;
    positions[i * 3 + 1] = mesh.positions[i * 3 + 2] ?? 0;
    positions[i * 3 + 2] = -(mesh.positions[i * 3 + 1] ?? 0);
    for (let axis = 0; axis < 3; axis++) {
      const value = positions[i * 3 + axis] ?? 0;
      if (value < (min[axis] ?? 0)) min[axis] = value;
      if (value > (max[axis] ?? 0)) max[axis] = value;
    }
  }
  return { positions, min, max };
}

/** Linear bytes of each feature's tone. */
function toneBytes(tones: Readonly<Record<BuildingUse, Tone>>, uses: readonly BuildingUse[]): Uint8Array {
  const out = new Uint8Array(uses.length * 3);
  for (const [i, use] of uses.entries()) {
    for (const [channel, srgb] of tones[use].entries()) out[i * 3 + channel] = Math.round(linear(srgb) * 255);
  }
  return out;
}
