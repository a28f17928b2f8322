import { describe, expect, it } from 'vitest';
import type { ConduitFacts, PlacedConduit } from '../analysis/conduit-table.ts';
import { plainConduit, plainSection } from '../analysis/testing/plain-conduit.ts';
import type { Section } from '../model/section-shape.ts';
import { makePit } from '../pit/pit.ts';
import { FIELD, GROUND_M, judged, plainPlan } from './testing/plain-dig.ts';

/** Outer diameter 0.4 m. */
const OD400 = plainSection('circular', 380, 380, 10);
const LOW = { leastMpa: 0.005, mostMpa: 0.005 };

interface Told {
  readonly y?: number;
  readonly axisDepthM?: number | null;
  readonly section?: Section | null;
  readonly facts?: Partial<ConduitFacts>;
}

/** A water main OD 0.4 from west to east over the field, by its axis' depth under the ground at 10 m. */
function main({ y = 5, axisDepthM = 1.8, section = OD400, facts = {} }: Told = {}): PlacedConduit {
  const level = axisDepthM === null ? null : GROUND_M - axisDepthM;
  return plainConduit({ path: [-100, y, 120, y], fromAxisM: level, toAxisM: level, section, facts });
}

const gas = (facts: Partial<ConduitFacts> = {}) =>
  ({ utility: 'gas', pressure: LOW, material: 'steel', ...facts }) as const;

describe('uncertainty', () => {
  it('G7: floor 1.50, axis 1.80 deep, OD 0.40: sigma 0.135, worst top 1.33, inside uncertainty, P = 0.2294', () => {
    const finding = judged(plainPlan({ depthM: 1.5 }), main());
    expect(finding).toMatchObject({ verdict: 'insideUncertainty', horizontalM: 0, accuracyBasis: 'standard' });
    expect(finding?.verticalM).toBeCloseTo(0.1, 9);
    expect(finding?.sigmaM).toBeCloseTo(0.135, 12);
    expect(finding?.sigmaXyM).toBeCloseTo(0.09, 12);
    expect(finding?.strikeProbability).toBeCloseTo(0.2294, 4);
    // 2 sigma are 0.27 m: a floor at 1.32 is just out of it, at 1.34 just in.
    expect(judged(plainPlan({ depthM: 1.32 }), main())?.verdict).toBe('clear');
    expect(judged(plainPlan({ depthM: 1.34 }), main())?.verdict).toBe('insideUncertainty');
  });

  it('works with 1.0 m for a shallower axis: sigma 0.075 at 0.6 m', () => {
    const finding = judged(plainPlan({ depthM: 0.2 }), main({ axisDepthM: 0.6 }));
    expect(finding?.sigmaM).toBeCloseTo(0.075, 12);
  });

  it('2 sigma of the plan decide beside: 0.09 m each, in at 0.17 m, out at 0.19 m', () => {
    expect(judged(plainPlan(), main({ y: 10.2 + 0.17 }))).toMatchObject({ verdict: 'insideUncertainty' });
    expect(judged(plainPlan(), main({ y: 10.2 + 0.19 }))).toMatchObject({ verdict: 'clear' });
  });

  it('beside and under the floor both have to be made up for: a main 1 m under it is not struck by a shift in plan', () => {
    expect(judged(plainPlan(), main({ y: 10.3, axisDepthM: 3.2 }))?.verdict).toBe('clear');
    // Lifted by 2 sigma (0.345) its top reaches over the floor.
    expect(judged(plainPlan(), main({ y: 10.3, axisDepthM: 2.3 }))?.verdict).toBe('insideUncertainty');
  });

  it('a plan position that is known of records alone is never clear within 5 m', () => {
    const accuracy = { qualityLevel: 'D', sigmaXyM: null, sigmaZM: null } as const;
    const finding = judged(plainPlan(), main({ y: 14, facts: { accuracy } }));
    expect(finding).toMatchObject({ verdict: 'unknown', strikeProbability: null, sigmaM: null });
    expect(finding?.assumed).toContain('accuracy');
  });

  it('a position that is known to 8 m reaches 16 m', () => {
    const accuracy = { qualityLevel: null, sigmaXyM: 8, sigmaZM: 0.1 } as const;
    expect(judged(plainPlan(), main({ y: 26.1, facts: { accuracy } }))?.verdict).toBe('insideUncertainty');
    expect(judged(plainPlan(), main({ y: 26.3, facts: { accuracy } }))).toBeNull();
  });

  it('strikes for certain what runs through the pit, as good as never what runs 3 m off', () => {
    expect(judged(plainPlan(), main({ axisDepthM: 1 }))?.strikeProbability).toBeCloseTo(1, 6);
    expect(judged(plainPlan(), main({ y: 13 }))?.strikeProbability).toBeLessThan(1e-9);
  });
});

describe('what is not known', () => {
  it('an unknown level is never clear, though 4 m off', () => {
    const finding = judged(plainPlan(), main({ y: 14.2, axisDepthM: null }));
    expect(finding).toMatchObject({ verdict: 'unknown', horizontalM: null, verticalM: null, relation: 'unknownLevel' });
    expect(finding?.planM).toBeCloseTo(4, 9);
    expect(finding?.assumed).toContain('level');
  });

  it('an unknown level within the protection zone in plan is in it whatever the level', () => {
    const finding = judged(plainPlan(), main({ y: 10.6, axisDepthM: null, facts: gas() }));
    expect(finding).toMatchObject({ verdict: 'inProtectionZone', strikeProbability: null });
  });

  it('an unknown level beside battered walls: in the protection zone at the top, in the control zone at the floor: unknown', () => {
    const finding = judged(plainPlan({ batter: 1 }), main({ y: 12.6, axisDepthM: null, facts: gas() }));
    expect(finding?.verdict).toBe('unknown');
  });

  it('an unknown size is judged from nothing to 2 m: hit by its axis, unknown at 1 m, clear at 3 m', () => {
    const section = plainSection('unknown', null, null, null);
    expect(judged(plainPlan(), main({ section, axisDepthM: 1 }))).toMatchObject({ verdict: 'hit' });
    const beside = judged(plainPlan(), main({ section, y: 11, axisDepthM: 1 }));
    expect(beside).toMatchObject({ verdict: 'unknown', horizontalM: null, planM: 1, strikeProbability: null });
    expect(beside?.assumed).toContain('size');
    expect(judged(plainPlan(), main({ section, y: 13, axisDepthM: 1 }))).toMatchObject({ verdict: 'clear' });
  });

  it('an unknown wall is allowed for, and said: 0.15 of a 1000 mm concrete bore', () => {
    const section = plainSection('circular', 1000, 1000, null);
    const finding = judged(plainPlan(), main({ section, y: 11.5, axisDepthM: 1, facts: { material: 'concrete' } }));
    expect(finding?.horizontalM).toBeCloseTo(1.5 - 0.5 - 0.15, 9);
    expect(finding?.assumed).toContain('wall');
  });

  it('an unknown pressure in plan of the pit is in the protection zone of any pressure', () => {
    const under = main({ axisDepthM: 4, facts: gas({ pressure: null }) });
    expect(judged(plainPlan(), under)).toMatchObject({ verdict: 'inProtectionZone', assumed: ['pressure'] });
  });

  it('an unknown utility may be a gas main under high pressure', () => {
    const unknown = main({ y: 13, facts: { utility: 'unknown' } });
    expect(judged(plainPlan(), unknown)).toMatchObject({ verdict: 'unknown' });
  });
});

describe('evidence', () => {
  it('a binding rule of grade b stands behind a gas main, its clause and version named', () => {
    expect(judged(plainPlan(), main({ y: 12, facts: gas() }))).toMatchObject({
      verdict: 'inControlZone',
      binding: true,
      needsPerson: false,
      zone: { protectionM: 0.5, controlM: 5 },
      rule: { clause: 'GB 55009-2021', grade: 'b', version: '2026.1' },
      reason: null,
    });
  });

  it('a power cable clear of a grade c rule needs a person', () => {
    const finding = judged(plainPlan(), main({ y: 14, facts: { utility: 'power', embedding: 'directBuried' } }));
    expect(finding).toMatchObject({ verdict: 'clear', binding: false, needsPerson: true, rule: { grade: 'c' } });
  });

  it('of water there is no rule: said, not binding, for a person', () => {
    for (const [told, verdict] of [
      [{ axisDepthM: 1 }, 'hit'],
      [{ y: 10.25, axisDepthM: 1 }, 'insideUncertainty'],
      [{ y: 13, axisDepthM: 1 }, 'clear'],
    ] as const) {
      const expected = { verdict, rule: null, reason: 'noRule', zone: null, binding: false, needsPerson: true };
      expect(judged(plainPlan(), main(told))).toMatchObject(expected);
    }
  });

  it('lists abandoned and planned lines as any other: an abandoned gas main is a gas main', () => {
    for (const status of ['abandoned', 'planned'] as const) {
      expect(judged(plainPlan(), main({ y: 10.6, facts: gas({ status }) }))).toMatchObject({
        verdict: 'inProtectionZone',
        status,
      });
    }
  });

  it('gives cover, length inside, and the place nearest to the dig', () => {
    const finding = judged(plainPlan(), main({ axisDepthM: 1 }));
    expect(finding?.coverDepthM).toBeCloseTo(0.8, 9);
    expect(finding?.insideM).toBeCloseTo(20, 9);
    expect(finding?.at).toEqual([10, 5, 9]);
    expect(finding?.relation).toBe('crossing');
    const beside = judged(plainPlan(), main({ y: 13, axisDepthM: 1 }));
    expect(beside?.closest?.feature[1]).toBeCloseTo(12.8, 9);
    expect(beside?.closest?.dig[1]).toBeCloseTo(10, 9);
  });
});

describe('overhead lines', () => {
  const cable = (embedding: ConduitFacts['embedding'], axisDepthM = -6) =>
    main({ axisDepthM, section: plainSection('circular', 20, 20, 0), facts: { utility: 'telecom', embedding } });

  it('a cable 6 m over the pit is not dug up, and a person looks at it', () => {
    const finding = judged(plainPlan(), cable('overhead'));
    expect(finding).toMatchObject({ verdict: 'clear', needsPerson: true, horizontalM: 0, verticalM: null, insideM: 0 });
    expect(finding?.strikeProbability).toBe(0);
  });

  it('a line whose level alone puts it there may stand under a wrong ground: hit', () => {
    expect(judged(plainPlan(), cable(null))?.verdict).toBe('hit');
    expect(judged(plainPlan(), cable('overhead', 0.5))?.verdict).toBe('hit');
  });
});

describe('supports and margin', () => {
  it('B1: sheet piles to 6 m beside a 2 m pit: a main 4 m deep across it is hit by the piles, not by the pit', () => {
    const across = main({ axisDepthM: 4 });
    expect(judged(plainPlan(), across)).toMatchObject({ verdict: 'clear', part: 'pit' });
    expect(judged(plainPlan({ supportDepthM: 6 }), across)).toMatchObject({ verdict: 'hit', part: 'support' });
    const below = judged(plainPlan({ supportDepthM: 6 }), main({ axisDepthM: 6.5 }));
    expect(below).toMatchObject({ verdict: 'insideUncertainty', part: 'support' });
    expect(below?.verticalM).toBeCloseTo(0.3, 9);
  });

  it('the margin strays in plan and in depth: 0.30 m', () => {
    // Walls 0.25 m off, quality A: 2 sigma are 0.10 m.
    const accuracy = { qualityLevel: 'A', sigmaXyM: null, sigmaZM: null } as const;
    const beside = main({ y: 10.45, axisDepthM: 1, facts: { accuracy } });
    expect(judged(plainPlan(), beside)).toMatchObject({ verdict: 'clear', part: 'pit' });
    expect(judged(plainPlan({ marginM: 0.3 }), beside)).toMatchObject({ verdict: 'hit', part: 'margin' });
    const below = main({ axisDepthM: 2.45, facts: { accuracy } });
    expect(judged(plainPlan(), below)).toMatchObject({ verdict: 'clear', part: 'pit' });
    expect(judged(plainPlan({ marginM: 0.3 }), below)).toMatchObject({ verdict: 'hit', part: 'margin' });
    expect(judged(plainPlan({ marginM: 0.2 }), below)).toMatchObject({ verdict: 'insideUncertainty', part: 'margin' });
  });

  it('digging by hand loosens nothing', () => {
    const conduit = main({ y: 10.6, facts: gas() });
    const [byMachine, byHand] = (['machine', 'hand'] as const).map((method) => judged(plainPlan({ method }), conduit));
    expect(byHand).toEqual(byMachine);
    expect(byHand?.verdict).toBe('inProtectionZone');
  });

  it('G9: 2 x 10 m, 2.0 m deep, 0.75:1: 82.0 m3 and 5 x 13 m at the top; upright 40.0 m3', () => {
    const outline = Float64Array.of(0, 0, 10, 0, 10, 2, 0, 2);
    const dug = (batter: number) => {
      const result = makePit({ outline, depthM: 2, batter }, () => GROUND_M);
      if (!result.ok) throw new Error(result.refusal.message);
      return result.pit;
    };
    expect(dug(0.75).volumeM3).toBeCloseTo(82, 9);
    expect(dug(0.75).topAreaM2).toBeCloseTo(5 * 13, 9);
    expect(dug(0).volumeM3).toBeCloseTo(40, 9);
  });
});

describe('planDig', () => {
  it.each([
    ['bad-depth', { depthM: 0 }],
    ['bad-depth', { depthM: Number.NaN }],
    ['bad-batter', { batter: -1 }],
    ['bad-support-depth', { supportDepthM: 2 }],
    ['bad-support-depth', { supportDepthM: Number.NaN }],
    ['bad-support-depth', { supportDepthM: 81 }],
    ['bad-margin', { marginM: -0.1 }],
    ['bad-margin', { marginM: 11 }],
    ['walls-meet', { marginM: 0.6, outline: [0, 0, 20, 0, 20, 10, 11, 10, 11, 5, 10, 5, 10, 10, 0, 10] }],
  ] as const)('refuses with %s: %o', (code, told) => {
    expect(() => plainPlan(told)).toThrow(REASONS[code]);
  });

  it('grows the bounds by margin and batter', () => {
    // Margin 0.5; the wall rises 2.5 m from the floor of the margin, 0.5 out for each: 1.25.
    const { bounds, spreadM } = plainPlan({ marginM: 0.5, batter: 0.5 });
    expect(bounds.map((each) => Number(each.toFixed(9)))).toEqual([-1.75, -1.75, 21.75, 11.75]);
    expect(spreadM).toBeCloseTo(1.75 * Math.SQRT2, 9);
    expect(FIELD).toHaveLength(8);
  });
});

const REASONS = {
  'bad-depth': /depth must be/,
  'bad-batter': /batter must be/,
  'bad-support-depth': /supports must reach deeper/,
  'bad-margin': /margin must be/,
  'walls-meet': /closes a notch/,
} as const;
