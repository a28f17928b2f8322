import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { encodingsOf, reread } from './code-page-text.ts';
import { cellOf } from './mdb-value.ts';

describe('text of Access 97', () => {
  it('is told and read again after it was read as windows-1252', () => {
    const asRead = ['管线点号', '给水', '河北大街'].map((text) =>
      iconv.decode(iconv.encode(text, 'gb18030'), 'windows-1252'),
    );
    expect(encodingsOf(asRead)[0]).toMatchObject({ encoding: 'gb18030', sample: '管线点号' });
    expect(asRead.map((text) => reread(text, 'gb18030'))).toEqual(['管线点号', '给水', '河北大街']);
  });
});

describe('cellOf', () => {
  it('gives singles the digits a person wrote and keeps doubles as they are', () => {
    expect([
      cellOf(Math.fround(12.345), 'float'),
      cellOf(12.345_000_267, 'double'),
      cellOf(Math.fround(1 / 3), 'float'),
    ]).toEqual([12.345, 12.345_000_267, 0.333_333_34]);
  });

  it('makes numbers of money and decimals as far as a number holds them', () => {
    expect([
      cellOf('-12.5000', 'currency'),
      cellOf('12345678901234567890.5', 'numeric'),
      cellOf(9_007_199_254_740_993n, 'bigint'),
    ]).toEqual([-12.5, '12345678901234567890.5', '9007199254740993']);
  });

  it('writes days, times and both', () => {
    const cells = ['2024-05-31T00:00:00Z', '2024-05-31T08:30:00Z', '1899-12-30T08:30:00Z'].map((text) =>
      cellOf(new Date(text), 'datetime'),
    );
    expect(cells).toEqual(['2024-05-31', '2024-05-31T08:30:00', '08:30:00']);
  });

  it('tells what is no number and no date from what is empty', () => {
    expect([
      cellOf(Number.NaN, 'double'),
      cellOf(new Date(Number.NaN), 'datetime'),
      cellOf(null, 'double'),
      cellOf('  ', 'text'),
    ]).toEqual([undefined, undefined, null, null]);
  });
});
