import type { ShaftTop } from './solid-sink.ts';

/** Conventions of the drawing, metres: the cone that narrows a body, and the neck from there to the cover. */
export const CONE_HEIGHT_M = 0.6;
export const NECK_HEIGHT_M = 0.35;
export const NECK_RADIUS_M = 0.42;

/** The neck ends this far under the cover, half of the cover's slab. */
const TOP_GAP_M = 0.05;

/** Shares of the body's radius a neck may have, so that few shapes serve all shafts. */
const SHARES = 20;

/** The neck's radius as a share of the body's: the nearest twentieth to 0.42 m. */
export function neckShare(radiusM: number): number {
  return Math.max(1, Math.min(SHARES - 1, Math.round((NECK_RADIUS_M / radiusM) * SHARES))) / SHARES;
}

/** Radius, height pairs of the cone and the neck over the body, from its rim to the middle under the cover. */
export function shaftTopProfile({
  bottom,
  radiusM,
}: Pick<ShaftTop, 'bottom' | 'radiusM'>): readonly (readonly [radiusM: number, z: number])[] {
  const neckM = radiusM * neckShare(radiusM);
  return [
    [radiusM, bottom],
    [neckM, bottom + CONE_HEIGHT_M],
    [neckM, bottom + CONE_HEIGHT_M + NECK_HEIGHT_M - TOP_GAP_M],
    [0, bottom + CONE_HEIGHT_M + NECK_HEIGHT_M - TOP_GAP_M],
  ];
}
