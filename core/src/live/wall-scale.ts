import type { Wall } from '../protocol/live/wall.ts';

export type WallScreen = NonNullable<Wall['screen']>;

/** Least sizes on a wall, pixels of the screen. */
export interface WallScale {
  /** Height of capital letters. */
  readonly letterPx: number;
  /** Size of type whose capitals are that high; hanzi fill more of it than capitals do. */
  readonly fontPx: number;
  readonly iconPx: number;
  readonly linePx: number;
}

/** Least height of letters and of signs as the farthest viewer sees them, arc-minutes (NUREG-0700 for characters and for icons). */
const LETTER_ARCMIN = 16;
const ICON_ARCMIN = 20;

/** Twice what an eye of normal acuity tells apart. */
const LINE_ARCMIN = 2;

/** Height of capitals as part of the size of type: 0.70 to 0.73 in the faces of the page. */
const CAPITALS_OF_FONT = 0.7;

/** The least sizes that can be read from the farthest place before a wall. */
export function wallScale(screen: WallScreen): WallScale {
  const pixels = (arcmin: number): number => subtendedMm(arcmin, screen.farthestViewerM) / pitchMm(screen);
  const letterPx = pixels(LETTER_ARCMIN);
  return { letterPx, fontPx: letterPx / CAPITALS_OF_FONT, iconPx: pixels(ICON_ARCMIN), linePx: pixels(LINE_ARCMIN) };
}

/** Height of something that fills an angle at a distance, millimetres. */
function subtendedMm(arcmin: number, distanceM: number): number {
  return 2 * distanceM * 1000 * Math.tan(((arcmin / 60 / 2) * Math.PI) / 180);
}

function pitchMm({ widthMm, pixelWidth }: WallScreen): number {
  return widthMm / pixelWidth;
}
