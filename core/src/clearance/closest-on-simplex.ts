/** Numbers a corner: its difference x, y, z and the points of both bodies it is the difference of. */
export const CORNER_STRIDE = 9;

/** One to four corners of the difference of two bodies, and the point of their hull nearest to the origin. */
export interface Simplex {
  /** `CORNER_STRIDE` numbers a corner, room for four. */
  readonly corners: Float64Array;
  count: number;
  /** Shares of the corners in the nearest point. */
  readonly shares: Float64Array;
  x: number;
  y: number;
  z: number;
}

export function newSimplex(): Simplex {
  return { corners: new Float64Array(CORNER_STRIDE * 4), count: 0, shares: new Float64Array(4), x: 0, y: 0, z: 0 };
}

/** Weights of up to three corners, as the functions below find them. */
const found = new Float64Array(3);
const best = new Float64Array(4);

/**
 * Finds the point of the simplex nearest to the origin and drops the corners that have no share in it. Four corners are
 * judged face by face (Ericson 2005, Real-Time Collision Detection, 5.1.5 and 5.1.6); a flat one has no inside.
 */
export function reduceToClosest(simplex: Simplex): void {
  const { corners, shares } = simplex;
  shares.fill(0);
  if (simplex.count === 1) {
    shares[0] = 1;
  } else if (simplex.count === 2) {
    onEdge(corners, 0, 1);
    shares[0] = found[0] ?? 0;
    shares[1] = found[1] ?? 0;
  } else if (simplex.count === 3) {
    onTriangle(corners, 0, 1, 2);
    for (let k = 0; k < 3; k++) shares[k] = found[k] ?? 0;
  } else if (!holdsOrigin(corners, shares)) {
    let least = Number.POSITIVE_INFINITY;
    for (let out = 3; out >= 0; out--) {
      const a = out === 0 ? 1 : 0;
      const b = out <= 1 ? 2 : 1;
      const c = out === 3 ? 2 : 3;
      const size = onTriangle(corners, a, b, c);
      if (size >= least) continue;
      least = size;
      best.fill(0);
      best[a] = found[0] ?? 0;
      best[b] = found[1] ?? 0;
      best[c] = found[2] ?? 0;
    }
    shares.set(best);
  }
  drop(simplex);
}

/** Removes corners without a share and sums up the rest. */
function drop(simplex: Simplex): void {
  const { corners, shares } = simplex;
  let kept = 0;
  simplex.x = 0;
  simplex.y = 0;
  simplex.z = 0;
  for (let k = 0; k < simplex.count; k++) {
    const share = shares[k] ?? 0;
    if (share === 0) continue;
    if (kept !== k) {
      corners.copyWithin(kept * CORNER_STRIDE, k * CORNER_STRIDE, (k + 1) * CORNER_STRIDE);
      shares[kept] = share;
    }
    simplex.x += share * at(corners, kept * CORNER_STRIDE);
    simplex.y += share * at(corners, kept * CORNER_STRIDE + 1);
    simplex.z += share * at(corners, kept * CORNER_STRIDE + 2);
    kept++;
  }
  simplex.count = kept;
}

/** Writes shares of the corners i, j to `found`; answers the square of the distance from the origin. */
function onEdge(corners: Float64Array, i: number, j: number): number {
  const a = i * CORNER_STRIDE;
  const b = j * CORNER_STRIDE;
  const [ax, ay, az] = [at(corners, a), at(corners, a + 1), at(corners, a + 2)];
  const ex = at(corners, b) - ax;
  const ey = at(corners, b + 1) - ay;
  const ez = at(corners, b + 2) - az;
  const size = ex * ex + ey * ey + ez * ez;
  const t = size === 0 ? 0 : Math.max(0, Math.min(1, -(ax * ex + ay * ey + az * ez) / size));
  found[0] = 1 - t;
  found[1] = t;
  return (ax + ex * t) ** 2 + (ay + ey * t) ** 2 + (az + ez * t) ** 2;
}

function onTriangle(corners: Float64Array, i: number, j: number, k: number): number {
  const a = i * CORNER_STRIDE;
  const b = j * CORNER_STRIDE;
  const c = k * CORNER_STRIDE;
  const [ax, ay, az] = [at(corners, a), at(corners, a + 1), at(corners, a + 2)];
  const ux = at(corners, b) - ax;
  const uy = at(corners, b + 1) - ay;
  const uz = at(corners, b + 2) - az;
  const vx = at(corners, c) - ax;
  const vy = at(corners, c + 1) - ay;
  const vz = at(corners, c + 2) - az;
  const nx = uy * vz - uz * vy;
  const ny = uz * vx - ux * vz;
  const nz = ux * vy - uy * vx;
  const area = nx * nx + ny * ny + nz * nz;
  const sizes = (ux * ux + uy * uy + uz * uz) * (vx * vx + vy * vy + vz * vz);
  if (area > 1e-20 * sizes) {
    // Where the origin's foot lies: shares by the areas of the triangles it makes.
    const sv = -(nx * (ay * vz - az * vy) + ny * (az * vx - ax * vz) + nz * (ax * vy - ay * vx)) / area;
    const sw = -(nx * (uy * az - uz * ay) + ny * (uz * ax - ux * az) + nz * (ux * ay - uy * ax)) / area;
    if (sv >= 0 && sw >= 0 && sv + sw <= 1) {
      found[0] = 1 - sv - sw;
      found[1] = sv;
      found[2] = sw;
      return (ax * nx + ay * ny + az * nz) ** 2 / area;
    }
  }
  let least = onEdge(corners, i, j);
  let [s0, s1, s2] = [found[0] ?? 0, found[1] ?? 0, 0];
  const second = onEdge(corners, i, k);
  if (second < least) {
    least = second;
    [s0, s1, s2] = [found[0] ?? 0, 0, found[1] ?? 0];
  }
  const third = onEdge(corners, j, k);
  if (third < least) {
    least = third;
    [s0, s1, s2] = [0, found[0] ?? 0, found[1] ?? 0];
  }
  found[0] = s0;
  found[1] = s1;
  found[2] = s2;
  return least;
}

/** True when the origin lies in the tetrahedron; then its shares are written. */
function holdsOrigin(corners: Float64Array, shares: Float64Array): boolean {
  const whole = volume(corners, 0, 1, 2, 3);
  let scale = 0;
  for (let k = 0; k < 4; k++) {
    const o = k * CORNER_STRIDE;
    scale = Math.max(scale, Math.abs(at(corners, o)), Math.abs(at(corners, o + 1)), Math.abs(at(corners, o + 2)));
  }
  if (Math.abs(whole) <= 1e-14 * scale ** 3) return false;
  const s0 = volume(corners, -1, 1, 2, 3) / whole;
  const s1 = volume(corners, 0, -1, 2, 3) / whole;
  const s2 = volume(corners, 0, 1, -1, 3) / whole;
  const s3 = 1 - s0 - s1 - s2;
  if (s0 < 0 || s1 < 0 || s2 < 0 || s3 < 0) return false;
  shares[0] = s0;
  shares[1] = s1;
  shares[2] = s2;
  shares[3] = s3;
  return true;
}

/** Six times the signed volume of four corners; -1 stands for the origin. */
function volume(corners: Float64Array, i: number, j: number, k: number, l: number): number {
  const x = (corner: number, axis: number) => (corner < 0 ? 0 : at(corners, corner * CORNER_STRIDE + axis));
  const [ax, ay, az] = [x(j, 0) - x(i, 0), x(j, 1) - x(i, 1), x(j, 2) - x(i, 2)];
  const [bx, by, bz] = [x(k, 0) - x(i, 0), x(k, 1) - x(i, 1), x(k, 2) - x(i, 2)];
  const [cx, cy, cz] = [x(l, 0) - x(i, 0), x(l, 1) - x(i, 1), x(l, 2) - x(i, 2)];
  return ax * (by * cz - bz * cy) - ay * (bx * cz - bz * cx) + az * (bx * cy - by * cx);
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
