import type { Street } from '../plan/street.ts';
import type { Laying } from './draft.ts';
import { concreteBox, ductBank, ductileIron, heatPipe, polyethylene, steel } from './makes.ts';

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

export const OWNERS = {
  water: '滨港供水有限公司(模拟)',
  reclaimed: '滨港再生水有限公司(模拟)',
  gas: '海岳燃气有限公司(模拟)',
  heat: '海岳热力有限公司(模拟)',
  power: '滨港供电公司(模拟)',
  lighting: '海港区路灯管理处(模拟)',
  signals: '海港区交通设施管理所(模拟)',
  telecom: ['移动滨港分公司(模拟)', '联通滨港分公司(模拟)', '电信滨港分公司(模拟)', '有线滨港分公司(模拟)'],
  port: '东港储运公司(模拟)',
  tunnel: '滨港管廊运营公司(模拟)',
} as const;

/** The street of the gas trunk and that of the 110 kV cables, by `Street.id`. */
export interface Trunks {
  readonly gasId: string | null;
  readonly cableTrenchId: string | null;
}

/** A number from 0 to 1 that is a street's own: the same whatever else is laid. */
export function streetShare(street: Street, salt: number): number {
  let mixed = Math.imul(salt + 1, 0x9e37_79b1);
  for (const letter of street.id) mixed = Math.imul(mixed ^ (letter.codePointAt(0) ?? 0), 0x21f0_aaad);
  mixed ^= mixed >>> 15;
  return ((Math.imul(mixed, 0x735a_2d97) >>> 8) & 0xffff) / 0x10000;
}

/** The year a line was laid: as its street was built, or later where it was renewed. */
function laidYear(street: Street, salt: number): number {
  const renewed = streetShare(street, salt) < 0.35 ? Math.floor(streetShare(street, salt + 50) * 25) : 0;
  return Math.min(2024, street.builtYear + renewed);
}

/** Old lanes have water and drains alone: bottled gas, and cables on poles. */
export function isOldLane(street: Street): boolean {
  return street.kind === 'lane' && street.builtYear < 2012;
}

/** All larger streets are heated, and one local one of five. */
export function isHeated(street: Street): boolean {
  return street.kind !== 'local' || streetShare(street, 13) < 0.2;
}

export function waterLaying(street: Street): Laying {
  const builtYear = laidYear(street, 1);
  const common = { ...PLAIN, kind: 'water', utility: 'water', subclass: 'JS', streetZh: street.zh, builtYear } as const;
  const pressureMpa = 0.35;
  const iron = { owner: OWNERS.water, pressureMpa, joint: '承插' };
  const plastic = { owner: OWNERS.water, pressureMpa, joint: '热熔' };
  switch (street.kind) {
    case 'arterial':
      return { ...common, ...iron, make: ductileIron(streetShare(street, 2) < 0.5 ? 600 : 400) };
    case 'collector':
      return { ...common, ...iron, make: ductileIron(300) };
    case 'local':
      if (builtYear >= 2006) return { ...common, ...plastic, make: polyethylene(200, 11.9) };
      return { ...common, ...iron, make: ductileIron(200) };
    case 'lane':
      if (builtYear >= 2002) return { ...common, ...plastic, make: polyethylene(110, 6.6) };
      return { ...common, ...iron, make: ductileIron(100) };
  }
}

export function reclaimedLaying(street: Street): Laying {
  const builtYear = Math.max(2008, laidYear(street, 3));
  return {
    ...PLAIN,
    kind: 'reclaimed',
    utility: 'reclaimed',
    subclass: 'ZS',
    streetZh: street.zh,
    builtYear,
    owner: OWNERS.reclaimed,
    pressureMpa: 0.3,
    joint: '承插',
    make: ductileIron(street.kind === 'arterial' ? 300 : 200),
  };
}

/** Design pressure of a street's gas main, MPa: sub-high B, medium A, medium B, low. */
export function gasPressureMpa(street: Street, trunks: Trunks): number {
  if (street.id === trunks.gasId) return 0.8;
  if (street.kind === 'arterial' || street.kind === 'collector') return 0.4;
  return street.kind === 'local' ? 0.2 : 0.003;
}

export function gasLaying(street: Street, trunks: Trunks): Laying {
  const builtYear = laidYear(street, 4);
  const pressureMpa = gasPressureMpa(street, trunks);
  const common = {
    ...PLAIN,
    kind: 'gas',
    utility: 'gas',
    subclass: 'TR',
    streetZh: street.zh,
    builtYear,
    owner: OWNERS.gas,
    pressureMpa,
  } as const;
  if (street.id === trunks.gasId) return { ...common, joint: '焊接', make: steel(300) };
  switch (street.kind) {
    case 'arterial':
      if (builtYear < 2004) return { ...common, joint: '焊接', make: steel(200) };
      return { ...common, joint: '热熔', make: polyethylene(315, 28.6) };
    case 'collector':
      if (builtYear < 2004) return { ...common, joint: '焊接', make: steel(150) };
      return { ...common, joint: '热熔', make: polyethylene(200, 18.2) };
    case 'local':
      return { ...common, joint: '热熔', make: polyethylene(160, 14.6) };
    case 'lane':
      return { ...common, joint: '热熔', make: polyethylene(110, 10) };
  }
}

export function heatLaying(street: Street, isReturn: boolean): Laying {
  const sizes = { arterial: 500, collector: 300, local: 200, lane: 100 } as const;
  return {
    ...PLAIN,
    kind: 'heat',
    utility: 'heat',
    subclass: 'RS',
    streetZh: street.zh,
    builtYear: Math.max(1992, laidYear(street, 5)),
    owner: OWNERS.heat,
    pressureMpa: 1.6,
    temperatureC: isReturn ? 70 : 130,
    joint: '焊接',
    make: heatPipe(sizes[street.kind]),
  };
}

export function telecomLaying(street: Street): Laying {
  const [rows, columns] = ({ arterial: [4, 6], collector: [3, 4], local: [2, 3], lane: [1, 2] } as const)[street.kind];
  const owners = OWNERS.telecom;
  const holes = rows * columns;
  const usedHoles = Math.max(1, Math.floor(holes * (0.3 + 0.6 * streetShare(street, 6))));
  const isCopper = laidYear(street, 8) < 1998;
  return {
    ...PLAIN,
    kind: 'telecomDuct',
    utility: 'telecom',
    subclass: 'DX',
    streetZh: street.zh,
    builtYear: laidYear(street, 8),
    owner: owners[Math.floor(streetShare(street, 7) * owners.length)] ?? owners[0],
    embedding: 'ductBank',
    holes,
    usedHoles,
    cables: usedHoles + Math.floor(streetShare(street, 9) * holes * 0.5),
    make: ductBank(rows, columns, 110, isCopper ? '铜' : '光纤'),
  };
}

export function powerLaying(street: Street, trunks: Trunks): Laying {
  const builtYear = laidYear(street, 10);
  const common = {
    ...PLAIN,
    utility: 'power',
    subclass: 'GD',
    streetZh: street.zh,
    builtYear,
    owner: OWNERS.power,
  } as const;
  if (street.id === trunks.cableTrenchId) {
    return {
      ...common,
      kind: 'trench',
      embedding: 'trench',
      reference: 'invert',
      voltageKv: 110,
      cables: 6,
      make: concreteBox(1000, 1000, 150),
    };
  }
  const [rows, columns] = ({ arterial: [2, 5], collector: [2, 4], local: [2, 3], lane: [1, 2] } as const)[street.kind];
  const holes = rows * columns;
  const usedHoles = Math.max(1, Math.floor(holes * (0.3 + 0.5 * streetShare(street, 11))));
  return {
    ...common,
    kind: 'powerDuct',
    embedding: 'ductBank',
    voltageKv: 10,
    holes,
    usedHoles,
    cables: usedHoles,
    make: ductBank(rows, columns, 150, '铜'),
  };
}
