import { describe, expect, it } from 'vitest';
import type { DemoBuilding } from '../buildings/demo-building.ts';
import { laidViolations } from './laid-violations.ts';
import { laidLine, laidPoint } from './testing/laid-line.ts';

const HOUSE: DemoBuilding = {
  id: 'J1',
  blockId: 'B1',
  rings: [
    [
      [0, 5],
      [10, 5],
      [10, 12],
      [0, 12],
    ],
  ],
  storeys: 2,
  heightM: 6,
  use: 'residential',
  roof: 'flat',
  builtYear: 2000,
  zh: null,
  en: null,
  address: '',
  households: 2,
  streetId: 'S1',
  entry: [5, 5],
};
const ground = { groundLevelM: () => 0 };
const found = (...lines: Parameters<typeof laidViolations>[0]['conduits']) =>
  laidViolations({ nodes: [], conduits: lines }, [HOUSE], ground, []).map(({ kind, rowId, isM, wantedM }) => [
    kind,
    rowId,
    isM,
    wantedM,
  ]);

describe('laidViolations', () => {
  it('a sewer 2 m beside a house: 1.9 to its wall, wanted 2.5', () => {
    const sewer = laidLine(laidPoint('A', [-5, 3]), laidPoint('B', [15, 3]), { utility: 'sewage' });
    expect(found(sewer)).toEqual([['building', 'A-B', 1.9, 2.5]]);
  });

  it('the drain of a house enters it, and is near to it for that', () => {
    const entry = { ...laidPoint('A', [5, 5]), feature: '入户' };
    const drain = laidLine(entry, laidPoint('B', [5, 0]), { utility: 'sewage' });
    expect(found(drain)).toEqual([]);
    expect(found({ ...drain, from: { ...entry, feature: '直线点' } })).toEqual([['building', 'A-B', 0, 2.5]]);
  });

  it('a water service whose end rises to 0.5 m wants 0.6 m of cover', () => {
    const service = laidLine(laidPoint('A', [-30, 0]), laidPoint('B', [-20, 0]), { toLevelM: -0.5 });
    expect(found(service)).toEqual([['cover', 'A-B', 0.5, 0.6]]);
  });

  it('leaves out what is known of already', () => {
    const service = laidLine(laidPoint('A', [-30, 0]), laidPoint('B', [-20, 0]), { toLevelM: -0.5 });
    const known = {
      origin: 'planted',
      kind: 'cover',
      rowId: 'A-B',
      utility: 'water',
      wantedM: 0.6,
      isM: 0.5,
      source: '',
    } as const;
    expect(laidViolations({ nodes: [], conduits: [service] }, [HOUSE], ground, [known])).toEqual([]);
  });
});
