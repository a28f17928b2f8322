import type { LaidConduit } from '../network/laid.ts';

/** Columns of the table, in its order. */
const KINDS = ['water', 'drain', 'reclaimed', 'gas', 'heat', 'powerDirect', 'powerDuct', 'telecom', 'trench'] as const;

type BesideKind = (typeof KINDS)[number];

/*
 * GB 50289-2016 table 4.1.9, metres, each row up to its own column; what depends on size, pressure, lying or voltage has a
 * letter and stands below. `-`: the table has no figure.
 */
const FIGURES: readonly (readonly (number | string)[])[] = [
  ['-'],
  ['W', '-'],
  [0.5, 0.5, '-'],
  ['P', 'D', 'R', 'G'],
  [1.5, 1.5, 1, 'H', '-'],
  [0.5, 0.5, 0.5, 'E', 2, 0.25],
  [0.5, 0.5, 0.5, 'C', 2, 0.1, 0.1],
  [1, 1, 1, 'T', 1, 'V', 'V', 0.5],
  [1.5, 1.5, 1.5, 'B', 1.5, 1, 1, 1, '-'],
];

/** By bands of gas: low, medium B, medium A, sub-high B, sub-high A, metres. */
const BY_PRESSURE: Readonly<Record<string, readonly number[]>> = {
  P: [0.5, 0.5, 0.5, 1, 1.5],
  D: [1, 1.2, 1.2, 1.5, 2],
  R: [0.5, 0.5, 0.5, 1, 1.5],
  H: [1, 1, 1, 1.5, 2],
  E: [0.5, 0.5, 0.5, 1, 1.5],
  C: [1, 1, 1, 1, 1.5],
  B: [1, 1.5, 1.5, 2, 4],
};
/** Telecom beside gas, direct buried and in ducts, metres. */
const TELECOM_DIRECT = [0.5, 0.5, 0.5, 1, 1.5];
const TELECOM_DUCT = [1, 1, 1, 1, 1.5];
/** Upper bounds of the bands of gas, MPa. */
const BANDS_MPA = [0.2, 0.4, 0.8, 1.6];
const LOW_MPA = 0.01;

/** The farthest that the table asks for of any two lines here, metres. */
export const MOST_BESIDE_M = 4;

/**
 * Least distance between the outer walls of two lines that run side by side, metres; null where the table has no figure
 * for the two, or where it depends on a voltage that is not stated.
 */
export function besideClearanceM(a: LaidConduit, b: LaidConduit): number | null {
  const [kindA, kindB] = [kindOf(a), kindOf(b)];
  if (kindA === null || kindB === null) return null;
  const [i, j] = [KINDS.indexOf(kindA), KINDS.indexOf(kindB)];
  const figure = FIGURES[Math.max(i, j)]?.[Math.min(i, j)] ?? '-';
  if (typeof figure === 'number') return figure;
  const [low, high] = i <= j ? [a, b] : [b, a];
  switch (figure) {
    case 'W':
      return low.make.widthMm > 200 ? 1.5 : 1;
    case 'G':
      return Math.max(low.make.widthMm, high.make.widthMm) > 300 ? 0.5 : 0.4;
    case 'T':
      return (high.embedding === 'directBuried' ? TELECOM_DIRECT : TELECOM_DUCT)[bandOf(low)] ?? null;
    case 'V':
      if (low.voltageKv === null) return null;
      return low.voltageKv < 35 ? 0.5 : 2;
    default:
      return BY_PRESSURE[figure]?.[bandOf(low.utility === 'gas' ? low : high)] ?? null;
  }
}

function kindOf({ utility, embedding }: LaidConduit): BesideKind | null {
  const isInTrench = embedding === 'trench' || embedding === 'tunnel';
  switch (utility) {
    case 'water':
    case 'reclaimed':
    case 'gas':
      return utility;
    case 'sewage':
    case 'storm':
    case 'combined':
      return 'drain';
    case 'heat':
      return isInTrench ? 'trench' : 'heat';
    case 'power':
      if (isInTrench) return 'trench';
      return embedding === 'directBuried' || embedding === 'underwater' ? 'powerDirect' : 'powerDuct';
    case 'telecom':
      return isInTrench ? 'trench' : 'telecom';
    case 'other':
      return isInTrench ? 'trench' : null;
    case 'industrial':
    case 'unknown':
      return null;
  }
}

function bandOf({ pressureMpa }: LaidConduit): number {
  const mpa = pressureMpa ?? Number.NaN;
  if (mpa < LOW_MPA) return 0;
  const band = BANDS_MPA.findIndex((upTo) => mpa <= upTo);
  return band < 0 ? Number.NaN : band + 1;
}
