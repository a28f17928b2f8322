/** A band of values: from `least` on, below `below`; null is open. */
export interface Band {
  readonly least: number | null;
  readonly below: number | null;
  /** `[200,300)` */
  readonly name: string;
}

/** Nominal size, mm. */
export const SIZE_BOUNDS_MM: readonly number[] = [100, 200, 300, 400, 600, 800, 1000, 1500, 2000];
/** Cover, metres. */
export const COVER_BOUNDS_M: readonly number[] = [0, 0.5, 0.7, 1, 1.5, 2, 3, 5];
/** Age, years. */
export const AGE_BOUNDS_YEARS: readonly number[] = [5, 10, 20, 30, 40, 50];
/** Design pressure, MPa: the classes of gas mains (GB 50028), and above them those of transmission. */
export const PRESSURE_BOUNDS_MPA: readonly number[] = [0.01, 0.2, 0.4, 0.8, 1.6, 2.5, 4];

export function bandsBetween(bounds: readonly number[]): readonly Band[] {
  return [null, ...bounds].map((least, i) => {
    const below = bounds[i] ?? null;
    return { least, below, name: `${least === null ? '(' : `[${least}`},${below === null ? '' : below})` };
  });
}

/** Index of the band that holds a value. */
export function bandOf(bounds: readonly number[], value: number): number {
  let index = 0;
  while (index < bounds.length && value >= (bounds[index] ?? Infinity)) index += 1;
  return index;
}
