import { sectionOutline } from '../geometry/section-outline.ts';
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
  const drawn: Section =
    section === null || nominalSize
      ? { ...ROUND, widthMm: NOMINAL_SIZE_MM, heightMm: NOMINAL_SIZE_MM }
      : { ...section, open: false };
  const nominalWall = drawn.wallMm === null || drawn.wallMm <= 0;
  const outer = corners(drawn);
  const inner = nominalWall ? outer.map((value) => value * NOMINAL_BORE) : corners({ ...drawn, wallMm: 0 });
  const spacingM = ((drawn.widthMm ?? 0) + 2 * (drawn.wallMm ?? 0)) / 1000;
  return Array.from({ length: drawn.barrels }, (_, barrel) => {
    const aside = (barrel - (drawn.barrels - 1) / 2) * spacingM;
    const shifted = (flat: readonly number[]) => flat.map((value, i) => (i % 2 === 0 ? value + aside : value));
    return { outer: shifted(outer), inner: shifted(inner), nominalSize, nominalWall };
  });
}

const ROUND: Section = {
  shape: 'circular',
  widthMm: null,
  heightMm: null,
  wallMm: null,
  floorWidthMm: null,
  open: false,
  barrels: 1,
};

/** The points of a section's outline, hard corners once. An open channel is closed over its top. */
function corners(section: Section): readonly number[] {
  const outline = sectionOutline(section, SIDES);
  const flat: number[] = [];
  for (let i = 0; outline !== null && i < outline.count; i++) {
    const u = outline.points[i * 4] ?? 0;
    const v = outline.points[i * 4 + 1] ?? 0;
    if (u === flat.at(-2) && v === flat.at(-1)) continue;
    flat.push(u, v);
  }
  if (flat.length > 2 && flat[0] === flat.at(-2) && flat[1] === flat.at(-1)) flat.length -= 2;
  return flat;
}
