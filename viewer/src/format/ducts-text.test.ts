import { describe, expect, it } from 'vitest';
import { en, type MessageKey } from '../i18n/en.ts';
import { zh } from '../i18n/zh.ts';
import { ductsText } from './ducts-text.ts';

const sayIn =
  (messages: Readonly<Record<MessageKey, string>>) =>
  (key: MessageKey, values: Readonly<Record<string, string | number>> = {}) =>
    messages[key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));

describe('the ducts of a bank', () => {
  it('are rows by columns where these are known, and of a size where that is', () => {
    const grid = { count: 12, rows: 3, columns: 4, boreMm: null };
    expect(ductsText(grid, sayIn(en))).toBe('3 x 4 ducts');
    expect(ductsText(grid, sayIn(zh))).toBe('3×4 孔');
    expect(ductsText({ ...grid, boreMm: 110 }, sayIn(en))).toBe('3 x 4 ducts of 110 mm');
    expect(ductsText({ ...grid, boreMm: 110 }, sayIn(zh))).toBe('3×4 孔，孔径 110 mm');
  });

  it('are a number where nothing else is', () => {
    expect(ductsText({ count: 9, rows: null, columns: null, boreMm: null }, sayIn(en))).toBe('9 ducts');
  });
});
