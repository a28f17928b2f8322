import type { DIG_METHODS } from '@undercroft/core/protocol/analysis/excavation';

/** Longitude, latitude in degrees. */
export type LonLat = readonly [lon: number, lat: number];

export type DigMethod = (typeof DIG_METHODS)[number];

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
  /** Foot of sheet piles or other supports below the lowest ground, metres; null where there are none. */
  readonly supportDepthM: number | null;
  readonly method: DigMethod;
  /** How far digging may stray around everything that is dug, metres. */
  readonly marginM: number;
}

/** All of a pit but its name and its outline. */
export type PitMeasures = Omit<PitSpec, 'id' | 'corners'>;

/** What the controls offer; the geometry itself would take more. */
export const PIT_RANGE = {
  leastDepthM: 0.3,
  greatestDepthM: 15,
  greatestBatter: 1.5,
  greatestSupportM: 25,
  greatestMarginM: 5,
} as const;

/** Supports reach below the floor by this at least, metres: shorter ones hold nothing. */
export const LEAST_SUPPORT_BELOW_M = 0.1;

export const NEW_PIT: PitMeasures = { depthM: 2, batter: 0, supportDepthM: null, method: 'machine', marginM: 0 };

/** Parts of a degree a corner is kept to (11 mm or less), and of a metre and of the batter: what a link carries. */
export const STEPS = { degree: 1e7, metre: 100, batter: 100 } as const;

/** The same pit in the steps that a link carries and within the range of the controls. */
export function settledPit({ id, corners, depthM, batter, supportDepthM, method, marginM }: PitSpec): PitSpec {
  const settledDepthM = stepped(within(depthM, PIT_RANGE.leastDepthM, PIT_RANGE.greatestDepthM), STEPS.metre);
  const leastSupportM = settledDepthM + LEAST_SUPPORT_BELOW_M;
  return {
    id,
    corners: corners.map(([lon, lat]) => [stepped(wrapped(lon), STEPS.degree), stepped(lat, STEPS.degree)]),
    depthM: settledDepthM,
    batter: stepped(within(batter, 0, PIT_RANGE.greatestBatter), STEPS.batter),
    supportDepthM:
      supportDepthM === null
        ? null
        : stepped(within(supportDepthM, leastSupportM, PIT_RANGE.greatestSupportM), STEPS.metre),
    method,
    marginM: stepped(within(marginM, 0, PIT_RANGE.greatestMarginM), STEPS.metre),
  };
}

export function measuresOf({ depthM, batter, supportDepthM, method, marginM }: PitMeasures): PitMeasures {
  return { depthM, batter, supportDepthM, method, marginM };
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

function stepped(value: number, steps: number): number {
  // Adding zero turns -0 into 0.
  return Math.round(value * steps) / steps + 0;
}

function wrapped(lon: number): number {
  return Math.abs(lon) <= 180 ? lon : lon - 360 * Math.round(lon / 360);
}
