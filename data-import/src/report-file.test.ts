import type { Issue } from '@undercroft/core/model/issue';
import type { ImportRecord } from '@undercroft/core/protocol/import-answers';
import { describe, expect, it } from 'vitest';
import { reportFile } from './report-file.ts';

const RECORD: ImportRecord = {
  id: 7,
  layer: 'survey',
  source: 'points.csv',
  sha256: 'x',
  startedAt: '2024-05-31T00:00:00Z',
  publishedAt: null,
  state: 'draft',
  by: null,
  report: null,
};

const ISSUES: readonly Issue[] = [
  {
    severity: 'error',
    code: 'missing-point',
    rule: 'L1',
    where: { row: 3, field: '终点点号', table: '管线表' },
    sourceId: 'P1',
    at: [119.5, 39.9],
    message: 'Line "A-B": its point "P9" stands in no table of points.',
  },
  {
    severity: 'info',
    code: 'odd',
    where: { row: null, field: null },
    sourceId: '=HYPERLINK("http://x")',
    message: '@SUM(A1)',
  },
  { severity: 'info', code: 'odd', where: { row: null, field: '+1' }, sourceId: '-2', message: 'two\nlines' },
];

async function* batches(): AsyncGenerator<readonly Issue[]> {
  yield ISSUES.slice(0, 2);
  yield ISSUES.slice(2);
}

async function bytesOf(ending: 'csv' | 'xlsx', language: 'en' | 'zh' = 'en'): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of reportFile(RECORD, batches(), ending, language).bytes) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe('a report as a file', () => {
  it('is CSV that Excel takes for UTF-8, one row an issue, cells quoted where they must be', async () => {
    const text = (await bytesOf('csv')).toString('utf8');
    expect(text.startsWith('\uFEFFseverity,code,rule,table,row,field,id,longitude,latitude,message\r\n')).toBe(true);
    expect(text).toContain(
      'error,missing-point,L1,管线表,3,终点点号,P1,119.5,39.9,"Line ""A-B"": its point ""P9"" stands in no table of points."\r\n',
    );
  });

  it('never begins a cell with what a spreadsheet takes for a formula', async () => {
    const text = (await bytesOf('csv')).toString('utf8');
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(text).toContain(`,'@SUM(A1)\r\n`);
    expect(text).toContain(`,'+1,'-2,,,"two\nlines"\r\n`);
  });

  it('is in Chinese where that is asked for: headings, severities and every sentence that has a Chinese one', async () => {
    const [heading, first, second] = (await bytesOf('csv', 'zh')).toString('utf8').split('\r\n');
    expect(heading).toBe('\uFEFF级别,代码,规则,表,行,字段,标识,经度,纬度,说明');
    expect(first).toMatch(
      /^错误,missing-point,L1,管线表,3,终点点号,P1,119\.5,39\.9,管线“A-B”：所连的点“P9”不在任何管点表中。$/,
    );
    expect(second).toContain('@SUM(A1)');
  });

  it('is a workbook as well', async () => {
    const bytes = await bytesOf('xlsx');
    // A zip archive begins with PK.
    expect([bytes[0], bytes[1]]).toEqual([0x50, 0x4b]);
  });
});
