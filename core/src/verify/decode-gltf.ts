import { AccessorReader } from './accessor-values.ts';
import type { DecodedContent, DrawnPrimitive } from './decoded-content.ts';
import { readFeatureSets } from './feature-sets.ts';
import type { FindingLog } from './finding-log.ts';
import { type ContentFiles, decodeViews } from './gltf-buffers.ts';
import { checkExtensions } from './gltf-extensions.ts';
import { type Gltf, type GltfNode, type GltfPrimitive, gltfSchema } from './gltf-schema.ts';
import { reportUnchecked } from './gltf-unchecked.ts';
import { INSTANCING_EXTENSION, readInstances } from './instance-matrices.ts';
import { fromParts, IDENTITY, type Matrix, multiplied, Y_UP_TO_Z_UP } from './matrix.ts';
import { type MetadataTable, readMetadataTables } from './metadata-tables.ts';
import { parsePart } from './parse-part.ts';

/** What is being decoded, handed from part to part. */
interface Decoding {
  readonly gltf: Gltf;
  readonly accessors: AccessorReader;
  readonly tables: readonly (MetadataTable | null)[];
  readonly log: FindingLog;
  readonly place: string;
}

/** Where a mesh is drawn: by one node, or by its instances. */
interface Drawing {
  readonly mesh: number;
  readonly matrices: readonly Matrix[];
  readonly isInstanced: boolean;
  readonly instanceFeatures: Int32Array | null;
  readonly instanceTable: number | null;
}

/** A glTF decoded, with a finding for all that is wrong in it; null when its JSON has not the form of one. */
export function decodeGltf(
  json: unknown,
  binary: Uint8Array,
  files: ContentFiles,
  log: FindingLog,
  place: string,
): DecodedContent | null {
  const gltf = parsePart(gltfSchema, json, log, 'GLB_SCHEMA', place);
  if (gltf === null) return null;
  checkExtensions(gltf, log, place);
  reportUnchecked(gltf, log, place);
  const views = decodeViews(gltf, binary, files, log, place);
  const accessors = new AccessorReader(gltf, views, log, place);
  const tables = readMetadataTables(gltf, views, files, log, place);
  const decoding = { gltf, accessors, tables, log, place };
  const primitives = drawings(decoding).flatMap((drawing) => drawnPrimitives(drawing, decoding));
  return { primitives, tables };
}

function drawings(decoding: Decoding): readonly Drawing[] {
  const { gltf, log, place } = decoding;
  const out: Drawing[] = [];
  const scene = gltf.scenes[gltf.scene ?? 0];
  if (scene === undefined && gltf.scene !== undefined) {
    log.add('GLB_REFERENCE', place, `There is no scene ${gltf.scene}.`);
  }
  const seen = new Set<number>();
  const open = (scene?.nodes ?? []).map((index) => ({ index, above: Y_UP_TO_Z_UP }));
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { index, above } = next;
    const at = `${place} nodes/${index}`;
    const node = gltf.nodes[index];
    if (node === undefined) {
      log.add('GLB_REFERENCE', at, 'There is no such node.');
      continue;
    }
    if (seen.has(index)) {
      log.add('GLB_NODE_CYCLE', at, 'It is reached twice: nodes are trees.');
      continue;
    }
    seen.add(index);
    const matrix = multiplied(above, nodeMatrix(node));
    const drawing = node.mesh === undefined ? null : drawingOf(node, node.mesh, matrix, at, decoding);
    if (drawing !== null) out.push(drawing);
    for (const child of node.children.toReversed()) open.push({ index: child, above: matrix });
  }
  return out;
}

function nodeMatrix({ matrix, translation, rotation, scale }: GltfNode): Matrix {
  if (matrix !== undefined) return matrix;
  if (translation === undefined && rotation === undefined && scale === undefined) return IDENTITY;
  return fromParts(translation ?? [0, 0, 0], rotation ?? [0, 0, 0, 1], scale ?? [1, 1, 1]);
}

function drawingOf(
  node: GltfNode,
  mesh: number,
  matrix: Matrix,
  place: string,
  { accessors, tables, log }: Decoding,
): Drawing | null {
  const extension = node.extensions[INSTANCING_EXTENSION];
  if (extension === undefined) {
    return { mesh, matrices: [matrix], isInstanced: false, instanceFeatures: null, instanceTable: null };
  }
  const instances = readInstances(extension, accessors, log, place);
  if (instances === null) return null;
  const { matrices, attributes } = instances;
  const holder = { extension: node.extensions.EXT_instance_features, attributes, count: matrices.length, place };
  const features = readFeatureSets(holder, accessors, tables, log);
  return {
    mesh,
    matrices: matrices.map((own) => multiplied(matrix, own)),
    isInstanced: true,
    instanceFeatures: features?.ids ?? null,
    instanceTable: features?.table ?? null,
  };
}

function drawnPrimitives(drawing: Drawing, decoding: Decoding): readonly DrawnPrimitive[] {
  const { gltf, log, place } = decoding;
  const mesh = gltf.meshes[drawing.mesh];
  if (mesh === undefined) {
    log.add('GLB_REFERENCE', place, `There is no mesh ${drawing.mesh}.`);
    return [];
  }
  return mesh.primitives.flatMap((primitive, i) => {
    const drawn = drawnPrimitive(primitive, `${place} meshes/${drawing.mesh}/primitives/${i}`, drawing, decoding);
    return drawn === null ? [] : [drawn];
  });
}

function drawnPrimitive(
  primitive: GltfPrimitive,
  place: string,
  { matrices, isInstanced, instanceFeatures, instanceTable }: Drawing,
  { accessors, tables, log }: Decoding,
): DrawnPrimitive | null {
  const { attributes, mode, extensions } = primitive;
  if (extensions.KHR_draco_mesh_compression !== undefined) {
    log.add('GLB_EXTENSION', place, 'Draco compression is not looked into.');
    return null;
  }
  const position = attributes.POSITION === undefined ? undefined : accessors.read(attributes.POSITION, place);
  if (position === undefined) log.add('GLB_REFERENCE', place, 'It has no POSITION.');
  if (position === undefined || position === null) return null;
  const { count } = position.accessor;
  if (position.width !== 3) {
    log.add('GLB_REFERENCE', place, `POSITION is three numbers a vertex and this has ${position.width}.`);
    return null;
  }
  for (const [name, accessor] of Object.entries(attributes)) {
    const other = accessors.read(accessor, `${place} ${name}`)?.accessor.count ?? count;
    if (other === count) continue;
    log.add('GLB_VERTEX_COUNT', `${place} ${name}`, `${count} vertices were wanted and ${other} came.`);
    return null;
  }
  const indices = primitive.indices === undefined ? undefined : accessors.read(primitive.indices, place)?.values;
  if (primitive.indices !== undefined && indices === undefined) return null;
  const beyond = indices?.findIndex((index) => index >= count) ?? -1;
  if (beyond >= 0) {
    log.add('GLB_INDEX_RANGE', place, `Index ${beyond} names vertex ${indices?.[beyond]} and there are ${count}.`);
    return null;
  }
  const features = readFeatureSets(
    { extension: extensions.EXT_mesh_features, attributes, count, place },
    accessors,
    tables,
    log,
  );
  return {
    place,
    mode,
    positions: position.values,
    indices: indices ?? null,
    matrices,
    isInstanced,
    vertexFeatures: features?.ids ?? null,
    instanceFeatures,
    batchIds: attributes._BATCHID === undefined ? null : (accessors.read(attributes._BATCHID, place)?.values ?? null),
    table: features?.table ?? instanceTable,
  };
}
