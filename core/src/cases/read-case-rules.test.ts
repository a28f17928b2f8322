import { describe, expect, it } from 'vitest';
import { CASE_TYPES } from '../demo-city/living/case-kinds.ts';
import { COMPONENT_CLASSES } from '../demo-city/living/components/component-classes.ts';
import { caseRulesSchema } from '../protocol/live/case-rule.ts';
import { caseRules } from './case-rules.ts';
import { PROGRAM_CASE_RULES } from './program-case-rules.ts';
import { readCaseRules } from './read-case-rules.ts';

const HEAD = { id: 'town', version: '3', basis: { en: 'Council, 2026', zh: '2026年文件' }, grade: 'a' };

describe('rules of cases', () => {
  it('of the program are well-formed, each class once, and know every class of the demo city', () => {
    expect(caseRulesSchema.parse(PROGRAM_CASE_RULES)).toEqual(PROGRAM_CASE_RULES);
    const keys = PROGRAM_CASE_RULES.categories.map(({ kind, category }) => `${kind} ${category}`);
    expect(new Set(keys).size).toBe(keys.length);
    const rules = caseRules(PROGRAM_CASE_RULES, 480);
    expect(CASE_TYPES.filter((type) => rules.category(type.kind, type.category) === null)).toEqual([]);
    expect(
      Object.values(COMPONENT_CLASSES).filter(({ digits }) => rules.category('component', digits) === null),
    ).toEqual([]);
  });

  it('of a city stand above them, row by row', () => {
    const reading = readCaseRules(
      {
        ...HEAD,
        categories: [
          {
            kind: 'component',
            category: '0102',
            major: { en: 'Utilities', zh: '公用设施' },
            title: { en: 'Sewer cover', zh: '污水井盖' },
            handle: { amount: 4, unit: 'hours' },
            department: 'Drains',
          },
        ],
        departments: { 'component 01': 'Utilities office', 'component 0113': 'Fire brigade' },
        clocks: { dispatch: { amount: 3, unit: 'minutes' } },
        calendar: { years: [{ year: 2027, source: 'notice', holidays: [], workdays: [] }] },
      },
      'rules.json',
      'town',
    );
    if (!reading.ok) throw new Error(reading.faults.join());
    const rules = caseRules(reading.rules, 480);
    expect(rules.category('component', '0102')).toMatchObject({ handle: { amount: 4 }, department: 'Drains' });
    expect(rules.category('component', '0103')?.department).toBe('Utilities office');
    expect(rules.category('component', '0113')?.department).toBe('Fire brigade');
    expect(rules.set.clocks).toMatchObject({ dispatch: { amount: 3 }, register: { amount: 10 } });
    expect([...(rules.calendar?.years ?? [])]).toEqual([2025, 2026, 2027]);
    expect(rules.set.calendar.hours).toHaveLength(2);
  });

  it('that cannot be used are refused with the file, the field and what came', () => {
    const faults = (json: unknown) => {
      const reading = readCaseRules(json, 'rules.json', 'town');
      return reading.ok ? [] : reading.faults;
    };
    expect(faults({ ...HEAD, id: 'village' })).toEqual([
      'rules.json: id: wanted "town", the name of its scene, got "village"',
    ]);
    expect(faults({ ...HEAD, departments: { 'event 0999': 'x' } })).toEqual([
      'rules.json: departments: wanted a class of the rules, got "event 0999"',
    ]);
    const holidays = [{ name: 'n', from: '2027-02-02', to: '2027-02-01' }];
    const calendar = { years: [{ year: 2027, source: 's', holidays, workdays: [] }] };
    expect(faults({ ...HEAD, calendar })[0]).toContain('must not end before');
    expect(faults({ ...HEAD, calendar: { hours: [{ from: '17:00', to: '08:00' }] } })[0]).toContain('must be in order');
    expect(faults({ ...HEAD, clocks: { dispatch: { amount: -1, unit: 'minutes' } } })[0]).toContain('clocks.dispatch');
  });
});
