import { describe, expect, it } from 'vitest';
import { agreed, readDucts } from './duct-cell.ts';
import { readSurvey } from './testing/read-survey.ts';
import { surveyTables } from './testing/write-survey.ts';

describe('a column of numbers of ducts', () => {
  it('holds a number, or rows by columns, and sometimes the bore of each', () => {
    expect(readDucts('12')).toEqual({ count: 12, rows: null, columns: null, boreMm: null });
    expect(readDucts('12孔')).toEqual({ count: 12, rows: null, columns: null, boreMm: null });
    expect(readDucts('3x4')).toEqual({ count: 12, rows: 3, columns: 4, boreMm: null });
    expect(readDucts('3×4孔')).toEqual({ count: 12, rows: 3, columns: 4, boreMm: null });
    expect(readDucts('２Ｘ３')).toEqual({ count: 6, rows: 2, columns: 3, boreMm: null });
    expect(readDucts('9孔Φ110')).toEqual({ count: 9, rows: null, columns: null, boreMm: 110 });
    expect(readDucts('2x3/110')).toEqual({ count: 6, rows: 2, columns: 3, boreMm: 110 });
  });

  it('says nothing with a zero, a word or a size', () => {
    for (const text of ['0', '', '不详', 'DN300', '-']) expect(readDucts(text), text).toBeNull();
  });
});

describe('two statements about the same ducts', () => {
  const size = { count: 12, rows: 3, columns: 4, boreMm: 110 };
  it('complete each other', () => {
    const count = { count: 12, rows: null, columns: null, boreMm: null };
    expect(agreed(size, count)).toEqual({ ducts: size, isContradicted: false });
    expect(agreed(count, null).ducts).toEqual(count);
  });

  it('are both dropped where they contradict each other: 3 x 4 is not 9, and not 4 x 3', () => {
    const nine = { count: 9, rows: null, columns: null, boreMm: null };
    expect(agreed(size, nine)).toEqual({ ducts: null, isContradicted: true });
    expect(agreed(size, { ...size, rows: 4, columns: 3 })).toEqual({ ducts: null, isContradicted: true });
  });
});

const [NORTH, EAST] = [4_421_000, 551_000];

async function bank(utility: 'telecom' | 'storm', size: string, cells: Readonly<Record<string, string>>) {
  const point = (id: string, east: number) => ({
    id,
    north: NORTH,
    east,
    groundM: 10,
    utility,
    feature: 'straight' as const,
  });
  const points = [point('A', EAST), point('B', EAST + 30)];
  const lines = [
    {
      from: 'A',
      to: 'B',
      utility,
      embedding: utility === 'telecom' ? ('ductBank' as const) : ('trench' as const),
      size,
      cells,
    },
  ];
  const { links, issues } = await readSurvey(surveyTables({ points, lines }));
  const [link] = links.values();
  return { section: link?.section ?? null, issues };
}

describe('a row of a duct bank', () => {
  it('of 675 x 510 with 3x4/110 has both', async () => {
    const { section } = await bank('telecom', '3x4/110', { 断面宽: '675', 断面高: '510' });
    expect(section).toMatchObject({
      widthMm: 675,
      heightMm: 510,
      ducts: { count: 12, rows: 3, columns: 4, boreMm: 110 },
    });
  });

  it('with 总孔数 of 12 has a number and no rows; nothing stated is nothing known', async () => {
    const { section } = await bank('telecom', '600X400', { 总孔数: '12' });
    expect(section).toMatchObject({ widthMm: 600, ducts: { count: 12, rows: null, columns: null, boreMm: null } });
    expect((await bank('telecom', '600X400', { 总孔数: '' })).section?.ducts ?? null).toBeNull();
    expect((await bank('telecom', '600X400', {})).section?.ducts ?? null).toBeNull();
  });

  it('whose size and number contradict each other has neither, and says so', async () => {
    const { section, issues } = await bank('telecom', '3x4/110', { 断面宽: '675', 断面高: '510', 总孔数: '9' });
    expect(section?.ducts ?? null).toBeNull();
    expect(issues.map(({ code }) => code)).toContain('unreadable-size');
  });

  it('of a culvert with 孔数 has barrels and no ducts', async () => {
    expect((await bank('storm', '2000X1500', { 总孔数: '2' })).section?.ducts ?? null).toBeNull();
  });
});
