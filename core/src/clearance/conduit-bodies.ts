import type { ConduitTable } from '../analysis/conduit-table.ts';
import { sectionOutline } from '../geometry/section-outline.ts';
import type { Section } from '../model/section-shape.ts';

/**
 * What conduits are to the distances of this folder: convex pieces, one for every straight stretch of an axis.
 *
 * ```
 *        u     .-----------------.        a piece is all  c + s a + t w + (outline point in u, v) + ball of radius r
 *    w -->    /        c         /  |      with s and t from -1 to 1:
 *            '-----------------'   |      one round barrel    a and r alone: a capsule
 *            |  ---- a ---->   | .'       round barrels       a, w (half their spread) and r
 *            '-----------------'          any other           a, w and an outline, flat ends, r = 0
 * ```
 *
 * Round conduits are the sum of their axis and a ball: joints, bends and ends are rounded and filled, so that a pipe
 * reaches past its last point by its radius. Others end flat, stand upright on their axis, and are carried on at a bend
 * until the outer corner is filled. Barrels side by side are one body with the soil between them; an open channel is
 * closed by the plane of its rims. A riser that is not round is taken as the round about its corners, for no source
 * says which way it is turned. Curved outlines have 64 facets, within 0.13 % of half their width.
 */
export interface ConduitBodies {
  readonly count: number;
  /** `PIECE_STRIDE` numbers a piece. Conduit i has the pieces `starts[i]` to `starts[i + 1]`. */
  readonly pieces: Float64Array;
  readonly starts: Int32Array;
  /** Flat u, v of convex outlines, shared; a conduit's begins at point `outlineStart[i]`, none where the count is 0. */
  readonly outlines: Float64Array;
  readonly outlineStart: Int32Array;
  readonly outlineCount: Int32Array;
  /** 0: levels are all 0, and only distances in plan mean anything. */
  readonly levelKnown: Uint8Array;
  /** 0: the pieces are the bare axis, so that distances are upper bounds. */
  readonly sizeKnown: Uint8Array;
}

/** Offsets in a piece: c, a, w, u, v (three numbers each), radius, west, south, east, north, lowest and highest level. */
export const PIECE_STRIDE = 22;
export const PIECE_RADIUS = 15;
export const PIECE_WEST = 16;
export const PIECE_LOW = 20;
export const PIECE_HIGH = 21;

const SIDES = 64;

/** A direction closer to the vertical than this has no plan direction to speak of. */
const RISER_SINE = 1e-3;

export function conduitBodies(table: ConduitTable): ConduitBodies {
  const { count, axes, starts: points } = table;
  const outlines = new OutlinePool();
  const starts = new Int32Array(count + 1);
  const outlineStart = new Int32Array(count);
  const outlineCount = new Int32Array(count);
  const sizeKnown = new Uint8Array(count);
  const pieces = new Float64Array(Math.max(0, (points[count] ?? 0) - count) * PIECE_STRIDE);
  let piece = 0;
  for (let i = 0; i < count; i++) {
    starts[i] = piece;
    const from = points[i] ?? 0;
    const to = points[i + 1] ?? 0;
    const shape = shapeOf(table, i, outlines);
    sizeKnown[i] = shape === null ? 0 : 1;
    outlineStart[i] = shape?.start ?? 0;
    outlineCount[i] = shape?.count ?? 0;
    for (let k = from; k + 1 < to; k++) {
      layPiece(pieces, piece * PIECE_STRIDE, axes, k, from, to, shape ?? BARE, outlines);
      piece++;
    }
  }
  starts[count] = piece;
  const levelKnown = table.levelKnown;
  return { count, pieces, starts, outlines: outlines.points(), outlineStart, outlineCount, levelKnown, sizeKnown };
}

/**
 * A body of its own: all within `radiusM` of a path in space (flat x, y, z, metres), as a bore or a tolerance around a
 * planned line. Throws a RangeError for a path without two finite points or a radius that is no size.
 */
export function capsuleBody(path: Float64Array, radiusM: number): ConduitBodies {
  const points = path.length / 3;
  if (points < 2 || !Number.isInteger(points) || !path.every(Number.isFinite)) {
    throw new RangeError(`capsuleBody: a path of two finite points x, y, z or more is wanted; it has ${points}`);
  }
  if (!(radiusM >= 0 && Number.isFinite(radiusM))) {
    throw new RangeError(`capsuleBody: a radius of 0 m or more is wanted; ${radiusM} came`);
  }
  const pieces = new Float64Array((points - 1) * PIECE_STRIDE);
  const shape: Shape = { ...BARE, radiusM };
  const outlines = new OutlinePool();
  for (let k = 0; k + 1 < points; k++) layPiece(pieces, k * PIECE_STRIDE, path, k, 0, points, shape, outlines);
  return {
    count: 1,
    pieces,
    starts: Int32Array.of(0, points - 1),
    outlines: outlines.points(),
    outlineStart: new Int32Array(1),
    outlineCount: new Int32Array(1),
    levelKnown: Uint8Array.of(1),
    sizeKnown: Uint8Array.of(1),
  };
}

interface Shape {
  readonly radiusM: number;
  /** Half of the distance between the outermost barrels' middles. */
  readonly spreadM: number;
  /** Half of the width of the outline. */
  readonly outlineHalfM: number;
  readonly start: number;
  readonly count: number;
}

const BARE: Shape = { radiusM: 0, spreadM: 0, outlineHalfM: 0, start: 0, count: 0 };

/** Shape of conduit i, or null where its size is unknown. */
function shapeOf(table: ConduitTable, i: number, outlines: OutlinePool): Shape | null {
  const halfWidthM = table.halfWidthM[i] ?? Number.NaN;
  const halfHeightM = table.halfHeightM[i] ?? Number.NaN;
  if (Number.isNaN(halfWidthM) || Number.isNaN(halfHeightM)) return null;
  if (table.round[i] === 1) return { ...BARE, radiusM: halfWidthM };
  const section = table.facts[i]?.section ?? null;
  if (section === null || section.widthMm === null || section.heightMm === null) return null;
  if (isRiser(table, i)) {
    const radiusM = Math.hypot(halfWidthM, halfHeightM);
    return { ...BARE, outlineHalfM: radiusM, ...outlines.roundOf(radiusM) };
  }
  const barrels = Math.max(1, section.barrels);
  const spreadM = (halfWidthM * (barrels - 1)) / barrels;
  if (section.shape === 'circular' && section.widthMm === section.heightMm) {
    return { ...BARE, radiusM: halfHeightM, spreadM };
  }
  return { radiusM: 0, spreadM, outlineHalfM: halfWidthM / barrels, ...outlines.of(section) };
}

function isRiser({ axes, starts, levelKnown }: ConduitTable, i: number): boolean {
  const k = (starts[i] ?? 0) * 3;
  const rise = levelKnown[i] === 1 ? at(axes, k + 5) - at(axes, k + 2) : 0;
  const runX = at(axes, k + 3) - at(axes, k);
  const runY = at(axes, k + 4) - at(axes, k + 1);
  return runX * runX + runY * runY <= (RISER_SINE * rise) ** 2;
}

/** Writes the piece from point k to k + 1 of an axis whose points run from `from` to `to`. */
function layPiece(
  out: Float64Array,
  o: number,
  axis: Float64Array,
  k: number,
  from: number,
  to: number,
  shape: Shape,
  outlines: OutlinePool,
): void {
  const p = k * 3;
  let ax = at(axis, p);
  let ay = at(axis, p + 1);
  let az = level(axis, p + 2);
  let bx = at(axis, p + 3);
  let by = at(axis, p + 4);
  let bz = level(axis, p + 5);
  const run = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
  const length = Math.sqrt(run * run + (bz - az) ** 2);
  const upright = run <= RISER_SINE * Math.abs(bz - az);
  // Unit vectors: along, u to the right, v up and square to both.
  const tx = length === 0 ? 1 : (bx - ax) / length;
  const ty = length === 0 ? 0 : (by - ay) / length;
  const tz = length === 0 ? 0 : (bz - az) / length;
  const ux = upright ? 1 : ty / Math.hypot(tx, ty);
  const uy = upright ? 0 : -tx / Math.hypot(tx, ty);
  const flatM = shape.spreadM + shape.outlineHalfM;
  if (flatM > 0 && !upright) {
    const startM = k > from ? flatM * mitreReach(axis, p) : 0;
    const endM = k + 2 < to ? flatM * mitreReach(axis, p + 3) : 0;
    ax -= tx * startM;
    ay -= ty * startM;
    az -= tz * startM;
    bx += tx * endM;
    by += ty * endM;
    bz += tz * endM;
  }
  out[o] = (ax + bx) / 2;
  out[o + 1] = (ay + by) / 2;
  out[o + 2] = (az + bz) / 2;
  out[o + 3] = (bx - ax) / 2;
  out[o + 4] = (by - ay) / 2;
  out[o + 5] = (bz - az) / 2;
  out[o + 6] = ux * shape.spreadM;
  out[o + 7] = uy * shape.spreadM;
  out[o + 8] = 0;
  out[o + 9] = ux;
  out[o + 10] = uy;
  out[o + 11] = 0;
  out[o + 12] = upright ? 0 : uy * tz;
  out[o + 13] = upright ? 1 : -ux * tz;
  out[o + 14] = upright ? 0 : ux * ty - uy * tx;
  out[o + PIECE_RADIUS] = shape.radiusM;
  layBounds(out, o, shape, outlines);
}

/** Extents of the piece along the three axes. */
function layBounds(out: Float64Array, o: number, shape: Shape, outlines: OutlinePool): void {
  for (let axis = 0; axis < 3; axis++) {
    const straight = Math.abs(at(out, o + 3 + axis)) + Math.abs(at(out, o + 6 + axis)) + shape.radiusM;
    const most = straight + outlines.reach(shape.start, shape.count, at(out, o + 9 + axis), at(out, o + 12 + axis));
    const least = straight + outlines.reach(shape.start, shape.count, -at(out, o + 9 + axis), -at(out, o + 12 + axis));
    const low = axis === 2 ? PIECE_LOW : PIECE_WEST + axis;
    const high = axis === 2 ? PIECE_HIGH : PIECE_WEST + 2 + axis;
    out[o + low] = at(out, o + axis) - least;
    out[o + high] = at(out, o + axis) + most;
  }
}

/** Tangent of half the plan turn at the axis point at offset p, at most 1: what a flat end needs to fill the bend. */
function mitreReach(axis: Float64Array, p: number): number {
  const ax = at(axis, p) - at(axis, p - 3);
  const ay = at(axis, p + 1) - at(axis, p - 2);
  const bx = at(axis, p + 3) - at(axis, p);
  const by = at(axis, p + 4) - at(axis, p + 1);
  return Math.min(1, Math.tan(Math.abs(Math.atan2(ax * by - ay * bx, ax * bx + ay * by)) / 2));
}

/** Outlines without their doubled corners, one for every section that differs. */
class OutlinePool {
  private readonly flat: number[] = [];
  private readonly known = new Map<string, { readonly start: number; readonly count: number }>();

  points(): Float64Array {
    return Float64Array.from(this.flat);
  }

  of(section: Section): { readonly start: number; readonly count: number } {
    const { shape, widthMm, heightMm, wallMm, floorWidthMm, open } = section;
    return this.keep(`${shape} ${widthMm} ${heightMm} ${wallMm} ${floorWidthMm} ${open}`, () => {
      const outline = sectionOutline(section, SIDES);
      const uv: number[] = [];
      for (let k = 0; outline !== null && k < outline.count; k++) {
        const u = at(outline.points, k * 4);
        const v = at(outline.points, k * 4 + 1);
        if (u !== uv.at(-2) || v !== uv.at(-1)) uv.push(u, v);
      }
      return uv;
    });
  }

  /** A round drawn about a circle, so that it holds it. */
  roundOf(radiusM: number): { readonly start: number; readonly count: number } {
    return this.keep(`round ${radiusM}`, () => {
      const corner = radiusM / Math.cos(Math.PI / SIDES);
      return Array.from({ length: SIDES }, (_, k) => (2 * Math.PI * k) / SIDES).flatMap((angle) => [
        corner * Math.cos(angle),
        corner * Math.sin(angle),
      ]);
    });
  }

  /** Farthest of an outline in the direction (du, dv); 0 for none. */
  reach(start: number, count: number, du: number, dv: number): number {
    let most = count === 0 ? 0 : Number.NEGATIVE_INFINITY;
    for (let k = start; k < start + count; k++) {
      most = Math.max(most, (this.flat[k * 2] ?? 0) * du + (this.flat[k * 2 + 1] ?? 0) * dv);
    }
    return most;
  }

  private keep(key: string, make: () => readonly number[]): { readonly start: number; readonly count: number } {
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const uv = make();
    const made = { start: this.flat.length / 2, count: uv.length / 2 };
    this.flat.push(...uv);
    this.known.set(key, made);
    return made;
  }
}

/** Unknown levels lie in the plane, for the distances in plan. */
function level(axis: Float64Array, index: number): number {
  const value = axis[index] ?? Number.NaN;
  return Number.isNaN(value) ? 0 : value;
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
