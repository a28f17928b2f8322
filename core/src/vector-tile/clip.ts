import type { FlatPath } from './flat-path.ts';

/** A square from `low` to `high` in both axes: the tile and its buffer. */
export interface ClipSquare {
  readonly low: number;
  readonly high: number;
}

/**
 * Clips a line to a square (Liang and Barsky 1984) and hands over each stretch that remains, as x, y pairs in `part`,
 * which is filled again after each call. A line that only touches the square gives nothing.
 */
export function clipLine(line: FlatPath, square: ClipSquare, part: FlatPath, emit: (part: FlatPath) => void): void {
  const { values, length } = line;
  part.clear();
  for (let i = 2; i < length; i += 2) {
    const ax = values[i - 2] ?? Number.NaN;
    const ay = values[i - 1] ?? Number.NaN;
    const bx = values[i] ?? Number.NaN;
    const by = values[i + 1] ?? Number.NaN;
    const range = insideShares(ax, ay, bx, by, square);
    if (range === OUTSIDE) {
      flush(part, emit);
      continue;
    }
    if (enter > 0) flush(part, emit);
    if (part.length === 0) part.push(ax + (bx - ax) * enter, ay + (by - ay) * enter);
    if (leave < 1) {
      part.push(ax + (bx - ax) * leave, ay + (by - ay) * leave);
      flush(part, emit);
    } else part.push(bx, by);
  }
  flush(part, emit);
}

function flush(part: FlatPath, emit: (part: FlatPath) => void): void {
  if (part.length >= 4) emit(part);
  part.clear();
}

const OUTSIDE = 0;
const INSIDE = 1;
/** Shares of the last segment judged between which it lies inside. Kept here so that no segment allocates. */
let enter = 0;
let leave = 1;

function insideShares(ax: number, ay: number, bx: number, by: number, { low, high }: ClipSquare): 0 | 1 {
  enter = 0;
  leave = 1;
  const dx = bx - ax;
  const dy = by - ay;
  return narrow(-dx, ax - low) && narrow(dx, high - ax) && narrow(-dy, ay - low) && narrow(dy, high - ay)
    ? INSIDE
    : OUTSIDE;
}

/** `p`: speed towards a side, `q`: distance inside it. False when nothing is left. */
function narrow(p: number, q: number): boolean {
  if (p === 0) return q >= 0;
  const share = q / p;
  if (p < 0) {
    if (share > leave) return false;
    if (share > enter) enter = share;
  } else {
    if (share < enter) return false;
    if (share < leave) leave = share;
  }
  return enter < leave;
}

/**
 * Clips a ring (no closing point) to a square (Sutherland and Hodgman 1974), side by side. The result stands in `ring`;
 * `scratch` is used between sides. Where a ring leaves the square and comes back, the result runs along the side: the
 * area is right, and that edge lies in the buffer where nobody sees it.
 */
export function clipRing(ring: FlatPath, square: ClipSquare, scratch: FlatPath): void {
  const { low, high } = square;
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < ring.length; i += 2) {
    const x = ring.values[i] ?? Number.NaN;
    const y = ring.values[i + 1] ?? Number.NaN;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  if (minX > high || maxX < low || minY > high || maxY < low) {
    ring.clear();
    return;
  }
  if (minX < low) clipSide(ring, 0, 1, low, scratch);
  if (maxX > high) clipSide(ring, 0, -1, high, scratch);
  if (minY < low) clipSide(ring, 1, 1, low, scratch);
  if (maxY > high) clipSide(ring, 1, -1, high, scratch);
}

/** Keeps what has `sign * (coordinate - limit) >= 0` on one axis. */
function clipSide(ring: FlatPath, axis: 0 | 1, sign: 1 | -1, limit: number, out: FlatPath): void {
  out.clear();
  const { values, length } = ring;
  if (length === 0) return;
  let ax = values[length - 2] ?? Number.NaN;
  let ay = values[length - 1] ?? Number.NaN;
  let aInside = sign * ((axis === 0 ? ax : ay) - limit);
  for (let i = 0; i < length; i += 2) {
    const bx = values[i] ?? Number.NaN;
    const by = values[i + 1] ?? Number.NaN;
    const bInside = sign * ((axis === 0 ? bx : by) - limit);
    if (aInside >= 0 !== bInside >= 0) {
      const share = aInside / (aInside - bInside);
      if (axis === 0) out.push(limit, ay + (by - ay) * share);
      else out.push(ax + (bx - ax) * share, limit);
    }
    if (bInside >= 0) out.push(bx, by);
    ax = bx;
    ay = by;
    aInside = bInside;
  }
  ring.resize(out.length);
  ring.values.set(out.values.subarray(0, out.length));
}
