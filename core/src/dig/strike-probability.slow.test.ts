import { describe, expect, it } from 'vitest';
import { conduitTable, type PlacedConduit } from '../analysis/conduit-table.ts';
import { plainConduit, plainSection } from '../analysis/testing/plain-conduit.ts';
import { meetAxis, newPitScratch } from '../pit/meet-axis.ts';
import { type SeededRandom, seededRandom } from '../random/seeded-random.ts';
import { strikeProbability } from './strike-probability.ts';
import { plainPlan } from './testing/plain-dig.ts';

/*
 * The oracle shifts the conduit at random and asks the kernel of the pit, which an oracle of its own proves, whether it
 * enters: nothing of the formula is in it.
 */
const DRAWS = 3000;

/** Three standard errors of a share of so many draws, and a little. */
const SAMPLING = 3 * Math.sqrt(0.25 / DRAWS) + 0.003;

function normal(random: SeededRandom): number {
  return Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
}

function strewn(
  plan: ReturnType<typeof plainPlan>,
  conduit: PlacedConduit,
  sigmaXyM: number,
  sigmaZM: number,
  random: SeededRandom,
): number {
  const scratch = newPitScratch();
  let struck = 0;
  for (let k = 0; k < DRAWS; k++) {
    const [dx, dy] = [normal(random) * sigmaXyM, normal(random) * sigmaXyM];
    const path = conduit.path.map((value, i) => value + (i % 2 === 0 ? dx : dy));
    const table = conduitTable([{ ...conduit, path }]);
    if (meetAxis(plan.solid, table, 0, normal(random) * sigmaZM, 0, scratch)) struck++;
  }
  return struck / DRAWS;
}

/** Errors of the formula less the oracle: least and greatest. */
function compare(
  seed: number,
  count: number,
  make: (random: SeededRandom) => readonly number[],
  batter: boolean,
): readonly [number, number] {
  const random = seededRandom(seed);
  let [low, high] = [0, 0];
  for (let k = 0; k < count; k++) {
    const plan = plainPlan({ depthM: 2, batter: batter ? random.between(0.3, 1.2) : 0 });
    const round = random.chance(0.6);
    const widthMm = random.between(100, 900);
    const section = plainSection(
      round ? 'circular' : 'rectangular',
      widthMm,
      round ? widthMm : random.between(100, 900),
      10,
    );
    const axisM = 10 - random.between(0.8, 3);
    const conduit = plainConduit({ path: make(random), fromAxisM: axisM, toAxisM: axisM, section });
    const [sigmaXyM, sigmaZM] = [random.between(0.03, 0.5), random.between(0.03, 0.4)];
    const formula = strikeProbability(plan.solid, conduitTable([conduit]), 0, 0, sigmaXyM, sigmaZM);
    const error = formula - strewn(plan, conduit, sigmaXyM, sigmaZM, random);
    low = Math.min(low, error);
    high = Math.max(high, error);
  }
  return [low, high];
}

/** Past the north side, more or less along it. */
const along = (random: SeededRandom) => {
  const off = 10 + random.between(-0.6, 1.2);
  const lean = random.between(-0.02, 0.02);
  return [-40, off - lean, 60, off + lean];
};

/** Ends beside, at or in the pit. */
const ending = (random: SeededRandom) => [random.between(-0.5, 21), random.between(8, 11), random.between(-5, 25), 40];

describe('strikeProbability against 3,000 random shifts each', () => {
  it('is right for conduits that run past upright walls', () => {
    const [low, high] = compare(1, 60, along, false);
    expect(low).toBeGreaterThan(-SAMPLING);
    expect(high).toBeLessThan(SAMPLING);
  });

  it('is right within 0.03 for conduits that run past leaning walls', () => {
    const [low, high] = compare(2, 60, along, true);
    expect(low).toBeGreaterThan(-SAMPLING);
    expect(high).toBeLessThan(SAMPLING + 0.03);
  });

  it('never falls short for conduits that end beside or in the pit, and is at most 0.15 high', () => {
    for (const batter of [false, true]) {
      const [low, high] = compare(3, 60, ending, batter);
      expect(low).toBeGreaterThan(-SAMPLING);
      expect(high).toBeLessThan(SAMPLING + 0.15);
    }
  });
});
