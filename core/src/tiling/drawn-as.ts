import type { Link } from '../model/link.ts';

/**
 * How a feature is drawn, so that nobody takes an assumption for a measurement: `measured` from what the source says,
 * `unknownSize` at a nominal size, `unknownLevel` at an assumed level (both dashed and translucent), `device` as a
 * symbol.
 */
export const DRAWN_AS = ['measured', 'unknownSize', 'unknownLevel', 'device'] as const;

export type DrawnAs = (typeof DRAWN_AS)[number];

/** Size a conduit of unknown size is drawn at, mm. A convention of the drawing, never used in an answer. */
export const NOMINAL_SIZE_MM = 200;

/** Inside diameter a shaft of unknown size is drawn at, mm. A convention of the drawing. */
export const NOMINAL_SHAFT_MM = 1000;

/** Wall a shaft is drawn with, metres. A convention of the drawing. */
export const SHAFT_WALL_M = 0.1;

/** Depth below the cover at which the axis of a conduit of unknown level is drawn, metres. */
export const ASSUMED_DEPTH_M = 1.5;

export function linkDrawnAs(link: Omit<Link, 'raw'>): DrawnAs {
  if (link.kind !== 'conduit') return 'device';
  if (link.from.axisM === null || link.to.axisM === null) return 'unknownLevel';
  return isWholeSection(link.section) ? 'measured' : 'unknownSize';
}

/** Whether nothing of a section must be assumed to draw it: a trapezoid has a floor too. */
function isWholeSection(section: Link['section']): boolean {
  if (section === null || section.widthMm === null || section.heightMm === null) return false;
  return section.shape !== 'trapezoidal' || section.floorWidthMm !== null;
}
