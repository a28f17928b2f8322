import { type Profile, profileSchema } from '@undercroft/core/protocol/profile';
import { describe, expect, test } from 'vitest';
import type { TableInfo } from '../tables/table-format.ts';
import { bindProfile } from './bind-profile.ts';

function table(name: string, headings: readonly string[], geometry: TableInfo['geometry'] = null): TableInfo {
  const columns = headings.map((heading) => ({ name: heading, type: 'text' as const }));
  return { name, file: `${name}.csv`, columns, geometry, crs: null, rowCount: null, encodings: [] };
}

function profile(tables: unknown): Profile {
  return profileSchema.parse({ name: 'test', title: { en: 'Test', zh: '测试' }, tables });
}

const SURVEY = profile([
  {
    target: 'surveyPoint',
    columns: {
      pointId: { headings: ['物探点号'] },
      x: { headings: ['X'] },
      y: { headings: ['Y'] },
      depth: { headings: ['埋深'] },
      utility: { headings: ['管线类别'] },
    },
  },
  {
    target: 'surveyLine',
    columns: {
      fromId: { headings: ['起点点号', 'S_Exp'] },
      toId: { headings: ['终点点号', '连接点号'] },
      size: { headings: ['管径'] },
    },
  },
]);

describe('bindProfile', () => {
  test('finds columns by their heading and takes the unit in brackets', () => {
    const { bound } = bindProfile(SURVEY, [table('点', ['Ｘ', 'y', ' 物探点号', '埋深（cm）'])]);
    const [first] = bound;
    expect(first?.target).toBe('surveyPoint');
    expect([...(first?.columns ?? [])]).toEqual([
      ['pointId', { index: 2, heading: ' 物探点号', unit: null }],
      ['x', { index: 0, heading: 'Ｘ', unit: null }],
      ['y', { index: 1, heading: 'y', unit: null }],
      ['depth', { index: 3, heading: '埋深（cm）', unit: 'cm' }],
    ]);
  });

  test('the first heading of the profile that the table has is taken', () => {
    const { bound } = bindProfile(SURVEY, [table('l', ['连接点号', 's_exp', '管径(mm)'])]);
    expect(bound[0]?.columns.get('fromId')?.index).toBe(1);
    expect(bound[0]?.columns.get('toId')?.index).toBe(0);
    expect(bound[0]?.columns.get('size')?.unit).toBe('mm');
  });

  test('a unit in the profile is stronger than one in the heading', () => {
    const feet = profile([
      {
        target: 'surveyPoint',
        columns: { pointId: { headings: ['id'] }, groundLevel: { headings: ['level(m)'], unit: 'ft' } },
      },
    ]);
    const { bound } = bindProfile(feet, [table('p', ['id', 'level(m)'], 'point')]);
    expect(bound[0]?.columns.get('groundLevel')?.unit).toBe('ft');
  });

  test.each([
    ['JSPoint', 'JS'],
    ['WS_POINT', 'WS'],
    ['RQ管点', 'RQ'],
    ['给水管点表', '给水'],
    ['DL_P', 'DL'],
  ])('the name %s says the utility %s', (name, utility) => {
    const { bound } = bindProfile(SURVEY, [table(name, ['物探点号', 'X', 'Y'])]);
    expect(bound[0]?.constants).toEqual({ utility });
  });

  test('two letters over foreign headings name no utility: WS is 污水 here and water supply there', () => {
    const foreign = profile([
      { target: 'surveyLine', columns: { fromId: { headings: ['from_node'] }, toId: { headings: ['to_node'] } } },
    ]);
    const headings = ['from_node', 'to_node'];
    const { bound } = bindProfile(foreign, [table('WS_LINE', headings), table('sewer lines', headings)]);
    expect(bound.map(({ constants }) => constants)).toEqual([{}, { utility: 'SEWER' }]);
  });

  test('a utility column leaves the name of the table unread', () => {
    const { bound } = bindProfile(SURVEY, [table('JSPoint', ['物探点号', 'X', 'Y', '管线类别'])]);
    expect(bound[0]?.constants).toEqual({});
  });

  test('a table that lacks what its target needs is not bound, and what it lacks is said', () => {
    const { bound, unbound } = bindProfile(SURVEY, [table('p', ['物探点号', 'X']), table('notes', ['text'])]);
    expect(bound).toEqual([]);
    expect(unbound.map(({ missing }) => missing)).toEqual([['y'], []]);
  });

  test('geometry stands in for coordinates', () => {
    const { bound } = bindProfile(SURVEY, [table('p', ['物探点号'], 'point')]);
    expect(bound).toHaveLength(1);
  });

  test('two columns of one heading are ambiguous', () => {
    const { ambiguous } = bindProfile(SURVEY, [table('p', ['物探点号', 'X', 'Y', 'x'])]);
    expect(ambiguous.map(({ field, headings }) => [field, headings])).toEqual([]);
    const twice = bindProfile(SURVEY, [table('p', ['物探点号', 'X', 'Y', 'X'])]);
    expect(twice.ambiguous.map(({ field, headings }) => [field, headings])).toEqual([['x', ['X', 'X']]]);
  });

  test('a unit that the field cannot be in is not taken', () => {
    const { bound } = bindProfile(SURVEY, [table('p', ['物探点号(m)', 'X', 'Y', '埋深(度)'])]);
    expect([bound[0]?.columns.get('pointId')?.unit, bound[0]?.columns.get('depth')?.unit]).toEqual([null, null]);
  });

  test('a table name that is no expression is an error of the profile', () => {
    const broken = profile([{ name: '(', target: 'surveyPoint', columns: { pointId: { headings: ['id'] } } }]);
    expect(() => bindProfile(broken, [table('p', ['id'])])).toThrow(/"\(" is not a regular expression/);
  });

  test('a table of the profile that is named for a table comes before one that is not', () => {
    const named = profile([
      { target: 'surveyPoint', columns: { pointId: { headings: ['id'] }, road: { headings: ['road'] } } },
      {
        name: '^nodes$',
        target: 'surveyPoint',
        columns: { pointId: { headings: ['id'] } },
        constants: { utility: 'water' },
      },
    ]);
    const { bound } = bindProfile(named, [
      table('nodes', ['id', 'road'], 'point'),
      table('others', ['id', 'road'], 'point'),
    ]);
    expect(bound.map(({ constants }) => constants)).toEqual([{ utility: 'water' }, {}]);
  });
});
