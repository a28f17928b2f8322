import { roundSection, sectionCorners } from '../geometry/section-corners.ts';
import type { Section } from '../model/section-shape.ts';
import { NOMINAL_SIZE_MM } from '../tiling/drawn-as.ts';

/** Facets of a full round of a cap. */
const SIDES = 48;

/** Where the wall's thickness is unknown the bore is drawn at this share of the size. A convention of the drawing. */
const NOMINAL_BORE = 0.86;

/** A cross-section as it is drawn when cut: flat u (right), v (up) in metres about the axis, anticlockwise. */
export interface CutOutline {
  readonly outer: readonly number[];
  readonly inner: readonly number[];
  /** True when width or height is unknown and a nominal round is drawn. */
  readonly nominalSize: boolean;
  /** True when the wall's thickness is unknown and a nominal one is drawn, within the size. */
  readonly nominalWall: boolean;
}

/** One outline for each barrel, side by side. */
export function cutOutlines(section: Section | null): readonly CutOutline[] {
  const nominalSize = section === null || section.widthMm === null || section.heightMm === null;
  const drawn: Section = section === null || nominalSize ? roundSection(NOMINAL_SIZE_MM) : { ...section, open: false };
  const nominalWall = drawn.wallMm === null || drawn.wallMm <= 0;
  const outer = sectionCorners(drawn, SIDES);
  const inner = nominalWall
    ? outer.map((value) => value * NOMINAL_BORE)
    : sectionCorners({ ...drawn, wallMm: 0 }, SIDES);
  const spacingM = ((drawn.widthMm ?? 0) + 2 * (drawn.wallMm ?? 0)) / 1000;
  return Array.from({ length: drawn.barrels }, (_, barrel) => {
    const aside = (barrel - (drawn.barrels - 1) / 2) * spacingM;
    const shifted = (flat: readonly number[]) => flat.map((value, i) => (i % 2 === 0 ? value + aside : value));
    return { outer: shifted(outer), inner: shifted(inner), nominalSize, nominalWall };
  });
}
