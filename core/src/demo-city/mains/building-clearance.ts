import type { LaidConduit } from '../network/laid.ts';

/** What the table takes of a line. */
export type BesideBuilding = Pick<LaidConduit, 'utility' | 'embedding' | 'pressureMpa' | 'make'>;

/** Gas by its pressure up to so many MPa: low, medium B, medium A, sub-high B; low is below its bound, metres. */
const GAS: readonly (readonly [upToMpa: number, wantedM: number])[] = [
  [0.0099, 0.7],
  [0.2, 1],
  [0.4, 1.5],
  [0.8, 5],
];

/** What a line keeps from buildings, outer wall to footprint, metres: GB 50289-2016 table 4.1.9; 0 where it has no figure. */
export function buildingClearanceM({ utility, embedding, pressureMpa, make }: BesideBuilding): number {
  const isInTrench = embedding === 'trench' || embedding === 'tunnel';
  switch (utility) {
    case 'water':
      return make.widthMm > 200 ? 3 : 1;
    case 'sewage':
    case 'storm':
    case 'combined':
      return 2.5;
    case 'reclaimed':
      return 1;
    case 'gas':
      return GAS.find(([upToMpa]) => (pressureMpa ?? Number.NaN) <= upToMpa)?.[1] ?? 0;
    case 'heat':
      return isInTrench ? 0.5 : 3;
    case 'power':
      return isInTrench ? 0.5 : 0.6;
    case 'telecom':
      if (isInTrench) return 0.5;
      return embedding === 'directBuried' ? 1 : 1.5;
    case 'other':
      return isInTrench ? 0.5 : 0;
    case 'industrial':
    case 'unknown':
      return 0;
  }
}
