import type { DrawingItem } from './drawing.ts';
import { INK, line, MEDIUM_MM, PAPER, SMALL_MM, THIN_MM, text } from './items.ts';
import { textWidthMm } from './text-width.ts';

const TICK_MM = 0.9;

/**
 * A dimension line from a to b with oblique ticks at its ends and its figure over its middle, upright; `offsetMm` moves it
 * to the left of a-b, with extension lines from the points measured.
 *
 * ```
 *    /--------- 10.00 ---------/
 *    |                         |
 *    a                         b
 * ```
 */
export function dimension(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  offsetMm: number,
  words: string,
  colour: string = INK,
): readonly DrawingItem[] {
  const length = Math.hypot(bx - ax, by - ay);
  if (length === 0) return [];
  const [ux, uy] = [(bx - ax) / length, (by - ay) / length];
  // Left of a-b on paper, whose y runs down.
  const [nx, ny] = [uy, -ux];
  const [px, py] = [ax + nx * offsetMm, ay + ny * offsetMm];
  const [qx, qy] = [bx + nx * offsetMm, by + ny * offsetMm];
  const items: DrawingItem[] = [];
  if (offsetMm !== 0) {
    const beyond = Math.sign(offsetMm) * TICK_MM;
    const gap = Math.sign(offsetMm) * Math.min(0.8, Math.abs(offsetMm) / 3);
    items.push(line([ax + nx * gap, ay + ny * gap, px + nx * beyond, py + ny * beyond], colour, THIN_MM));
    items.push(line([bx + nx * gap, by + ny * gap, qx + nx * beyond, qy + ny * beyond], colour, THIN_MM));
  }
  items.push(line([px, py, qx, qy], colour, THIN_MM));
  const [tx, ty] = [((ux + nx) * TICK_MM) / 1.5, ((uy + ny) * TICK_MM) / 1.5];
  for (const [x, y] of [
    [px, py],
    [qx, qy],
  ] as const)
    items.push(line([x - tx, y - ty, x + tx, y + ty], colour, MEDIUM_MM));
  let turnDeg = (Math.atan2(uy, ux) * 180) / Math.PI;
  // Read from below or from the right.
  if (turnDeg >= 90 - 1e-6) turnDeg -= 180;
  else if (turnDeg < -90 - 1e-6) turnDeg += 180;
  const turn = (turnDeg * Math.PI) / 180;
  const isShort = textWidthMm(words, SMALL_MM) > length - 1;
  const above = isShort ? TICK_MM + 0.6 : 0.5;
  const [mx, my] = [(px + qx) / 2 + Math.sin(turn) * above, (py + qy) / 2 - Math.cos(turn) * above];
  items.push(text(mx, my, words, { sizeMm: SMALL_MM, colour, anchor: 'middle', turnDeg, halo: PAPER }));
  return items;
}
