import { boundsOf, crossingSides, signedArea } from '../geometry/polygon.ts';

/** Why an outline, or the pit asked for over it, cannot be dug. */
export const PIT_REFUSALS = [
  'not-a-number',
  'too-few-points',
  'too-many-points',
  'duplicate-points',
  'zero-area',
  'spike',
  'crosses-itself',
  'too-large',
  'outside-the-earth',
  'bad-depth',
  'bad-batter',
  'ground-unknown',
  'walls-meet',
  'never-meets-ground',
] as const;

export type PitRefusalCode = (typeof PIT_REFUSALS)[number];

export interface PitRefusal {
  readonly code: PitRefusalCode;
  /** One sentence: the thing, what was wanted, what came. Corners and sides are counted from 1. */
  readonly message: string;
}

/** Points nearer than this are one, metres. */
export const SAME_POINT_M = 1e-3;

/** A corner sharper than this is a spike: its mitre would run out to more than 23 times the batter's reach. */
export const SHARPEST_CORNER_DEG = 5;

/** Greatest width and height of an outline, metres (the dig area limit of the Dutch notice service). */
export const GREATEST_EXTENT_M = 500;

export const MOST_CORNERS = 200;

/** Checks an outline in metres, flat x, y, not closed, any orientation. Null for one that can be dug. */
export function checkOutline(outline: Float64Array): PitRefusal | null {
  const n = outline.length / 2;
  const bad = outline.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0 || !Number.isInteger(n)) {
    const which = bad >= 0 ? `corner ${Math.floor(bad / 2) + 1} has ${String(outline[bad])}` : 'a y is missing';
    return { code: 'not-a-number', message: `The outline needs a finite x and y at every corner, but ${which}.` };
  }
  if (n < 3) return { code: 'too-few-points', message: `The outline needs at least 3 corners, but has ${n}.` };
  if (n > MOST_CORNERS) {
    return { code: 'too-many-points', message: `The outline may have ${MOST_CORNERS} corners, but has ${n}.` };
  }
  const [west, south, east, north] = boundsOf(outline);
  if (east - west > GREATEST_EXTENT_M || north - south > GREATEST_EXTENT_M) {
    const size = `${(east - west).toFixed(1)} x ${(north - south).toFixed(1)} m`;
    return { code: 'too-large', message: `The outline may measure ${GREATEST_EXTENT_M} m each way, but is ${size}.` };
  }
  return duplicate(outline) ?? flat(outline) ?? crossing(outline) ?? spike(outline);
}

function duplicate(outline: Float64Array): PitRefusal | null {
  const n = outline.length / 2;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const gap = Math.hypot(at(outline, i * 2) - at(outline, j * 2), at(outline, i * 2 + 1) - at(outline, j * 2 + 1));
      if (gap >= SAME_POINT_M) continue;
      const message = `The corners of the outline must lie apart, but ${i + 1} and ${j + 1} are the same point.`;
      return { code: 'duplicate-points', message };
    }
  }
  return null;
}

/** All points on one line (an hourglass with equal halves has no area either, but that one crosses itself). */
function flat(outline: Float64Array): PitRefusal | null {
  const x0 = at(outline, 0);
  const y0 = at(outline, 1);
  let far = 0;
  for (let i = 2; i < outline.length; i += 2) {
    if (reach(outline, i, x0, y0) > reach(outline, far, x0, y0)) far = i;
  }
  const length = reach(outline, far, x0, y0);
  const ux = (at(outline, far) - x0) / length;
  const uy = (at(outline, far + 1) - y0) / length;
  for (let i = 2; i < outline.length; i += 2) {
    if (Math.abs(ux * (at(outline, i + 1) - y0) - uy * (at(outline, i) - x0)) > SAME_POINT_M) return null;
  }
  const message = `The outline must enclose an area, but its ${outline.length / 2} corners lie on one line.`;
  return { code: 'zero-area', message };
}

function crossing(outline: Float64Array): PitRefusal | null {
  const sides = crossingSides(outline);
  if (sides !== null) {
    const message = `The sides of the outline must not meet, but sides ${sides[0] + 1} and ${sides[1] + 1} do.`;
    return { code: 'crosses-itself', message };
  }
  if (Math.abs(signedArea(outline)) < SAME_POINT_M * SAME_POINT_M) {
    return { code: 'zero-area', message: 'The outline must enclose an area, but encloses none.' };
  }
  return null;
}

function spike(outline: Float64Array): PitRefusal | null {
  const n = outline.length / 2;
  for (let i = 0; i < n; i++) {
    const before = ((i + n - 1) % n) * 2;
    const after = ((i + 1) % n) * 2;
    const ax = at(outline, before) - at(outline, i * 2);
    const ay = at(outline, before + 1) - at(outline, i * 2 + 1);
    const bx = at(outline, after) - at(outline, i * 2);
    const by = at(outline, after + 1) - at(outline, i * 2 + 1);
    const angle = (Math.abs(Math.atan2(ax * by - ay * bx, ax * bx + ay * by)) * 180) / Math.PI;
    if (angle >= SHARPEST_CORNER_DEG) continue;
    const found = `corner ${i + 1} has ${angle.toFixed(1)}`;
    return { code: 'spike', message: `Corners must open at least ${SHARPEST_CORNER_DEG} degrees, but ${found}.` };
  }
  return null;
}

function reach(outline: Float64Array, i: number, x: number, y: number): number {
  return Math.hypot(at(outline, i) - x, at(outline, i + 1) - y);
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
