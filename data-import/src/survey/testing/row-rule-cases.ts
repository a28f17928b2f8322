import { cleanMain, cleanSewer, EAST, waterMain, waterPoint, withLine, withMore, withPoint } from './clean-survey.ts';
import type { RuleCase } from './rule-case.ts';

const sewer = cleanSewer();
const main = cleanMain();

/** P and L: what a row says, and rows beside each other. */
export const ROW_RULE_CASES: readonly RuleCase[] = [
  {
    rule: 'P1',
    code: 'duplicate-point',
    fires: withMore(sewer, {
      points: [{ ...waterPoint('O', 0, 80), feature: 'outlet', utility: 'sewage', cells: { 偏心井位: 'S1' } }],
    }),
    neighbour: withMore(sewer, {
      points: [{ ...waterPoint('P', 0, 80), feature: 'outlet', utility: 'sewage', cells: { 偏心井位: 'S1' } }],
    }),
  },
  {
    rule: 'P1',
    code: 'point-number-missing',
    fires: withMore(sewer, {
      points: [{ ...waterPoint('', 0, 80), feature: 'outlet', utility: 'sewage', cells: { 偏心井位: 'S1' } }],
    }),
    neighbour: withMore(sewer, {
      points: [{ ...waterPoint('P', 0, 80), feature: 'outlet', utility: 'sewage', cells: { 偏心井位: 'S1' } }],
    }),
  },
  {
    rule: 'P1',
    code: 'map-number-differs',
    fires: withPoint(sewer, 'S1', { cells: { 图上点号: 'S9' } }),
    neighbour: withPoint(sewer, 'S1', { cells: { 图上点号: 'S1' } }),
  },
  {
    rule: 'P2',
    code: 'feature-and-appurtenance',
    fires: withPoint(sewer, 'S1', { feature: 'endPoint' }),
    neighbour: sewer,
  },
  {
    rule: 'P2',
    code: 'no-feature-or-appurtenance',
    fires: withPoint(sewer, 'S2', { cells: { 附属物: '' } }),
    neighbour: sewer,
  },
  {
    rule: 'P3',
    code: 'same-point',
    fires: withMore(sewer, {
      points: [{ ...waterPoint('X', 0, 0), utility: 'sewage', appurtenance: 'manhole', cells: { 偏心井位: 'S1' } }],
    }),
    neighbour: withMore(sewer, {
      points: [{ ...waterPoint('X', 0.001, 0), utility: 'sewage', appurtenance: 'manhole', cells: { 偏心井位: 'S1' } }],
    }),
  },
  {
    rule: 'P3',
    code: 'same-place',
    fires: withMore(sewer, {
      points: [
        { ...waterPoint('X', 0, 0), groundM: 9, utility: 'sewage', appurtenance: 'manhole', cells: { 偏心井位: 'S1' } },
      ],
    }),
    neighbour: withMore(sewer, {
      points: [
        {
          ...waterPoint('X', 0.01, 0),
          groundM: 9,
          utility: 'sewage',
          appurtenance: 'manhole',
          cells: { 偏心井位: 'S1' },
        },
      ],
    }),
  },
  {
    rule: 'P4',
    code: 'code-mismatch',
    // 5 2 01 2 2 05: an appurtenance of storm water; the point belongs to sewage.
    fires: withPoint(sewer, 'S1', { cells: { 点编码: '52012205' } }),
    neighbour: withPoint(sewer, 'S1', { cells: { 点编码: '52022201' } }),
  },
  {
    rule: 'P4',
    code: 'code-mismatch',
    // The sixth digit 1 is a feature; a manhole is an appurtenance.
    fires: withPoint(sewer, 'S1', { cells: { 点编码: '52022101' } }),
    neighbour: withPoint(sewer, 'O', { cells: { 点编码: '52022101' } }),
  },
  {
    rule: 'L1',
    code: 'missing-point',
    fires: withMore(sewer, {
      lines: [{ from: 'S2', to: 'NONE', utility: 'sewage', embedding: 'directBuried', flow: 'forward' }],
    }),
    neighbour: sewer,
  },
  {
    rule: 'L1',
    code: 'unused-point',
    fires: withMore(sewer, { points: [{ ...waterPoint('X', 0, 80), utility: 'sewage', appurtenance: 'manhole' }] }),
    neighbour: withMore(sewer, {
      points: [{ ...waterPoint('X', 0, 80), utility: 'sewage', appurtenance: 'manhole', cells: { 偏心井位: 'S1' } }],
    }),
  },
  {
    rule: 'L2',
    code: 'duplicate-line',
    fires: withMore(
      {
        ...main,
        points: main.points.map((point) =>
          point.id === 'W2' ? { ...point, feature: 'tee' } : point.id === 'W1' ? point : point,
        ),
      },
      { lines: [waterMain('W2', 'W1')] },
    ),
    neighbour: withMore(
      { ...main, points: main.points.map((point) => (point.id === 'W2' ? { ...point, feature: 'tee' } : point)) },
      { points: [{ ...waterPoint('W4', 100, 60), feature: 'buildingEntry' }], lines: [waterMain('W2', 'W4')] },
    ),
  },
  {
    rule: 'L2',
    code: 'line-to-itself',
    fires: withMore(main, { lines: [waterMain('W3', 'W3')] }),
    neighbour: main,
    // A line that begins and ends at a cap makes three ends of it.
    also: ['degree-differs'],
  },
  {
    rule: 'L3',
    code: 'level-depth-mismatch',
    // 10.00 - 2.50 = 7.50: 7.511 is off by 0.011, 7.51 by the tolerance itself.
    fires: withLine(sewer, 'S1', { fromLevelM: 7.511 }),
    neighbour: withLine(sewer, 'S1', { fromLevelM: 7.51 }),
  },
  {
    rule: 'L4',
    code: 'level-differs-at-node',
    fires: withLine(main, 'W2', { fromDepthM: 1.22 }),
    neighbour: withLine(main, 'W2', { fromDepthM: 1.21 }),
  },
  {
    rule: 'L4',
    code: 'size-differs-at-node',
    fires: withLine(main, 'W2', { size: 'DN150' }),
    neighbour: withPoint(withLine(main, 'W2', { size: 'DN150' }), 'W2', { feature: 'reducer' }),
  },
  {
    rule: 'L4',
    code: 'material-differs-at-node',
    fires: withLine(withLine(main, 'W1', { material: 'steel' }), 'W2', { material: 'ductileIron' }),
    neighbour: withPoint(
      withLine(withLine(main, 'W1', { material: 'steel' }), 'W2', { material: 'ductileIron' }),
      'W2',
      {
        feature: 'materialChange',
      },
    ),
  },
  {
    rule: 'L5',
    code: 'line-too-long',
    fires: withPoint(main, 'W1', { east: EAST - 45.01 }),
    neighbour: withPoint(main, 'W1', { east: EAST - 45 }),
  },
  {
    rule: 'L5',
    code: 'line-too-short',
    fires: withPoint(main, 'W1', { east: EAST + 30 - 0.049 }),
    neighbour: withPoint(main, 'W1', { east: EAST + 30 - 0.05 }),
  },
  {
    rule: 'L6',
    code: 'steep-line',
    // Outer tops 14.10 and 8.80 over 30 m: atan(5.30 / 30) is 10.02 degrees, atan(5.28 / 30) is 9.98.
    fires: withPoint(main, 'W1', { groundM: 15.3 }),
    neighbour: withPoint(main, 'W1', { groundM: 15.28 }),
  },
  {
    rule: 'L7',
    code: 'depth-too-great',
    fires: withPoint(withLine(sewer, 'S1', { fromDepthM: 20.01 }), 'S1', { groundM: 27.51 }),
    neighbour: withPoint(withLine(sewer, 'S1', { fromDepthM: 20 }), 'S1', { groundM: 27.5 }),
  },
  {
    rule: 'L7',
    code: 'depth-above-ground',
    fires: withPoint(withLine(main, 'W1', { fromDepthM: -0.2 }), 'W1', { groundM: 8.6 }),
    neighbour: withPoint(withLine(main, 'W1', { fromDepthM: 0.2 }), 'W1', { groundM: 9 }),
  },
  {
    rule: 'L7',
    code: 'zero-depth',
    fires: withPoint(withLine(main, 'W1', { fromDepthM: 0 }), 'W1', { groundM: 8.8 }),
    neighbour: withPoint(withLine(main, 'W1', { fromDepthM: 0.01 }), 'W1', { groundM: 8.81 }),
  },
  {
    rule: 'L8',
    code: 'reverse-slope',
    // Invert 7.479 to 7.50: it rises 0.021 along its flow; 0.020 is passed over.
    fires: withLine(withLine(sewer, 'S1', { fromDepthM: 2.521, toDepthM: 2.5 }), 'S2', { fromDepthM: 2.5 }),
    neighbour: withLine(withLine(sewer, 'S1', { fromDepthM: 2.52, toDepthM: 2.5 }), 'S2', { fromDepthM: 2.5 }),
  },
  {
    rule: 'L8',
    code: 'manhole-drop',
    // 7.41 into the manhole, 7.20 out of it.
    fires: withLine(sewer, 'S2', { fromDepthM: 2.8, toDepthM: 2.89 }),
    neighbour: withLine(sewer, 'S2', { fromDepthM: 2.79, toDepthM: 2.89 }),
  },
];
