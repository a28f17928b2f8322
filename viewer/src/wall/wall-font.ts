import { type WallScreen, wallScale } from '@undercroft/core/live/wall-scale';

/** Columns and rows of least type that the panels are laid out for where the scene declares no screen. */
const DESK_COLUMNS = 120;
const DESK_ROWS = 67.5;

/** Smaller is not read on a desk either, CSS pixels. */
const LEAST_DESK_PX = 11;

export interface Viewport {
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * Size of the least type on the page, CSS pixels: everything else is a multiple of it. On the declared screen it is what
 * its farthest viewer can read; in a window of another size the same part of it, so that a preview looks alike.
 */
export function wallFontPx(screen: WallScreen | null, { widthPx, heightPx }: Viewport): number {
  if (screen === null) return Math.max(LEAST_DESK_PX, Math.min(widthPx / DESK_COLUMNS, heightPx / DESK_ROWS));
  const part = Math.min(widthPx / screen.pixelWidth, heightPx / screen.pixelHeight);
  return wallScale(screen).fontPx * part;
}
