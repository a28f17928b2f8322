import { gunzipSync } from 'node:zlib';
import { zxyToTileId } from 'pmtiles';
import { expect, test } from 'vitest';
import { directories, directoryBytes, MOST_ROOT_BYTES, type PmtilesEntry, pmtilesId } from './pmtiles-directory.ts';
import { pmtilesHeader } from './pmtiles-header.ts';

test('tiles are numbered along the curve of each zoom, one zoom after the other', () => {
  // Zoom 0 has number 0, zoom 1 goes up, right and down from 1 to 4, zoom 2 begins at 5.
  const addresses = [
    [0, 0, 0],
    [1, 0, 0],
    [1, 0, 1],
    [1, 1, 1],
    [1, 1, 0],
    [2, 0, 0],
    [2, 1, 0],
    [2, 1, 1],
    [2, 0, 1],
  ] as const;
  expect(addresses.map(([z, x, y]) => pmtilesId(z, x, y))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  for (let z = 0; z <= 26; z++) {
    const [x, y] = [Math.floor(2 ** z * 0.83), Math.floor(2 ** z * 0.379)];
    expect(pmtilesId(z, x, y)).toBe(zxyToTileId(z, x, y));
  }
  expect(() => pmtilesId(3, 8, 0)).toThrow('got 3/8/0');
});

test('a directory is written column by column', () => {
  const bytes = directoryBytes([
    { tileId: 0, offset: 0, length: 300, runLength: 1 },
    { tileId: 1, offset: 300, length: 20, runLength: 2 },
    { tileId: 5, offset: 0, length: 300, runLength: 1 },
  ]);
  // 3 entries | ids +0 +1 +4 | runs 1 2 1 | lengths 300 (ac 02) 20 300 | offsets 0 + 1, right behind (0), 0 + 1
  expect(bytes.toString('hex')).toBe('03' + '000104' + '010201' + 'ac0214ac02' + '010001');
});

test('a directory too large for the root is cut into leaves that the root names', () => {
  let offset = 0;
  const entries: PmtilesEntry[] = Array.from({ length: 50_000 }, (_, i) => {
    // Lengths that do not compress.
    const length = 1 + ((i * 2_654_435_761) % 65_536);
    offset += length;
    return { tileId: 2 * i, offset: offset - length, length, runLength: 1 };
  });
  const { root, leaves } = directories(entries);
  expect(root.length).toBeLessThanOrEqual(MOST_ROOT_BYTES);
  // 50,000 entries in leaves of 4,096 are 13.
  expect(gunzipSync(root)[0]).toBe(13);
  // The first leaf begins with its 4,096 entries, as a varint 80 20.
  expect(gunzipSync(leaves).subarray(0, 2).toString('hex')).toBe('8020');
  expect(directories(entries.slice(0, 100)).leaves.length).toBe(0);
});

test('the header says where each section lies', () => {
  const header = pmtilesHeader({
    rootBytes: 10,
    metadataBytes: 20,
    leafBytes: 0,
    dataBytes: 1000,
    addressedTiles: 5,
    entries: 4,
    contents: 3,
    tileCompression: 'gzip',
    tileType: 'mvt',
    minZoom: 4,
    maxZoom: 18,
    bounds: [-10, 50, 20.5, 60],
  });
  expect(header.subarray(0, 8).toString('latin1')).toBe('PMTiles\u0003');
  const sections = [8, 16, 24, 32, 40, 48, 56, 64, 72, 80, 88].map((at) => Number(header.readBigUInt64LE(at)));
  expect(sections).toEqual([127, 10, 137, 20, 157, 0, 157, 1000, 5, 4, 3]);
  expect([...header.subarray(96, 102)]).toEqual([1, 2, 2, 1, 4, 18]);
  expect([102, 106, 110, 114, 119, 123].map((at) => header.readInt32LE(at) / 1e7)).toEqual([
    -10, 50, 20.5, 60, 5.25, 55,
  ]);
});
