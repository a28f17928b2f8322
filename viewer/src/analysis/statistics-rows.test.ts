import { type StatisticsAnswer, statisticsAnswerSchema } from '@undercroft/core/protocol/analysis/statistics';
import { describe, expect, it } from 'vitest';
import { ANALYSIS_ZH } from '../i18n/analysis-words.ts';
import { en, type MessageKey } from '../i18n/en.ts';
import type { Say } from '../i18n/i18n.ts';
import { statisticsRows } from './statistics-rows.ts';

const say: Say = (key: MessageKey, values = {}) =>
  en[key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));

const answer = (by: unknown, groups: readonly unknown[]): StatisticsAnswer =>
  statisticsAnswerSchema.parse({
    complete: true,
    scene: 'demo',
    revision: '1',
    dataDate: '2026-11-20T00:00:00Z',
    by: [by],
    groups,
    total: { count: 10, lengthM: 400, lengthUnknown: 1 },
  });

describe('the rows of statistics', () => {
  it('name utilities, give shares of the known length, and keep the unknown as a row', () => {
    const rows = statisticsRows(
      answer({ attribute: 'utility', unit: null, bands: null }, [
        { values: ['gas'], count: 7, lengthM: 300, lengthUnknown: 0 },
        { values: [null], count: 3, lengthM: 100, lengthUnknown: 1 },
      ]),
      'en',
      say,
    );
    expect(rows.map(({ name, share, lengthUnknown }) => [name, share, lengthUnknown])).toEqual([
      ['Gas', 0.75, 0],
      [null, 0.25, 1],
    ]);
  });

  it('write bands as people read them', () => {
    const bands = [
      { name: '(,100)', least: null, below: 100 },
      { name: '[100,1500)', least: 100, below: 1500 },
      { name: '[1500,)', least: 1500, below: null },
    ];
    const groups = bands.map(({ name }) => ({ values: [name], count: 1, lengthM: 1, lengthUnknown: 0 }));
    const rows = statisticsRows(answer({ attribute: 'size', unit: 'mm', bands }, groups), 'en', say);
    expect(rows.map(({ name }) => name)).toEqual(['< 100 mm', '100–1\u202f500 mm', '≥ 1\u202f500 mm']);
  });

  it('say a decade in the language of the screen', () => {
    const groups = [{ values: ['1990s'], count: 1, lengthM: 1, lengthUnknown: 0 }];
    const [row] = statisticsRows(answer({ attribute: 'decade', unit: null, bands: null }, groups), 'en', say);
    expect(row?.name).toBe('1990s');
    expect(ANALYSIS_ZH['analysis.decade']).toContain('年代');
  });

  it('divide by nothing where no length is known', () => {
    const none = {
      ...answer({ attribute: 'owner', unit: null, bands: null }, []),
      total: { count: 1, lengthM: 0, lengthUnknown: 1 },
    };
    const groups = [{ values: ['Water Co'], count: 1, lengthM: 0, lengthUnknown: 1 }];
    expect(statisticsRows({ ...none, groups }, 'en', say)[0]?.share).toBe(0);
  });
});
