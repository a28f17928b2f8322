import type { Street } from '../plan/street.ts';
import { LAMP, TUNNEL_ACCESS, TUNNEL_VENT, VALVE } from './device.ts';
import type { Laying } from './draft.ts';
import { OWNERS } from './layings.ts';
import type { LayingRules } from './line-choice.ts';
import { cable, concreteBox, greyIron, heatPipe, steel } from './makes.ts';
import { uniform } from './pipe-choices.ts';
import { spacedWishes, wishAt } from './stop-wishes.ts';

const PLAIN = {
  embedding: 'directBuried',
  reference: 'outerTop',
  pressureMpa: null,
  voltageKv: null,
  temperatureC: null,
  cables: null,
  holes: null,
  usedHoles: null,
  joint: null,
} as const;

const COMMON = { mostCoverM: 5, junctionDevice: () => null, layingsAlong: uniform, endWord: '盖堵' } as const;

/** Between the storm drain and the left kerb of an arterial there is room for one more line, metres. */
export const SPARE_PLACE_M = -9;

export const TUNNEL_CHOICE: LayingRules = {
  ...COMMON,
  aimCoverM: 2.6,
  leastCoverM: 1.3,
  mostCoverM: 4,
  endWord: '终点',
  wishes: (run) => [wishAt(run, 0.35, TUNNEL_VENT, null), wishAt(run, 0.7, TUNNEL_ACCESS, null)],
};

export const TUNNEL_MAKE = concreteBox(2800, 2900, 350);

export function tunnelLaying(street: Street): Laying {
  return {
    ...PLAIN,
    kind: 'trench',
    utility: 'other',
    subclass: 'ZH',
    streetZh: street.zh,
    builtYear: Math.max(2016, street.builtYear),
    owner: OWNERS.tunnel,
    embedding: 'tunnel',
    reference: 'invert',
    make: TUNNEL_MAKE,
  };
}

export const OIL_CHOICE: LayingRules = {
  ...COMMON,
  aimCoverM: 1.5,
  leastCoverM: 1.2,
  wishes: (run) => [wishAt(run, 0.5, VALVE, null)],
};

export function oilLaying(street: Street): Laying {
  return {
    ...PLAIN,
    kind: 'gas',
    utility: 'industrial',
    subclass: 'SY',
    streetZh: street.zh,
    builtYear: 2009,
    owner: OWNERS.port,
    pressureMpa: 2.5,
    joint: '焊接',
    make: steel(300),
  };
}

export const STEAM_CHOICE: LayingRules = {
  ...COMMON,
  aimCoverM: 1.3,
  leastCoverM: 1,
  wishes: (run) => [wishAt(run, 0.5, VALVE, null)],
};

export function steamLaying(street: Street): Laying {
  return {
    ...PLAIN,
    kind: 'heat',
    utility: 'heat',
    subclass: 'ZQ',
    streetZh: street.zh,
    builtYear: 2003,
    owner: OWNERS.heat,
    pressureMpa: 1,
    temperatureC: 250,
    joint: '焊接',
    make: heatPipe(300),
  };
}

const LAMPS_APART_M = 40;

/** Lamps stand on the line itself, a little behind the kerb; the cable lies in a pipe. */
export const LIGHTING_CHOICE: LayingRules = {
  ...COMMON,
  aimCoverM: 0.7,
  leastCoverM: 0.6,
  endWord: '终点',
  wishes: (run) => spacedWishes(run, LAMP, LAMPS_APART_M, null),
};

export const LAMPS_BEHIND_KERB_M = 0.7;

export function lightingLaying(street: Street): Laying {
  return {
    ...PLAIN,
    kind: 'powerDuct',
    utility: 'power',
    subclass: 'LD',
    streetZh: street.zh,
    builtYear: Math.max(2005, street.builtYear),
    owner: OWNERS.lighting,
    embedding: 'duct',
    voltageKv: 0.4,
    cables: 1,
    holes: 1,
    usedHoles: 1,
    make: cable('De75', 75, '铜'),
  };
}

export const OLD_WATER_CHOICE: LayingRules = {
  ...COMMON,
  aimCoverM: 1.2,
  leastCoverM: 0.8,
  wishes: () => [],
};

/** Under the right half of the carriageway, where the first mains were laid, metres from the middle. */
export const OLD_MAIN_PLACE_M = 5.6;

export function oldWaterLaying(street: Street): Laying {
  return {
    ...PLAIN,
    kind: 'water',
    utility: 'water',
    subclass: 'JS',
    streetZh: street.zh,
    builtYear: Math.min(1978, street.builtYear),
    owner: OWNERS.water,
    joint: '承插',
    make: greyIron(150),
  };
}
