import { describe, expect, it } from 'vitest';
import { outcomeOf } from '../test-outcome.ts';
import { testRow, testWorkbook } from './test-workbook.ts';
import { XLSX_FORMAT } from './xlsx-format.ts';

describe('a workbook that is a bomb', () => {
  it('is refused after 64 MB, in memory that does not grow with it', { timeout: 60_000 }, async () => {
    const rows = testRow(1, ['id', 'x']) + ' '.repeat(120 * 1024 * 1024);
    const bytes = testWorkbook({ sheets: [{ name: 's', rows }] });
    expect(bytes.length).toBeLessThan(200_000);
    expect(await outcomeOf(XLSX_FORMAT, bytes, 'bomb.xlsx')).toBe('unsafe-file');
  });
});
