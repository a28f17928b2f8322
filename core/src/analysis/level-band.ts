/** Where something of unknown level can lie, metres above the datum. */
export interface LevelBand {
  readonly leastM: number;
  readonly mostM: number;
}

/** Depth down to which something of unknown level is looked for and drawn, metres below the ground. */
export const UNKNOWN_DEPTH_M = 3;

/** From the ground down to `UNKNOWN_DEPTH_M`; null where the ground is unknown as well: then it can lie anywhere. */
export function unknownLevelBand(groundM: number | null): LevelBand | null {
  if (groundM === null || !Number.isFinite(groundM)) return null;
  return { leastM: groundM - UNKNOWN_DEPTH_M, mostM: groundM };
}
