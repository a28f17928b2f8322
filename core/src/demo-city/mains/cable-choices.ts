import { CABLE_CHAMBER, HAND_HOLE, PERSON_HOLE, SMALL_CABLE_CHAMBER } from './device.ts';
import type { Device } from './draft.ts';
import { isOldLane, powerLaying, type Trunks, telecomLaying } from './layings.ts';
import type { JunctionDevice, LineChoice } from './line-choice.ts';
import { uniform } from './pipe-choices.ts';
import type { Run } from './run.ts';
import { spacedWishes } from './stop-wishes.ts';

const MOST_COVER_M = 5;
/** Chambers of duct banks stand this far apart at most, metres: cables are drawn in through them. */
const CHAMBERS_M = 64;

/** The smaller chamber wherever a lane takes part: its lines lie a metre apart. */
function chamberFor(runs: readonly Run[], large: Device, small: Device): Device {
  return runs.some(({ edge }) => edge.street.kind === 'lane') ? small : large;
}

/** Without room for a shaft three lines meet in a joint; two, which may differ in size, in a chamber that nobody opens. */
function inJunction(runs: readonly Run[], device: Device): JunctionDevice {
  return { device, otherwise: runs.length === 2 ? { ...device, shaftMm: null } : null };
}

export function telecomChoice(): LineChoice {
  return {
    line: 'telecom',
    aimCoverM: 0.95,
    leastCoverM: 0.9,
    mostCoverM: MOST_COVER_M,
    endWord: '预留口',
    layingOf: ({ street }) => (isOldLane(street) ? null : telecomLaying(street)),
    junctionDevice: (runs) => inJunction(runs, chamberFor(runs, PERSON_HOLE, HAND_HOLE)),
    wishes: (run) => spacedWishes(run, chamberFor([run], PERSON_HOLE, HAND_HOLE), CHAMBERS_M, HAND_HOLE),
    layingsAlong: uniform,
  };
}

export function powerChoice(trunks: Trunks): LineChoice {
  return {
    line: 'power',
    aimCoverM: 0.9,
    leastCoverM: 0.6,
    mostCoverM: MOST_COVER_M,
    endWord: '预留口',
    layingOf: ({ street }) => (isOldLane(street) ? null : powerLaying(street, trunks)),
    junctionDevice: (runs) => inJunction(runs, chamberFor(runs, CABLE_CHAMBER, SMALL_CABLE_CHAMBER)),
    wishes: (run) => spacedWishes(run, chamberFor([run], CABLE_CHAMBER, SMALL_CABLE_CHAMBER), CHAMBERS_M, null),
    layingsAlong: uniform,
  };
}
