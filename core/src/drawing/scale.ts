/** One to so many; the first that fits is taken. The coarse ones are for paths that fit no sheet otherwise. */
export const SCALES = [
  50, 100, 150, 200, 250, 300, 400, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000,
] as const;

/** Finest scale at which a length fits a room on paper; the coarsest of all where none does. */
export function fittingScale(lengthM: number, roomMm: number): number {
  for (const scale of SCALES) if ((lengthM * 1000) / scale <= roomMm + 1e-9) return scale;
  return SCALES[SCALES.length - 1] ?? 1;
}

export function scaleText(scale: number): string {
  return `1:${scale}`;
}

/** A round step, metres, of which a room of `lengthM` holds no more than `most`. */
export function roundStep(lengthM: number, most: number): number {
  for (const power of [0.1, 1, 10, 100, 1000, 10_000]) {
    for (const digit of [1, 2, 5]) if (lengthM / (power * digit) <= most) return power * digit;
  }
  return lengthM;
}
