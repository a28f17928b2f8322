import type { Section } from '../model/section-shape.ts';

/**
 * Area of the inside of a conduit, all barrels, square metres; NaN where it is unknown: no size, a size of the outside, or
 * a shape whose area does not follow from width and height alone.
 */
export function boreAreaM2(section: Section | null): number {
  if (section === null || section.measured === 'outside') return Number.NaN;
  if (section.widthMm === null || section.heightMm === null) return Number.NaN;
  const boxM2 = (section.widthMm / 1000) * (section.heightMm / 1000) * section.barrels;
  return boxM2 > 0 ? boxM2 * shareOfBox(section) : Number.NaN;
}

/** Area over that of the box around it. */
function shareOfBox({ shape, widthMm, floorWidthMm }: Section): number {
  switch (shape) {
    case 'circular':
    case 'elliptical':
      return Math.PI / 4;
    case 'rectangular':
      return 1;
    case 'triangular':
      return 1 / 2;
    case 'parabolic':
      return 2 / 3;
    case 'trapezoidal':
      return floorWidthMm === null || widthMm === null ? Number.NaN : (1 + floorWidthMm / widthMm) / 2;
    case 'arch':
    case 'egg':
    case 'envelope':
    case 'unknown':
      return Number.NaN;
  }
}
