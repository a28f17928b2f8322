import { describe, expect, test } from 'vitest';
import { readAngle } from './read-angle.ts';
import { readDate, readYear } from './read-date.ts';

describe('dates', () => {
  test.each([
    ['2018', '2018'],
    [2018, '2018'],
    ['2018-05', '2018-05'],
    ['2018/5/1', '2018-05-01'],
    ['2018年5月1日', '2018-05-01'],
    ['2018.05.01', '2018-05-01'],
    ['201805', '2018-05'],
    ['20180531', '2018-05-31'],
    ['2018-05-31T00:00:00Z', '2018-05-31'],
    ['2020-08-13 09:15:52.215974', '2020-08-13'],
    [43_221, '2018-05-01'],
    ['31/05/2018', '2018'],
  ])('%s is %s', (cell, date) => {
    expect(readDate(cell)).toEqual({ date });
  });

  test.each([null, '', '不详', '0', '0000-00-00'])('%s is unknown', (cell) => {
    expect(readDate(cell)).toBeNull();
  });

  test.each(['80年代', '98', '2018-13-01', '2018-02-30', '1500', 'abc', true])('%s is no date', (cell) => {
    expect(typeof readDate(cell)).toBe('string');
  });

  test('years', () => {
    expect([readYear('2018年'), readYear(1998), readYear('1998.0'), readYear('')]).toEqual([2018, 1998, 1998, null]);
  });
});

describe('angles', () => {
  test.each([
    ['123.5', 123.5],
    ['123°30′', 123.5],
    ['-10°', -10],
    ['东南', 135],
    ['NW', 315],
    ['正北', 0],
    [90, 90],
  ])('%s is %s degrees', (cell, angleDeg) => {
    expect(readAngle(cell)).toBe(angleDeg);
  });

  test('what is no angle is said to be none', () => {
    expect([readAngle(null), readAngle('不详'), typeof readAngle('向前')]).toEqual([null, null, 'string']);
  });
});
