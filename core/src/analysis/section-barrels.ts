import { roundSection, sectionCorners } from '../geometry/section-corners.ts';
import type { Section } from '../model/section-shape.ts';
import { outerHalf } from './conduit-table.ts';

/** Facets of a full round. */
const SIDES = 72;

/** One closed outer wall of a conduit, flat u (right), v (up) in metres about the axis, anticlockwise and convex. */
export interface BarrelOutline {
  readonly outer: readonly number[];
  /** What lies within it: the bore, or the pipes within a casing. Empty where the wall is unknown. */
  readonly within: readonly (readonly number[])[];
  /** Radius of a round outer wall about the axis; null for any other. */
  readonly radiusM: number | null;
}

/** The true outer walls of a section, an open channel closed over its top. None where the size is unknown. */
export function barrelOutlines(section: Section | null): readonly BarrelOutline[] {
  const half = outerHalf(section);
  if (section === null || half === null) return [];
  const carriers = carriersOf(section);
  const casingM = (section.casingMm ?? 0) / 2000;
  if (casingM > 0 && half.round && half.widthM === casingM) {
    const round = roundSection(casingM * 2000);
    return [
      { outer: sectionCorners(round, SIDES), within: carriers.map((carrier) => carrier.outer), radiusM: casingM },
    ];
  }
  return carriers;
}

function carriersOf(section: Section): readonly BarrelOutline[] {
  if (section.widthMm === null || section.heightMm === null) return [];
  const closed = { ...section, open: false };
  const wallM = Math.max(0, (section.wallMm ?? 0) / 1000);
  const outer = sectionCorners(closed, SIDES);
  const bore = wallM > 0 && section.measured !== 'outside' ? sectionCorners({ ...closed, wallMm: 0 }, SIDES) : null;
  const spacingM = section.widthMm / 1000 + 2 * wallM;
  const isRound = section.shape === 'circular' && section.widthMm === section.heightMm && section.barrels === 1;
  return Array.from({ length: section.barrels }, (_, barrel) => {
    const aside = (barrel - (section.barrels - 1) / 2) * spacingM;
    const shifted = (flat: readonly number[]) => flat.map((value, i) => (i % 2 === 0 ? value + aside : value));
    return {
      outer: shifted(outer),
      within: bore === null ? [] : [shifted(bore)],
      radiusM: isRound ? spacingM / 2 : null,
    };
  });
}
