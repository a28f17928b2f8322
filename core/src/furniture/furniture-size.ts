import type { Furniture } from '../model/map-feature.ts';

/** Height at which a tree or a lamp of unknown height is drawn, metres. A convention of the drawing. */
export const NOMINAL_FURNITURE_M = 8;

/** Diameter of a crown of unknown size as a part of the height. A convention of the drawing. */
const CROWN_SHARE = 0.6;

/** The sizes a tree or a lamp is drawn with; what is not above zero counts as unknown. */
export function drawnSize({ heightM, widthM }: Pick<Furniture, 'heightM' | 'widthM'>): {
  readonly heightM: number;
  readonly widthM: number;
} {
  const height = isPositive(heightM) ? heightM : NOMINAL_FURNITURE_M;
  return { heightM: height, widthM: isPositive(widthM) ? widthM : height * CROWN_SHARE };
}

function isPositive(value: number | null): value is number {
  return value !== null && Number.isFinite(value) && value > 0;
}
