/**
 * Reads what the tiler writes back, independently of how it was written: a plain glTF reader for the parts a test asks
 * about.
 */
export interface GlbPrimitive {
  /** Flat x, y, z in ECEF metres. */
  readonly positions: Float64Array;
  readonly featureIds: Uint16Array;
  readonly indices: Uint32Array;
  readonly materialName: string;
}

export interface Glb {
  readonly primitives: readonly GlbPrimitive[];
  /** Rows of each property table by class name. */
  readonly tables: ReadonlyMap<string, readonly Readonly<Record<string, string | number | null>>[]>;
}

interface Accessor {
  readonly bufferView: number;
  readonly componentType: number;
  readonly count: number;
  readonly type: string;
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
  }[];
  readonly accessors: readonly Accessor[];
  readonly nodes: readonly { readonly matrix: readonly number[] }[];
  readonly materials: readonly { readonly name: string }[];
  readonly meshes: readonly {
    readonly primitives: readonly {
      readonly attributes: Readonly<Record<string, number>>;
      readonly indices: number;
      readonly material: number;
      readonly extensions: {
        readonly EXT_mesh_features: {
          readonly featureIds: readonly { readonly attribute: number; readonly propertyTable: number }[];
        };
      };
    }[];
  }[];
  readonly extensions: {
    readonly EXT_structural_metadata: {
      readonly schema: {
        readonly classes: Readonly<Record<string, { readonly properties: Readonly<Record<string, SchemaProperty>> }>>;
        readonly enums: Readonly<
          Record<string, { readonly values: readonly { readonly name: string; readonly value: number }[] }>
        >;
      };
      readonly propertyTables: readonly {
        readonly class: string;
        readonly count: number;
        readonly properties: Readonly<Record<string, GltfProperty>>;
      }[];
    };
  };
}

interface SchemaProperty {
  readonly type: string;
  readonly enumType?: string;
  readonly noData?: number | string;
}

export function readGlb(file: Uint8Array): Glb {
  // A copy: the views cut from a pooled Node buffer would share its memory.
  const bytes = new Uint8Array(file);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== 0x46546c67) throw new Error('Not a glb: wrong magic.');
  if (view.getUint32(8, true) !== bytes.byteLength) throw new Error('Not a glb: wrong length.');
  const jsonLength = view.getUint32(12, true);
  const gltf = JSON.parse(new TextDecoder().decode(bytes.subarray(20, 20 + jsonLength))) as Gltf;
  const binary = bytes.subarray(28 + jsonLength);
  const bytesOf = (index: number) => {
    const bufferView = gltf.bufferViews[index];
    if (bufferView === undefined) throw new Error(`No buffer view ${index}.`);
    return binary.slice(bufferView.byteOffset, bufferView.byteOffset + bufferView.byteLength);
  };
  const matrix = gltf.nodes[0]?.matrix ?? [];
  const extension = gltf.extensions.EXT_structural_metadata;
  const primitives = (gltf.meshes[0]?.primitives ?? []).map((primitive): GlbPrimitive => {
    const positions = new Float32Array(bytesOf(viewOf(gltf, primitive.attributes.POSITION)).buffer);
    const strided = new Uint16Array(bytesOf(viewOf(gltf, primitive.attributes._FEATURE_ID_0)).buffer);
    const indexAccessor = gltf.accessors[primitive.indices];
    const indexBytes = bytesOf(viewOf(gltf, primitive.indices)).buffer;
    const indices = indexAccessor?.componentType === 5123 ? new Uint16Array(indexBytes) : new Uint32Array(indexBytes);
    return {
      positions: toEcef(positions, matrix),
      featureIds: strided.filter((_, i) => i % 2 === 0),
      indices: Uint32Array.from(indices),
      materialName: gltf.materials[primitive.material]?.name ?? '',
    };
  });
  const tables = new Map(
    extension.propertyTables.map((table) => {
      const schema = extension.schema.classes[table.class]?.properties ?? {};
      const columns = Object.entries(table.properties).map(
        ([name, property]) =>
          [name, columnOf(property, schema[name], table.count, extension.schema.enums, bytesOf)] as const,
      );
      const rows = Array.from({ length: table.count }, (_, i) =>
        Object.fromEntries(columns.map(([name, values]) => [name, values[i] ?? null])),
      );
      return [table.class, rows] as const;
    }),
  );
  return { primitives, tables };
}

function viewOf(gltf: Gltf, accessor: number | undefined): number {
  const found = gltf.accessors[accessor ?? -1];
  if (found === undefined) throw new Error(`No accessor ${accessor}.`);
  return found.bufferView;
}

/** glTF node matrix, then y up to z up. */
function toEcef(local: Float32Array, matrix: readonly number[]): Float64Array {
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
  enums: Gltf['extensions']['EXT_structural_metadata']['schema']['enums'],
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
