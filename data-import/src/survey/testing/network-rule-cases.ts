import {
  cleanMain,
  cleanSewer,
  EAST,
  NORTH,
  waterMain,
  waterPoint,
  withLine,
  withMore,
  withPoint,
} from './clean-survey.ts';
import type { RuleCase } from './rule-case.ts';
import type { WrittenSurvey } from './write-survey.ts';

const sewer = cleanSewer();
const main = cleanMain();
const gas = (pressure: string, cells: Readonly<Record<string, string>> = {}): WrittenSurvey => ({
  points: main.points.map((point) => ({ ...point, utility: 'gas' })),
  lines: main.lines.map((line, i) => ({
    ...line,
    utility: 'gas',
    material: 'polyethylene',
    cells: i === 0 ? { 压力: pressure, ...cells } : {},
  })),
});

/** N, A, K and C: the network, attributes, coordinates, connections. */
export const NETWORK_RULE_CASES: readonly RuleCase[] = [
  {
    rule: 'N1',
    code: 'degree-differs',
    fires: withPoint(main, 'W2', { feature: 'tee' }),
    neighbour: withMore(withPoint(main, 'W2', { feature: 'tee' }), {
      points: [{ ...waterPoint('W4', 100, 60), feature: 'buildingEntry' }],
      lines: [waterMain('W2', 'W4')],
    }),
  },
  {
    rule: 'N2',
    code: 'dangling-end',
    fires: withPoint(main, 'W1', { feature: 'straight' }),
    neighbour: withPoint(main, 'W1', { feature: 'surveyEdge' }),
  },
  {
    rule: 'N2',
    code: 'separate-component',
    fires: withMore(main, {
      points: [
        { ...waterPoint('M1', 200, 0), appurtenance: 'hydrant' },
        { ...waterPoint('M2', 200, 30), appurtenance: 'hydrant' },
      ],
      lines: [waterMain('M1', 'M2')],
    }),
    neighbour: withMore(main, {
      points: [
        { ...waterPoint('M1', 200, 0), appurtenance: 'hydrant' },
        { ...waterPoint('M2', 200, 30), feature: 'surveyEdge' },
      ],
      lines: [waterMain('M1', 'M2')],
    }),
  },
  {
    rule: 'N3',
    code: 'exit-above-entry',
    // Enters at 7.41, leaves at 7.44.
    fires: withLine(sewer, 'S2', { fromDepthM: 2.56 }),
    neighbour: withLine(sewer, 'S2', { fromDepthM: 2.58 }),
  },
  {
    rule: 'N3',
    code: 'sink-without-outfall',
    fires: {
      points: sewer.points.map((point) => (point.id === 'O' ? { ...point, feature: 'surveyEdge' as const } : point)),
      lines: sewer.lines.map((line) =>
        line.from === 'S2' ? { ...line, from: 'O', to: 'S2', fromDepthM: 2.5, toDepthM: 2.59 } : line,
      ),
    },
    neighbour: sewer,
  },
  {
    rule: 'N4',
    code: 'crossing-without-node',
    // Outer tops at 8.80 and 8.61: the axes of two pipes of 0.20 m are 0.19 m apart; at 1.41 m they are 0.21 m apart.
    fires: withMore(main, {
      points: [
        { ...waterPoint('M1', 110, 10), feature: 'surveyEdge' },
        { ...waterPoint('M2', 90, 10), feature: 'surveyEdge' },
      ],
      lines: [{ ...waterMain('M1', 'M2'), fromDepthM: 1.39, toDepthM: 1.39 }],
    }),
    neighbour: withMore(main, {
      points: [
        { ...waterPoint('M1', 110, 10), feature: 'surveyEdge' },
        { ...waterPoint('M2', 90, 10), feature: 'surveyEdge' },
      ],
      lines: [{ ...waterMain('M1', 'M2'), fromDepthM: 1.41, toDepthM: 1.41 }],
    }),
  },
  {
    rule: 'N4',
    code: 'crossings-not-judged',
    fires: withMore(main, {
      points: [
        { ...waterPoint('M1', 110, 10), feature: 'surveyEdge' },
        { ...waterPoint('M2', 90, 10), feature: 'surveyEdge' },
      ],
      lines: [{ from: 'M1', to: 'M2', utility: 'water', embedding: 'directBuried', size: 'DN200' }],
    }),
    neighbour: withMore(main, {
      points: [
        { ...waterPoint('M1', 110, 40), feature: 'surveyEdge' },
        { ...waterPoint('M2', 90, 40), feature: 'surveyEdge' },
      ],
      lines: [{ from: 'M1', to: 'M2', utility: 'water', embedding: 'directBuried', size: 'DN200' }],
    }),
  },
  { rule: 'A1', code: 'pressure-band-differs', fires: gas('低压 0.3MPa'), neighbour: gas('中压A 0.3MPa') },
  {
    rule: 'A1',
    code: 'voltage-on-other-utility',
    fires: withLine(main, 'W1', { cells: { 电压: '10kV' } }),
    neighbour: withLine(main, 'W1', { cells: { 电压: '' } }),
  },
  {
    rule: 'A1',
    code: 'missing-voltage',
    fires: {
      points: main.points.map((point) => ({ ...point, utility: 'power' as const })),
      lines: main.lines.map((line, i) => ({
        ...line,
        utility: 'power' as const,
        size: '',
        cells: { 电压: i === 0 ? '' : '10' },
      })),
    },
    neighbour: {
      points: main.points.map((point) => ({ ...point, utility: 'power' as const })),
      lines: main.lines.map((line) => ({ ...line, utility: 'power' as const, size: '', cells: { 电压: '10' } })),
    },
  },
  {
    rule: 'A1',
    code: 'anticorrosion-on-plastic',
    fires: gas('中压A', { 备注: '加强级防腐' }),
    neighbour: gas('中压A', { 备注: '无' }),
  },
  {
    rule: 'A2',
    code: 'material-not-allowed',
    fires: withLine(withPoint(main, 'W2', { feature: 'materialChange' }), 'W1', { material: 'opticalFibre' }),
    neighbour: withLine(withPoint(main, 'W2', { feature: 'materialChange' }), 'W1', { material: 'polyethylene' }),
  },
  {
    rule: 'A3',
    code: 'year-in-future',
    fires: withLine(main, 'W1', { builtYear: 2027 }),
    neighbour: withLine(main, 'W1', { builtYear: 2026 }),
    options: { thisYear: 2026 },
  },
  {
    rule: 'A3',
    code: 'year-in-future',
    fires: withLine(main, 'W1', { builtYear: 2021, cells: { 探测日期: '2020-05-31' } }),
    neighbour: withLine(main, 'W1', { builtYear: 2020, cells: { 探测日期: '2020-05-31' } }),
  },
  {
    rule: 'A3',
    code: 'unknown-embedding',
    fires: withLine(main, 'W1', { cells: { 埋设方式: '' } }),
    neighbour: main,
  },
  {
    rule: 'A3',
    code: 'abandoned-in-network',
    fires: withLine(main, 'W1', { status: 'abandoned' }),
    neighbour: withLine(withPoint(main, 'W2', { cells: { 特征: '', 附属物: '阀门' } }), 'W1', { status: 'abandoned' }),
  },
  {
    rule: 'K1',
    code: 'outside-area-of-use',
    // Northing and easting swapped.
    fires: withMore(sewer, {
      points: [{ ...waterPoint('X', EAST - NORTH, NORTH - EAST), appurtenance: 'manhole', cells: { 偏心井位: 'S1' } }],
    }),
    neighbour: sewer,
  },
  {
    rule: 'K1',
    code: 'far-from-the-rest',
    fires: withMore(sewer, {
      points: [{ ...waterPoint('X', 100_001, 30), appurtenance: 'manhole', cells: { 偏心井位: 'S1' } }],
    }),
    neighbour: withMore(sewer, {
      points: [{ ...waterPoint('X', 99_999, 30), appurtenance: 'manhole', cells: { 偏心井位: 'S1' } }],
    }),
  },
  {
    rule: 'C1',
    code: 'cross-connection',
    fires: withLine(withPoint(sewer, 'S1', { utility: 'storm' }), 'S1', { utility: 'storm' }),
    neighbour: sewer,
  },
];
