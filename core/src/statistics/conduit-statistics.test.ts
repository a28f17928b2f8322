import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConduitFacts } from '../analysis/conduit-table.ts';
import { plainConduit, plainSection } from '../analysis/testing/plain-conduit.ts';
import { STATISTICS_ATTRIBUTES, statisticsAnswerSchema } from '../protocol/analysis/statistics.ts';
import { attributeValue, type StatisticsAttribute } from './attribute-value.ts';
import { conduitStatistics, MOST_GROUPS } from './conduit-statistics.ts';
import type { CountedConduit } from './counted-conduit.ts';

const MOMENT = { revision: '7', dataDate: '2026-01-02T03:04:05Z' };

function counted(facts: Partial<ConduitFacts>, lengthM = 10, rest: Partial<CountedConduit> = {}): CountedConduit {
  const plain = plainConduit({ path: [0, 0, 1, 0], fromAxisM: null, toAxisM: null, section: null, facts });
  return { facts: plain.facts, lengthM, fromGroundM: null, toGroundM: null, ...rest };
}

function grouped(by: readonly StatisticsAttribute[], conduits: readonly CountedConduit[]) {
  const statistics = conduitStatistics({ by: [...by] }, 2026);
  statistics.add(conduits);
  return statisticsAnswerSchema.parse(statistics.answer('demo', MOMENT));
}

const lines = (by: readonly StatisticsAttribute[], conduits: readonly CountedConduit[]): readonly string[] =>
  grouped(by, conduits).groups.map(({ values, count, lengthM }) => `${values.join(' ')}: ${count}, ${lengthM} m`);

describe('conduitStatistics', () => {
  it('counts and measures by material, the longest first, and what is unknown last', () => {
    const pe = counted({ material: 'PE' }, 30);
    expect(
      lines(
        ['material'],
        [counted({ material: 'steel' }, 40), pe, pe, counted({ material: null }, 500), counted({ material: ' ' }, 1)],
      ),
    ).toEqual(['PE: 2, 60 m', 'steel: 1, 40 m', ': 2, 501 m']);
  });

  it('groups by two attributes at once, bands ascending', () => {
    const of = (utility: 'water' | 'gas', sizeMm: number | null) =>
      counted({ utility, section: plainSection('circular', sizeMm, sizeMm, null) });
    expect(lines(['size', 'utility'], [of('gas', 300), of('water', 200), of('gas', 299), of('water', null)])).toEqual([
      '[200,300) gas: 1, 10 m',
      '[200,300) water: 1, 10 m',
      '[300,400) gas: 1, 10 m',
      ' water: 1, 10 m',
    ]);
  });

  it('counts devices between nodes only where kinds are asked for', () => {
    const conduits = [counted({}), counted({ kind: 'pump' })];
    expect(grouped(['utility'], conduits).total.count).toBe(1);
    expect(lines(['kind'], conduits)).toEqual(['conduit: 1, 10 m', 'pump: 1, 10 m']);
  });

  it('does not add an unknown length as none: it counts it', () => {
    expect(grouped(['utility'], [counted({}), counted({}, Number.NaN)]).total).toEqual({
      count: 2,
      lengthM: 10,
      lengthUnknown: 1,
    });
  });

  it('counts only the utilities asked for', () => {
    const statistics = conduitStatistics({ by: ['utility'], utilities: ['gas'] }, 2026);
    statistics.add([counted({ utility: 'gas' }), counted({ utility: 'water' })]);
    expect(statistics.answer('demo', MOMENT).groups.map(({ values }) => values)).toEqual([['gas']]);
  });

  it('has groups that sum to the total, in one batch or many, whatever it groups by', () => {
    const material = fc.constantFrom('PE', 'steel', null);
    const conduit = fc
      .record({
        material,
        lengthM: fc.double({ min: 0, max: 1e4, noNaN: true }),
        year: fc.option(fc.integer({ min: 1950, max: 2026 })),
      })
      .map(({ material: of, lengthM, year }) => counted({ material: of, builtYear: year }, lengthM));
    const by = fc.uniqueArray(fc.constantFrom(...STATISTICS_ATTRIBUTES), { minLength: 1, maxLength: 2 });
    fc.assert(
      fc.property(by, fc.array(conduit), (attributes, conduits) => {
        const { groups, total } = grouped(attributes, conduits);
        expect(groups.reduce((sum, { count }) => sum + count, 0)).toBe(conduits.length);
        const lengthM = conduits.reduce((sum, each) => sum + each.lengthM, 0);
        expect(total.lengthM).toBeCloseTo(lengthM, 6);
        expect(groups.reduce((sum, group) => sum + group.lengthM, 0)).toBeCloseTo(lengthM, 6);
        const one = conduitStatistics({ by: [...attributes] }, 2026);
        for (const each of conduits) one.add([each]);
        expect(one.answer('demo', MOMENT).total).toEqual(total);
      }),
      { numRuns: 200, seed: 23 },
    );
  });

  it('refuses to group by what every conduit has its own of, rather than to leave groups out', () => {
    const statistics = conduitStatistics({ by: ['owner'] }, 2026);
    const owners = Array.from({ length: MOST_GROUPS + 1 }, (_, i) => counted({ owner: `owner ${i}` }));
    expect(() => statistics.add(owners)).toThrow(`Statistics by owner may have ${MOST_GROUPS} groups`);
  });
});

describe('attributeValue', () => {
  const value = (attribute: StatisticsAttribute, conduit: CountedConduit) => attributeValue(attribute, conduit, 2026);
  const top = (outerTopM: number | null) => ({ invertM: null, axisM: null, outerTopM });

  it('takes the lesser cover of both ends, and none where one of them, or the wall, is unknown', () => {
    const ground = { fromGroundM: 10.2, toGroundM: 10.0 };
    const known = { from: top(9.7), to: top(8.6) } as const;
    // 10.2 - 9.7 = 0.50, 10.0 - 8.6 = 1.40
    expect(value('cover', counted({ ...known, outerTopBasis: 'stated' }, 1, ground))).toBe('[0.5,0.7)');
    expect(value('cover', counted({ ...known, outerTopBasis: 'inner' }, 1, ground))).toBeNull();
    expect(value('cover', counted({ ...known, to: top(null) }, 1, ground))).toBeNull();
    expect(value('cover', counted(known, 1, { ...ground, toGroundM: null }))).toBeNull();
  });

  it('knows a size only by width and height, and takes the greater', () => {
    expect(value('size', counted({ section: plainSection('rectangular', 1200, 800, null) }))).toBe('[1000,1500)');
    expect(value('size', counted({ section: plainSection('rectangular', 1200, null, null) }))).toBeNull();
  });

  it('groups years by decade and by age', () => {
    expect(value('decade', counted({ builtYear: 1999 }))).toBe('1990s');
    expect(value('age', counted({ builtYear: 1999 }))).toBe('[20,30)');
    expect(value('age', counted({ builtYear: null }))).toBeNull();
  });

  it('names a pressure class only where the whole range lies in it', () => {
    const at = (leastMpa: number, mostMpa: number) => value('pressure', counted({ pressure: { leastMpa, mostMpa } }));
    expect(at(0.4, 0.4)).toBe('[0.4,0.8)');
    expect(at(0.2, 0.4)).toBe('[0.2,0.4)');
    expect(at(0, 0.01)).toBe('(,0.01)');
    expect(at(0.2, 0.8)).toBeNull();
    expect(value('pressure', counted({}))).toBeNull();
  });

  it('takes the word unknown for what it says', () => {
    expect(value('utility', counted({ utility: 'unknown' }))).toBeNull();
    expect(value('status', counted({ status: 'unknown' }))).toBeNull();
    expect(value('qualityLevel', counted({}))).toBeNull();
    expect(value('road', counted({}, 1, { road: ' 文化路 ' }))).toBe('文化路');
  });
});
