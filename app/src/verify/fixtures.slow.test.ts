import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { examineContent } from '@undercroft/core/verify/examine-content';
import { FindingLog } from '@undercroft/core/verify/finding-log';
import { jsonOf } from '@undercroft/core/verify/parse-part';
import { readSubtree, readSubtreeFile } from '@undercroft/core/verify/subtree';
import { tileSchema, tilesetSchema } from '@undercroft/core/verify/tileset-schema';
import { describe, expect, it } from 'vitest';
import { openFolderSource } from './folder-source.ts';
import { RowsAbsent } from './scene-rows.ts';
import type { VerifyReport } from './verify-report.ts';
import { verifyTileset } from './verify-tileset.ts';

const folder = join(process.env.UNDERCROFT_DATA ?? '', '3d-tiles');
const absent = process.env.UNDERCROFT_DATA === undefined || !existsSync(folder);

async function verified(name: string): Promise<VerifyReport> {
  const { report } = await verifyTileset(await openFolderSource(join(folder, name), '/'), {
    signal: new AbortController().signal,
    rows: async () => {
      throw new RowsAbsent('These are the tiles of others.');
    },
    onProgress: () => undefined,
    onRows: () => undefined,
  });
  return report;
}

describe.skipIf(absent)('tilesets of others (UNDERCROFT_DATA is not set, or has no 3d-tiles)', () => {
  it('SparseImplicitQuadtree is clean: 32 contents in level 5 and their ancestors, in 9 subtrees', async () => {
    const report = await verified('SparseImplicitQuadtree');
    expect(report.findings).toEqual([]);
    // 7 tiles in the first subtree and 7 in each of the 8 below it, of which 4 have a content.
    expect(report.counts).toMatchObject({ tiles: 7 + 8 * 7, subtrees: 9, contents: 8 * 4, validated: 32 });
  });

  it('its subtrees hold the bits that its subtreeInfo.md lists', async () => {
    const subtrees = join(folder, 'SparseImplicitQuadtree', 'subtrees');
    const implicit = {
      subdivisionScheme: 'QUADTREE',
      subtreeLevels: 3,
      availableLevels: 6,
      subtrees: { uri: '' },
    } as const;
    const log = new FindingLog();
    const bits = (values: readonly boolean[] | undefined) => (values ?? []).map(Number).join('');
    for (const name of await readdir(subtrees)) {
      const file = readSubtreeFile(await readFile(join(subtrees, name)), log, name);
      const level = Number(name.split('.')[0]);
      const subtree = file === null ? null : readSubtree(file, new Map(), implicit, level, null, log, name);
      if (name === '0.0.0.subtree') {
        // 0d 32 01, least bit first; the content is the constant 0.
        expect(bits(subtree?.tiles)).toBe('101100000100110010000');
        expect(bits(subtree?.contents[0])).toBe('0'.repeat(21));
        expect(bits(subtree?.children)).toBe('0000000000000000011000000000011001100000000001100000000000000000');
      } else {
        // d3 00 0c and c0 00 0c.
        expect(bits(subtree?.tiles)).toBe('110010110000000000110');
        expect(bits(subtree?.contents[0])).toBe('000000110000000000110');
        expect(bits(subtree?.children)).toBe('0'.repeat(64));
      }
    }
    expect(log.findings).toEqual([]);
  });

  it('MetadataGranularities is clean: 5 tiles, 20 contents in 2 groups', async () => {
    const report = await verified('MetadataGranularities');
    expect(report.findings).toEqual([]);
    expect(report.counts).toMatchObject({ tiles: 5, contents: 20, validated: 20 });
  });

  it('its contents have a primitive for each of the materials that their metadata counts', async () => {
    const base = join(folder, 'MetadataGranularities');
    const document = tilesetSchema.parse(jsonOf(await readFile(join(base, 'tileset.json'))));
    const children = tileSchema.parse(document.root).children ?? [];
    const contents = children.flatMap((child) => tileSchema.parse(child).contents ?? []);
    expect(contents).toHaveLength(20);
    for (const { uri = '', metadata } of contents) {
      const examined = examineContent(await readFile(join(base, uri)), new Map(), new FindingLog(), uri);
      // Their "vertices" are not those of the files: 1032 are said of a house that has 1352.
      expect({ uri, materials: examined?.decoded.primitives.length }).toEqual({
        uri,
        materials: metadata?.properties.materials,
      });
    }
  });
});
