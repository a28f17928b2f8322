import {
  builtGlb,
  IN_BOX,
  type Json,
  jsonBytes,
  put,
  type SoundTileset,
  soundGlb,
  VIEW,
} from '@undercroft/core/verify/testing/sound-tileset';
import { subtreeFile } from '@undercroft/core/verify/testing/subtree-file';
import type { VerifyRule } from '@undercroft/core/verify/verify-rules';
import type { Breakage } from './breakage.ts';

/** Sets a value in the document, by its path. */
function set(rule: VerifyRule, what: string, path: string, value: Json | undefined): Breakage {
  return { rule, what, breakIt: ({ document }) => put(document, path, value) };
}

/** Puts a file in the place of the first content. */
function file(rule: VerifyRule, what: string, bytes: Uint8Array): Breakage {
  return { rule, what, breakIt: ({ files }) => void files.set('a.glb', bytes) };
}

const text = (words: string) => new TextEncoder().encode(words);

/** A header of 3D Tiles 1.0: magic, version 1, length, lengths of the tables, then what follows. */
function legacy(
  magic: string,
  tables: readonly Uint8Array[],
  body: Uint8Array,
  lengths?: readonly number[],
): Uint8Array {
  const words = lengths ?? tables.map(({ length }) => length);
  const header = magic === 'i3dm' ? 32 : 28;
  const rest = Buffer.concat([...tables, body]);
  const out = Buffer.alloc(header + rest.length);
  out.write(magic, 0, 'latin1');
  [1, out.length, ...words].forEach((word, i) => {
    out.writeUInt32LE(word, 4 + i * 4);
  });
  if (magic === 'i3dm') out.writeUInt32LE(1, 28);
  out.set(rest, header);
  return out;
}

const NOTHING = new Uint8Array(0);

/** A quadtree of two levels in one subtree: the root and its first child, which has the content `0.glb`. */
function implicit(change: (subtree: { document: Record<string, Json>; bitstreams: number[][] }) => void, levels = 2) {
  return async (tileset: SoundTileset): Promise<void> => {
    put(tileset.document, 'root', {
      boundingVolume: IN_BOX,
      geometricError: 10,
      refine: 'ADD',
      content: { uri: 'tile-{level}-{x}-{y}.glb' },
      implicitTiling: {
        subdivisionScheme: 'QUADTREE',
        subtreeLevels: 2,
        availableLevels: levels,
        subtrees: { uri: '{level}.{x}.{y}.subtree' },
      },
    });
    const subtree = {
      document: {
        tileAvailability: { bitstream: 0, availableCount: 2 },
        contentAvailability: [{ bitstream: 1, availableCount: 1 }],
        childSubtreeAvailability: { constant: 0 } as Json,
      } as Record<string, Json>,
      bitstreams: [[0b10001], [0b10000]],
    };
    change(subtree);
    tileset.files.set('0.0.0.subtree', subtreeFile(subtree.document, subtree.bitstreams));
    tileset.files.set('tile-1-1-1.glb', await tinyGlb([5, 0, -5]));
  };
}

/** One point at a place, y up. */
async function tinyGlb(at: readonly number[]): Promise<Uint8Array> {
  return await builtGlb({
    views: [new Uint8Array(Float32Array.from(at).buffer)],
    strides: new Map(),
    packed: new Map(),
    json: {
      asset: { version: '2.0' },
      scene: 0,
      scenes: [{ nodes: [0] }],
      nodes: [{ mesh: 0 }],
      meshes: [{ primitives: [{ attributes: { POSITION: 0 }, mode: 0 }] }],
      accessors: [{ bufferView: 0, componentType: 5126, count: 1, type: 'VEC3', min: [...at], max: [...at] }],
    },
  });
}

const external = (root: Json): Uint8Array => jsonBytes({ asset: { version: '1.1' }, geometricError: 0, root });

/** Tilesets broken in their document, their subtrees, their addresses, and contents of 3D Tiles 1.0. */
export const TILESET_BREAKAGES: readonly Breakage[] = [
  {
    rule: 'TILESET_JSON',
    what: 'a tileset in a tile that is no JSON',
    breakIt: ({ files }) => void files.set('a.glb', text('{ "asset": ')),
  },
  set('TILESET_SCHEMA', 'a tile without a geometric error', 'root/children/0/geometricError', undefined),
  set('TILESET_SCHEMA', 'a content without an address', 'root/children/0/content', {}),
  set('TILESET_VERSION', 'a version of the future', 'asset/version', '2.0'),
  set('TILESET_EXTENSION', 'a required extension nobody knows', 'extensionsRequired', ['ACME_tiles']),
  set('TILESET_REFINE', 'a root that does not say how it is refined', 'root/refine', undefined),
  set('TILESET_ERROR_RISES', 'a child coarser than its parent', 'root/children/0/geometricError', 11),
  set('TILESET_ERROR_RISES', 'a root coarser than the tileset', 'geometricError', 9),
  set(
    'TILESET_TRANSFORM',
    'a transform that flattens',
    'root/children/0/transform',
    [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1],
  ),
  set('TILESET_VOLUME', 'a region upside down', 'root/children/0/boundingVolume', { region: [0, 1, 1, 0, 0, 1] }),
  set('TILESET_VOLUME_OUTSIDE_PARENT', 'a child larger than its parent', 'root/children/0/boundingVolume', {
    sphere: [0, 0, 0, 11],
  }),
  set('TILESET_CONTENT_TWICE', 'a content and contents', 'root/children/0/contents', [{ uri: 'a.glb' }]),
  set('TILESET_GROUP', 'a group that is not there', 'root/children/1/content/group', 1),
  set('TILESET_METADATA', 'a number where a text was promised', 'root/children/1/metadata/properties/id', 7),
  set('TILESET_METADATA', 'a required property left out', 'groups/0/properties/kind', undefined),
  {
    rule: 'TILESET_CYCLE',
    what: 'a tileset that holds itself',
    breakIt: ({ files }) =>
      void files.set(
        'a.glb',
        external({ boundingVolume: IN_BOX, geometricError: 0, refine: 'ADD', content: { uri: 'a.glb' } }),
      ),
  },
  {
    rule: 'TILESET_TOO_DEEP',
    what: 'forty tilesets, each in the one before',
    breakIt: ({ files, document }) => {
      const below = (uri: string): Json => ({
        boundingVolume: IN_BOX,
        geometricError: 0,
        refine: 'ADD',
        content: { uri },
      });
      put(document, 'root/children/0/content/uri', '0.json');
      for (let i = 0; i < 40; i++) files.set(`${i}.json`, external(below(i < 39 ? `${i + 1}.json` : 'a.glb')));
    },
  },
  {
    rule: 'TILESET_IMPLICIT',
    what: 'names of implicit tiles that do not tell them apart',
    breakIt: async (tileset) => {
      await implicit(() => undefined)(tileset);
      put(tileset.document, 'root/content/uri', 'tile-{level}-{x}.glb');
    },
  },
  {
    rule: 'SUBTREE_HEADER',
    what: 'a subtree cut short',
    breakIt: async (tileset) => {
      await implicit(() => undefined)(tileset);
      tileset.files.set('0.0.0.subtree', text('subt'));
    },
  },
  {
    rule: 'SUBTREE_JSON',
    what: 'a subtree that does not say what is there',
    breakIt: implicit(({ document }) => delete document.tileAvailability),
  },
  {
    rule: 'SUBTREE_BITSTREAM',
    what: 'availability in a view that is not there',
    breakIt: implicit(({ document }) => {
      document.tileAvailability = { bitstream: 5 };
    }),
  },
  {
    rule: 'SUBTREE_COUNT',
    what: 'a count that is not that of the bits',
    breakIt: implicit(({ document }) => {
      document.tileAvailability = { bitstream: 0, availableCount: 3 };
    }),
  },
  {
    rule: 'SUBTREE_ORPHAN',
    what: 'a tile whose parent is not there',
    breakIt: implicit(({ document, bitstreams }) => {
      bitstreams[0] = [0b10000];
      document.tileAvailability = { bitstream: 0, availableCount: 1 };
    }),
  },
  {
    rule: 'SUBTREE_CONTENT_WITHOUT_TILE',
    what: 'a content whose tile is not there',
    breakIt: implicit(({ document, bitstreams }) => {
      bitstreams[1] = [0b11000];
      document.contentAvailability = [{ bitstream: 1, availableCount: 2 }];
    }),
  },
  {
    rule: 'SUBTREE_CHILD_WITHOUT_TILE',
    what: 'a subtree whose parent is not there',
    breakIt: async (tileset) => {
      await implicit(({ document, bitstreams }) => {
        bitstreams.push([1, 0]);
        document.childSubtreeAvailability = { bitstream: 2 };
      }, 4)(tileset);
      const empty = {
        tileAvailability: { constant: 1 },
        contentAvailability: [{ constant: 0 }],
        childSubtreeAvailability: { constant: 0 },
      };
      tileset.files.set('2.0.0.subtree', subtreeFile(empty, []));
    },
  },
  {
    rule: 'SUBTREE_TOO_DEEP',
    what: 'a tile below the levels there are',
    breakIt: implicit(() => undefined, 1),
  },
  set('CONTENT_OUTSIDE', 'a content above the folder', 'root/children/0/content/uri', '../a.glb'),
  set('CONTENT_OUTSIDE', 'a content above the folder in other letters', 'root/children/0/content/uri', '%2e%2e/a.glb'),
  set('CONTENT_OUTSIDE', 'a content from elsewhere', 'root/children/0/content/uri', 'http://example.org/a.glb'),
  set('CONTENT_MISSING', 'a content that is not there', 'root/children/0/content/uri', 'c.glb'),
  file('CONTENT_UNKNOWN', 'a content that is nothing known', text('PK these are no tiles')),
  file('CONTENT_COMPOSITE', 'a composite', legacy('cmpt', [], NOTHING)),
  file(
    'CONTENT_FORMAT',
    'points with quantised positions',
    legacy('pnts', [text('{"POINTS_LENGTH":1}'), NOTHING, NOTHING, NOTHING], NOTHING),
  ),
  {
    rule: 'CONTENT_FORMAT',
    what: 'an instanced model, of which the model is looked into',
    breakIt: async ({ files }) => {
      files.set(
        'a.glb',
        legacy('i3dm', [text('{"INSTANCES_LENGTH":1}'), NOTHING, NOTHING, NOTHING], await tinyGlb([50, 0, 0])),
      );
    },
  },
  set('CONTENT_OUTSIDE_VOLUME', 'a content larger than its volume', 'root/children/1/content/boundingVolume', {
    sphere: [0, 0, 0, 3],
  }),
  {
    rule: 'CONTENT_OUTSIDE_PARENT',
    what: 'a content in its own volume and not in that of its tile',
    breakIt: ({ document }) => {
      put(document, 'root/children/1/boundingVolume', { sphere: [0, 0, 0, 3] });
    },
  },
  file(
    'LEGACY_HEADER',
    'a batched model whose tables are longer than itself',
    legacy('b3dm', [text('{}')], NOTHING, [400, 0, 0, 0]),
  ),
  file(
    'LEGACY_TABLE',
    'a batched model that does not say how many features it has',
    legacy('b3dm', [text('{}'), NOTHING, NOTHING, NOTHING], NOTHING),
  ),
  {
    rule: 'LEGACY_BATCH_ID',
    what: 'a vertex of a batch beyond the last',
    breakIt: async ({ files }) => {
      const parts = soundGlb('a');
      put(parts.json, 'meshes/0/primitives/0/attributes/_BATCHID', 2);
      files.set(
        'a.glb',
        legacy('b3dm', [text('{"BATCH_LENGTH":1}  '), NOTHING, NOTHING, NOTHING], await builtGlb(parts)),
      );
    },
  },
  {
    rule: 'FEATURE_TWICE',
    what: 'a feature in two leaves',
    breakIt: ({ b }) => {
      b.views[VIEW.ids] = text('b0a1b2b3');
    },
  },
  {
    rule: 'METADATA_SCHEMA',
    what: 'a schema of the tileset without a name',
    breakIt: ({ document }) => put(document, 'schema', { classes: {} }),
  },
];
