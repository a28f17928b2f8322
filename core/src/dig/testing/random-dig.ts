import type { ConduitFacts, PlacedConduit } from '../../analysis/conduit-table.ts';
import { plainConduit } from '../../analysis/testing/plain-conduit.ts';
import { UTILITIES } from '../../model/utility.ts';
import type { SeededRandom } from '../../random/seeded-random.ts';
import type { DigInput } from '../dig-plan.ts';
import { GROUND_M } from './plain-dig.ts';

/** A conduit within some 15 m of the field: any section, sloped, bent, a riser, or of unknown level, size or wall. */
export function randomConduit(random: SeededRandom, id: string): PlacedConduit {
  const utility = random.pick(UTILITIES);
  const path = [random.between(-15, 35), random.between(-15, 25)];
  const points = random.chance(0.1) ? 1 : random.chance(0.3) ? 3 : 2;
  for (let i = 1; i < points; i++) path.push(random.between(-40, 60), random.between(-40, 50));
  if (points === 1) path.push(path[0] ?? 0, path[1] ?? 0);
  const fromAxisM = random.chance(0.1) ? null : GROUND_M - random.between(0.4, 4);
  const toAxisM = fromAxisM === null ? null : fromAxisM + random.between(-0.5, 0.5);
  const widthMm = random.chance(0.1) ? null : random.between(50, 1200);
  const round = random.chance(0.7);
  const section = {
    shape: round ? ('circular' as const) : ('rectangular' as const),
    widthMm,
    heightMm: round || widthMm === null ? widthMm : random.between(50, 1200),
    wallMm: random.chance(0.5) ? random.between(3, 60) : null,
    floorWidthMm: null,
    open: false,
    barrels: 1,
    casingMm: random.chance(0.1) ? 1500 : null,
  };
  const facts: Partial<ConduitFacts> = {
    utility,
    material: random.pick(['steel', 'polyethylene', 'concrete', null]),
    embedding: random.pick(['directBuried', 'duct', 'trench', null] as const),
    status: random.pick(['inUse', 'abandoned', 'planned', 'unknown'] as const),
    voltageKv: random.pick([null, 0.4, 10, 110]),
    pressure: random.pick(
      [null, 0.005, 0.3, 0.6, 2.5].map((mpa) => (mpa === null ? null : { leastMpa: mpa, mostMpa: mpa })),
    ),
    accuracy: {
      qualityLevel: random.pick([null, null, 'A', 'B', 'D'] as const),
      sigmaXyM: random.chance(0.2) ? random.between(0.02, 0.6) : null,
      sigmaZM: random.chance(0.2) ? random.between(0.02, 0.6) : null,
    },
  };
  return plainConduit({ id, path, fromAxisM, toAxisM, section, facts });
}

/** A dig over the field's outline. */
export function randomWork(random: SeededRandom): Omit<DigInput, 'outline'> {
  const depthM = random.between(0.5, 4);
  return {
    depthM,
    batter: random.chance(0.5) ? 0 : random.between(0.2, 1.5),
    supportDepthM: random.chance(0.3) ? depthM + random.between(0.5, 4) : null,
    marginM: random.chance(0.5) ? 0 : random.between(0.1, 1),
    method: 'machine',
  };
}
