import { describe, expect, test } from 'vitest';
import { headingKey, readHeading } from './heading-key.ts';

describe('headings are compared without case, width, blanks and underscores', () => {
  test.each([
    ['S_Deep', 's deep'],
    ['Ｘ坐标', 'x坐标'],
    ['起点 埋深', '起点埋深'],
    ['building:levels', 'Building_Levels'],
    ['（起点）埋深', '起点埋深'],
  ])('%s is %s', (a, b) => {
    expect(headingKey(a)).toBe(headingKey(b));
  });

  test('a heading of nothing but marks keeps itself', () => {
    expect(headingKey(' -- ')).toBe('--');
  });
});

describe('a unit behind a heading is the unit of its column', () => {
  test.each([
    ['管径(mm)', '管径', 'mm'],
    ['埋深（m）', '埋深', 'm'],
    ['长度 [米]', '长度', 'm'],
    ['管径/mm', '管径', 'mm'],
    ['depth_ft', 'depth', 'ft'],
    ['埋深cm', '埋深', 'cm'],
    ['断面尺寸(mm×mm)', '断面尺寸', 'mm'],
    ['面积(㎡)', '面积', 'm2'],
  ])('%s', (text, base, unit) => {
    expect(readHeading(text)).toMatchObject({ base, unit });
  });

  test.each([
    ['电压(kV)', '电压'],
    ['坡度(‰)', '坡度'],
    ['X(北)', 'x北'],
    ['m', 'm'],
    ['from_node', 'fromnode'],
    ['断面(mm×m)', '断面mmm'],
  ])('%s has none', (text, base) => {
    expect(readHeading(text)).toMatchObject({ base, unit: null });
  });
});
