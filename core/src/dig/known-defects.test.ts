import { describe, expect, it } from 'vitest';
import type { ConduitFacts } from '../analysis/conduit-table.ts';
import { type PlainConduit, plainConduit, plainSection } from '../analysis/testing/plain-conduit.ts';
import { EMBEDDINGS } from '../model/embedding.ts';
import { seededRandom } from '../random/seeded-random.ts';
import { NATIONAL_RULES } from '../rules/national-rules.ts';
import { checkDig } from './dig-check.ts';
import { judged, plainPlan, plainRows } from './testing/plain-dig.ts';
import { randomConduit } from './testing/random-dig.ts';

/** Outer diameter 0.5 m. */
const OD500 = plainSection('circular', 460, 460, 20);

function conduit(told: Partial<PlainConduit> & { facts?: Partial<ConduitFacts> } = {}) {
  return plainConduit({ path: [-50, 12, 70, 12], fromAxisM: 9, toAxisM: 9, section: OD500, ...told });
}

describe('defects of other systems, none of them ours', () => {
  it('the radius is part of a conduit: an axis 2.0 m off is 1.75 m clear', () => {
    expect(judged(plainPlan(), conduit())?.horizontalM).toBeCloseTo(1.75, 9);
  });

  it('distances are metres, not squares of metres: of two at 0.4 and 3 m both are listed by their distance', () => {
    const rows = plainRows([
      conduit({ id: 'far', path: [-50, 13.25, 70, 13.25] }),
      conduit({ id: 'near', path: [-50, 10.65, 70, 10.65] }),
    ]);
    const { findings } = checkDig(plainPlan(), rows, NATIONAL_RULES);
    expect(findings.map(({ featureId, horizontalM }) => [featureId, Number(horizontalM?.toFixed(9))])).toEqual([
      ['near', 0.4],
      ['far', 3],
    ]);
  });

  it('what lies under the floor is told from what lies beside it: in plan 0, upright 0.75 m', () => {
    const under = judged(plainPlan(), conduit({ path: [-50, 5, 70, 5], fromAxisM: 7, toAxisM: 7 }));
    expect(under).toMatchObject({ horizontalM: 0, relation: 'below' });
    expect(under?.verticalM).toBeCloseTo(0.75, 9);
  });

  it.each([...EMBEDDINGS, null])('no way of lying in the ground is left out: %s', (embedding) => {
    const through = conduit({ path: [-50, 5, 70, 5], facts: { embedding } });
    expect(judged(plainPlan(), through)?.verdict).toBe('hit');
  });

  it('every pair has its own rule: a gas main 1 m off is in its control zone, a sewer there has no rule', () => {
    const pressure = { leastMpa: 0.3, mostMpa: 0.3 };
    const beside = (facts: Partial<ConduitFacts>) =>
      judged(plainPlan(), conduit({ path: [-50, 11.25, 70, 11.25], facts }));
    expect(beside({ utility: 'gas', pressure })).toMatchObject({ verdict: 'inControlZone' });
    expect(beside({ utility: 'sewage' })).toMatchObject({ verdict: 'clear', reason: 'noRule' });
  });

  it('the whole course counts, not its first crossing: a bend back into the pit is found', () => {
    const path = [-50, 5, -5, 5, -5, 30, 10, 30, 10, 5, 10, -40];
    const bent = judged(plainPlan(), conduit({ path }));
    expect(bent).toMatchObject({ verdict: 'hit', relation: 'crossing' });
    expect(bent?.insideM).toBeCloseTo(10, 9);
  });

  it('the highest and the lowest end both count: a sloped main rises into the pit at its far end alone', () => {
    const rising = conduit({ path: [0, 5, 20, 5], fromAxisM: 5, toAxisM: 7.9 });
    expect(judged(plainPlan(), rising)?.verdict).toBe('hit');
    const falling = conduit({ path: [0, 5, 20, 5], fromAxisM: 5, toAxisM: 6 });
    expect(judged(plainPlan(), falling)?.verdict).toBe('clear');
  });

  it('an index, and what a scan of all rows finds', () => {
    const random = seededRandom(11);
    const conduits = Array.from({ length: 400 }, (_, i) => randomConduit(random, `c.${i}`));
    const plan = plainPlan({ depthM: 3, batter: 0.5 });
    const together = checkDig(plan, plainRows(conduits), NATIONAL_RULES).findings;
    const alone = conduits.flatMap((each) => judged(plan, each)?.featureId ?? []);
    expect(together.map(({ featureId }) => featureId).toSorted()).toEqual(alone.toSorted());
    expect(together.length).toBeGreaterThan(100);
  });

  it('a casing is the wall: DN200 in a 0.8 m casing 0.5 m off its axis is 0.1 m off', () => {
    const section = { ...plainSection('circular', 200, 200, 10), casingMm: 800 };
    expect(judged(plainPlan(), conduit({ path: [-50, 10.5, 70, 10.5], section }))?.horizontalM).toBeCloseTo(0.1, 9);
  });

  it('barrels side by side are one: three of 1.0 m are 1.5 m to each side', () => {
    const section = { ...plainSection('circular', 960, 960, 20), barrels: 3 };
    expect(judged(plainPlan(), conduit({ path: [-50, 12, 70, 12], section }))?.horizontalM).toBeCloseTo(0.5, 9);
  });
});
