import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlacedConduit } from '../analysis/conduit-table.ts';
import { plainConduit, plainSection } from '../analysis/testing/plain-conduit.ts';
import { localProjection } from '../geodesy/local-projection.ts';
import { boreAnswerSchema, boreRequestSchema } from '../protocol/analysis/bore.ts';
import { DIG_VERDICTS } from '../protocol/analysis/excavation.ts';
import { seededRandom } from '../random/seeded-random.ts';
import { NATIONAL_RULES } from '../rules/national-rules.ts';
import { boreAnswer } from './bore-answer.ts';
import { checkBore } from './bore-check.ts';
import type { PlaneBoreFinding } from './bore-finding.ts';
import { type BorePlan, planBore } from './bore-plan.ts';
import { GROUND_M, plainRows } from './testing/plain-dig.ts';
import { randomConduit } from './testing/random-dig.ts';

/** Outer diameter 0.2 m. */
const DN200 = plainSection('circular', 180, 180, 10);

function bore(axis: readonly number[], diameterM = 0.3, toleranceM = 0.3): BorePlan {
  return { method: 'hdd', axis: Float64Array.from(axis), radiusM: diameterM / 2, toleranceM, ground: () => GROUND_M };
}

/** A water main DN200 from south to north, its axis 1.2 m deep. */
function main(facts: PlacedConduit['facts'] | object = {}, axisM: number | null = 8.8): PlacedConduit {
  return plainConduit({ path: [0, -50, 0, 50], fromAxisM: axisM, toAxisM: axisM, section: DN200, facts });
}

function met(plan: BorePlan, conduit: PlacedConduit): PlaneBoreFinding | null {
  return checkBore(plan, plainRows([conduit]), NATIONAL_RULES).findings[0] ?? null;
}

const across = (levelM: number) => [-30, 0, levelM, 30, 0, levelM];

describe('checkBore', () => {
  it('B1: DN300 + 0.30 m tolerance crossing 0.50 m under a DN200 main: walls 0.25 m apart, inside uncertainty', () => {
    const finding = met(bore(across(8.3)), main());
    expect(finding).toMatchObject({
      verdict: 'insideUncertainty',
      horizontalM: 0,
      above: true,
      rule: null,
      needsPerson: true,
    });
    expect(finding?.verticalM).toBeCloseTo(0.25, 9);
    expect(finding?.spatialM).toBeCloseTo(0.25, 9);
    // Axis 1.2 m deep: sigma 0.09; with the tolerance as two of its own 0.1749, and 0.25 m to go.
    expect(finding?.sigmaM).toBeCloseTo(0.09, 12);
    expect(finding?.strikeProbability).toBeCloseTo(0.0765, 3);
  });

  it('is hit where the walls meet, clear where 2 sigma and the tolerance leave room', () => {
    expect(met(bore(across(8.6)), main())).toMatchObject({ verdict: 'hit', spatialM: 0, closest: null });
    expect(met(bore(across(7.5)), main())).toMatchObject({ verdict: 'clear' });
    expect(met(bore(across(7.5), 0.3, 1), main())).toMatchObject({ verdict: 'insideUncertainty' });
  });

  it('crosses the protection zone of a gas main, however deep, for the zone is one in plan', () => {
    const gas = main({ utility: 'gas', pressure: { leastMpa: 0.005, mostMpa: 0.005 }, material: 'steel' });
    expect(met(bore(across(5)), gas)).toMatchObject({ verdict: 'inProtectionZone', binding: true });
    // Beside it: bore's wall 0.51 and 0.49 m off in plan.
    const beside = (m: number) => bore([m + 0.1 + 0.15, -30, 8.8, m + 0.1 + 0.15, 30, 8.8], 0.3, 0);
    expect(met(beside(0.49), gas)).toMatchObject({ verdict: 'inProtectionZone' });
    expect(met(beside(0.51), gas)).toMatchObject({ verdict: 'inControlZone' });
  });

  it('is never clear of a main of unknown level within 5 m', () => {
    expect(met(bore(across(8.3)), main({}, null))).toMatchObject({
      verdict: 'unknown',
      spatialM: null,
      verticalM: null,
    });
    const beside = bore([4, -30, 5, 4, 30, 5]);
    expect(met(beside, main({}, null))).toMatchObject({ verdict: 'unknown' });
  });

  it('a borehole beside a main is measured in plan', () => {
    const hole = { ...bore([1.25, 0, 10, 1.25, 0, 0], 0.3, 0), method: 'borehole' as const };
    const finding = met(hole, main());
    expect(finding?.horizontalM).toBeCloseTo(1, 9);
    expect(finding?.verdict).toBe('clear');
  });

  it('never reads better with a thicker bore, a wider tolerance or less knowledge', () => {
    const rank = (finding: PlaneBoreFinding | null) =>
      finding === null ? DIG_VERDICTS.length : DIG_VERDICTS.indexOf(finding.verdict);
    fc.assert(
      fc.property(fc.integer(), fc.double({ min: 0.01, max: 2, noNaN: true }), (seed, byM) => {
        const random = seededRandom(seed);
        const conduit = randomConduit(random, 'c');
        const ends = () => [random.between(-20, 40), random.between(-20, 30), random.between(5, 9.5)];
        const plan = bore([...ends(), ...ends()], random.between(0.1, 1), random.between(0, 0.5));
        const before = rank(met(plan, conduit));
        expect(rank(met({ ...plan, radiusM: plan.radiusM + byM }, conduit))).toBeLessThanOrEqual(before);
        expect(rank(met({ ...plan, toleranceM: plan.toleranceM + byM }, conduit))).toBeLessThanOrEqual(before);
        const nothing = { invertM: null, axisM: null, outerTopM: null };
        const blind = met(plan, { ...conduit, facts: { ...conduit.facts, from: nothing, to: nothing } });
        if (before <= DIG_VERDICTS.indexOf('insideUncertainty')) expect(blind).not.toBeNull();
        expect(blind?.verdict).not.toBe('clear');
      }),
      { numRuns: 100 },
    );
  });
});

describe('planBore and boreAnswer', () => {
  const projection = localProjection([119.6, 39.94]);
  const request = boreRequestSchema.parse({
    method: 'hdd',
    path: {
      type: 'LineString',
      coordinates: [
        [119.6, 39.94],
        [119.6003, 39.94],
      ],
    },
    course: { by: 'depth', depthsM: [1, 3] },
    diameterM: 0.3,
  });

  it('counts depths from the ground at each point, and answers in degrees', () => {
    const made = planBore(request, projection, (x) => 10 + x / 100);
    if (!made.ok) throw new Error(made.refusal.message);
    expect(made.plan.axis[2]).toBeCloseTo(9, 9);
    // 0.0003 degrees are 25.63 m: the ground rises to 10.256.
    expect(made.plan.axis[5]).toBeCloseTo(7.2563, 3);
    const check = checkBore(made.plan, plainRows([main()]), NATIONAL_RULES);
    const meta = { scene: 'demo', revision: '1', dataDate: '2026-11-20T00:00:00Z', unplacedCount: 0 };
    const answer = boreAnswer({ plan: made.plan, check, projection, rules: NATIONAL_RULES, ...meta });
    expect(boreAnswerSchema.parse(answer)).toEqual(answer);
    expect(answer.findings).toHaveLength(1);
    expect(answer.bore.axis[1]?.[0]).toBeCloseTo(119.6003, 9);
  });

  it('refuses what cannot be bored', () => {
    const code = (changes: object, ground: () => number | null = () => 10) => {
      const made = planBore({ ...request, ...changes }, projection, ground);
      return made.ok ? null : made.refusal.code;
    };
    expect(code({ diameterM: 0 })).toBe('bad-diameter');
    expect(code({ toleranceM: Number.NaN })).toBe('bad-tolerance');
    expect(code({ course: { by: 'level', levelsM: [1, 2, 3] } })).toBe('bad-course');
    expect(code({ course: { by: 'level', levelsM: [1, Number.NaN] } })).toBe('bad-course');
    expect(
      code({
        path: {
          type: 'LineString',
          coordinates: [
            [119.6, 39.94],
            [119.6, 39.94],
          ],
        },
      }),
    ).toBe('bad-path');
    expect(code({}, () => null)).toBe('ground-unknown');
    expect(
      planBore(
        { method: 'borehole', at: [119.6, 39.94], depthM: 0, diameterM: 0.3, toleranceM: 0 },
        projection,
        () => 10,
      ).ok,
    ).toBe(false);
  });
});
