import { containsPoint } from '../geometry/polygon.ts';
import { nearestShare2, segmentDistance2 } from '../geometry/segment-distance.ts';
import { offerHorizontal, offerVertical, type PitContact } from './pit-contact.ts';
import { onWall, type PitSolid, segmentEnters } from './pit-solid.ts';
import { offerAboveRim } from './rim-distance.ts';
import type { RoundScratch } from './round-against-pit.ts';

/**
 * A straight piece of a conduit with a rectangular outer section. Points 0 to 3 are the corners at its start, 4 to 7 at
 * its end, each bottom left, bottom right, top right, top left.
 */
export interface BoxPiece {
  /** Flat x, y, z of the eight corners. */
  readonly points: Float64Array;
  /** Flat unit vectors: along, right, up. */
  readonly axes: Float64Array;
  /** Middle of the box. */
  readonly middle: Float64Array;
  /** Half length, half width, half height. */
  readonly half: Float64Array;
}

export function newBoxPiece(): BoxPiece {
  return {
    points: new Float64Array(24),
    axes: new Float64Array(9),
    middle: new Float64Array(3),
    half: new Float64Array(3),
  };
}

const EDGES = [0, 1, 1, 2, 2, 3, 3, 0, 4, 5, 5, 6, 6, 7, 7, 4, 0, 4, 1, 5, 2, 6, 3, 7] as const;

/**
 * Lays a box about the axis a-b, upright as the drawing has it (the axis must have a plan direction), lengthened by `startM` and `endM` so that the boxes of
 * a bend leave no wedge open.
 */
export function setBox(
  box: BoxPiece,
  ax: number,
  ay: number,
  az: number,
  bx: number,
  by: number,
  bz: number,
  halfWidthM: number,
  halfHeightM: number,
  startM: number,
  endM: number,
): void {
  const length = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2 + (bz - az) ** 2);
  const tx = (bx - ax) / length;
  const ty = (by - ay) / length;
  const tz = (bz - az) / length;
  const plan = Math.sqrt(tx * tx + ty * ty);
  const rx = ty / plan;
  const ry = -tx / plan;
  const frame = [tx, ty, tz, rx, ry, 0, ry * tz, -rx * tz, rx * ty - ry * tx];
  box.axes.set(frame);
  const [, , , , , , ux = 0, uy = 0, uz = 0] = frame;
  for (let k = 0; k < 8; k++) {
    const reach = k < 4 ? -startM : length + endM;
    const right = k % 4 === 1 || k % 4 === 2 ? halfWidthM : -halfWidthM;
    const up = k % 4 >= 2 ? halfHeightM : -halfHeightM;
    box.points[k * 3] = ax + tx * reach + rx * right + ux * up;
    box.points[k * 3 + 1] = ay + ty * reach + ry * right + uy * up;
    box.points[k * 3 + 2] = az + tz * reach + uz * up;
  }
  const middle = (length + endM - startM) / 2;
  box.middle[0] = ax + tx * middle;
  box.middle[1] = ay + ty * middle;
  box.middle[2] = az + tz * middle;
  box.half[0] = (length + startM + endM) / 2;
  box.half[1] = halfWidthM;
  box.half[2] = halfHeightM;
}

/** True when box and pit share a point: an edge of one enters the other, or one holds the other. */
export function boxEnters(solid: PitSolid, box: BoxPiece): boolean {
  const p = box.points;
  let highest = Number.NEGATIVE_INFINITY;
  for (let k = 2; k < 24; k += 3) highest = Math.max(highest, at(p, k));
  if (highest < solid.floorM) return false;
  for (let e = 0; e < 24; e += 2) {
    const i = (EDGES[e] ?? 0) * 3;
    const j = (EDGES[e + 1] ?? 0) * 3;
    if (segmentEnters(solid, at(p, i), at(p, i + 1), at(p, i + 2), at(p, j), at(p, j + 1), at(p, j + 2))) return true;
  }
  const { floor, mitres, rim } = solid.pit;
  const rise = rim.lowestM - solid.floorM;
  for (let i = 0; i < solid.n; i++) {
    const j = i + 1 === solid.n ? 0 : i + 1;
    const x = at(floor, i * 2);
    const y = at(floor, i * 2 + 1);
    if (spanInBox(box, x, y, solid.floorM, at(floor, j * 2) - x, at(floor, j * 2 + 1) - y, 0, 1) !== null) return true;
    const runX = at(mitres, i * 2) * solid.batter;
    const runY = at(mitres, i * 2 + 1) * solid.batter;
    if (spanInBox(box, x, y, solid.floorM, runX, runY, 1, rise) !== null) return true;
  }
  return false;
}

/** Share of the line from p along d, within 0 to `reach`, that lies in the box: its end, or null where none does. */
function spanInBox(
  { axes, middle, half }: BoxPiece,
  px: number,
  py: number,
  pz: number,
  dx: number,
  dy: number,
  dz: number,
  reach: number,
  from = 0,
): number | null {
  let low = from;
  let high = reach;
  for (let k = 0; k < 3; k++) {
    const ex = at(axes, k * 3);
    const ey = at(axes, k * 3 + 1);
    const ez = at(axes, k * 3 + 2);
    const start = (px - at(middle, 0)) * ex + (py - at(middle, 1)) * ey + (pz - at(middle, 2)) * ez;
    const speed = dx * ex + dy * ey + dz * ez;
    const size = at(half, k);
    if (Math.abs(speed) < 1e-12) {
      if (Math.abs(start) > size) return null;
      continue;
    }
    const one = (-size - start) / speed;
    const two = (size - start) / speed;
    low = Math.max(low, Math.min(one, two));
    high = Math.min(high, Math.max(one, two));
    if (low > high) return null;
  }
  return high;
}

/** Offers the horizontal and vertical distances of a box that does NOT enter the pit; see `offerRound`. */
export function offerBox(solid: PitSolid, box: BoxPiece, contact: PitContact, scratch: RoundScratch): void {
  offerUnderFloor(solid, box, contact);
  offerFloorSides(solid, box, contact, scratch);
  if (solid.batter === 0 || contact.horizontalM === 0) return;
  const { floorM, batter, pit } = solid;
  const p = box.points;
  for (let i = 0; i < solid.n; i++) {
    const nx = at(pit.normals, i * 2);
    const ny = at(pit.normals, i * 2 + 1);
    const cx = at(pit.floor, i * 2);
    const cy = at(pit.floor, i * 2 + 1);
    for (let k = 0; k < 24; k += 3) {
      const x = at(p, k);
      const y = at(p, k + 1);
      const z = at(p, k + 2);
      const distanceM = (x - cx) * nx + (y - cy) * ny - batter * (z - floorM);
      if (distanceM < 0 || distanceM >= contact.horizontalM) continue;
      const along = (x - cx) * at(solid.along, i * 2) + (y - cy) * at(solid.along, i * 2 + 1);
      if (onWall(solid, i, along, z)) offerHorizontal(contact, distanceM, x, y, z, nx, ny);
    }
    offerSlantingEdge(solid, i, box, contact);
  }
  for (let e = 0; e < 24; e += 2) {
    const a = (EDGES[e] ?? 0) * 3;
    const b = (EDGES[e + 1] ?? 0) * 3;
    const from = [at(p, a), at(p, a + 1), at(p, a + 2)] as const;
    offerAboveRim(solid, ...from, at(p, b), at(p, b + 1), at(p, b + 2), 0, contact, scratch.shares);
  }
}

/** The edge between the walls at corner i against the box's edges: shadows cast along it onto the plan. */
function offerSlantingEdge(solid: PitSolid, i: number, { points: p }: BoxPiece, contact: PitContact): void {
  const { pit, batter, floorM } = solid;
  const runX = batter * at(pit.mitres, i * 2);
  const runY = batter * at(pit.mitres, i * 2 + 1);
  const cx = at(pit.floor, i * 2);
  const cy = at(pit.floor, i * 2 + 1);
  for (let e = 0; e < 24; e += 2) {
    const a = (EDGES[e] ?? 0) * 3;
    const b = (EDGES[e + 1] ?? 0) * 3;
    const ax = at(p, a) - cx - runX * (at(p, a + 2) - floorM);
    const ay = at(p, a + 1) - cy - runY * (at(p, a + 2) - floorM);
    const bx = at(p, b) - cx - runX * (at(p, b + 2) - floorM);
    const by = at(p, b + 1) - cy - runY * (at(p, b + 2) - floorM);
    const share = nearestShare2(0, 0, ax, ay, bx, by);
    const x = ax + (bx - ax) * share;
    const y = ay + (by - ay) * share;
    const distanceM = Math.sqrt(x * x + y * y);
    if (distanceM >= contact.horizontalM || distanceM === 0) continue;
    const z = mix(p, a + 2, b + 2, share);
    if (z < floorM || z > at(pit.rim.levelsM, pit.rim.starts[i] ?? 0)) continue;
    offerHorizontal(
      contact,
      distanceM,
      mix(p, a, b, share),
      mix(p, a + 1, b + 1, share),
      z,
      x / distanceM,
      y / distanceM,
    );
  }
}

function offerFloorSides(
  solid: PitSolid,
  { points: p }: BoxPiece,
  contact: PitContact,
  { shares }: RoundScratch,
): void {
  const { floor } = solid.pit;
  for (let e = 0; e < 24; e += 2) {
    const a = (EDGES[e] ?? 0) * 3;
    const b = (EDGES[e + 1] ?? 0) * 3;
    for (let i = 0; i < solid.n; i++) {
      const j = i + 1 === solid.n ? 0 : i + 1;
      const cx = at(floor, i * 2);
      const cy = at(floor, i * 2 + 1);
      const dx = at(floor, j * 2);
      const dy = at(floor, j * 2 + 1);
      const gap = segmentDistance2(at(p, a), at(p, a + 1), at(p, b), at(p, b + 1), cx, cy, dx, dy, shares);
      const x = mix(p, a, b, shares.s);
      const y = mix(p, a + 1, b + 1, shares.s);
      const z = mix(p, a + 2, b + 2, shares.s);
      if (gap < 1e-9) {
        offerVertical(contact, solid.floorM, x, y, z);
        continue;
      }
      if (gap >= contact.horizontalM) continue;
      const outX = (x - cx - (dx - cx) * shares.t) / gap;
      const outY = (y - cy - (dy - cy) * shares.t) / gap;
      offerHorizontal(contact, gap, x, y, z, outX, outY);
    }
  }
}

/** Corners of the box under the floor, and corners of the floor over the box. */
function offerUnderFloor(solid: PitSolid, box: BoxPiece, contact: PitContact): void {
  const { floor } = solid.pit;
  const p = box.points;
  for (let k = 0; k < 24; k += 3) {
    if (containsPoint(floor, at(p, k), at(p, k + 1))) {
      offerVertical(contact, solid.floorM, at(p, k), at(p, k + 1), at(p, k + 2));
    }
  }
  for (let i = 0; i < floor.length; i += 2) {
    const top = spanInBox(
      box,
      at(floor, i),
      at(floor, i + 1),
      0,
      0,
      0,
      1,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    );
    if (top !== null) offerVertical(contact, solid.floorM, at(floor, i), at(floor, i + 1), top);
  }
}

function mix(array: Float64Array, i: number, j: number, share: number): number {
  return at(array, i) * (1 - share) + at(array, j) * share;
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
