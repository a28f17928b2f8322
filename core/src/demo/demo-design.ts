import { type DraftPipe, NodeNumbers } from './draft.ts';
import { type ConnectionPlan, gullyDrains, houseDrains } from './drain-connections.ts';
import { drainPipes } from './drain-levels.ts';
import { sewageReaches, stormReaches } from './drain-reaches.ts';
import { obstaclesOf } from './obstacles.ts';
import type { SeededRandom } from './seeded-random.ts';
import { streetLines } from './street-lines.ts';
import { streetNetwork } from './street-network.ts';
import { waterPipes } from './water-network.ts';

/*
 * Vertical clearances to keep, metres: GB 50289-2016 table 4.1.14 wants 0.40 between water and drains and 0.15 between
 * drains; the rest is for the slopes of both within their width.
 */
const BELOW_WATER_M = 0.45;
const BELOW_STORM_M = 0.25;

/** Rain of the rational method: 250 L/s and hectare, runoff 0.65, on a strip 85 m wide; m3/s per metre of street. */
const RAIN_M3S_PER_M = 0.25 * 0.65 * (85 / 10_000);
/** Peak sewage of dense housing per metre of street and at the head of each drain, m3/s. */
const SEWAGE_M3S_PER_M = 0.000_05;
const SEWAGE_AT_HEAD_M3S = 0.004;

/**
 * The whole network of the made-up quarter. Water is laid first, shallow under the pavements; storm drains pass below
 * it and sewers below both: top to bottom water, storm, sewage, as GB 50289-2016 4.1.12 orders them.
 */
export function demoDesign(random: SeededRandom): readonly DraftPipe[] {
  const network = streetNetwork(random);
  const lines = streetLines(network);
  const numbers = new NodeNumbers();
  const drains = { network, lines, numbers };
  const stormPlan = stormReaches(drains);
  const sewagePlan = sewageReaches(drains);
  const manholes = [...stormPlan, ...sewagePlan].flatMap((reach) => [reach.up.at, reach.down.at]);

  const water = waterPipes({ ...drains, random, manholes });
  const underWater = water.flatMap((pipe) => obstaclesOf(pipe, BELOW_WATER_M));
  const storm = drainPipes(stormPlan, {
    utility: 'storm',
    inflowM3sPerM: RAIN_M3S_PER_M,
    inflowAtHeadM3s: 0,
    coverM: 1.85,
    outfallCoverM: 0.9,
    obstacles: underWater,
  });
  const underStorm = storm.flatMap((pipe) => obstaclesOf(pipe, BELOW_STORM_M));
  const sewage = drainPipes(sewagePlan, {
    utility: 'sewage',
    inflowM3sPerM: SEWAGE_M3S_PER_M,
    inflowAtHeadM3s: SEWAGE_AT_HEAD_M3S,
    coverM: 2.6,
    outfallCoverM: 2.6,
    obstacles: [...underWater, ...underStorm],
  });

  const laid = [...water, ...storm, ...sewage];
  const connections: ConnectionPlan = { network, numbers, random, waterMains: underWater, stormPipes: storm, laid };
  const gullies = gullyDrains(storm, connections);
  const houses = houseDrains(sewage, { ...connections, laid: [...laid, ...gullies] });
  return [...storm, ...gullies, ...sewage, ...houses, ...water];
}
