import { describe, expect, it } from 'vitest';
import { memorySource } from '../../readers/byte-source.ts';
import { allIssues, verdictOf, withTables } from '../../testing/table-rows.ts';
import { SHAPEFILE_FORMAT } from './shapefile-format.ts';
import { DBF, LINES, POINTS } from './test-samples.ts';

const verdict = (shp: Uint8Array, dbf: Uint8Array = DBF) =>
  verdictOf(SHAPEFILE_FORMAT, [memorySource('a.shp', shp), memorySource('a.dbf', dbf)]);

/** The same bytes with one number written over. */
function edited(bytes: Uint8Array, at: number, value: number, littleEndian: boolean): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setInt32(at, value, littleEndian);
  return copy;
}

function withDouble(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setFloat64(at, value, true);
  return copy;
}

describe('a .shp that lies', () => {
  /** Where the first record's content begins. */
  const CONTENT = 108;

  it.each([
    ['about its own length', edited(LINES, 24, 7, false), ['header-differs']],
    ['about the length of a record: nothing', edited(LINES, 104, 0, false), 'truncated-file'],
    ['about the length of a record: negative', edited(LINES, 104, -4, false), 'truncated-file'],
    ['about the length of a record: beyond the file', edited(LINES, 104, 1_000_000, false), 'truncated-file'],
    ['about the length of a record: gigabytes', edited(LINES, 104, 0x7fffffff, false), 'truncated-file'],
    ['about its points: negative', edited(LINES, CONTENT + 40, -1, true), ['bad-geometry']],
    ['about its points: millions', edited(LINES, CONTENT + 40, 100_000_000, true), ['bad-geometry']],
    ['about its parts: millions', edited(LINES, CONTENT + 36, 100_000_000, true), ['bad-geometry']],
    ['about its parts: none', edited(LINES, CONTENT + 36, 0, true), ['bad-geometry']],
    ['about its parts: negative', edited(LINES, CONTENT + 36, -2, true), ['bad-geometry']],
    ['about where a part begins', edited(LINES, CONTENT + 48, 100, true), ['bad-geometry']],
    ['about where a part begins: backwards', edited(LINES, CONTENT + 44, -5, true), ['bad-geometry']],
    ['about the kind of a shape', edited(LINES, CONTENT, 99, true), ['bad-geometry']],
    ['with a multipatch among its lines', edited(LINES, CONTENT, 31, true), ['bad-geometry']],
    ['with a coordinate that is no number', withDouble(LINES, CONTENT + 52, Number.NaN), ['bad-geometry']],
    ['with an infinite coordinate', withDouble(LINES, CONTENT + 52, Number.POSITIVE_INFINITY), ['bad-geometry']],
    ['with a level that is no number', withDouble(LINES, CONTENT + 52 + 64 + 16, Number.NaN), []],
    ['about its file code', edited(LINES, 0, 1, false), ['refused: unsupported-content']],
    ['about the kind of all', edited(LINES, 32, 77, true), ['refused: unsupported-content']],
  ])('%s', async (_title, shp, codes) => {
    const found = await verdict(shp);
    if (typeof codes === 'string') expect(found).toContain(codes);
    else expect(found).toEqual(codes);
  });

  it('that breaks off at its first record does not look empty', async () => {
    const broken = edited(LINES, 104, 1_000_000, false);
    const issues = await withTables(SHAPEFILE_FORMAT, [memorySource('a.shp', broken)], allIssues);
    expect(issues.map(({ code }) => code)).toEqual(['missing-companion', 'truncated-file']);
    expect(issues.map(({ where }) => where.table)).toEqual(['a', 'a']);
  });

  it('a broken record leaves those after it readable', async () => {
    const found = await verdict(edited(LINES, CONTENT + 40, 99, true));
    expect(found).toEqual(['bad-geometry']);
  });
});

describe('a .dbf that lies', () => {
  const said = (count: number) => edited(DBF, 4, count, true);
  const short = (at: number, value: number) => {
    const copy = DBF.slice();
    new DataView(copy.buffer).setUint16(at, value, true);
    return copy;
  };

  it.each([
    ['about its records: too many', said(1_000_000_000), ['truncated-file']],
    ['about its records: none', said(0), ['header-differs']],
    ['about the length of its header', short(8, 5), ['refused: unsupported-content']],
    ['about the length of its header: beyond the file', short(8, 65_535), ['refused: unsupported-content']],
    ['about the length of a record: none', short(10, 0), ['refused: unsupported-content']],
    ['about the length of a record: less than its fields', short(10, 5), ['refused: unsupported-content']],
  ])('%s', async (_title, dbf, codes) => {
    expect(await verdict(POINTS, dbf)).toEqual(codes);
  });
});
