import type { DemoBuilding } from '../buildings/demo-building.ts';
import type { Street } from '../plan/street.ts';
import { ENTRY, HAND_HOLE, HEAT_CHAMBER, HEAT_STATION, METER, SMALL_CABLE_CHAMBER, SUBSTATION } from './device.ts';
import type { Device, Laying } from './draft.ts';
import { gasLaying, heatLaying, powerLaying, telecomLaying, waterLaying } from './layings.ts';
import { cable, heatPipe, polyethylene } from './makes.ts';

/** How buildings are joined to one network (or to two that run side by side). */
export interface ServiceChoice {
  readonly networks: readonly string[];
  isWanted(building: DemoBuilding): boolean;
  /** True for small houses that share the service of a neighbour. */
  joinsNeighbours(building: DemoBuilding): boolean;
  /** False for mains that nobody is joined to directly. */
  mayTap(main: Laying): boolean;
  /** `main` is null where it leaves a neighbour's service. */
  layingOf(building: DemoBuilding, street: Street, main: Laying | null, index: number): Laying;
  readonly aimCoverM: number;
  readonly leastCoverM: number;
  readonly startRangeM: number;
  /** How far to the side of the straight line to the building, metres; tried in this order. */
  readonly asidesM: readonly number[];
  readonly apartM: number;
  readonly teeDevice: Device | null;
  endDevice(building: DemoBuilding): Device;
  devices(building: DemoBuilding): readonly { readonly beforeEndM: number; readonly device: Device }[];
}

const LARGE = 12;
const NO_TRUNKS = { gasId: null, cableTrenchId: null };

/** Sheds and garages have no connections of their own. */
function isShed({ use, households }: DemoBuilding): boolean {
  return use === 'other' && households < 2;
}

/** Of the small houses every other one: the rest are fed behind the meter of the one in front. */
function hasOwnService({ id }: DemoBuilding): boolean {
  return Number(id.at(-1)) % 2 === 0;
}

function isLarge({ households, use }: DemoBuilding): boolean {
  return households >= LARGE || use === 'school' || use === 'hospital' || use === 'hotel' || use === 'office';
}

function yearOf(street: Street, building: DemoBuilding): number {
  return Math.min(2024, Math.max(street.builtYear, building.builtYear));
}

const ALL = { startRangeM: 0, apartM: 0, mayTap: () => true, joinsNeighbours: () => false } as const;

const WATER_SERVICE: ServiceChoice = {
  ...ALL,
  networks: ['water'],
  isWanted: (building) => isLarge(building) || (!isShed(building) && hasOwnService(building)),
  joinsNeighbours: (building) => !isLarge(building),
  layingOf(building, street) {
    const make = isLarge(building) ? polyethylene(90, 5.4) : polyethylene(50, 3);
    return { ...waterLaying(street), make, joint: '热熔', builtYear: yearOf(street, building) };
  },
  aimCoverM: 1.1,
  leastCoverM: 0.95,
  asidesM: [1.3, -1.3, 1.9, -1.9, 2.6, -2.6, 3.4, -3.4],
  teeDevice: null,
  endDevice: () => ENTRY,
  devices: (building) => (isLarge(building) ? [{ beforeEndM: 1.5, device: METER }] : []),
};

const GAS_SERVICE: ServiceChoice = {
  ...ALL,
  networks: ['gas'],
  isWanted: (building) => building.use === 'residential' && building.households >= LARGE,
  mayTap: ({ pressureMpa }) => pressureMpa !== null && pressureMpa <= 0.4,
  layingOf: (building, street, main) => ({
    ...gasLaying(street, NO_TRUNKS),
    make: polyethylene(63, 5.8),
    joint: '热熔',
    pressureMpa: main?.pressureMpa ?? null,
    builtYear: yearOf(street, building),
  }),
  aimCoverM: 1,
  leastCoverM: 0.9,
  asidesM: [1.9, -1.9, 2.8, -2.8, 3.6, -3.6, 4.6, -4.6],
  teeDevice: null,
  endDevice: () => ENTRY,
  devices: () => [],
};

const HEAT_SERVICE: ServiceChoice = {
  ...ALL,
  networks: ['heatSupply', 'heatReturn'],
  isWanted: (building) => building.households >= 40,
  layingOf: (building, street, _main, index) => ({
    ...heatLaying(street, index === 1),
    make: heatPipe(building.households >= 120 ? 100 : 80),
    builtYear: yearOf(street, building),
  }),
  aimCoverM: 1.1,
  leastCoverM: 0.9,
  startRangeM: 1.5,
  apartM: 0.8,
  asidesM: [3.4, -4.2, 4.6, -5.4],
  teeDevice: HEAT_CHAMBER,
  endDevice: (building) => (building.households >= 80 ? HEAT_STATION : ENTRY),
  devices: () => [],
};

const TELECOM_SERVICE: ServiceChoice = {
  ...ALL,
  networks: ['telecom'],
  isWanted: isLarge,
  layingOf: (building, street) => ({
    ...telecomLaying(street),
    embedding: 'duct',
    make: cable('De110', 110, '光纤'),
    holes: 1,
    usedHoles: 1,
    cables: 2,
    builtYear: yearOf(street, building),
  }),
  aimCoverM: 0.95,
  leastCoverM: 0.9,
  asidesM: [-2.6, 2.6, -3.2, 3.2, -4, 4, -5, 5],
  teeDevice: HAND_HOLE,
  endDevice: () => ENTRY,
  devices: () => [],
};

const POWER_SERVICE: ServiceChoice = {
  ...ALL,
  networks: ['power'],
  isWanted: isLarge,
  mayTap: ({ embedding }) => embedding === 'ductBank',
  layingOf: (building, street) => ({
    ...powerLaying(street, NO_TRUNKS),
    kind: 'powerDuct',
    embedding: 'duct',
    make: cable('De160', 160, '铜'),
    voltageKv: building.households >= 80 ? 10 : 0.4,
    holes: 1,
    usedHoles: 1,
    cables: 1,
    builtYear: yearOf(street, building),
  }),
  aimCoverM: 0.8,
  leastCoverM: 0.6,
  asidesM: [-3.2, 3.2, -4.2, 4.2, -5, 5],
  teeDevice: SMALL_CABLE_CHAMBER,
  endDevice: (building) => (building.households >= 80 ? SUBSTATION : ENTRY),
  devices: () => [],
};

/** In the order in which they are laid. */
export const SERVICE_CHOICES: readonly ServiceChoice[] = [
  HEAT_SERVICE,
  WATER_SERVICE,
  GAS_SERVICE,
  TELECOM_SERVICE,
  POWER_SERVICE,
];
