import type { ImportReport } from '@undercroft/core/protocol/import-answers';
import { expect, it } from 'vitest';
import { importReportText } from './import-report-text.ts';

const report: ImportReport = {
  format: 'swmm',
  crs: 'EPSG:25832',
  accepted: true,
  features: { conduit: 1015, node: 1020, pump: 6, weir: 0 },
  nodeKinds: { junction: 995, storage: 16, outfall: 9 },
  lengthM: 51_248.4,
  geometryLengthM: 51_319.2,
  bbox: [10, 55, 11, 56],
  unknown: { coverLevelM: 9, wallMm: 0 },
  issueCounts: { 'adverse-slope': 18, 'unknown-node': 1 },
  issues: [
    { severity: 'warning', code: 'adverse-slope', where: { row: 12, field: 'InOffset' }, message: 'Runs uphill.' },
    { severity: 'warning', code: 'adverse-slope', where: { row: 90, field: null }, message: 'Runs uphill too.' },
    { severity: 'error', code: 'unknown-node', where: { row: null, field: null }, message: 'No node "X".' },
  ],
};

it('gives counts, both lengths, what is unknown, and the first issue of each code with errors first', () => {
  expect(importReportText('layer sewer', report)).toEqual([
    'layer sewer: accepted',
    '  format    swmm, EPSG:25832',
    '  features  1015 conduit, 1020 node, 6 pump',
    '  nodes     995 junction, 16 storage, 9 outfall',
    '  length    51,248 m stated, 51,319 m by geometry',
    '  unknown   9 coverLevelM',
    '  issues    19',
    '    error unknown-node x 1: No node "X".',
    '    warning adverse-slope x 18 (first at row 12, field InOffset): Runs uphill.',
  ]);
});

it('says loudly that a refused layer is not shown', () => {
  const refused = { ...report, accepted: false, issues: [], issueCounts: {} };
  expect(importReportText('layer sewer', refused)[0]).toBe('layer sewer: REFUSED, nothing of it is shown');
});

it('never calls a length stated that is taken from the geometry', () => {
  const lengthLine = (unknown: number) =>
    importReportText('net', { ...report, unknown: { statedLengthM: unknown } }).find((line) => line.includes('length'));
  expect(lengthLine(1015)).toBe('  length    51,319 m by geometry, none stated');
  expect(lengthLine(5)).toContain('51,248 m stated (5 conduits state none: by geometry), 51,319 m by geometry');
});
