import { MeshoptDecoder } from 'meshoptimizer';

await MeshoptDecoder.ready;

/**
 * Reads what the tiler writes back, independently of how it was written: a plain glTF reader for the parts a test asks
 * about.
 */
export interface GlbPrimitive {
  /** Flat x, y, z in ECEF metres; of a mesh drawn at many places, every vertex of every instance. */
  readonly positions: Float64Array;
  readonly featureIds: Uint16Array;
  readonly indices: Uint32Array;
  readonly materialName: string;
  /** Where each instance of the mesh begins in `positions`, vertices; 0 alone for a mesh that stands once. */
  readonly instanceStarts: readonly number[];
}

export interface Glb {
  readonly primitives: readonly GlbPrimitive[];
  /** Rows of each property table by class name. */
  readonly tables: ReadonlyMap<string, readonly Readonly<Record<string, string | number | null>>[]>;
}

interface Accessor {
  readonly bufferView: number;
  readonly byteOffset?: number;
  readonly componentType: number;
  readonly normalized?: boolean;
  readonly count: number;
  readonly type: string;
}

interface Meshopt {
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly byteStride: number;
  readonly count: number;
  readonly mode: 'ATTRIBUTES' | 'TRIANGLES' | 'INDICES';
  readonly filter?: 'NONE' | 'OCTAHEDRAL' | 'QUATERNION' | 'EXPONENTIAL';
}

interface Primitive {
  readonly attributes: Readonly<Record<string, number>>;
  readonly indices: number;
  readonly material: number;
}

interface GltfNode {
  readonly matrix?: readonly number[];
  readonly mesh?: number;
  readonly extensions?: {
    readonly EXT_mesh_gpu_instancing?: { readonly attributes: Readonly<Record<string, number>> };
  };
}

interface GltfProperty {
  readonly values: number;
  readonly stringOffsets?: number;
}

interface Gltf {
  readonly bufferViews: readonly {
    readonly byteOffset: number;
    readonly byteLength: number;
    readonly byteStride?: number;
    readonly extensions?: { readonly EXT_meshopt_compression?: Meshopt };
  }[];
  readonly accessors: readonly Accessor[];
  readonly nodes: readonly GltfNode[];
  readonly materials: readonly { readonly name: string }[];
  readonly meshes: readonly { readonly primitives: readonly Primitive[] }[];
  readonly extensions: {
    readonly EXT_structural_metadata: {
      readonly schema?: GltfSchema;
      readonly schemaUri?: string;
      readonly propertyTables: readonly {
        readonly class: string;
        readonly count: number;
        readonly properties: Readonly<Record<string, GltfProperty>>;
      }[];
    };
  };
}

/** What the attributes of features are, in the tile or beside it. */
export interface GltfSchema {
  readonly classes: Readonly<Record<string, { readonly properties: Readonly<Record<string, SchemaProperty>> }>>;
  readonly enums: Readonly<
    Record<string, { readonly values: readonly { readonly name: string; readonly value: number }[] }>
  >;
}

interface SchemaProperty {
  readonly type: string;
  readonly enumType?: string;
  readonly noData?: number | string;
}

/** `outside` is the schema of tiles that refer to one beside them. */
export function readGlb(file: Uint8Array, outside?: GltfSchema): Glb {
  // A copy: the views cut from a pooled Node buffer would share its memory.
  const bytes = new Uint8Array(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== 0x46546c67) throw new Error('Not a glb: wrong magic.');
  if (view.getUint32(8, true) !== bytes.byteLength) throw new Error('Not a glb: wrong length.');
  const jsonLength = view.getUint32(12, true);
  const gltf = JSON.parse(new TextDecoder().decode(bytes.subarray(20, 20 + jsonLength))) as Gltf;
  const binary = bytes.subarray(28 + jsonLength);
  const bytesOf = (index: number): Uint8Array<ArrayBuffer> => {
    const bufferView = gltf.bufferViews[index];
    if (bufferView === undefined) throw new Error(`No buffer view ${index}.`);
    const meshopt = bufferView.extensions?.EXT_meshopt_compression;
    if (meshopt === undefined) {
      return binary.slice(bufferView.byteOffset, bufferView.byteOffset + bufferView.byteLength);
    }
    const source = binary.slice(meshopt.byteOffset, meshopt.byteOffset + meshopt.byteLength);
    const target = new Uint8Array(meshopt.count * meshopt.byteStride);
    MeshoptDecoder.decodeGltfBuffer(
      target,
      meshopt.count,
      meshopt.byteStride,
      source,
      meshopt.mode,
      meshopt.filter ?? 'NONE',
    );
    return target;
  };
  const read = (index: number | undefined): Float64Array => accessorValues(gltf, index, bytesOf);
  const matrix = gltf.nodes.find((node) => node.matrix !== undefined)?.matrix ?? [];
  const extension = gltf.extensions.EXT_structural_metadata;
  const primitives = gltf.nodes.flatMap((node) =>
    (gltf.meshes[node.mesh ?? -1]?.primitives ?? []).map((primitive): GlbPrimitive => {
      const materialName = gltf.materials[primitive.material]?.name ?? '';
      const positions = read(primitive.attributes.POSITION);
      const indices = Uint32Array.from(read(primitive.indices));
      const attributes = node.extensions?.EXT_mesh_gpu_instancing?.attributes;
      if (attributes === undefined) {
        const featureIds = Uint16Array.from(read(primitive.attributes._FEATURE_ID_0));
        return { positions: toEcef(positions, matrix), featureIds, indices, materialName, instanceStarts: [0] };
      }
      const placed = placedInstances(positions, indices, attributes, read);
      return { ...placed, positions: toEcef(placed.positions, matrix), materialName };
    }),
  );
  const metadata = extension.schema ?? outside;
  if (metadata === undefined)
    throw new Error(`The tile refers to a schema at ${extension.schemaUri}, which was not given.`);
  const tables = new Map(
    extension.propertyTables.map((table) => {
      const schema = metadata.classes[table.class]?.properties ?? {};
      const blank = Object.fromEntries(Object.keys(schema).map((name) => [name, null]));
      const columns = Object.entries(table.properties).map(
        ([name, property]) => [name, columnOf(property, schema[name], table.count, metadata.enums, bytesOf)] as const,
      );
      const rows = Array.from({ length: table.count }, (_, i) => ({
        ...blank,
        ...Object.fromEntries(columns.map(([name, values]) => [name, values[i] ?? null])),
      }));
      return [table.class, rows] as const;
    }),
  );
  return { primitives, tables };
}

const COMPONENTS: Readonly<Record<string, number>> = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4 };

/** The numbers of an accessor, shares of one where it is normalised. */
function accessorValues(
  gltf: Gltf,
  index: number | undefined,
  bytesOf: (index: number) => Uint8Array<ArrayBuffer>,
): Float64Array {
  const accessor = gltf.accessors[index ?? -1];
  if (accessor === undefined) throw new Error(`No accessor ${index}.`);
  const size = COMPONENTS[accessor.type] ?? 0;
  const bufferView = gltf.bufferViews[accessor.bufferView];
  const view = new DataView(bytesOf(accessor.bufferView).buffer);
  const [width, one, get] = componentOf(accessor.componentType, view);
  const stride = bufferView?.byteStride ?? size * width;
  const out = new Float64Array(accessor.count * size);
  for (let i = 0; i < accessor.count; i++) {
    for (let k = 0; k < size; k++) {
      const value = get((accessor.byteOffset ?? 0) + i * stride + k * width);
      out[i * size + k] = accessor.normalized === true ? Math.max(-1, value / one) : value;
    }
  }
  return out;
}

function componentOf(type: number, view: DataView): readonly [number, number, (offset: number) => number] {
  switch (type) {
    case 5120:
      return [1, 127, (offset) => view.getInt8(offset)];
    case 5121:
      return [1, 255, (offset) => view.getUint8(offset)];
    case 5122:
      return [2, 32767, (offset) => view.getInt16(offset, true)];
    case 5123:
      return [2, 65535, (offset) => view.getUint16(offset, true)];
    case 5125:
      return [4, 1, (offset) => view.getUint32(offset, true)];
    case 5126:
      return [4, 1, (offset) => view.getFloat32(offset, true)];
    default:
      throw new Error(`Component type ${type} is not one of glTF.`);
  }
}

/** Every vertex of a mesh at every place: scaled, turned, moved. */
function placedInstances(
  mesh: Float64Array,
  triangles: Uint32Array,
  attributes: Readonly<Record<string, number>>,
  read: (index: number | undefined) => Float64Array,
): Pick<GlbPrimitive, 'positions' | 'featureIds' | 'indices' | 'instanceStarts'> {
  const places = read(attributes.TRANSLATION);
  const features = read(attributes._FEATURE_ID_0);
  const turns = attributes.ROTATION === undefined ? null : read(attributes.ROTATION);
  const scales = attributes.SCALE === undefined ? null : read(attributes.SCALE);
  const n = mesh.length / 3;
  const count = places.length / 3;
  const positions = new Float64Array(count * n * 3);
  const featureIds = new Uint16Array(count * n);
  const indices = new Uint32Array(count * triangles.length);
  for (let i = 0; i < count; i++) {
    const at = (array: Float64Array | null, size: number, k: number, other: number) => array?.[i * size + k] ?? other;
    const [qx, qy, qz, qw] = [at(turns, 4, 0, 0), at(turns, 4, 1, 0), at(turns, 4, 2, 0), at(turns, 4, 3, 1)];
    for (let v = 0; v < n; v++) {
      const x = (mesh[v * 3] ?? 0) * at(scales, 3, 0, 1);
      const y = (mesh[v * 3 + 1] ?? 0) * at(scales, 3, 1, 1);
      const z = (mesh[v * 3 + 2] ?? 0) * at(scales, 3, 2, 1);
      // v + 2w (q x v) + 2 q x (q x v)
      const cx = qy * z - qz * y;
      const cy = qz * x - qx * z;
      const cz = qx * y - qy * x;
      const o = (i * n + v) * 3;
      positions[o] = x + 2 * (qw * cx + qy * cz - qz * cy) + at(places, 3, 0, 0);
      positions[o + 1] = y + 2 * (qw * cy + qz * cx - qx * cz) + at(places, 3, 1, 0);
      positions[o + 2] = z + 2 * (qw * cz + qx * cy - qy * cx) + at(places, 3, 2, 0);
      featureIds[i * n + v] = features[i] ?? 0;
    }
    for (let k = 0; k < triangles.length; k++) indices[i * triangles.length + k] = (triangles[k] ?? 0) + i * n;
  }
  return { positions, featureIds, indices, instanceStarts: Array.from({ length: count }, (_, i) => i * n) };
}

/** glTF node matrix, then y up to z up. */
function toEcef(local: Float64Array, matrix: readonly number[]): Float64Array {
  const m = (i: number) => matrix[i] ?? 0;
  const out = new Float64Array(local.length);
  for (let i = 0; i < local.length; i += 3) {
    const x = local[i] ?? 0;
    const y = local[i + 1] ?? 0;
    const z = local[i + 2] ?? 0;
    out[i] = m(0) * x + m(4) * y + m(8) * z + m(12);
    out[i + 1] = -(m(2) * x + m(6) * y + m(10) * z + m(14));
    out[i + 2] = m(1) * x + m(5) * y + m(9) * z + m(13);
  }
  return out;
}

function columnOf(
  property: GltfProperty,
  schema: SchemaProperty | undefined,
  count: number,
  enums: GltfSchema['enums'],
  bytesOf: (index: number) => Uint8Array<ArrayBuffer>,
): (string | number | null)[] {
  const values = bytesOf(property.values);
  if (schema?.type === 'STRING') {
    const offsets = new Uint32Array(bytesOf(property.stringOffsets ?? -1).buffer);
    return Array.from({ length: count }, (_, i) => {
      const text = new TextDecoder().decode(values.subarray(offsets[i] ?? 0, offsets[i + 1] ?? 0));
      return text === schema.noData ? null : text;
    });
  }
  if (schema?.type === 'SCALAR') {
    return Array.from(new Float32Array(values.buffer), (value) => (value === schema.noData ? null : value));
  }
  if (schema?.type === 'ENUM') {
    const names = enums[schema.enumType ?? '']?.values ?? [];
    return Array.from(values, (value) => names.find((each) => each.value === value)?.name ?? null);
  }
  throw new Error(`Property type ${schema?.type} is not one the tiler writes.`);
}
