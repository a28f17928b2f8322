/** A pipe beside a foundation, metres and degrees; null is unknown. */
export interface FoundationInput {
  /** Laying depth of the pipe: ground to the bottom of its trench. */
  readonly layingDepthM: number | null;
  readonly foundationDepthM: number | null;
  /** Width of the trench's floor. */
  readonly trenchWidthM: number | null;
  /** Angle of internal friction of the soil. */
  readonly frictionDeg: number | null;
  /** Outer diameter of the pipe, casing or jacket. */
  readonly outerDiameterM: number | null;
  /** What the clearance table wants, outer wall to foundation; null where it has no row. */
  readonly tableM: number | null;
}

/** Distance that a pipe keeps from a foundation. */
export interface FoundationDistance {
  /** Pipe's middle to the foundation's edge by 4.1.11; null where the pipe is not deeper than the foundation. */
  readonly centreM: number | null;
  /** Outer wall to the foundation's edge by 4.1.11. */
  readonly clearM: number | null;
  /** The larger of it and the table; null where neither says anything. */
  readonly wantedM: number | null;
}

export type FoundationResult =
  | ({ readonly known: true } & FoundationDistance)
  /** Without these nothing can be said; the table alone might be too little. */
  | { readonly known: false; readonly missing: readonly (keyof FoundationInput)[] };

/**
 * GB 50289-2016 4.1.11 (unverified): a pipe laid deeper than a foundation keeps L = (H - h) / tan(alpha) + B / 2 from
 * its middle to the foundation's edge; made clear distance, and the larger of it and the table is wanted.
 *
 * ```
 *   ~~~~~~~~~~~~~~~~~~~~~~~ ground
 *   |   |      ^ h
 *   |___|      v      ^ H
 *      \  alpha       |
 *        \            |
 *          \__[ B ]   v
 *      |<-- L -->|
 * ```
 */
export function foundationDistance(input: FoundationInput): FoundationResult {
  const { layingDepthM, foundationDepthM, trenchWidthM, frictionDeg, outerDiameterM, tableM } = input;
  if (layingDepthM !== null && foundationDepthM !== null && layingDepthM <= foundationDepthM) {
    return { known: true, centreM: null, clearM: null, wantedM: tableM };
  }
  const needed = ['layingDepthM', 'foundationDepthM', 'trenchWidthM', 'frictionDeg', 'outerDiameterM'] as const;
  const missing = needed.filter((name) => input[name] === null || !Number.isFinite(input[name]));
  if (
    missing.length > 0 ||
    layingDepthM === null ||
    foundationDepthM === null ||
    trenchWidthM === null ||
    frictionDeg === null ||
    outerDiameterM === null
  ) {
    return { known: false, missing };
  }
  if (!(frictionDeg > 0 && frictionDeg < 90)) {
    throw new RangeError(
      `foundationDistance: an angle of friction between 0 and 90 degrees was wanted; ${frictionDeg} came`,
    );
  }
  const centreM = (layingDepthM - foundationDepthM) / Math.tan((frictionDeg * Math.PI) / 180) + trenchWidthM / 2;
  const clearM = centreM - outerDiameterM / 2;
  return { known: true, centreM, clearM, wantedM: Math.max(clearM, tableM ?? clearM) };
}
