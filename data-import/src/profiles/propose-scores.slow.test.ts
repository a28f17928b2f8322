import { describe, expect, test } from 'vitest';
import { builtInProfiles } from '../built-in-profiles.ts';
import { bindProfile } from './bind-profile.ts';
import { proposeProfile } from './propose-profile.ts';
import type { HeadingSet } from './testing/heading-set.ts';
import { CHINESE_HEADING_SETS } from './testing/heading-sets-chinese.ts';
import { FRESH_HEADING_SETS } from './testing/heading-sets-fresh.ts';
import { HELD_OUT_HEADING_SETS } from './testing/heading-sets-held-out.ts';
import { LATIN_HEADING_SETS } from './testing/heading-sets-latin.ts';
import { type ProposalScore, scoreProposals } from './testing/score-proposals.ts';

const profiles = await builtInProfiles();
const DEVELOPMENT_SETS = [...CHINESE_HEADING_SETS, ...LATIN_HEADING_SETS];
const ALL_SETS = [...DEVELOPMENT_SETS, ...HELD_OUT_HEADING_SETS];

function print(name: string, { right, columns, measures, confirmed }: ProposalScore): void {
  const share = ((100 * right) / columns).toFixed(1);
  process.stdout.write(
    `proposals, ${name}: ${right} of ${columns} columns right (${share} %), ${confirmed} of ${measures} measures to be confirmed\n`,
  );
}

describe('forty sets of headings', () => {
  test('there are forty', () => {
    expect(ALL_SETS).toHaveLength(40);
  });

  test.each([
    ['development sets', DEVELOPMENT_SETS],
    ['held-out sets', HELD_OUT_HEADING_SETS],
    ['all sets', ALL_SETS],
    ['sets of headings that no word was made for', FRESH_HEADING_SETS],
  ])('%s: 95 % of the columns are right, and nothing that moves a pipe is wrong in silence', (name, sets) => {
    const score = scoreProposals(sets, profiles);
    print(name, score);
    expect(score.silent).toEqual([]);
    expect(score.targetsWrong).toEqual([]);
    expect(score.right / score.columns).toBeGreaterThanOrEqual(0.95);
  });

  test('without the built-in profiles the words alone still carry, and nothing is wrong in silence', () => {
    const score = scoreProposals(ALL_SETS, []);
    print('all sets without built-in profiles', score);
    expect(score.silent).toEqual([]);
    expect(score.right / score.columns).toBeGreaterThanOrEqual(0.9);
  });

  test('most of what is measured needs no confirmation where it is stated', () => {
    const score = scoreProposals(ALL_SETS, profiles);
    expect(score.confirmed / score.measures).toBeLessThan(0.4);
  });

  test('a proposal of every set binds to its own table, each column to one field', () => {
    for (const set of ALL_SETS) {
      const { profile, tables } = proposeProfile([{ table: set.table, rows: set.rows }], { profiles });
      const { bound } = bindProfile(profile, [set.table]);
      expect(bound[0]?.target, set.name).toBe(set.target);
      const indexes = [...(bound[0]?.columns.values() ?? [])].map(({ index }) => index);
      expect(new Set(indexes).size, set.name).toBe(indexes.length);
      expect(bound[0]?.columns.size, set.name).toBe(tables[0]?.fields.length);
    }
  });
});

/** A set in which the values of one field were replaced, its headings left as they were. */
function withValues(set: HeadingSet, field: string, change: (text: string, row: number) => string): HeadingSet {
  const at = set.truth.findIndex((truth) => truth.field === field);
  const rows = set.rows.map((row, index) => ({
    ...row,
    values: row.values.map((value, column) => (column === at && value !== null ? change(String(value), index) : value)),
  }));
  return { ...set, rows };
}

function fieldOf(set: HeadingSet, field: string) {
  const [table] = proposeProfile([{ table: set.table, rows: set.rows }], { profiles }).tables;
  return table?.fields.find((found) => found.field === field);
}

function setsWith(field: string): readonly HeadingSet[] {
  return [...ALL_SETS, ...FRESH_HEADING_SETS].filter(({ truth }) =>
    truth.some((column) => column.field === field && column.unit === null),
  );
}

describe('values that are not what their heading says are never taken in silence', () => {
  test.each([
    ['fromDepth', 'centimetres', 100],
    ['toDepth', 'millimetres', 1000],
    ['shaftDepth', 'centimetres', 100],
    ['shaftDiameter', 'metres', 0.001],
    ['size', 'metres', 0.001],
    ['size', 'centimetres', 0.1],
    ['groundLevel', 'millimetres', 1000],
    ['x', 'kilometres', 0.001],
  ])('%s in %s', (field, _, factor) => {
    const sets = setsWith(field);
    expect(sets.length).toBeGreaterThan(0);
    for (const set of sets) {
      const scaled = withValues(set, field, (text) =>
        text.replace(/\d+(\.\d+)?/g, (number) => String(Math.round(Number(number) * factor * 1e6) / 1e6)),
      );
      expect(fieldOf(scaled, field)?.mustConfirm ?? true, `${set.name}: ${field}`).toBe(true);
    }
  });

  test.each([
    ['x', 'y'],
    ['fromX', 'fromY'],
    ['toX', 'toY'],
  ])('%s and %s changed over', (x, y) => {
    for (const set of setsWith(x)) {
      const [atX, atY] = [x, y].map((field) => set.truth.findIndex((truth) => truth.field === field));
      const swapped: HeadingSet = {
        ...set,
        rows: set.rows.map((row) => ({
          ...row,
          values: row.values.map(
            (value, at) => (at === atX ? row.values[atY ?? 0] : at === atY ? row.values[atX ?? 0] : value) ?? null,
          ),
        })),
      };
      for (const field of [x, y])
        expect(fieldOf(swapped, field)?.mustConfirm ?? true, `${set.name}: ${field}`).toBe(true);
    }
  });
});
