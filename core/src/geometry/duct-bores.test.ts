import { describe, expect, it } from 'vitest';
import type { Ducts, Section } from '../model/section-shape.ts';
import { ductBores } from './duct-bores.ts';

function bank(widthMm: number | null, heightMm: number | null, ducts: Ducts | null): Section {
  const box = { shape: 'envelope', widthMm, heightMm, wallMm: null, floorWidthMm: null } as const;
  return { ...box, open: false, barrels: 1, measured: 'outside', ducts };
}

describe('ductBores', () => {
  it('of 2 rows by 3 columns of 100 mm in a block of 700 x 500 leave 100 mm between them and about them', () => {
    const found = ductBores(bank(700, 500, { count: 6, rows: 2, columns: 3, boreMm: 100 }));
    expect(found?.radiusM).toBe(0.05);
    const rounded = [...(found?.centres ?? [])].map((value) => Math.round(value * 1000) / 1000);
    // (700 - 300) / 4 = 100 across, (500 - 200) / 3 = 100 upright.
    expect(rounded).toEqual([-0.2, -0.1, 0, -0.1, 0.2, -0.1, -0.2, 0.1, 0, 0.1, 0.2, 0.1]);
  });

  it('are not known where the number alone is, or where the size of the block is not', () => {
    expect(ductBores(bank(700, 500, { count: 6, rows: null, columns: null, boreMm: 100 }))).toBeNull();
    expect(ductBores(bank(null, null, { count: 6, rows: 2, columns: 3, boreMm: 100 }))).toBeNull();
    expect(ductBores(bank(700, 500, null))).toBeNull();
  });

  it('are not drawn where so many do not fit: 4 of 200 mm into 700 mm', () => {
    expect(ductBores(bank(700, 500, { count: 8, rows: 2, columns: 4, boreMm: 200 }))).toBeNull();
  });

  it('of which the diameter is not stated are seven tenths of their distance: 0.7 * 600 / 4 = 105 mm', () => {
    expect(ductBores(bank(600, 600, { count: 12, rows: 3, columns: 4, boreMm: null }))?.radiusM).toBeCloseTo(0.0525, 9);
  });
});
