import { joinGlb } from '@undercroft/core/verify/glb-container';
import { builtGlb, type GlbParts, type Json, packGlb, put, VIEW } from '@undercroft/core/verify/testing/sound-tileset';
import type { VerifyRule } from '@undercroft/core/verify/verify-rules';
import type { Breakage } from './breakage.ts';

const METADATA = 'extensions/EXT_structural_metadata';
const TABLE = `${METADATA}/propertyTables/0`;
const TRIANGLE = 'meshes/0/primitives/0';
const FEATURES = `${TRIANGLE}/extensions/EXT_mesh_features/featureIds/0`;
const INSTANCES = 'nodes/1/extensions';

/** Sets a value in the JSON of the first glb, by its path. */
function set(rule: VerifyRule, what: string, path: string, value: Json | undefined): Breakage {
  return { rule, what, breakIt: ({ a }) => put(a.json, path, value) };
}

/** Puts other numbers into a view of the first glb. */
function view(rule: VerifyRule, what: string, index: number, array: ArrayBufferView): Breakage {
  return {
    rule,
    what,
    breakIt: ({ a }) => {
      a.views[index] = bytesOf(array);
    },
  };
}

/** As `view`, of a glb that is packed by meshopt: its own validator sees nothing there. */
function packedView(rule: VerifyRule, what: string, index: number, array: ArrayBufferView): Breakage {
  return {
    rule,
    what: `behind meshopt, ${what}`,
    breakIt: ({ a }) => {
      packGlb(a);
      a.views[index] = bytesOf(array);
    },
  };
}

/** Changes the bytes of the first glb once it is put together. */
function bytes(rule: VerifyRule, what: string, change: (glb: Uint8Array<ArrayBuffer>) => Uint8Array): Breakage {
  return {
    rule,
    what,
    breakIt: async ({ a, files }) => files.set('a.glb', change(await builtGlb(a))),
  };
}

/** Changes the extension of a packed view in the finished document. */
function packing(rule: VerifyRule, what: string, path: string, value: Json): Breakage {
  return {
    rule,
    what,
    breakIt: async ({ a, files }) => {
      packGlb(a);
      files.set('a.glb', await rebuilt(a, (json) => put(json, `bufferViews/${path}`, value)));
    },
  };
}

/** A glb put together, taken apart, changed in its document and joined again. */
async function rebuilt(parts: GlbParts, change: (json: Json) => void): Promise<Uint8Array> {
  const glb = Buffer.from(await builtGlb(parts));
  const length = glb.readUInt32LE(12);
  const json = JSON.parse(glb.subarray(20, 20 + length).toString('utf8')) as Json;
  change(json);
  return joinGlb(json, glb.subarray(28 + length));
}

function bytesOf(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}

const text = (words: string) => new TextEncoder().encode(words);

/** Glbs broken in their container, their geometry, their instances, their features and their metadata. */
export const GLB_BREAKAGES: readonly Breakage[] = [
  bytes('GLB_HEADER', 'a glb cut short', (glb) => glb.subarray(0, glb.length - 4)),
  bytes('GLB_HEADER', 'a glb of version 1', (glb) => glb.with(4, 1)),
  bytes('GLB_CHUNK', 'a chunk longer than the file', (glb) => glb.with(14, 0xff)),
  bytes('GLB_CHUNK', 'a first chunk that is not JSON', (glb) => glb.with(16, 0)),
  bytes('GLB_JSON', 'JSON that does not close', (glb) => glb.with(20, 0x20)),
  set('GLB_SCHEMA', 'a component type that does not exist', 'accessors/0/componentType', 5130),
  set('GLB_REFERENCE', 'an accessor that is not there', `${TRIANGLE}/attributes/POSITION`, 99),
  set('GLB_REFERENCE', 'a node that is not there', 'scenes/0/nodes', [0, 1, 7]),
  set('GLB_ACCESSOR_RANGE', 'an accessor longer than its view', 'accessors/3/count', 9),
  set('GLB_MIN_MAX', 'bounds that are not those of the numbers', 'accessors/0/max', [1, 2, 0]),
  set('GLB_NODE_CYCLE', 'a node that is its own child', 'nodes/0/children', [0]),
  set('GLB_EXTENSION_UNDECLARED', 'an extension in use that is not named', 'extensionsUsed', [
    'EXT_structural_metadata',
    'EXT_mesh_gpu_instancing',
    'EXT_instance_features',
  ]),
  {
    rule: 'GLB_EXTENSION',
    what: 'a required extension nobody knows',
    breakIt: ({ a }) => {
      put(a.json, 'extensionsRequired', ['ACME_shapes']);
      put(a.json, 'extensionsUsed/4', 'ACME_shapes');
    },
  },
  set('GLB_UNCHECKED', 'a skin', 'skins', [{ joints: [0] }]),
  set('GLB_UNCHECKED', 'a triangle that changes its form', `${TRIANGLE}/targets`, [{ POSITION: 0 }]),
  {
    rule: 'GLB_UNCHECKED',
    what: 'a node that moves in time',
    breakIt: ({ a }) => {
      put(a.json, 'accessors/6/min', [2]);
      put(a.json, 'accessors/6/max', [3]);
      put(a.json, 'animations', [
        { samplers: [{ input: 6, output: 3 }], channels: [{ sampler: 0, target: { node: 0, path: 'translation' } }] },
      ]);
    },
  },
  set('GLB_UNCHECKED', 'metadata in a texture', `${METADATA}/propertyTextures`, [{ class: 'pipe' }]),
  set('GLB_UNCHECKED', 'metadata in attributes', `${METADATA}/propertyAttributes`, [{ class: 'pipe' }]),
  set('GLB_UNCHECKED', 'metadata in a texture that is not there', `${TRIANGLE}/extensions/EXT_structural_metadata`, {
    propertyTextures: [0],
  }),
  {
    rule: 'GLB_VIEW_RANGE',
    what: 'a view longer than its buffer',
    breakIt: async ({ a, files }) =>
      files.set('a.glb', await rebuilt(a, (json) => put(json, `bufferViews/${VIEW.scales}/byteOffset`, 100_000))),
  },
  {
    rule: 'GLB_VERTEX_COUNT',
    what: 'fewer feature ids than vertices',
    breakIt: ({ a }) => put(a.json, 'accessors/2/count', 2),
  },
  view(
    'GLB_NOT_FINITE',
    'a position that is no number',
    VIEW.positions,
    Float32Array.of(0, 0, 0, 1, Number.NaN, 0, 0, 1, 0),
  ),
  view('GLB_INDEX_RANGE', 'an index beyond the vertices', VIEW.indices, Uint16Array.of(0, 1, 3, 0)),
  packedView(
    'GLB_NOT_FINITE',
    'a position that is no number',
    VIEW.positions,
    Float32Array.of(0, 0, 0, 1, Number.NaN, 0, 0, 1, 0),
  ),
  packedView('GLB_INDEX_RANGE', 'an index beyond the vertices', VIEW.indices, Uint16Array.of(0, 1, 3, 0)),
  packedView('GLB_MIN_MAX', 'a position beyond its bounds', VIEW.positions, Float32Array.of(0, 0, 0, 2, 0, 0, 0, 1, 0)),
  packedView('FEATURE_RANGE', 'a feature beyond its table', VIEW.featureIds, Uint16Array.of(0, 0, 4, 0, 4, 0)),
  packing(
    'MESHOPT_LAYOUT',
    'a stride of vertices that is no multiple of 4',
    '0/extensions/EXT_meshopt_compression/byteStride',
    6,
  ),
  packing('MESHOPT_LAYOUT', 'a filter that is none', '0/extensions/EXT_meshopt_compression/filter', 'ROUND'),
  packing('MESHOPT_LAYOUT', 'a count that is not that of the view', '0/extensions/EXT_meshopt_compression/count', 4),
  packing('MESHOPT_STREAM', 'a stream cut short', '0/extensions/EXT_meshopt_compression/byteLength', 9),
  set('GLB_VALIDATOR', 'a colour brighter than white', 'materials', [
    { pbrMetallicRoughness: { baseColorFactor: [2, 1, 1, 1] } },
  ]),
  bytes('GLB_VALIDATOR_WARNING', 'a binary chunk longer than its buffer', lengthened),
  set(
    'INSTANCES_ATTRIBUTE',
    'a translation of one number',
    `${INSTANCES}/EXT_mesh_gpu_instancing/attributes/TRANSLATION`,
    6,
  ),
  set(
    'INSTANCES_COUNT',
    'three translations of two instances',
    `${INSTANCES}/EXT_mesh_gpu_instancing/attributes/TRANSLATION`,
    0,
  ),
  view('INSTANCES_ROTATION', 'a turn of twice the length', VIEW.rotations, Float32Array.of(0, 0, 0, 1, 0, 0, 0, 2)),
  set('FEATURE_SET', 'an attribute that is not there', `${FEATURES}/attribute`, 3),
  set('FEATURE_SET', 'no feature count', `${FEATURES}/featureCount`, undefined),
  set('FEATURE_COUNT', 'fewer features than there are', `${FEATURES}/featureCount`, 1),
  set('FEATURE_TABLE', 'a table that is not there', `${FEATURES}/propertyTable`, 1),
  set('FEATURE_TEXTURE', 'features in a texture', FEATURES, {
    featureCount: 2,
    texture: { index: 0 },
    propertyTable: 0,
  }),
  view('FEATURE_RANGE', 'an instance of a feature beyond its table', VIEW.instanceIds, Float32Array.of(2, 4)),
  view('FEATURE_RANGE', 'an instance of half a feature', VIEW.instanceIds, Float32Array.of(2, 2.5)),
  {
    rule: 'FEATURE_WITHOUT_ID',
    what: 'a row whose id is empty',
    breakIt: ({ a }) => {
      a.views[VIEW.idOffsets] = bytesOf(Uint32Array.of(0, 2, 4, 4, 8));
      a.views[VIEW.ids] = text('a0a1a3a4');
    },
  },
  view('FEATURE_TWICE', 'two rows of one id', VIEW.ids, text('a0a1a2a2')),
  set(
    'METADATA_SCHEMA',
    'a type that does not exist',
    `${METADATA}/schema/classes/pipe/properties/level/type`,
    'NUMBER',
  ),
  set(
    'METADATA_SCHEMA',
    'an enum that is not there',
    `${METADATA}/schema/classes/pipe/properties/kind/enumType`,
    'colour',
  ),
  set('METADATA_CLASS', 'a class that is not there', `${TABLE}/class`, 'cable'),
  set('METADATA_PROPERTY', 'a required property left out', `${TABLE}/properties/kind`, undefined),
  set('METADATA_PROPERTY', 'a property the class does not have', `${TABLE}/properties/colour`, { values: VIEW.kinds }),
  {
    rule: 'METADATA_ALIGNMENT',
    what: 'a view of a table that does not begin on 8 bytes',
    breakIt: async ({ a, files }) => {
      // Levels begin 4 bytes on, over the first of the kinds that follow them, and are still four floats.
      a.views[VIEW.levels] = new Uint8Array(24);
      const glb = await rebuilt(a, (json) => {
        const [offset] = offsetsOf(json, VIEW.levels);
        put(json, `bufferViews/${VIEW.levels}/byteOffset`, (offset ?? 0) + 4);
        put(json, `bufferViews/${VIEW.levels}/byteLength`, 16);
      });
      files.set('a.glb', glb);
    },
  },
  view('METADATA_LENGTH', 'three levels of four rows', VIEW.levels, Float32Array.of(1, 2, 3)),
  set('METADATA_LENGTH', 'values in a view that is not there', `${TABLE}/properties/level/values`, 99),
  view('METADATA_OFFSETS', 'offsets of texts that fall', VIEW.idOffsets, Uint32Array.of(0, 4, 2, 6, 8)),
  view('METADATA_OFFSETS', 'too few offsets of arrays', VIEW.listOffsets, Uint32Array.of(0, 1, 1)),
  set('METADATA_OFFSETS', 'texts without offsets', `${TABLE}/properties/id/stringOffsets`, undefined),
  view('METADATA_TEXT', 'a text that is no UTF-8', VIEW.ids, Uint8Array.of(0xff, 0xfe, 49, 49, 50, 50, 51, 51)),
  view('METADATA_ENUM', 'a value the enum does not name', VIEW.kinds, Uint8Array.of(0, 1, 2, 1)),
  view('METADATA_NOT_FINITE', 'a level that is no number', VIEW.levels, Float32Array.of(1, Number.NaN, 3, 4)),
];

/** The last chunk made 8 bytes longer. */
function lengthened(glb: Uint8Array): Uint8Array {
  const out = Buffer.concat([glb, new Uint8Array(8)]);
  const chunk = 20 + out.readUInt32LE(12);
  out.writeUInt32LE(out.length, 8);
  out.writeUInt32LE(out.readUInt32LE(chunk) + 8, chunk);
  return out;
}

function offsetsOf(json: Json, index: number): readonly number[] {
  const views = (json as { bufferViews: { byteOffset: number }[] }).bufferViews;
  return [views[index]?.byteOffset ?? 0];
}
