import type { Rings } from '../model/map-feature.ts';
import type { TileFrame } from '../tiling/tile-frame.ts';
import { STEPS_A_METRE } from './steps.ts';

/** A vertex this near the line between its neighbours is left out, metres. */
const STRAIGHT_M = 0.001;

const STRAIGHT_STEPS = STRAIGHT_M * STEPS_A_METRE;

/** Where one building's corners lie in `Footprints`. */
export interface FootprintRange {
  /** First corner and the one after the last. */
  readonly from: number;
  readonly to: number;
  /** First ring and the one after the last. */
  readonly firstRing: number;
  readonly lastRing: number;
  /** Direction of the first wall, anticlockwise from east, 0 up to a right angle in 65,536 parts. */
  readonly turn: number;
}

/**
 * The footprints of a tile in its frame, in whole steps: the outer ring of each anticlockwise seen from above, holes
 * clockwise, so that the building always lies to the left. Rings are open (no closing point). The outer ring begins with
 * its longest wall that runs between east and north: buildings that stand alike are written alike, and compress.
 */
export class Footprints {
  /** East and north of each corner on the ground. */
  x = new Int32Array(1024);
  y = new Int32Array(1024);
  /** East and north of the same corner at the eaves: plumb lines lean in the frame of a wide tile. */
  topX = new Int32Array(1024);
  topY = new Int32Array(1024);
  /** Up, on the ground and at the eaves. */
  base = new Int32Array(1024);
  top = new Int32Array(1024);
  /** Number of corners up to the end of each ring. */
  ringEnds = new Int32Array(256);
  count = 0;
  ringCount = 0;
  /** Both ends of a corner's plumb line. */
  readonly #plumb = new Float64Array(6);
  #ring = new Int32Array(6 * 64);
  #kept = new Int32Array(64);

  /** Adds a footprint between two levels, metres; `null` when its outer ring has no area or a coordinate is no number. */
  add(rings: Rings, fromM: number, toM: number, frame: TileFrame): FootprintRange | null {
    const from = this.count;
    const firstRing = this.ringCount;
    let turn = 0;
    for (const [index, ring] of rings.entries()) {
      if (!this.#place(ring, fromM, toM, frame)) {
        if (index === 0) return null;
        continue;
      }
      const kept = this.#keptCorners(ring.length >> 1);
      const area = kept < 3 ? 0 : this.#twiceArea(kept);
      if (area === 0) {
        if (index === 0) return null;
        continue;
      }
      if (area > 0 !== (index === 0)) this.#kept.subarray(0, kept).reverse();
      const first = index === 0 ? this.#firstWall(kept) : null;
      if (first !== null) turn = first.turn;
      this.#write(kept, first?.at ?? 0);
    }
    return this.ringCount === firstRing ? null : { from, to: this.count, firstRing, lastRing: this.ringCount, turn };
  }

  /** Corners of a ring: x, y on the ground, up on the ground, then the same at the eaves; false where one is no number. */
  #place(ring: Float64Array, fromM: number, toM: number, frame: TileFrame): boolean {
    const count = ring.length >> 1;
    if (count > this.#kept.length) {
      this.#ring = new Int32Array(12 * count);
      this.#kept = new Int32Array(2 * count);
    }
    const out = this.#ring;
    const plumb = this.#plumb;
    for (let i = 0, at = 0; i < count; i++, at += 6) {
      const lon = ring[2 * i] ?? Number.NaN;
      const lat = ring[2 * i + 1] ?? Number.NaN;
      frame.placePlumb(lon, lat, fromM, toM, plumb);
      const x = plumb[0] ?? 0;
      const y = plumb[1] ?? 0;
      const z = plumb[2] ?? 0;
      if (!Number.isFinite(x + y + z)) return false;
      out[at] = Math.round(x * STEPS_A_METRE);
      out[at + 1] = Math.round(y * STEPS_A_METRE);
      out[at + 2] = Math.round(z * STEPS_A_METRE);
      out[at + 3] = headAbove(out[at] ?? 0, x, plumb[3] ?? 0);
      out[at + 4] = headAbove(out[at + 1] ?? 0, y, plumb[4] ?? 0);
      out[at + 5] = Math.round((plumb[5] ?? 0) * STEPS_A_METRE);
    }
    return true;
  }

  /** Finds the corners that shape the placed ring and returns how many there are. */
  #keptCorners(count: number): number {
    const kept = this.#kept;
    let size = 0;
    for (let i = 0; i < count; i++) {
      size = this.#withoutNeedless(size, i);
      kept[size++] = i;
    }
    // The seam: the ring's end against its beginning.
    for (let before = -1; before !== size && size >= 3; ) {
      before = size;
      size = this.#withoutNeedless(size, kept[0] ?? 0);
      if (this.#isNeedless(kept[size - 1] ?? 0, kept[0] ?? 0, kept[1] ?? 0)) {
        kept.copyWithin(0, 1, size);
        size -= 1;
      }
    }
    return size;
  }

  /** How many corners are left when those at the end are taken off that add nothing on the way to `next`. */
  #withoutNeedless(size: number, next: number): number {
    const at = this.#ring;
    const kept = this.#kept;
    let left = size;
    while (left > 0) {
      const last = kept[left - 1] ?? 0;
      const isSame = last !== next && at[6 * last] === at[6 * next] && at[6 * last + 1] === at[6 * next + 1];
      if (!isSame && (left < 2 || !this.#isNeedless(kept[left - 2] ?? 0, last, next))) return left;
      left -= 1;
    }
    return left;
  }

  /** True when b lies within a millimetre of the line from a to c, also when the way turns back there. */
  #isNeedless(a: number, b: number, c: number): boolean {
    const at = this.#ring;
    const ax = at[6 * a] ?? 0;
    const ay = at[6 * a + 1] ?? 0;
    const ux = (at[6 * c] ?? 0) - ax;
    const uy = (at[6 * c + 1] ?? 0) - ay;
    const cross = ux * ((at[6 * b + 1] ?? 0) - ay) - uy * ((at[6 * b] ?? 0) - ax);
    return cross * cross <= STRAIGHT_STEPS * STRAIGHT_STEPS * (ux * ux + uy * uy);
  }

  #twiceArea(kept: number): number {
    const at = this.#ring;
    const corners = this.#kept;
    let sum = 0;
    let before = 6 * (corners[kept - 1] ?? 0);
    const x0 = at[before] ?? 0;
    const y0 = at[before + 1] ?? 0;
    for (let k = 0; k < kept; k++) {
      const i = 6 * (corners[k] ?? 0);
      sum += ((at[before] ?? 0) - x0) * ((at[i + 1] ?? 0) - y0) - ((at[i] ?? 0) - x0) * ((at[before + 1] ?? 0) - y0);
      before = i;
    }
    return sum;
  }

  /** The longest wall that runs between east and north; the first corner where there is none. */
  #firstWall(kept: number): { readonly at: number; readonly turn: number } {
    const at = this.#ring;
    const corners = this.#kept;
    let best = 0;
    let longest = 0;
    let turn = 0;
    for (let k = 0; k < kept; k++) {
      const i = 6 * (corners[k] ?? 0);
      const next = 6 * (corners[k + 1 < kept ? k + 1 : 0] ?? 0);
      const dx = (at[next] ?? 0) - (at[i] ?? 0);
      const dy = (at[next + 1] ?? 0) - (at[i + 1] ?? 0);
      const length = dx * dx + dy * dy;
      if (dx <= 0 || dy < 0 || length <= longest) continue;
      longest = length;
      best = k;
      turn = Math.atan2(dy, dx);
    }
    return { at: best, turn: Math.min(65_535, Math.floor((turn / (Math.PI / 2)) * 65_536)) };
  }

  #write(kept: number, first: number): void {
    this.#grow(kept);
    const at = this.#ring;
    for (let k = 0; k < kept; k++) {
      const from = first + k;
      const i = 6 * (this.#kept[from < kept ? from : from - kept] ?? 0);
      const to = this.count++;
      this.x[to] = at[i] ?? 0;
      this.y[to] = at[i + 1] ?? 0;
      this.base[to] = at[i + 2] ?? 0;
      this.topX[to] = at[i + 3] ?? 0;
      this.topY[to] = at[i + 4] ?? 0;
      this.top[to] = at[i + 5] ?? 0;
    }
    this.ringEnds[this.ringCount++] = this.count;
  }

  #grow(corners: number): void {
    if (this.ringCount === this.ringEnds.length) this.ringEnds = grown(this.ringEnds, 2 * this.ringCount);
    if (this.count + corners <= this.x.length) return;
    const size = Math.max(2 * this.x.length, this.count + corners);
    this.x = grown(this.x, size);
    this.y = grown(this.y, size);
    this.base = grown(this.base, size);
    this.topX = grown(this.topX, size);
    this.topY = grown(this.topY, size);
    this.top = grown(this.top, size);
  }
}

/**
 * Where the head of a wall is written over its foot at `foot` steps. From the rounded foot on, so that walls stay plumb to
 * the last bit and compress, unless that is more than three quarters of a step off: no corner is a centimetre off in all.
 */
function headAbove(foot: number, footM: number, headM: number): number {
  const plumb = foot + Math.round((headM - footM) * STEPS_A_METRE);
  const exact = headM * STEPS_A_METRE;
  return Math.abs(plumb - exact) <= 0.75 ? plumb : Math.round(exact);
}

function grown(array: Int32Array<ArrayBuffer>, size: number): Int32Array<ArrayBuffer> {
  const out = new Int32Array(size);
  out.set(array);
  return out;
}
