import { offsetPolygon } from '../geometry/offset-polygon.ts';
import { boundsOf, containsPoint } from '../geometry/polygon.ts';
import { type SegmentShares, segmentDistance2 } from '../geometry/segment-distance.ts';
import type { PitShape } from './pit.ts';

/**
 * A pit laid out for the distance kernels. The solid is what the digging takes away, open to the sky: at a level z the
 * floor's polygon offset by batter x (z - floor level), from the floor up; above the ground it goes on upright from the
 * rim, so that a conduit whose level stands above a wrong ground is not overlooked.
 *
 * For horizontal distances the floor's sides are carried straight down as well: what lies deeper than the floor is
 * measured in plan.
 */
export interface PitSolid {
  readonly pit: PitShape;
  readonly n: number;
  readonly floorM: number;
  readonly batter: number;
  /** Length of a wall's slope for each metre of rise: sqrt(1 + batter^2). */
  readonly slant: number;
  /** Per side: unit direction, length, and how its ends run along it for each metre of offset. */
  readonly along: Float64Array;
  readonly length: Float64Array;
  readonly startRun: Float64Array;
  readonly endRun: Float64Array;
  /** The offset at the rim's highest level: an outline no point of the rim lies outside of. */
  readonly top: Float64Array;
  /** West, south, east, north of `top`. */
  readonly bounds: readonly [number, number, number, number];
}

export function pitSolid(pit: PitShape): PitSolid {
  const n = pit.floor.length / 2;
  const along = new Float64Array(n * 2);
  const length = new Float64Array(n);
  const startRun = new Float64Array(n);
  const endRun = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    const j = (i + 1) % n;
    const nx = pit.normals[i * 2] ?? 0;
    const ny = pit.normals[i * 2 + 1] ?? 0;
    // The normal of an anticlockwise side is (dy, -dx).
    along[i * 2] = -ny;
    along[i * 2 + 1] = nx;
    length[i] = pit.sides[i]?.floorLengthM ?? 0;
    startRun[i] = (pit.mitres[i * 2] ?? 0) * -ny + (pit.mitres[i * 2 + 1] ?? 0) * nx;
    endRun[i] = (pit.mitres[j * 2] ?? 0) * -ny + (pit.mitres[j * 2 + 1] ?? 0) * nx;
  }
  const top = offsetPolygon(pit.floor, pit.mitres, pit.batter * (pit.rim.highestM - pit.floorLevelM));
  return {
    pit,
    n,
    floorM: pit.floorLevelM,
    batter: pit.batter,
    slant: Math.sqrt(1 + pit.batter * pit.batter),
    along,
    length,
    startRun,
    endRun,
    top,
    bounds: boundsOf(top),
  };
}

/** True for a point of the solid. */
export function solidContains(solid: PitSolid, x: number, y: number, z: number): boolean {
  if (z < solid.floorM) return false;
  const [west, south, east, north] = solid.bounds;
  if (x < west || x > east || y < south || y > north) return false;
  const { rim } = solid.pit;
  const height = Math.min(z, rim.highestM) - solid.floorM;
  if (!offsetContains(solid, x, y, height * solid.batter)) return false;
  return z <= rim.lowestM || containsPoint(rim.outline, x, y);
}

/** `containsPoint` of the floor offset by `reach`, without building it. */
function offsetContains(solid: PitSolid, x: number, y: number, reach: number): boolean {
  const { floor, mitres } = solid.pit;
  const n = floor.length;
  let inside = false;
  let ax = at(floor, n - 2) + reach * at(mitres, n - 2);
  let ay = at(floor, n - 1) + reach * at(mitres, n - 1);
  for (let i = 0; i < n; i += 2) {
    const bx = at(floor, i) + reach * at(mitres, i);
    const by = at(floor, i + 1) + reach * at(mitres, i + 1);
    if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside;
    ax = bx;
    ay = by;
  }
  return inside;
}

/**
 * True when a point of the plane of a side's wall, `along` metres from the side's start and at level `z`, belongs to
 * the wall: above the floor, between its corners, not above the rim.
 */
export function onWall(solid: PitSolid, side: number, along: number, z: number): boolean {
  if (z < solid.floorM) return false;
  const reach = solid.batter * (z - solid.floorM);
  const start = reach * at(solid.startRun, side);
  const end = at(solid.length, side) + reach * at(solid.endRun, side);
  if (along < start || along > end) return false;
  const { rim } = solid.pit;
  return z <= rim.lowestM || z <= rimLevelAt(solid, side, (along - start) / (end - start));
}

/** Where a straight line passes a surface of the solid: its share of the line and what it passes. */
export interface SurfacePass {
  readonly share: number;
  readonly surface: 'wall' | 'floor' | 'aboveRim';
  /** Number of the side; null for the floor. */
  readonly side: number | null;
}

/** Every pass of the segment a-b through the walls, the floor and the upright above the rim, unsorted. */
export function surfacePasses(
  solid: PitSolid,
  ax: number,
  ay: number,
  az: number,
  bx: number,
  by: number,
  bz: number,
): readonly SurfacePass[] {
  const passes: SurfacePass[] = [];
  const { pit, floorM, batter } = solid;
  const { rim } = pit;
  for (let i = 0; i < solid.n; i++) {
    const nx = at(pit.normals, i * 2);
    const ny = at(pit.normals, i * 2 + 1);
    const cx = at(pit.floor, i * 2);
    const cy = at(pit.floor, i * 2 + 1);
    const outA = (ax - cx) * nx + (ay - cy) * ny - batter * (az - floorM);
    const outB = (bx - cx) * nx + (by - cy) * ny - batter * (bz - floorM);
    if (outA > 0 === outB > 0) continue;
    const share = outA / (outA - outB);
    const x = ax + (bx - ax) * share;
    const y = ay + (by - ay) * share;
    const z = az + (bz - az) * share;
    const along = (x - cx) * at(solid.along, i * 2) + (y - cy) * at(solid.along, i * 2 + 1);
    if (onWall(solid, i, along, z)) passes.push({ share, surface: 'wall', side: i });
  }
  if (az > floorM !== bz > floorM) {
    const share = (floorM - az) / (bz - az);
    if (containsPoint(pit.floor, ax + (bx - ax) * share, ay + (by - ay) * share)) {
      passes.push({ share, surface: 'floor', side: null });
    }
  }
  if (Math.max(az, bz) > rim.lowestM) addRimPasses(solid, ax, ay, az, bx, by, bz, passes);
  return passes;
}

/** Level of the rim at a share of a side, between the two rim points on either hand. */
function rimLevelAt(solid: PitSolid, side: number, share: number): number {
  const { rim } = solid.pit;
  const first = rim.starts[side] ?? 0;
  const end = rim.starts[side + 1] ?? rim.levelsM.length;
  let k = first;
  while (k + 1 < end && at(rim.shares, k + 1) < share) k++;
  const low = at(rim.shares, k);
  const high = k + 1 < end ? at(rim.shares, k + 1) : 1;
  const part = Math.max(0, Math.min(1, (share - low) / (high - low)));
  return at(rim.levelsM, k) * (1 - part) + at(rim.levelsM, (k + 1) % rim.levelsM.length) * part;
}

function addRimPasses(
  solid: PitSolid,
  ax: number,
  ay: number,
  az: number,
  bx: number,
  by: number,
  bz: number,
  passes: SurfacePass[],
): void {
  const { rim } = solid.pit;
  const count = rim.levelsM.length;
  let side = 0;
  for (let k = 0; k < count; k++) {
    while (side + 1 < solid.n && k >= (rim.starts[side + 1] ?? count)) side++;
    const j = (k + 1) % count;
    const cx = at(rim.outline, k * 2);
    const cy = at(rim.outline, k * 2 + 1);
    const ux = at(rim.outline, j * 2) - cx;
    const uy = at(rim.outline, j * 2 + 1) - cy;
    const cross = (bx - ax) * uy - (by - ay) * ux;
    if (cross === 0) continue;
    const share = ((cx - ax) * uy - (cy - ay) * ux) / cross;
    const part = ((cx - ax) * (by - ay) - (cy - ay) * (bx - ax)) / cross;
    if (share < 0 || share > 1 || part < 0 || part > 1) continue;
    const rimM = at(rim.levelsM, k) * (1 - part) + at(rim.levelsM, j) * part;
    if (az + (bz - az) * share >= rimM) passes.push({ share, surface: 'aboveRim', side });
  }
}

/** True when any point of the segment a-b lies in the solid. */
export function segmentEnters(
  solid: PitSolid,
  ax: number,
  ay: number,
  az: number,
  bx: number,
  by: number,
  bz: number,
): boolean {
  if (Math.max(az, bz) < solid.floorM) return false;
  const [west, south, east, north] = solid.bounds;
  if (Math.max(ax, bx) < west || Math.min(ax, bx) > east || Math.max(ay, by) < south || Math.min(ay, by) > north) {
    return false;
  }
  return (
    solidContains(solid, ax, ay, az) ||
    solidContains(solid, bx, by, bz) ||
    surfacePasses(solid, ax, ay, az, bx, by, bz).length > 0
  );
}

/**
 * Distance of a point of the plane from a polygon and its inside, metres. Shafts ask it of rims of hundreds of points: by
 * the distance of two segments, one of them a point, it took five times as long.
 */
export function pointDistance(polygon: Float64Array, x: number, y: number): number {
  if (containsPoint(polygon, x, y)) return 0;
  const n = polygon.length;
  let leastSquare = Number.POSITIVE_INFINITY;
  let cx = at(polygon, n - 2);
  let cy = at(polygon, n - 1);
  for (let i = 0; i < n; i += 2) {
    const dx = at(polygon, i);
    const dy = at(polygon, i + 1);
    const vx = dx - cx;
    const vy = dy - cy;
    const wx = x - cx;
    const wy = y - cy;
    const square = vx * vx + vy * vy;
    const along = vx * wx + vy * wy;
    const share = square === 0 || along <= 0 ? 0 : along >= square ? 1 : along / square;
    const gx = wx - vx * share;
    const gy = wy - vy * share;
    const gap = gx * gx + gy * gy;
    if (gap < leastSquare) leastSquare = gap;
    cx = dx;
    cy = dy;
  }
  return Math.sqrt(leastSquare);
}

/** Plan distance of the segment a-b from a polygon and its inside, metres; 0 where it meets it. */
export function planDistance(
  polygon: Float64Array,
  ax: number,
  ay: number,
  bx: number,
  by: number,
  shares: SegmentShares,
): number {
  if (ax === bx && ay === by) return pointDistance(polygon, ax, ay);
  if (containsPoint(polygon, ax, ay)) return 0;
  const n = polygon.length;
  let least = Number.POSITIVE_INFINITY;
  let cx = at(polygon, n - 2);
  let cy = at(polygon, n - 1);
  for (let i = 0; i < n; i += 2) {
    const dx = at(polygon, i);
    const dy = at(polygon, i + 1);
    const gap = segmentDistance2(ax, ay, bx, by, cx, cy, dx, dy, shares);
    if (gap < least) least = gap;
    cx = dx;
    cy = dy;
  }
  return least;
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
