import type { Subclass } from './subclasses.ts';

/** Subclasses of the classes of CJJ 61-2017 (appendix B) in the order of their two-digit numbers, from 01. */
const NUMBERED: Readonly<Record<string, readonly Subclass[]>> = {
  '1': [
    'rawWater',
    'waterTransmission',
    'reclaimedWater',
    'waterDistribution',
    'drinkingWater',
    'fireWater',
    'irrigationWater',
    'circulatingWater',
  ],
  '2': ['stormDrain', 'sewer', 'combinedSewer'],
  '3': ['coalGas', 'liquefiedGas', 'naturalGas'],
  '4': ['hotWater', 'steam'],
  '5': ['powerSupply', 'streetLighting', 'trafficSignal', 'tramPower', 'advertisingPower'],
  '6': ['telephone', 'cableTelevision', 'dataNetwork', 'broadcast'],
  '7': [
    'hydrogen',
    'oxygen',
    'acetylene',
    'ethylene',
    'benzene',
    'chlorine',
    'nitrogen',
    'carbonDioxide',
    'ammonia',
    'toluene',
  ],
  '8': ['utilityTunnel', 'unidentified'],
};

const CLASS_DIGITS: Readonly<Record<string, string>> = {
  water: '1',
  drainage: '2',
  gas: '3',
  heat: '4',
  power: '5',
  telecom: '6',
  industrial: '7',
  other: '8',
};

/** What a feature code of CJJ 61-2017 says (`52012205`: a point, an appurtenance, of storm water). */
export interface FeatureCode {
  readonly subclass: Subclass;
  readonly element: 'line' | 'point' | 'area';
  readonly pointKind: 'feature' | 'appurtenance' | null;
}

/**
 * Reads the eight digits: 5, class, subclass (2), element (1 line, 2 point, 3 area), kind of point (1 feature, 2
 * appurtenance, 0), serial (2). `null` for anything else.
 */
export function readFeatureCode(text: string): FeatureCode | null {
  const digits = /^5([1-8])(\d\d)([123])([012])\d\d$/.exec(text.trim());
  if (digits === null) return null;
  const subclass = subclassByNumber(digits[1] ?? '', digits[2] ?? '');
  if (subclass === null) return null;
  const element = digits[3] === '1' ? 'line' : digits[3] === '2' ? 'point' : 'area';
  const pointKind = digits[4] === '1' ? 'feature' : digits[4] === '2' ? 'appurtenance' : null;
  return { subclass, element, pointKind };
}

/** The subclass of a class read before (`water`, `drainage`) by its number, `01` or `1`; `null` where there is none. */
export function subclassOfClass(canonicalClass: string, digits: string): Subclass | null {
  const number = CLASS_DIGITS[canonicalClass];
  return number === undefined ? null : subclassByNumber(number, digits);
}

function subclassByNumber(classDigit: string, digits: string): Subclass | null {
  const index = Number(digits) - 1;
  return Number.isInteger(index) ? (NUMBERED[classDigit]?.[index] ?? null) : null;
}
