import { describe, expect, it } from 'vitest';
import { CELL_TONES } from './case-tones.ts';
import { cellPicture } from './cell-classes.ts';

const cell = (gridCell: string | null, total: number, known = 0, late = 0) => ({
  gridCell,
  total,
  open: 0,
  known,
  late,
});

describe('cells coloured by their cases', () => {
  it('fall into fifths by their count', () => {
    const cells = Array.from({ length: 10 }, (_, i) => cell(`1303020010010${10 + i}`, i + 1));
    const { classes, tints } = cellPicture(cells, 'count', 'light');
    expect(classes.get(15)?.map(({ from, to }) => [from, to])).toEqual([
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
      [9, 10],
    ]);
    expect(tints.get('130302001001010')).toBe(CELL_TONES.count.light[0]);
    expect(tints.get('130302001001019')).toBe(CELL_TONES.count.light[4]);
  });

  it('have fewer classes where they are alike, and no class overlaps another', () => {
    const cells = [1, 1, 1, 1, 9].map((total, i) => cell(`13030200100100${i}`, total));
    expect(cellPicture(cells, 'count', 'light').classes.get(15)).toEqual([
      { tone: CELL_TONES.count.light[0], from: 1, to: 1 },
      { tone: CELL_TONES.count.light[4], from: 2, to: 9 },
    ]);
  });

  it('of whose handling nothing is known are unknown, not in time', () => {
    const { tints, hasUnknown } = cellPicture(
      [cell('130302001001001', 7), cell('130302001001002', 7, 4, 0), cell('130302001002001', 7, 4, 1)],
      'late',
      'light',
    );
    expect(tints.get('130302001001001')).toBeNull();
    expect(tints.get('130302001001002')).toBe(CELL_TONES.late.light[0]);
    expect(tints.get('130302001002001')).toBe(CELL_TONES.late.light[4]);
    expect(hasUnknown).toBe(true);
    expect(cellPicture([], 'late', 'light').hasUnknown).toBe(false);
  });

  it('add up to their community, street and district; cases without a cell are counted apart', () => {
    const { values, without } = cellPicture(
      [cell('130302001001001', 2, 2, 1), cell('130302001001002', 3, 1), cell('130302001002001', 4), cell(null, 5)],
      'count',
      'light',
    );
    expect(values.get('130302001001')).toEqual({ total: 5, open: 0, known: 3, late: 1 });
    expect(values.get('130302001')?.total).toBe(9);
    expect(values.get('130302')?.total).toBe(9);
    expect(without).toBe(5);
  });
});
