import type { Utility } from '@undercroft/core/model/utility';

/** Subclasses of utilities (CJJ 61-2017 appendix B, and the words of older files), with the utility they belong to. */
export const SUBCLASSES = {
  rawWater: 'water',
  waterTransmission: 'water',
  waterDistribution: 'water',
  drinkingWater: 'water',
  fireWater: 'water',
  irrigationWater: 'water',
  circulatingWater: 'water',
  reclaimedWater: 'reclaimed',
  /** 排水 without a word on what it drains: gravity, but storm, sewage or both. */
  drainage: 'unknown',
  stormDrain: 'storm',
  sewer: 'sewage',
  combinedSewer: 'combined',
  industrialSewer: 'sewage',
  coalGas: 'gas',
  liquefiedGas: 'gas',
  naturalGas: 'gas',
  hotWater: 'heat',
  steam: 'heat',
  powerSupply: 'power',
  streetLighting: 'power',
  trafficSignal: 'power',
  tramPower: 'power',
  advertisingPower: 'power',
  directCurrent: 'power',
  telephone: 'telecom',
  cableTelevision: 'telecom',
  dataNetwork: 'telecom',
  broadcast: 'telecom',
  monitoring: 'telecom',
  militaryTelecom: 'telecom',
  hydrogen: 'industrial',
  oxygen: 'industrial',
  acetylene: 'industrial',
  ethylene: 'industrial',
  benzene: 'industrial',
  chlorine: 'industrial',
  nitrogen: 'industrial',
  carbonDioxide: 'industrial',
  ammonia: 'industrial',
  toluene: 'industrial',
  petroleum: 'industrial',
  utilityTunnel: 'other',
  /** 不明管线: there is a line, and nobody knows of what. */
  unidentified: 'unknown',
} as const satisfies Record<string, Utility>;

export type Subclass = keyof typeof SUBCLASSES;

export function isSubclass(word: string): word is Subclass {
  return Object.hasOwn(SUBCLASSES, word);
}
