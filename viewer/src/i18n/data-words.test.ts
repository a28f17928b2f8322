import { PROFILE_FIELDS } from '@undercroft/core/protocol/profile-fields';
import { describe, expect, it } from 'vitest';
import { DATA_EN } from './data-words.ts';
import { NAMED_FIELDS } from './field-words.ts';
import { ISSUE_TITLES } from './issue-titles.ts';

const [codes = ''] = Object.values(
  import.meta.glob<string>('../../../data-import/src/issues.ts', { query: '?raw', import: 'default', eager: true }),
);
const pages = Object.values(
  import.meta.glob<string>('../data/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true }),
).join('\n');

describe('the words of the Data page', () => {
  it('name every field of a profile', () => {
    const fields = Object.values(PROFILE_FIELDS).flatMap((target) => Object.keys(target));
    expect(fields.filter((field) => !NAMED_FIELDS.has(field))).toEqual([]);
  });

  it('give every code of a report a title, and none to a code that there is not', () => {
    const known = [...codes.matchAll(/^ {2}'([a-z0-9-]+)': '(?:error|warning|info)'/gm)].map(([, code = '']) => code);
    expect(known.length).toBeGreaterThan(100);
    expect(Object.keys(ISSUE_TITLES).toSorted()).toEqual(known.toSorted());
  });

  it('are all said somewhere', () => {
    const unsaid = Object.keys(DATA_EN).filter((key) => {
      const [family = ''] = key.split('.');
      return !pages.includes(`'${key}'`) && !pages.includes(`\`${family}.$\{`);
    });
    expect(unsaid).toEqual([]);
  });
});
