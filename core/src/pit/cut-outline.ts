import { ductBores } from '../geometry/duct-bores.ts';
import { roundSection, sectionCorners } from '../geometry/section-corners.ts';
import type { Section } from '../model/section-shape.ts';
import { NOMINAL_SIZE_MM } from '../tiling/drawn-as.ts';

/** Facets of a full round of a cap. */
const SIDES = 48;

/** Facets of the bore of a duct. */
const BORE_SIDES = 20;

/** Where the wall's thickness is unknown the bore is drawn at this share of the size. A convention of the drawing. */
const NOMINAL_BORE = 0.86;

/** A cross-section as it is drawn when cut: flat u (right), v (up) in metres about the axis, anticlockwise. */
export interface CutOutline {
  readonly outer: readonly number[];
  /** The bore; of a duct bank as many as there are, and none where their rows and columns are not known. */
  readonly inner: readonly (readonly number[])[];
  /** True when width or height is unknown and a nominal round is drawn. */
  readonly nominalSize: boolean;
  /** True when the wall's thickness is unknown and a nominal one is drawn, within the size. */
  readonly nominalWall: boolean;
}

/** One outline for each barrel, side by side. */
export function cutOutlines(section: Section | null): readonly CutOutline[] {
  const nominalSize = section === null || section.widthMm === null || section.heightMm === null;
  const drawn: Section = section === null || nominalSize ? roundSection(NOMINAL_SIZE_MM) : { ...section, open: false };
  const ducts = drawn.ducts == null ? null : boresOf(drawn);
  const nominalWall = ducts === null && (drawn.wallMm === null || drawn.wallMm <= 0);
  const outer = sectionCorners(drawn, SIDES);
  const bore = nominalWall
    ? outer.map((value) => value * NOMINAL_BORE)
    : sectionCorners({ ...drawn, wallMm: 0 }, SIDES);
  const inner = ducts ?? [bore];
  const spacingM = ((drawn.widthMm ?? 0) + 2 * (drawn.wallMm ?? 0)) / 1000;
  return Array.from({ length: drawn.barrels }, (_, barrel) => {
    const aside = (barrel - (drawn.barrels - 1) / 2) * spacingM;
    const shifted = (flat: readonly number[]) => flat.map((value, i) => (i % 2 === 0 ? value + aside : value));
    return { outer: shifted(outer), inner: inner.map(shifted), nominalSize, nominalWall };
  });
}

function boresOf(section: Section): readonly (readonly number[])[] {
  const bores = ductBores(section);
  if (bores === null) return [];
  return Array.from({ length: bores.centres.length / 2 }, (_, i) =>
    Array.from({ length: BORE_SIDES }, (__, k): readonly number[] => {
      const angle = (2 * Math.PI * k) / BORE_SIDES;
      const [u = 0, v = 0] = bores.centres.subarray(i * 2, i * 2 + 2);
      return [u + bores.radiusM * Math.cos(angle), v + bores.radiusM * Math.sin(angle)];
    }).flat(),
  );
}
