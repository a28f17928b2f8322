import { NOMINAL_SIZE_MM } from './drawn-as.ts';

/** What says how wide a conduit is outside. */
export interface SizedBarrels {
  readonly widthMm: number | null;
  readonly wallMm?: number | null | undefined;
  readonly barrels?: number | null | undefined;
}

/** Outside width of a conduit as it is drawn, metres: all barrels side by side; at the nominal size where its own is unknown. */
export function outerWidthM({ widthMm, wallMm, barrels }: SizedBarrels): number {
  return (((widthMm ?? NOMINAL_SIZE_MM) + 2 * (wallMm ?? 0)) / 1000) * (barrels ?? 1);
}
