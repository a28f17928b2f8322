import { describe, expect, it } from 'vitest';
import { ALL_KNOWN, lineNumber, pointNumber, surveyRows } from './survey-rows.ts';
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
