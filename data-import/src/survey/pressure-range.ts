import type { PressureRange } from '@undercroft/core/model/link';
import { bandOf } from './gas-pressure.ts';

const MPA_PER_UNIT: Readonly<Record<string, number>> = {
  mpa: 1,
  兆帕: 1,
  kpa: 0.001,
  千帕: 0.001,
  bar: 0.1,
};

/** Nothing in a street is laid for more, MPa: a larger figure is in another unit, which nobody named. */
const HIGHEST_MPA = 20;

const NUMBER = '(\\d+(?:\\.\\d+)?)';
const UNIT = '(mpa|兆帕|kpa|千帕|bar)?';
const VALUE = new RegExp(`^${NUMBER}${UNIT}$`, 'u');
const SPAN = new RegExp(`^${NUMBER}${UNIT}[-~至]${NUMBER}${UNIT}$`, 'u');
/** PN16 is a pressure of 16 bar. */
const NOMINAL = new RegExp(`^pn${NUMBER}$`, 'u');

/** `0.3MPa中压A` */
const CLASS_AT_END = /[次超]?[高中低]压[ab]?$/u;

/**
 * The design pressure that a cell states (`中压A`, `0.4`, `0.2-0.4MPa`, `2.5kPa`, `PN16`, `中压A 0.3MPa`), MPa where it and
 * its column (`unit`) name no unit. Words of classes are those of gas and are read for gas alone. A number within its
 * class is more precise than the class; beside it, the range holds both. Null for nought, and for what cannot be read.
 */
export function pressureRange(text: string, isGas: boolean, unit: 'mpa' | 'kpa' = 'mpa'): PressureRange | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s()级:,、]/gu, '')
    .replace(/[—–～]/gu, '~')
    .toLowerCase();
  const band = isGas ? bandOf(plain) : null;
  const figures = plain.replace(/^\D*?(?=pn\d|\d)/u, '').replace(CLASS_AT_END, '');
  const stated = statedRange(figures, unit);
  if (band === null) return stated;
  const { overMpa, upToMpa } = band;
  if (stated === null) return { leastMpa: overMpa, mostMpa: upToMpa };
  if (stated.leastMpa >= overMpa && stated.mostMpa <= upToMpa) return stated;
  return { leastMpa: Math.min(overMpa, stated.leastMpa), mostMpa: Math.max(upToMpa, stated.mostMpa) };
}

function statedRange(text: string, unit: 'mpa' | 'kpa'): PressureRange | null {
  const nominal = NOMINAL.exec(text);
  if (nominal !== null) return rangeOf(Number(nominal[1]) * 0.1, Number(nominal[1]) * 0.1);
  const value = VALUE.exec(text);
  if (value !== null) {
    const mpa = mpaOf(value[1], value[2] ?? unit);
    return rangeOf(mpa, mpa);
  }
  const span = SPAN.exec(text);
  if (span === null) return null;
  const last = span[4] ?? span[2] ?? unit;
  return rangeOf(mpaOf(span[1], span[2] ?? last), mpaOf(span[3], last));
}

function mpaOf(number: string | undefined, unit: string): number {
  // 2.5 kPa are 0.0025 MPa, not 0.0025000000000000001.
  return Math.round(Number(number) * (MPA_PER_UNIT[unit] ?? Number.NaN) * 1e9) / 1e9;
}

function rangeOf(leastMpa: number, mostMpa: number): PressureRange | null {
  const isOne = leastMpa >= 0 && mostMpa > 0 && leastMpa <= mostMpa && mostMpa <= HIGHEST_MPA;
  return isOne ? { leastMpa, mostMpa } : null;
}

/** The unit that a heading names: `压力(kPa)`. */
export function pressureUnit(heading: string): 'mpa' | 'kpa' {
  return /kpa|千帕/iu.test(heading.normalize('NFKC')) ? 'kpa' : 'mpa';
}
