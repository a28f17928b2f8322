import type { CityCase } from '@undercroft/core/model/city-case';
import type { Issue } from '@undercroft/core/model/issue';
import { sourceSpecSchema } from '@undercroft/core/protocol/reading';
import { describe, expect, test } from 'vitest';
import { builtInProfile } from '../built-in-profiles.ts';
import { memorySource } from '../readers/byte-source.ts';
import { profileProposal } from '../readers/proposed-profile.ts';
import { openTables } from '../readers/table-reader.ts';
import { CSV_FORMAT } from '../tables/csv/csv-format.ts';

const HEADINGS =
  '任务号,案件类型,大类代码,小类代码,小类名称,来源,经度,纬度,网格编码,部件编码,地址,处置部门,上报时间,立案时间,派遣时间,处置完成时间,核查时间,结案时间,处置时限,状态';

/** A whole case of a sewer cover: four hours to handle it from 08:34, done at 09:34. */
const WHOLE =
  'A1,部件,01,02,污水井盖,监督员上报,119.6005,39.9305,130302001002001,1303020102000001,文化路12号,排水公司,2025-07-01 08:30:00,2025-07-01 08:31:00,2025-07-01 08:34:00,2025-07-01 09:34:00,2025-07-01 10:00:00,2025-07-01 10:30:00,4小时,已结案';

/** The row with other values in some columns. */
function changed(changes: Readonly<Record<string, string>>): string {
  const names = HEADINGS.split(',');
  return WHOLE.split(',')
    .map((value, i) => changes[names[i] ?? ''] ?? value)
    .join(',');
}

interface ReadCases {
  readonly cases: readonly CityCase[];
  readonly issues: readonly Issue[];
}

async function spec(utcOffsetMinutes: number | undefined, isProposed: boolean) {
  return sourceSpecSchema.parse({
    files: [{ path: 'cases', name: 'cases' }],
    format: null,
    georeference: { crs: 'EPSG:4326' },
    localGrids: {},
    encoding: null,
    profile: isProposed ? null : await builtInProfile('cases-gbt30428'),
    ownProfiles: [],
    proposalConfirmed: true,
    utility: { default: 'unknown' },
    near: null,
    ...(utcOffsetMinutes !== undefined && { utcOffsetMinutes }),
    thisYear: 2026,
    limits: {},
  });
}

async function read(rows: readonly string[], utcOffsetMinutes: number | null = 480): Promise<ReadCases> {
  const files = [memorySource('cases.csv', `${[HEADINGS, ...rows].join('\n')}\n`)];
  const opened = await openTables(files, CSV_FORMAT, await spec(utcOffsetMinutes ?? undefined, false));
  const cases: CityCase[] = [];
  const issues: Issue[] = [];
  for await (const batch of opened.batches()) {
    for (const item of batch) {
      issues.push(...item.issues);
      if (item.value?.family === 'cityCase') cases.push(item.value.value);
    }
  }
  await opened.close();
  return { cases, issues };
}

const codesOf = ({ issues }: ReadCases) => issues.map(({ code, where }) => [code, where.row, where.field]);

describe('cases of a table after GB/T 30428', () => {
  test('have their class, place, codes and times by the clock of the city', async () => {
    const { cases, issues } = await read([WHOLE]);
    expect(issues).toEqual([]);
    const [only] = cases;
    expect(only).toMatchObject({
      sourceId: 'A1',
      kind: 'component',
      category: '0102',
      title: '污水井盖',
      channel: 'supervisor',
      position: [119.6005, 39.9305],
      gridCell: '130302001002001',
      component: '1303020102000001',
      address: '文化路12号',
      department: '排水公司',
      result: 'closed',
      dispatchDueMs: null,
    });
    expect(only?.steps.report).toBe(Date.parse('2025-07-01T08:30+08:00'));
    expect(only?.steps.close).toBe(Date.parse('2025-07-01T10:30+08:00'));
    expect(only?.handleDueMs).toBe(Date.parse('2025-07-01T12:34+08:00'));
    expect(only?.raw.任务号).toBe('A1');
  });

  test('without a declared clock keep no time at all, and cannot be published so', async () => {
    const { cases, issues } = await read([WHOLE], null);
    expect(cases).toHaveLength(1);
    expect(Object.values(cases[0]?.steps ?? {})).toEqual([null, null, null, null, null, null]);
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([['clock-not-declared', 'error']]);
  });

  test('say which steps are out of order, which times are none, and leave the rest', async () => {
    const rows = [
      changed({ 任务号: 'B1', 立案时间: '2025-07-01 08:20:00' }),
      changed({ 任务号: 'B2', 派遣时间: '2025-07-01', 处置时限: '3个工作日' }),
      changed({ 任务号: 'B3', 处置完成时间: '', 核查时间: '', 结案时间: '', 状态: '处置中' }),
    ];
    const done = await read(rows);
    expect(codesOf(done)).toEqual([
      ['steps-out-of-order', 2, '立案时间'],
      ['unreadable-date', 3, '派遣时间'],
      ['unreadable-date', 3, '处置时限'],
    ]);
    const [early, undated, open] = done.cases;
    // What the source says stays, with its fault said.
    expect(early?.steps.register).toBe(Date.parse('2025-07-01T08:20+08:00'));
    expect(undated?.steps.dispatch).toBeNull();
    expect(undated?.handleDueMs).toBeNull();
    expect(undated?.steps.handle).toBe(Date.parse('2025-07-01T09:34+08:00'));
    expect(open?.steps.handle).toBeNull();
    expect(open?.result).toBe('open');
  });

  test('without a place, a kind or a number of their own are left out, and twice one number is an error', async () => {
    const rows = [
      changed({ 任务号: '' }),
      changed({ 任务号: 'C2', 经度: '', 纬度: '' }),
      changed({ 任务号: 'C3', 案件类型: '', 部件编码: '' }),
      changed({ 任务号: 'C4', 案件类型: '', 小类代码: '污水' }),
      changed({ 任务号: 'C4' }),
    ];
    const done = await read(rows);
    expect(codesOf(done)).toEqual([
      ['missing-value', 2, '任务号'],
      ['missing-coordinates', 3, '经度'],
      ['missing-value', 4, '案件类型'],
      ['case-class', 5, '小类代码'],
      ['duplicate-id', 6, '任务号'],
    ]);
    // It names a component, so it is about one.
    expect(done.cases.map(({ sourceId, kind, category }) => [sourceId, kind, category])).toEqual([
      ['C4', 'component', null],
    ]);
  });

  test('are known by their headings, and the proposal says whose clock was taken', async () => {
    const file = await CSV_FORMAT.open([memorySource('案件.csv', `${HEADINGS}\n${WHOLE}\n`)], {
      encoding: null,
      limits: {},
    });
    const { profile, tables } = await profileProposal(file, await spec(480, true));
    await file.close();
    expect(tables[0]).toMatchObject({ target: 'cityCase', missing: [] });
    expect(tables[0]?.fields).toHaveLength(HEADINGS.split(',').length);
    expect(profile.utcOffsetMinutes).toBe(480);
  });
});
