import type { PaperWindow } from './window.ts';

/** Where the plane stands on paper. */
export interface PlanFrame {
  readonly window: PaperWindow;
  readonly scale: number;
  x(east: number): number;
  y(north: number): number;
}

/** Flat east, north to flat x, y of paper. */
export function flatOn(frame: PlanFrame, flat: Float64Array | readonly number[]): readonly number[] {
  return Array.from(flat, (value, i) => (i % 2 === 0 ? frame.x(value) : frame.y(value)));
}
