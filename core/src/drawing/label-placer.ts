import type { DrawingItem } from './drawing.ts';
import { GREY, line, PAPER, type TextLook, THIN_MM, text } from './items.ts';
import { textWidthMm } from './text-width.ts';

/** Left, top, right, bottom, mm. */
export type Box = readonly [left: number, top: number, right: number, bottom: number];

const ROOM_MM = 0.4;

/** Puts labels near their things so that none lies over another or over what is kept free; a far one gets a leader. */
export class LabelPlacer {
  readonly #taken: Box[] = [];
  readonly #within: Box;

  constructor(within: Box) {
    this.#within = within;
  }

  keepFree(area: Box): void {
    this.#taken.push(area);
  }

  /** Keeps a line (flat x, y) free, without the box about all of it. */
  keepLineFree(points: readonly number[]): void {
    for (let i = 2; i < points.length; i += 2) {
      const [ax, ay] = [points[i - 2] ?? 0, points[i - 1] ?? 0];
      const [bx, by] = [points[i] ?? 0, points[i + 1] ?? 0];
      const steps = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / 2));
      for (let k = 0; k < steps; k++) {
        const [px, py] = [ax + ((bx - ax) * k) / steps, ay + ((by - ay) * k) / steps];
        const [qx, qy] = [ax + ((bx - ax) * (k + 1)) / steps, ay + ((by - ay) * (k + 1)) / steps];
        this.#taken.push([Math.min(px, qx), Math.min(py, qy), Math.max(px, qx), Math.max(py, qy)]);
      }
    }
  }

  /** How much of a box is taken or lies outside; 0 where it is free. */
  overlap(area: Box): number {
    return this.#overlap(area);
  }

  /** Label of lines about a thing with a half width and height; always placed, in the last resort where it overlaps least. */
  place(
    x: number,
    y: number,
    halfX: number,
    halfY: number,
    lines: readonly string[],
    sizeMm: number,
    look: TextLook = {},
  ): readonly DrawingItem[] {
    const width = Math.max(...lines.map((words) => textWidthMm(words, sizeMm)));
    const height = lines.length * sizeMm * 1.15;
    let best: Box | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const candidate of candidates(x, y, halfX, halfY, width, height)) {
      const cost = this.#overlap(candidate);
      if (cost >= least) continue;
      least = cost;
      best = candidate;
      if (cost === 0) break;
    }
    if (best === null) return [];
    this.#taken.push(best);
    const [left, top, right, bottom] = best;
    const items: DrawingItem[] = [];
    const nearX = Math.max(left, Math.min(right, x));
    const nearY = Math.max(top, Math.min(bottom, y));
    const isFar = Math.max(Math.abs(nearX - x) - halfX, Math.abs(nearY - y) - halfY) > 1.5;
    if (isFar) {
      const angle = Math.atan2(nearY - y, nearX - x);
      items.push(line([x + Math.cos(angle) * halfX, y + Math.sin(angle) * halfY, nearX, nearY], GREY, THIN_MM));
    }
    const middle = (left + right) / 2;
    for (const [i, words] of lines.entries()) {
      const baseline = top + (i + 0.88) * sizeMm * 1.15;
      items.push(text(middle, baseline, words, { halo: PAPER, ...look, sizeMm, anchor: 'middle' }));
    }
    return items;
  }

  /** Area shared with what is taken, and what hangs out of the frame, weighed more. */
  #overlap(candidate: Box): number {
    const [left, top, right, bottom] = candidate;
    let cost = 0;
    for (const [l, t, r, b] of this.#taken) {
      const across = Math.min(right, r) - Math.max(left, l) + ROOM_MM;
      const down = Math.min(bottom, b) - Math.max(top, t) + ROOM_MM;
      if (across > 0 && down > 0) cost += across * down;
    }
    const [l, t, r, b] = this.#within;
    const out = Math.max(0, l - left) + Math.max(0, t - top) + Math.max(0, right - r) + Math.max(0, bottom - b);
    return cost + out * 100;
  }
}

/** Boxes about a thing: above, below, right and left of it, then in rings farther off. */
function* candidates(
  x: number,
  y: number,
  halfX: number,
  halfY: number,
  width: number,
  height: number,
): Generator<Box> {
  for (let ring = 0; ring < 12; ring++) {
    const gap = 0.6 + ring * 2.4;
    const [upper, lower] = [y - halfY - gap - height, y + halfY + gap];
    const [before, after] = [x - halfX - gap - width, x + halfX + gap];
    const at = (left: number, top: number): Box => [left, top, left + width, top + height];
    yield at(x - width / 2, upper);
    yield at(after, y - height / 2);
    yield at(before, y - height / 2);
    yield at(x - width / 2, lower);
    yield at(after, upper);
    yield at(before, upper);
    yield at(after, lower);
    yield at(before, lower);
  }
}
