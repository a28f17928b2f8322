import { describe, expect, it } from 'vitest';
import { isDateFormat } from './date-formats.ts';
import { serialToIso } from './serial-date.ts';
import { columnName, columnOf } from './sheet-rows.ts';

describe('serialToIso', () => {
  it('counts as Excel does: 1900 has a 29 February that never was', () => {
    expect([1, 59, 60, 61, 45_443, 2_958_465].map((serial) => serialToIso(serial, false))).toEqual([
      '1900-01-01',
      '1900-02-28',
      null,
      '1900-03-01',
      '2024-05-31',
      '9999-12-31',
    ]);
  });

  it('rounds to seconds, over midnight too, and refuses what is no date', () => {
    expect(serialToIso(45_442.999_999_99, false)).toBe('2024-05-31');
    expect([-1, Number.NaN, 2_958_466, 1e300].map((serial) => serialToIso(serial, false))).toEqual([
      null,
      null,
      null,
      null,
    ]);
  });
});

describe('isDateFormat', () => {
  it('sees dates by their letters, but not in quotes, escapes, colours and languages', () => {
    const dates = ['yyyy-mm-dd', '[$-804]yyyy"年"m"月"d"日"', 'h:mm:ss', '[h]:mm', 'm/d/yy;@'];
    const numbers = [
      '0.00',
      '0.00"m"',
      '0.00\\m',
      '[Red]0.0',
      '[$-804]0',
      'General',
      '0.0_d',
      '#,##0.00;[Red]-#,##0.00',
    ];
    expect(dates.filter((code) => isDateFormat(164, code))).toEqual(dates);
    expect(numbers.filter((code) => isDateFormat(164, code))).toEqual([]);
  });

  it('knows the built-in ones, Chinese ones among them', () => {
    expect([14, 22, 31, 57, 0, 2, 49].map((id) => isDateFormat(id, undefined))).toEqual([
      true,
      true,
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe('columns', () => {
  it('are counted as letters', () => {
    expect(['A1', 'Z9', 'AA1', 'xfd1', '1'].map(columnOf)).toEqual([0, 25, 26, 16_383, -1]);
    expect([0, 25, 26, 16_383].map(columnName)).toEqual(['A', 'Z', 'AA', 'XFD']);
  });
});
