/**
 * Levels that a line may take, as steps of 5 cm above or below the level it aims at. Offsets run from 10 m below (under a
 * river) to 1 m above.
 */
export const STEP_M = 0.05;
export const LEVELS = 221;
/** Number of the level that is aimed at. */
export const AIM = 200;

export function offsetOf(level: number): number {
  return (level - AIM) * STEP_M;
}

/** The lowest level number whose offset is not below the one given, and the highest not above. */
export function levelFrom(offsetM: number): number {
  return Math.max(0, Math.ceil(offsetM / STEP_M - 1e-9) + AIM);
}

export function levelTo(offsetM: number): number {
  return Math.min(LEVELS - 1, Math.floor(offsetM / STEP_M + 1e-9) + AIM);
}
