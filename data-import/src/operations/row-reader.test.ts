import { expect, test } from 'vitest';
import { issue } from '../issues.ts';
import { knownCrs } from '../placing/known-crs.ts';
import { placementIn } from '../placing/placement.ts';
import type { BoundTable } from '../profiles/bound-table.ts';
import { codeReader } from '../profiles/codes/code-reader.ts';
import type { CellValue } from '../tables/table-format.ts';
import { rowReader } from './row-reader.ts';
import { testProfile } from './testing/read-items.ts';

const profile = testProfile('cityPoint', { id: ['编号'], name: ['名称'], nameEn: ['英文'] });

function readerOf(constants: Readonly<Record<string, string>> = {}) {
  const columns = ['编号', '名称', '英文'].map((name) => ({ name, type: 'text' as const }));
  const bound: BoundTable = {
    table: { name: '摄像头', file: 'a.xlsx', columns, geometry: null, crs: null, rowCount: null, encodings: [] },
    target: 'cityPoint',
    columns: new Map(
      ['id', 'name', 'nameEn'].map((field, index) => [
        field,
        { index, heading: columns[index]?.name ?? '', unit: null },
      ]),
    ),
    constants,
  };
  const placement = placementIn(knownCrs('EPSG:4326'));
  return rowReader(
    bound,
    { profile, placement, utility: { default: 'unknown', bySourceId: [] }, limits: {} },
    codeReader(profile),
  );
}

function at(reader: ReturnType<typeof readerOf>, ...values: readonly CellValue[]) {
  reader.turnTo({ row: 7, values, geometry: null, issues: [] });
  return reader;
}

test('a number of twenty digits that came as a number has lost its last ones', () => {
  const reader = at(readerOf(), 1.303020000131e19, null, null);
  expect(reader.id('id')).toBe('13030200001310000000');
  expect(reader.issues).toEqual([
    expect.objectContaining({
      code: 'digits-lost',
      severity: 'error',
      where: { row: 7, field: '编号', table: '摄像头' },
    }),
  ]);
  expect(at(reader, 368, null, null).id('id')).toBe('368');
  expect(reader.issues).toEqual([]);
});

test('names go by their script; an English column is stronger', () => {
  const reader = readerOf();
  expect(at(reader, 'a', '文化路', null).names()).toEqual({ zh: '文化路', en: null });
  expect(at(reader, 'a', 'Кең жол', null).names()).toEqual({ zh: null, en: 'Кең жол' });
  expect(at(reader, 'a', '文化路', 'Wenhua Rd').names()).toEqual({ zh: '文化路', en: 'Wenhua Rd' });
  expect(at(reader, 'a', '无', null).names()).toEqual({ zh: null, en: null });
});

test('a constant stands in every row, the raw record holds the columns alone', () => {
  const reader = at(readerOf({ kind: '摄像头' }), 'a', '文化路', null);
  expect(reader.word('kind', 'cityPointKind')).toBe('camera');
  expect(reader.raw()).toEqual({ 编号: 'a', 名称: '文化路', 英文: null });
});

test('what the table format found comes first, with the table', () => {
  const reader = readerOf();
  reader.turnTo({ row: 3, values: [], geometry: null, issues: [issue('bad-record', 3, null, 'Row 3 is cut.')] });
  reader.say('missing-value', 'id', 'No number.');
  expect(reader.issues.map(({ code, where }) => [code, where.table])).toEqual([
    ['bad-record', '摄像头'],
    ['missing-value', '摄像头'],
  ]);
});
