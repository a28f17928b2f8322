import type { Rings } from '../model/map-feature.ts';
import type { TileFrame } from '../tiling/tile-frame.ts';

/**
 * A footprint in the tile's frame, metres: the outer ring anticlockwise seen from above, holes clockwise, so that the
 * building always lies to the left. Rings are open (no closing point).
 */
export interface Footprint {
  /** x, y, z of each vertex on the ground. */
  readonly base: Float64Array;
  /** x, y, z of the same vertices at the height of the roof. */
  readonly top: Float64Array;
  /** Number of vertices up to the end of each ring. */
  readonly ringEnds: readonly number[];
}

/** A vertex this near the line between its neighbours is left out, metres. */
const STRAIGHT_M = 0.001;

/** Positions are rounded to a 128th of a metre (8 mm): the empty bits compress. */
const STEPS_A_METRE = 128;

/** The footprint between two levels; `null` when its outer ring has no area or a coordinate is not a number. */
export function placeFootprint(rings: Rings, fromM: number, toM: number, frame: TileFrame): Footprint | null {
  const base: number[] = [];
  const top: number[] = [];
  const ringEnds: number[] = [];
  for (const [index, ring] of rings.entries()) {
    const low = placed(ring, fromM, frame);
    const high = placed(ring, toM, frame);
    const kept = keptVertices(low);
    const area = kept === null ? 0 : twiceArea(low, kept);
    if (kept === null || area === 0) {
      if (index === 0) return null;
      continue;
    }
    if (area > 0 !== (index === 0)) kept.reverse();
    for (const i of kept) {
      base.push(low[3 * i] ?? 0, low[3 * i + 1] ?? 0, low[3 * i + 2] ?? 0);
      top.push(high[3 * i] ?? 0, high[3 * i + 1] ?? 0, high[3 * i + 2] ?? 0);
    }
    ringEnds.push(base.length / 3);
  }
  return ringEnds.length === 0 ? null : { base: Float64Array.from(base), top: Float64Array.from(top), ringEnds };
}

function placed(ring: Float64Array, levelM: number, frame: TileFrame): Float64Array {
  const count = ring.length / 2;
  const out = new Float64Array(count * 3);
  for (let i = 0; i < count; i++) {
    frame.place(ring[2 * i] ?? Number.NaN, ring[2 * i + 1] ?? Number.NaN, levelM, out, 3 * i);
  }
  for (let i = 0; i < out.length; i++) out[i] = Math.round((out[i] ?? 0) * STEPS_A_METRE) / STEPS_A_METRE;
  return out;
}

/** Places in the ring of the vertices that shape it; `null` when fewer than three do. */
function keptVertices(at: Float64Array): number[] | null {
  const kept: number[] = [];
  const count = at.length / 3;
  for (let i = 0; i < count; i++) {
    if (!Number.isFinite((at[3 * i] ?? Number.NaN) + (at[3 * i + 1] ?? Number.NaN))) return null;
    dropNeedless(at, kept, i);
    kept.push(i);
  }
  // The seam: the ring's end against its beginning.
  for (let before = -1; before !== kept.length && kept.length >= 3; ) {
    before = kept.length;
    const first = kept[0] ?? 0;
    const second = kept[1] ?? 0;
    dropNeedless(at, kept, first);
    if (isNeedless(at, kept.at(-1) ?? 0, first, second)) kept.shift();
  }
  return kept.length >= 3 ? kept : null;
}

/** Takes vertices off the end of `kept` that add nothing on the way to `next`. */
function dropNeedless(at: Float64Array, kept: number[], next: number): void {
  for (let last = kept.at(-1); last !== undefined && kept.length > 0; last = kept.at(-1)) {
    const before = kept.at(-2);
    const isSame = at[3 * last] === at[3 * next] && at[3 * last + 1] === at[3 * next + 1];
    if (!(isSame && last !== next) && (before === undefined || !isNeedless(at, before, last, next))) return;
    kept.pop();
  }
}

/** True when b lies within a millimetre of the line from a to c, also when the way turns back there. */
function isNeedless(at: Float64Array, a: number, b: number, c: number): boolean {
  const ux = (at[3 * c] ?? 0) - (at[3 * a] ?? 0);
  const uy = (at[3 * c + 1] ?? 0) - (at[3 * a + 1] ?? 0);
  const vx = (at[3 * b] ?? 0) - (at[3 * a] ?? 0);
  const vy = (at[3 * b + 1] ?? 0) - (at[3 * a + 1] ?? 0);
  return Math.abs(ux * vy - uy * vx) <= STRAIGHT_M * Math.hypot(ux, uy);
}

function twiceArea(at: Float64Array, kept: readonly number[]): number {
  let sum = 0;
  let before = kept.at(-1) ?? 0;
  for (const i of kept) {
    sum += (at[3 * before] ?? 0) * (at[3 * i + 1] ?? 0) - (at[3 * i] ?? 0) * (at[3 * before + 1] ?? 0);
    before = i;
  }
  return sum;
}
