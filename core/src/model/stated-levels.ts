import { endLevels, outerTopBasis, type SectionHeights, sectionHeights } from './end-levels.ts';
import type { EndLevels, Link } from './link.ts';
import type { DepthReference, Section } from './section-shape.ts';

/** The level each end of a link states, metres above the scene's height datum, and where on the pipe it lies. */
export interface StatedLevels {
  readonly reference: DepthReference;
  readonly fromM: number | null;
  readonly toM: number | null;
}

/** What follows from a section and the stated levels: `Link.from`, `to`, `depthReference` and `outerTopBasis`. */
export type DerivedLevels = Pick<Link, 'from' | 'to' | 'depthReference' | 'outerTopBasis'>;

/** Heights of a link's section; a stated outside height that only its levels still tell of is read back from them. */
export function heightsOf(link: Pick<Link, 'section' | 'from' | 'to' | 'outerTopBasis'>): SectionHeights {
  const heights = sectionHeights(link.section, null);
  if (heights.outerM !== null || link.outerTopBasis !== 'wall') return heights;
  const [end] = [link.from, link.to].filter(({ axisM, outerTopM }) => axisM !== null && outerTopM !== null);
  const { axisM = null, outerTopM = null } = end ?? {};
  return axisM === null || outerTopM === null ? heights : { ...heights, outerM: 2 * (outerTopM - axisM) };
}

/** The levels that a link's source stated, out of those that were derived from them. */
export function statedLevels(link: Pick<Link, 'section' | 'depthReference' | keyof DerivedLevels>): StatedLevels {
  const heights = heightsOf(link);
  const stated = (end: EndLevels) => statedLevelM(link.depthReference, end, heights);
  return { reference: link.depthReference, fromM: stated(link.from), toM: stated(link.to) };
}

/** Levels of both ends from what is stated of them, as an import derives them. */
export function levelsOf(stated: StatedLevels, heights: SectionHeights): DerivedLevels {
  const { reference } = stated;
  const from = endLevels(reference, stated.fromM, heights);
  const to = endLevels(reference, stated.toM, heights);
  return { from, to, depthReference: reference, outerTopBasis: outerTopBasis(reference, heights, from, to) };
}

/** Heights of a section by itself, where it has been changed. */
export function ownHeights(section: Section | null): SectionHeights {
  return sectionHeights(section, null);
}

function statedLevelM(reference: DepthReference, end: EndLevels, heights: SectionHeights): number | null {
  switch (reference) {
    case 'outerTop':
      return end.outerTopM;
    case 'axis':
      return end.axisM;
    case 'invert':
      return end.invertM;
    case 'outerBottom': {
      const outerM = heights.outerM ?? heights.innerM;
      if (outerM === null || end.outerTopM === null) return null;
      return end.outerTopM - outerM;
    }
    case 'unknown':
      return null;
  }
}
