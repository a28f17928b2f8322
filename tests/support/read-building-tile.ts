import { MeshoptDecoder } from 'meshoptimizer/decoder';

/** A triangle mesh read back from a tile of buildings, vertex by vertex. */
export interface ReadMesh {
  readonly materialName: string;
  /** Flat east, north, up in metres about the tile's centre. */
  readonly positions: Float64Array;
  /** The same of the unit normals. */
  readonly normals: Float64Array;
  /** Flat u, v. */
  readonly texcoords: Uint16Array;
  /** Flat red, green, blue, alpha of 0 to 255. */
  readonly colours: Uint8Array;
  readonly featureIds: Uint16Array;
  readonly indices: Uint32Array;
  /** Pairs of vertices drawn as lines. */
  readonly outline: Uint32Array;
}

export interface ReadBuildingTile {
  readonly meshes: readonly ReadMesh[];
  readonly rows: readonly Readonly<Record<string, string | number | null>>[];
  /** Column-major, from the tile's frame (y up) to ECEF (y up). */
  readonly matrix: readonly number[];
  readonly json: Gltf;
}

interface Packing {
  readonly buffer: number;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly byteStride: number;
  readonly count: number;
  readonly mode: string;
  readonly filter?: string;
}

interface Accessor {
  readonly bufferView: number;
  readonly byteOffset?: number;
  readonly componentType: 5120 | 5121 | 5123 | 5125 | 5126;
  readonly count: number;
  readonly type: 'SCALAR' | 'VEC2' | 'VEC3' | 'VEC4';
}

interface Property {
  readonly type: string;
  readonly componentType?: string;
  readonly enumType?: string;
  readonly noData?: number | string;
}

interface Gltf {
  readonly extensionsRequired: readonly string[];
  readonly bufferViews: readonly {
    readonly byteOffset: number;
    readonly byteLength: number;
    readonly byteStride?: number;
    readonly extensions?: { readonly EXT_meshopt_compression: Packing };
  }[];
  readonly accessors: readonly Accessor[];
  readonly nodes: readonly { readonly matrix: readonly number[] }[];
  readonly materials: readonly { readonly name: string }[];
  readonly meshes: readonly {
    readonly primitives: readonly {
      readonly attributes: Readonly<Record<string, number>>;
      readonly indices: number;
      readonly material: number;
      readonly extensions: { readonly CESIUM_primitive_outline: { readonly indices: number } };
    }[];
  }[];
  readonly extensions: {
    readonly EXT_structural_metadata: {
      readonly schema: {
        readonly classes: { readonly building: { readonly properties: Readonly<Record<string, Property>> } };
        readonly enums: Readonly<Record<string, { readonly values: readonly { name: string; value: number }[] }>>;
      };
      readonly propertyTables: readonly [
        {
          readonly count: number;
          readonly properties: Readonly<Record<string, { readonly values: number; readonly stringOffsets?: number }>>;
        },
      ];
    };
  };
}

const READERS = {
  5120: { size: 1, read: (view: DataView, at: number) => view.getInt8(at) },
  5121: { size: 1, read: (view: DataView, at: number) => view.getUint8(at) },
  5123: { size: 2, read: (view: DataView, at: number) => view.getUint16(at, true) },
  5125: { size: 4, read: (view: DataView, at: number) => view.getUint32(at, true) },
  5126: { size: 4, read: (view: DataView, at: number) => view.getFloat32(at, true) },
} as const;

const WIDTHS = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4 } as const;

/** Reads a tile of buildings, packed or not, by the specifications alone. */
export async function readBuildingTile(file: Uint8Array): Promise<ReadBuildingTile> {
  await MeshoptDecoder.ready;
  // A copy: the views cut from a pooled Node buffer would share its memory.
  const bytes = new Uint8Array(file);
  const header = new DataView(bytes.buffer);
  if (header.getUint32(0, true) !== 0x46546c67) throw new Error('Not a glb: wrong magic.');
  if (header.getUint32(8, true) !== bytes.byteLength) throw new Error('Not a glb: wrong length.');
  const jsonLength = header.getUint32(12, true);
  const json = JSON.parse(new TextDecoder().decode(bytes.subarray(20, 20 + jsonLength))) as Gltf;
  const binary = bytes.subarray(28 + jsonLength);
  const viewBytes = (index: number): Uint8Array => {
    const view = json.bufferViews[index];
    if (view === undefined) throw new Error(`No buffer view ${index}.`);
    const packing = view.extensions?.EXT_meshopt_compression;
    if (packing === undefined) return binary.slice(view.byteOffset, view.byteOffset + view.byteLength);
    const { byteOffset, byteLength, count, byteStride, mode, filter } = packing;
    const out = new Uint8Array(count * byteStride);
    if (out.length !== view.byteLength)
      throw new Error(`View ${index} says ${view.byteLength} bytes, ${out.length} are packed.`);
    const source = binary.subarray(byteOffset, byteOffset + byteLength);
    MeshoptDecoder.decodeGltfBuffer(out, count, byteStride, source, mode, filter);
    return out;
  };
  const values = (index: number | undefined): number[] => {
    const accessor = json.accessors[index ?? -1];
    if (accessor === undefined) throw new Error(`No accessor ${index}.`);
    const view = viewBytes(accessor.bufferView);
    const data = new DataView(view.buffer, view.byteOffset, view.byteLength);
    const { size, read } = READERS[accessor.componentType];
    const width = WIDTHS[accessor.type];
    const stride = json.bufferViews[accessor.bufferView]?.byteStride ?? size * width;
    const out: number[] = [];
    for (let i = 0; i < accessor.count; i++) {
      for (let k = 0; k < width; k++) out.push(read(data, (accessor.byteOffset ?? 0) + i * stride + k * size));
    }
    return out;
  };
  const meshes = (json.meshes[0]?.primitives ?? []).map(
    ({ attributes, indices, material, extensions }): ReadMesh => ({
      materialName: json.materials[material]?.name ?? '',
      positions: eastNorthUp(values(attributes.POSITION)),
      normals: eastNorthUp(values(attributes.NORMAL).map((value) => value / 127)),
      texcoords: Uint16Array.from(values(attributes.TEXCOORD_0)),
      colours: Uint8Array.from(values(attributes.COLOR_0)),
      featureIds: Uint16Array.from(values(attributes._FEATURE_ID_0)),
      indices: Uint32Array.from(values(indices)),
      outline: Uint32Array.from(values(extensions.CESIUM_primitive_outline.indices)),
    }),
  );
  return { meshes, rows: rowsOf(json, viewBytes), matrix: json.nodes[0]?.matrix ?? [], json };
}

/** The positions of a mesh of the tile in ECEF metres, flat. */
export function ecefOf({ matrix }: Pick<ReadBuildingTile, 'matrix'>, { positions }: ReadMesh): Float64Array {
  const m = (i: number) => matrix[i] ?? 0;
  const out = new Float64Array(positions.length);
  for (let i = 0; i < positions.length; i += 3) {
    const [east = 0, north = 0, up = 0] = positions.subarray(i, i + 3);
    const of = (row: number) => m(row) * east + m(4 + row) * up - m(8 + row) * north + m(12 + row);
    // The glTF's y is up: z of ECEF.
    out.set([of(0), -of(2), of(1)], i);
  }
  return out;
}

function eastNorthUp(yUp: readonly number[]): Float64Array {
  const out = new Float64Array(yUp.length);
  for (let i = 0; i < yUp.length; i += 3) out.set([yUp[i] ?? 0, -(yUp[i + 2] ?? 0), yUp[i + 1] ?? 0], i);
  return out;
}

function rowsOf({ extensions }: Gltf, viewBytes: (index: number) => Uint8Array): ReadBuildingTile['rows'] {
  const { schema, propertyTables } = extensions.EXT_structural_metadata;
  const [{ count, properties }] = propertyTables;
  const columns = Object.entries(properties).map(([name, { values, stringOffsets }]) => {
    const property = schema.classes.building.properties[name];
    const bytes = viewBytes(values);
    const data = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const at = (i: number): string | number | null => {
      if (property?.type === 'STRING') {
        const offsets = viewBytes(stringOffsets ?? -1);
        const ends = new DataView(offsets.buffer, offsets.byteOffset, offsets.byteLength);
        return new TextDecoder().decode(bytes.subarray(ends.getUint32(4 * i, true), ends.getUint32(4 * i + 4, true)));
      }
      if (property?.type === 'ENUM') {
        const names = schema.enums[property.enumType ?? '']?.values ?? [];
        return names.find(({ value }) => value === bytes[i])?.name ?? null;
      }
      return property?.componentType === 'UINT8' ? (bytes[i] ?? null) : data.getFloat32(4 * i, true);
    };
    return [name, (i: number) => (at(i) === property?.noData ? null : at(i))] as const;
  });
  return Array.from({ length: count }, (_, i) => Object.fromEntries(columns.map(([name, at]) => [name, at(i)])));
}
