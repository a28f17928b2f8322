import { describe, expect, it } from 'vitest';
import { type CaseView, decodeCases, encodeCases } from './case-link.ts';

const CLOSED: CaseView = { period: null, measure: 'count', cell: null, selected: null };
const OPEN: CaseView = {
  period: { kind: 'month', year: 2025, month: 7 },
  measure: 'late',
  cell: '130302001001001',
  selected: { id: 'cases.AJ,1', lon: 119.6, lat: 39.92 },
};

describe('cases in the address', () => {
  it('come back as they went, beside what else is there', () => {
    const query = encodeCases(OPEN, new URLSearchParams('scene=demo'));
    expect(query.get('scene')).toBe('demo');
    expect(decodeCases(query)).toEqual(OPEN);
    const off: CaseView = { ...OPEN, measure: null, cell: null, selected: null };
    expect(decodeCases(encodeCases(off, query))).toEqual(off);
  });

  it('leave nothing behind when they are closed', () => {
    const query = encodeCases({ ...OPEN, period: null }, encodeCases(OPEN, new URLSearchParams('lang=zh')));
    expect(query.toString()).toBe('lang=zh');
    expect(decodeCases(query)).toEqual(CLOSED);
  });

  it('that make no sense are as if they were not there', () => {
    expect(decodeCases(new URLSearchParams('cases=tomorrow&cells=heat&cell=a%20b&case=x,y,z'))).toEqual(CLOSED);
  });
});
