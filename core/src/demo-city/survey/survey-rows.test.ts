import { describe, expect, it } from 'vitest';
import { surveyDays } from './survey-days.ts';
import { ALL_KNOWN, lineNumber, pointNumber, SURVEY_DATE, surveyRows } from './survey-rows.ts';
import { pressureCell } from './survey-words.ts';
import { FLAT_SITE, oneStreet } from './testing/one-street.ts';
import { whatIsKnown } from './what-is-known.ts';

describe('surveyRows', () => {
  const network = oneStreet();
  const rows = surveyRows(network, FLAT_SITE);

  it('writes X as the northing and Y as the easting, and levels to the millimetre', () => {
    // The first water point lies at x 0.7, y 7; the water main 3.20 m under ground at 20.000 m.
    const point = rows.points.find((row) => row.物探点号 === 'JS00001');
    expect(point).toMatchObject({
      X: '4419007.000',
      Y: '465000.700',
      地面高程: '20.000',
      特征: '非普查区',
      附属物: '',
    });
    const line = rows.lines.find((row) => row.起点点号 === 'JS00001');
    expect(line).toMatchObject({ 起点高程: '16.800', 起点埋深: '3.20', 管径: 'DN300', 外径: '316', 壁厚: '8' });
    expect(line).toMatchObject({ 管段长度: '50.00', 压力: '0.4', 埋设方式: 'ZM', 备注: '模拟 synthetic' });
  });

  it('writes the section of a duct bank by width and height, for its nominal size tells neither', () => {
    const line = rows.lines.find((row) => row.起点点号 === 'DX00001');
    expect(line).toMatchObject({ 管径: '3x4/110', 断面宽: '600', 断面高: '400', 外径: '', 壁厚: '', 总孔数: '12' });
  });

  it('leaves empty what the survey does not know: never a zero', () => {
    const known = { ...ALL_KNOWN.line(firstOf(network.conduits)), levels: false, size: false, year: false };
    const { lines } = surveyRows(network, FLAT_SITE, { ...ALL_KNOWN, line: () => known });
    expect(lines[0]).toMatchObject({
      起点埋深: '',
      终点埋深: '',
      起点高程: '',
      管径: '',
      外径: '',
      壁厚: '',
      建设年代: '',
    });
  });

  it('names the band of a gas pressure beside it', () => {
    const bands = [0.003, 0.2, 0.4, 0.8].map((pressureMpa) => pressureCell({ utility: 'gas', pressureMpa }));
    expect(bands).toEqual(['低压(0.003MPa)', '中压B(0.2MPa)', '中压A(0.4MPa)', '次高压B(0.8MPa)']);
  });

  it('tells points of further sites by the number of the site', () => {
    expect(pointNumber('JS00012', { index: 0 })).toBe('JS00012');
    expect(pointNumber('JS00012', { index: 7 })).toBe('JS00700012');
    const conduit = firstOf(network.conduits);
    expect(lineNumber(conduit, { index: 0 })).toBe(conduit.id);
  });
});

describe('the day of a survey', () => {
  const [conduit] = oneStreet().conduits;

  it('is one for a utility in a street, in one of many years, and never before what it found was built', () => {
    if (conduit === undefined) throw new RangeError('wanted a conduit');
    const dayOf = surveyDays(1);
    const streets = Array.from({ length: 400 }, (_, i) => ({ ...conduit, streetZh: `街${i}`, builtYear: 1990 }));
    const days = streets.map(dayOf);
    expect(streets.map(surveyDays(1))).toEqual(days);
    expect(days.every((day) => /^20[012]\d-\d\d-\d\d$/.test(day) && day <= SURVEY_DATE)).toBe(true);
    expect(new Set(days.map((day) => day.slice(0, 4))).size).toBe(18);
    expect(streets.map((each) => dayOf({ ...each, builtYear: 2025 })).every((day) => day === SURVEY_DATE)).toBe(true);
    expect(streets.every((each) => Number(dayOf({ ...each, builtYear: 2019 }).slice(0, 4)) >= 2019)).toBe(true);
  });

  it('writes how a valve was found, and of nothing else', () => {
    const network = oneStreet();
    const [first] = network.nodes;
    if (first === undefined) throw new RangeError('wanted a node');
    const valves = Array.from({ length: 3000 }, (_, i) => ({
      ...first,
      id: `JS${i}`,
      feature: null,
      appurtenance: i % 3 === 0 ? '检查井' : '阀门井',
    }));
    const { points } = surveyRows({ nodes: valves, conduits: [] }, FLAT_SITE, whatIsKnown(1));
    const share = (state: string) => points.filter((row) => row.阀门状态 === state).length / 2000;
    expect(points.every((row) => row.附属物 === '阀门井' || row.阀门状态 === '')).toBe(true);
    // Two in a hundred and one, within three standard deviations of 2,000 draws.
    expect(Math.abs(share('失灵') - 0.02)).toBeLessThan(0.0094);
    expect(Math.abs(share('关') - 0.01)).toBeLessThan(0.0067);
    expect(share('开')).toBeGreaterThan(0.85);
  });
});

describe('whatIsKnown', () => {
  it('draws the same for the same seed and leaves about two lines in a hundred without levels', () => {
    const conduit = firstOf(oneStreet().conduits);
    const ids = Array.from({ length: 5000 }, (_, i) => ({ ...conduit, id: `JS${i}-JS${i + 1}` }));
    const drawn = ids.map((each) => whatIsKnown(1).line(each));
    expect(ids.map((each) => whatIsKnown(1).line(each))).toEqual(drawn);
    const unknown = drawn.filter(({ levels }) => !levels).length / ids.length;
    expect(unknown).toBeGreaterThan(0.012);
    expect(unknown).toBeLessThan(0.028);
  });

  it('never leaves a pressure pipe without its wall: nothing inside it could be told from its top', () => {
    const water = oneStreet().conduits.filter(({ utility }) => utility === 'water');
    expect(water.every((each) => whatIsKnown(3).line(each).wall)).toBe(true);
  });
});

function firstOf<T>(values: readonly T[]): T {
  const [first] = values;
  if (first === undefined) throw new RangeError('wanted one value at least');
  return first;
}
