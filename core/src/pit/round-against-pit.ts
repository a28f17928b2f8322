import { containsPoint } from '../geometry/polygon.ts';
import {
  pointEllipseDistance,
  type SegmentShares,
  segmentDistance2,
  segmentDistance3,
} from '../geometry/segment-distance.ts';
import { offerHorizontal, offerVertical, type PitContact } from './pit-contact.ts';
import { onWall, type PitSolid, planDistance, segmentEnters } from './pit-solid.ts';
import { offerAboveRim } from './rim-distance.ts';

/** Scratch of the kernels, one per run. */
export interface RoundScratch {
  readonly shares: SegmentShares;
  readonly normal: { x: number; y: number };
}

/** A straight piece of a round conduit: its axis from a to b and its outer radius; its ends are rounded. */
export interface RoundPiece {
  ax: number;
  ay: number;
  az: number;
  bx: number;
  by: number;
  bz: number;
  radiusM: number;
}

/**
 * True when any of the piece's outer wall lies in the pit: its axis enters, or passes a face, edge or corner by less
 * than the radius. Exact up to the ground; a piece that breaks the surface beside the rim is judged against the wall's
 * plane carried on, no further out than the rim.
 */
export function roundEnters(solid: PitSolid, piece: RoundPiece, scratch: RoundScratch): boolean {
  const { ax, ay, az, bx, by, bz, radiusM } = piece;
  const highest = Math.max(az, bz) + radiusM;
  if (highest < solid.floorM) return false;
  if (segmentEnters(solid, ax, ay, az, bx, by, bz)) return true;
  const [west, south, east, north] = solid.bounds;
  if (Math.min(ax, bx) - radiusM > east || Math.max(ax, bx) + radiusM < west) return false;
  if (Math.min(ay, by) - radiusM > north || Math.max(ay, by) + radiusM < south) return false;
  if (!touches(solid, piece, scratch)) return false;
  const { rim } = solid.pit;
  return highest <= rim.lowestM || planDistance(rim.outline, ax, ay, bx, by, scratch.shares) <= radiusM;
}

/** True when the axis passes a face, edge or corner by no more than the radius, the walls going on above the rim. */
function touches(solid: PitSolid, piece: RoundPiece, { shares }: RoundScratch): boolean {
  const { ax, ay, az, bx, by, bz, radiusM } = piece;
  const { pit, floorM, batter, slant } = solid;
  const { rim, floor, mitres } = pit;
  const rise = rim.highestM - floorM + radiusM;
  for (let i = 0; i < solid.n; i++) {
    const j = i + 1 === solid.n ? 0 : i + 1;
    const cx = at(floor, i * 2);
    const cy = at(floor, i * 2 + 1);
    const dx = at(floor, j * 2);
    const dy = at(floor, j * 2 + 1);
    if (segmentDistance3(ax, ay, az, bx, by, bz, cx, cy, floorM, dx, dy, floorM, shares) <= radiusM) return true;
    const ex = cx + at(mitres, i * 2) * batter * rise;
    const ey = cy + at(mitres, i * 2 + 1) * batter * rise;
    if (segmentDistance3(ax, ay, az, bx, by, bz, cx, cy, floorM, ex, ey, floorM + rise, shares) <= radiusM) return true;
    for (let end = 0; end < 2; end++) {
      const px = (end === 0 ? ax : bx) - cx;
      const py = (end === 0 ? ay : by) - cy;
      const height = (end === 0 ? az : bz) - floorM;
      const off = (px * at(pit.normals, i * 2) + py * at(pit.normals, i * 2 + 1) - batter * height) / slant;
      if (off < 0 || off > radiusM) continue;
      const along = px * at(solid.along, i * 2) + py * at(solid.along, i * 2 + 1);
      if (onWall(solid, i, along, floorM + height + (off * batter) / slant)) return true;
    }
  }
  return (
    (az < floorM && floorM - az <= radiusM && containsPoint(floor, ax, ay)) ||
    (bz < floorM && floorM - bz <= radiusM && containsPoint(floor, bx, by))
  );
}

/**
 * Offers the horizontal and vertical distances between the outer wall of a piece that does NOT enter the pit and the
 * pit. Horizontal: the least shift in plan that makes them touch. Against a wall that is (distance from the plane -
 * radius) x sqrt(1 + batter^2); against the slanting edge between two walls the ball casts, along the edge, the shadow
 * of an ellipse, and the shift is the distance of the edge's foot from it.
 */
export function offerRound(solid: PitSolid, piece: RoundPiece, contact: PitContact, scratch: RoundScratch): void {
  offerFloorSides(solid, piece, contact, scratch);
  if (solid.batter === 0 || Math.max(piece.az, piece.bz) + piece.radiusM <= solid.floorM) return;
  if (contact.horizontalM === 0) return;
  for (let i = 0; i < solid.n; i++) {
    offerWall(solid, i, piece, contact);
    offerSlantingEdge(solid, i, piece, contact, scratch);
  }
  const { ax, ay, az, bx, by, bz, radiusM } = piece;
  offerAboveRim(solid, ax, ay, az, bx, by, bz, radiusM, contact, scratch.shares);
}

/** The floor's polygon carried up and down: distance in plan; where it is met, the depth of the outer top below it. */
function offerFloorSides(solid: PitSolid, piece: RoundPiece, contact: PitContact, { shares }: RoundScratch): void {
  const { ax, ay, az, bx, by, bz, radiusM } = piece;
  const { floor } = solid.pit;
  const { floorM } = solid;
  if (containsPoint(floor, ax, ay)) offerVertical(contact, floorM, ax, ay, az + radiusM);
  if (containsPoint(floor, bx, by)) offerVertical(contact, floorM, bx, by, bz + radiusM);
  let cx = at(floor, floor.length - 2);
  let cy = at(floor, floor.length - 1);
  for (let i = 0; i < floor.length; i += 2) {
    const dx = at(floor, i);
    const dy = at(floor, i + 1);
    const gap = segmentDistance2(ax, ay, bx, by, cx, cy, dx, dy, shares);
    if (gap <= radiusM) {
      offerTopOverSide(floorM, piece, shares.s, cx, cy, dx, dy, contact, shares);
    } else if (gap - radiusM < contact.horizontalM) {
      const x = ax + (bx - ax) * shares.s;
      const y = ay + (by - ay) * shares.s;
      const outX = (x - cx - (dx - cx) * shares.t) / gap;
      const outY = (y - cy - (dy - cy) * shares.t) / gap;
      const z = az + (bz - az) * shares.s;
      offerHorizontal(contact, gap - radiusM, x - outX * radiusM, y - outY * radiusM, z, outX, outY);
    }
    cx = dx;
    cy = dy;
  }
}

/**
 * The highest point of the piece over a side c-d of the floor: the greatest level(t) + sqrt(r^2 - distance(t)^2) of the
 * axis at share t. It is concave where it is real, and rises only from the share nearest to the side towards the
 * higher end: found there by golden section.
 */
function offerTopOverSide(
  floorM: number,
  { ax, ay, az, bx, by, bz, radiusM }: RoundPiece,
  nearest: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
  contact: PitContact,
  shares: SegmentShares,
): void {
  const topAt = (t: number): number => {
    const x = ax + (bx - ax) * t;
    const y = ay + (by - ay) * t;
    const gap = segmentDistance2(x, y, x, y, cx, cy, dx, dy, shares);
    if (gap > radiusM) return Number.NEGATIVE_INFINITY;
    return az + (bz - az) * t + Math.sqrt(radiusM * radiusM - gap * gap);
  };
  let low = nearest;
  let high = bz === az ? nearest : bz > az ? 1 : 0;
  let best = topAt(low);
  let bestShare = low;
  if (high !== low) {
    for (let i = 0; i < 44; i++) {
      const left = high - (high - low) * GOLDEN;
      const right = low + (high - low) * GOLDEN;
      const topLeft = topAt(left);
      const topRight = topAt(right);
      if (topLeft >= topRight) high = right;
      else low = left;
      if (topLeft > best) [best, bestShare] = [topLeft, left];
      if (topRight > best) [best, bestShare] = [topRight, right];
    }
  }
  topAt(bestShare);
  offerVertical(contact, floorM, cx + (dx - cx) * shares.t, cy + (dy - cy) * shares.t, best);
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** The face of wall i against both ends of the piece (between them the distance runs straight). */
function offerWall(solid: PitSolid, i: number, piece: RoundPiece, contact: PitContact): void {
  const { batter, slant, floorM, pit } = solid;
  const nx = at(pit.normals, i * 2);
  const ny = at(pit.normals, i * 2 + 1);
  const cx = at(pit.floor, i * 2);
  const cy = at(pit.floor, i * 2 + 1);
  const lift = (piece.radiusM * batter) / slant;
  for (let end = 0; end < 2; end++) {
    const x = end === 0 ? piece.ax : piece.bx;
    const y = end === 0 ? piece.ay : piece.by;
    const z = end === 0 ? piece.az : piece.bz;
    const distanceM = (x - cx) * nx + (y - cy) * ny - batter * (z - floorM) - piece.radiusM * slant;
    if (distanceM < 0 || distanceM >= contact.horizontalM) continue;
    const along = (x - cx) * at(solid.along, i * 2) + (y - cy) * at(solid.along, i * 2 + 1);
    if (!onWall(solid, i, along, z + lift)) continue;
    const inset = piece.radiusM / slant;
    offerHorizontal(contact, distanceM, x - nx * inset, y - ny * inset, z + lift, nx, ny);
  }
}

/** The edge between the walls that meet at corner i. Shadows are cast along it onto the plan, about its foot. */
function offerSlantingEdge(
  solid: PitSolid,
  i: number,
  piece: RoundPiece,
  contact: PitContact,
  { normal }: RoundScratch,
): void {
  const { pit, batter, floorM } = solid;
  const runX = batter * at(pit.mitres, i * 2);
  const runY = batter * at(pit.mitres, i * 2 + 1);
  const run = Math.sqrt(runX * runX + runY * runY);
  const ex = runX / run;
  const ey = runY / run;
  const cx = at(pit.floor, i * 2);
  const cy = at(pit.floor, i * 2 + 1);
  // Ends of the axis: shadow along (ex, ey) and square to it.
  const sx = piece.ax - cx - runX * (piece.az - floorM);
  const sy = piece.ay - cy - runY * (piece.az - floorM);
  const tx = piece.bx - cx - runX * (piece.bz - floorM);
  const ty = piece.by - cy - runY * (piece.bz - floorM);
  const p0 = sx * ex + sy * ey;
  const q0 = sy * ex - sx * ey;
  const p1 = tx * ex + ty * ey;
  const q1 = ty * ex - tx * ey;
  const radiusM = piece.radiusM;
  const long = radiusM * Math.sqrt(1 + run * run);
  const dp = p1 - p0;
  const dq = q1 - q0;
  const size = dp * dp + dq * dq;
  const nearest = size === 0 ? 0 : clamp01(-(p0 * dp + q0 * dq) / size);
  const bound = Math.sqrt((p0 + dp * nearest) ** 2 + (q0 + dq * nearest) ** 2) - long;
  if (bound >= contact.horizontalM) return;

  let share = -1;
  let distanceM = 0;
  if (size > 0) {
    const root = Math.sqrt(size);
    const sign = (p0 * dq - q0 * dp) / root < 0 ? -1 : 1;
    const np = (sign * dq) / root;
    const nq = (-sign * dp) / root;
    const off = np * p0 + nq * q0;
    const support = Math.sqrt((long * np) ** 2 + (radiusM * nq) ** 2);
    if (off > support && support > 0) {
      const touchP = (long * long * np) / support + np * (off - support);
      const touchQ = (radiusM * radiusM * nq) / support + nq * (off - support);
      const t = ((touchP - p0) * dp + (touchQ - q0) * dq) / size;
      share = clamp01(t);
      if (share === t) {
        distanceM = off - support;
        normal.x = np;
        normal.y = nq;
      } else {
        distanceM = pointEllipseDistance(p0 + dp * share, q0 + dq * share, long, radiusM, normal);
      }
    }
  }
  if (share < 0) {
    share = 0;
    distanceM = pointEllipseDistance(p0, q0, long, radiusM, normal);
    const startX = normal.x;
    const startY = normal.y;
    const other = pointEllipseDistance(p1, q1, long, radiusM, normal);
    if (other < distanceM) {
      distanceM = other;
      share = 1;
    } else {
      normal.x = startX;
      normal.y = startY;
    }
  }
  if (distanceM < 0 || distanceM >= contact.horizontalM) return;
  // The ball's point nearest to the edge: against the direction, lifted by the edge's lean.
  const lean = run * normal.x;
  const scale = radiusM / Math.sqrt(1 + lean * lean);
  const z = piece.az + (piece.bz - piece.az) * share + scale * lean;
  if (z < floorM || z > at(pit.rim.levelsM, pit.rim.starts[i] ?? 0)) return;
  const outX = normal.x * ex - normal.y * ey;
  const outY = normal.x * ey + normal.y * ex;
  const x = piece.ax + (piece.bx - piece.ax) * share - outX * scale;
  const y = piece.ay + (piece.by - piece.ay) * share - outY * scale;
  offerHorizontal(contact, distanceM, x, y, z, outX, outY);
}

function clamp01(value: number): number {
  return Math.max(0, Math.min(1, value));
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
