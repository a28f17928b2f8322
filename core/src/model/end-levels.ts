import { type EndLevels, type Link, UNKNOWN_LEVELS } from './link.ts';
import type { DepthReference, Section } from './section-shape.ts';

/** Heights of a cross-section, metres; `null` is unknown. */
export interface SectionHeights {
  /** From invert to obvert; a nominal size stands in where nothing better is known, and then `outerM` is null. */
  readonly innerM: number | null;
  /** From outer bottom to outer top, where the source states it or it follows from the wall. */
  readonly outerM: number | null;
}

export const UNKNOWN_HEIGHTS: SectionHeights = { innerM: null, outerM: null };

const MM_PER_M = 1000;

/** Heights of a section, with an outside height that the source states by itself. */
export function sectionHeights(section: Section | null, outerHeightMm: number | null): SectionHeights {
  if (section === null) return UNKNOWN_HEIGHTS;
  if (section.measured === 'outside') return { innerM: null, outerM: metres(section.heightMm) };
  const { heightMm, wallMm } = section;
  const byWall = heightMm === null || wallMm === null ? null : heightMm + 2 * wallMm;
  return { innerM: metres(heightMm), outerM: metres(outerHeightMm ?? byWall) };
}

/**
 * Levels of one end from the one level its source states and where that lies. What the section leaves open stays
 * unknown; without a wall the nominal size stands for the outer one, and `outerTopBasis` says so.
 *
 * ```
 *   outer top     z            top            z            z
 *   axis          z - O/2      invert + I/2   z            bottom + O/2
 *   invert        axis - I/2   z              axis - I/2   axis - I/2
 *   reference     outerTop     invert         axis         outerBottom
 * ```
 */
export function endLevels(reference: DepthReference, levelM: number | null, heights: SectionHeights): EndLevels {
  if (levelM === null) return UNKNOWN_LEVELS;
  const { innerM } = heights;
  const outerM = heights.outerM ?? innerM;
  switch (reference) {
    case 'outerTop': {
      const axisM = outerM === null ? null : tidy(levelM - outerM / 2);
      return { invertM: lower(axisM, innerM), axisM, outerTopM: tidy(levelM) };
    }
    case 'axis':
      return { invertM: lower(levelM, innerM), axisM: tidy(levelM), outerTopM: upper(levelM, outerM) };
    case 'invert': {
      const axisM = upper(levelM, innerM);
      return { invertM: tidy(levelM), axisM, outerTopM: innerM === null ? null : upper(levelM + innerM / 2, outerM) };
    }
    case 'outerBottom': {
      const axisM = upper(levelM, outerM);
      return {
        invertM: lower(axisM, innerM),
        axisM,
        outerTopM: outerM === null ? null : tidy(levelM + outerM),
      };
    }
    case 'unknown':
      return UNKNOWN_LEVELS;
  }
}

/** What the outer top of both ends rests on. */
export function outerTopBasis(
  reference: DepthReference,
  heights: SectionHeights,
  from: EndLevels,
  to: EndLevels,
): Link['outerTopBasis'] {
  if (from.outerTopM === null && to.outerTopM === null) return 'unknown';
  if (reference === 'outerTop') return 'stated';
  return heights.outerM === null ? 'inner' : 'wall';
}

function upper(axisM: number, heightM: number | null): number | null {
  return heightM === null ? null : tidy(axisM + heightM / 2);
}

function lower(axisM: number | null, heightM: number | null): number | null {
  return axisM === null || heightM === null ? null : tidy(axisM - heightM / 2);
}

function metres(mm: number | null): number | null {
  return mm === null ? null : mm / MM_PER_M;
}

/** Takes off the noise of binary fractions: micrometres in metres. */
export function tidy(levelM: number): number {
  return Math.round(levelM * 1e6) / 1e6;
}
