import { describe, expect, it } from 'vitest';
import type { CellValue } from '../table-format.ts';
import { findHeadings, headingText } from './find-headings.ts';

const DATA: CellValue[][] = [
  ['JS1', 'JS2', 1.2, 3.4, 'DN300'],
  ['JS2', 'JS3', 1.3, 3.3, 'DN300'],
];

describe('findHeadings', () => {
  it('takes the first row of words', () => {
    const names = ['起点', '终点', '埋深', '高程', '管径'];
    expect(findHeadings([names, ...DATA])).toEqual({ titleRows: 0, headingRows: 1, names });
  });

  it('does not take data for headings', () => {
    expect(findHeadings(DATA)).toMatchObject({ titleRows: 0, headingRows: 0 });
  });

  it('does not take data in words for headings: what stands below looks the same', () => {
    const rows = [
      ['JS1', 'JS2', '给水', '铸铁'],
      ['JS2', 'JS13', '给水', '铸铁'],
    ];
    expect(findHeadings(rows)).toMatchObject({ titleRows: 0, headingRows: 0 });
    expect(findHeadings([['id', 'from', 'to', 'kind'], ...rows])).toMatchObject({ headingRows: 1 });
  });

  it('joins groups, names and units of three rows', () => {
    expect(
      findHeadings([
        ['起点', null, '终点', null, '管径'],
        ['点号', '埋深', '点号', '埋深', null],
        [null, '(m)', null, '(m)', '(mm)'],
        ['JS1', '1.2', 'JS2', '1.3', '300'],
      ]),
    ).toEqual({
      titleRows: 0,
      headingRows: 3,
      names: ['起点点号', '起点埋深(m)', '终点点号', '终点埋深(m)', '管径(mm)'],
    });
  });

  it('takes no row below data for headings, which would make titles of the data', () => {
    const rows = [...DATA, ['起点', '终点', '埋深', '高程', '管径'], ...DATA];
    expect(findHeadings(rows)).toMatchObject({ titleRows: 0, headingRows: 0 });
  });

  it('takes a first row of data in words only for data below, not for a second row of headings', () => {
    const rows = [
      ['id', 'kind', null, 'depth'],
      ['a', 'gate', 'x', null],
      ['b', 'valve', 'y', '1.6'],
    ];
    expect(findHeadings(rows)).toMatchObject({ headingRows: 1, names: ['id', 'kind', '', 'depth'] });
  });

  it('joins groups and what stands below them, and units', () => {
    expect(
      findHeadings([['点号', null, '埋深', null, '管径'], ['起点', '终点', '起点', '终点', null], ...DATA]).names,
    ).toEqual(['点号起点', '点号终点', '埋深起点', '埋深终点', '管径']);
    expect(
      findHeadings([['From', 'To', 'Depth', 'Level', 'Size'], [null, null, '(m)', '(m)', '(mm)'], ...DATA]).names,
    ).toEqual(['From', 'To', 'Depth(m)', 'Level(m)', 'Size(mm)']);
  });

  it('puts units without brackets into brackets', () => {
    const rows = [
      ['点号', '埋深', '管径'],
      [null, 'm', 'mm'],
      ['JS1', '1.2', '300'],
    ];
    expect(findHeadings(rows).names).toEqual(['点号', '埋深(m)', '管径(mm)']);
  });

  it('passes over a row that numbers the columns', () => {
    const rows = [['起点', '终点', '埋深', '高程', '管径'], ['1', '2', '3', '4', '5'], ...DATA];
    expect(findHeadings(rows)).toMatchObject({ headingRows: 2 });
  });
});

describe('headingText', () => {
  it('runs broken Chinese words together and keeps blanks between Latin ones', () => {
    expect([headingText('起点\n埋深'), headingText('depth\r\n(m)'), headingText(null)]).toEqual([
      '起点埋深',
      'depth (m)',
      '',
    ]);
  });
});
