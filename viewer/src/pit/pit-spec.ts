/** Longitude, latitude in degrees. */
export type LonLat = readonly [lon: number, lat: number];

/** A pit as a person asks for it: everything else is worked out from this and the ground. */
export interface PitSpec {
  /** Unique on the page, not part of a link. */
  readonly id: string;
  /** Corners of the FLOOR, not closed. */
  readonly corners: readonly LonLat[];
  /** Below the lowest ground within the outline, metres. */
  readonly depthM: number;
  /** Horizontal per vertical of the walls. */
  readonly batter: number;
}

/** What the controls offer; the geometry itself would take more. */
export const PIT_RANGE = { leastDepthM: 0.3, greatestDepthM: 15, greatestBatter: 1.5 } as const;

export const NEW_PIT = { depthM: 2, batter: 0 } as const;

/** Parts of a degree a corner is kept to (11 mm or less), and of a metre and of the batter: what a link carries. */
export const STEPS = { degree: 1e7, metre: 100, batter: 100 } as const;

/** The same pit in the steps that a link carries and within the range of the controls. */
export function settledPit({ id, corners, depthM, batter }: PitSpec): PitSpec {
  return {
    id,
    corners: corners.map(([lon, lat]) => [stepped(wrapped(lon), STEPS.degree), stepped(lat, STEPS.degree)]),
    depthM: stepped(Math.max(PIT_RANGE.leastDepthM, Math.min(PIT_RANGE.greatestDepthM, depthM)), STEPS.metre),
    batter: stepped(Math.max(0, Math.min(PIT_RANGE.greatestBatter, batter)), STEPS.batter),
  };
}

function stepped(value: number, steps: number): number {
  // Adding zero turns -0 into 0.
  return Math.round(value * steps) / steps + 0;
}

function wrapped(lon: number): number {
  return Math.abs(lon) <= 180 ? lon : lon - 360 * Math.round(lon / 360);
}
