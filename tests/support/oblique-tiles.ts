import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BinaryChunk, glb } from '../../core/src/tiling/glb.ts';
import { HALVES, type Half, type HalfMesh, halfMesh, meshPicture, meshRegion } from './oblique-mesh.ts';

/** Every part calls itself this: a model of others must not pass for a pipe of the city. */
export const CLAIMED_ID = 'water.JS3-JS4';

/** Writes the mesh as 3D Tiles 1.0 (b3dm: `RTC_CENTER`, batch table) into a folder. */
export async function writeBatchedTiles(folder: string): Promise<void> {
  await writeTiles(folder, '1.0', (half) => [`${half}.b3dm`, b3dm(halfMesh(half)), {}]);
}

/** The same as 3D Tiles 1.1 (glb with feature ids and a property table, placed by the tiles' transforms). */
export async function writeGlbTiles(folder: string): Promise<void> {
  await writeTiles(folder, '1.1', (half) => {
    const mesh = halfMesh(half);
    const [x, y, z] = mesh.centre;
    return [`${half}.glb`, metadataGlb(mesh), { transform: [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, y, z, 1] }];
  });
}

async function writeTiles(
  folder: string,
  version: '1.0' | '1.1',
  contentOf: (half: Half) => readonly [name: string, bytes: Uint8Array, placed: object],
): Promise<void> {
  await mkdir(join(folder, 'Data'), { recursive: true });
  const children: object[] = [];
  for (const half of HALVES) {
    const [name, bytes, placed] = contentOf(half);
    await writeFile(join(folder, 'Data', name), bytes);
    const boundingVolume = { region: meshRegion() };
    children.push({ boundingVolume, geometricError: 0, refine: 'ADD', ...placed, content: { uri: `Data/${name}` } });
  }
  const root = { boundingVolume: { region: meshRegion() }, geometricError: 200, refine: 'ADD', children };
  await writeFile(join(folder, 'tileset.json'), JSON.stringify({ asset: { version }, geometricError: 500, root }));
}

/** Version 1 of the batched 3D model: header of 28 bytes, feature table, batch table, binary glTF, each from 8 bytes on. */
export function b3dm(mesh: HalfMesh): Uint8Array {
  const HEADER_BYTES = 28;
  const model = glb(...plainGltf(mesh, '_BATCHID', {}));
  const features = padded({ BATCH_LENGTH: mesh.names.length, RTC_CENTER: mesh.centre }, HEADER_BYTES);
  const batches = padded(
    {
      id: mesh.names.map(() => CLAIMED_ID),
      kind: mesh.names.map(() => 'conduit'),
      name: mesh.names,
      storeys: mesh.storeys,
    },
    HEADER_BYTES + features.length,
  );
  const bytes = new Uint8Array(HEADER_BYTES + features.length + batches.length + model.length);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode('b3dm'));
  for (const [i, value] of [1, bytes.length, features.length, 0, batches.length, 0].entries()) {
    view.setUint32(4 + i * 4, value, true);
  }
  bytes.set(features, HEADER_BYTES);
  bytes.set(batches, HEADER_BYTES + features.length);
  bytes.set(model, HEADER_BYTES + features.length + batches.length);
  return bytes;
}

/** JSON filled up with spaces so that what follows it lies on 8 bytes. */
function padded(value: object, offset: number): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(value));
  const out = new Uint8Array(Math.ceil((offset + json.length) / 8) * 8 - offset).fill(0x20);
  out.set(json);
  return out;
}

export function metadataGlb(mesh: HalfMesh): Uint8Array {
  const extras = {
    EXT_mesh_features: { featureIds: [{ featureCount: mesh.names.length, attribute: 0, propertyTable: 0 }] },
  };
  const [document, binary] = plainGltf(mesh, '_FEATURE_ID_0', extras);
  const strings = (texts: readonly string[]) => {
    const parts = texts.map((text) => new TextEncoder().encode(text));
    const offsets = Uint32Array.from([0, ...parts], (_, i) =>
      parts.slice(0, i).reduce((sum, { length }) => sum + length, 0),
    );
    return {
      values: binary.add(Uint8Array.from(parts.flatMap((part) => [...part]))),
      stringOffsets: binary.add(offsets),
    };
  };
  const properties = {
    id: strings(mesh.names.map(() => CLAIMED_ID)),
    kind: strings(mesh.names.map(() => 'conduit')),
    name: strings(mesh.names),
    storeys: { values: binary.add(Uint16Array.from(mesh.storeys)) },
  };
  const text = { type: 'STRING' };
  const schema = {
    id: 'oblique',
    classes: {
      part: { properties: { id: text, kind: text, name: text, storeys: { type: 'SCALAR', componentType: 'UINT16' } } },
    },
  };
  const propertyTables = [{ class: 'part', count: mesh.names.length, properties }];
  return glb(
    {
      ...document,
      extensionsUsed: ['KHR_materials_unlit', 'EXT_mesh_features', 'EXT_structural_metadata'],
      extensions: { EXT_structural_metadata: { schema, propertyTables } },
    },
    binary,
  );
}

function plainGltf(
  { positions, uvs, parts, indices }: HalfMesh,
  partName: string,
  extensions: object,
): [Record<string, unknown>, BinaryChunk] {
  const binary = new BinaryChunk();
  const count = parts.length;
  const axes = [0, 1, 2].map((axis) => positions.filter((_, i) => i % 3 === axis));
  const vertices = { bufferView: 0, componentType: 5126, count } as const;
  const accessors = [
    {
      ...vertices,
      bufferView: binary.add(positions, { target: 34962 }),
      type: 'VEC3',
      min: axes.map((values) => Math.min(...values)),
      max: axes.map((values) => Math.max(...values)),
    },
    { ...vertices, bufferView: binary.add(uvs, { target: 34962 }), type: 'VEC2' },
    { ...vertices, bufferView: binary.add(parts, { target: 34962 }), type: 'SCALAR' },
    { bufferView: binary.add(indices, { target: 34963 }), componentType: 5123, count: indices.length, type: 'SCALAR' },
  ];
  const document = {
    asset: { version: '2.0' },
    extensionsUsed: ['KHR_materials_unlit'],
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [
      {
        primitives: [
          { attributes: { POSITION: 0, TEXCOORD_0: 1, [partName]: 2 }, indices: 3, material: 0, extensions },
        ],
      },
    ],
    accessors,
    materials: [
      {
        pbrMetallicRoughness: { baseColorTexture: { index: 0 }, metallicFactor: 0 },
        extensions: { KHR_materials_unlit: {} },
      },
    ],
    textures: [{ source: 0, sampler: 0 }],
    samplers: [{ magFilter: 9729, minFilter: 9729, wrapS: 33071, wrapT: 33071 }],
    images: [{ bufferView: binary.add(meshPicture()), mimeType: 'image/png' }],
  };
  return [document, binary];
}
