import { outerHalf, type PlacedConduit } from '../../analysis/conduit-table.ts';
import { sectionOutline } from '../../geometry/section-outline.ts';

/**
 * A convex piece of a conduit told twice: by its corners and a radius about them, for how far it reaches in a
 * direction, and by planes or an axis, for what of a vertical line lies in it. Made from the definition of the solids
 * without any of the kernels that are tested.
 */
export interface SampledSolid {
  /** Flat x, y, z. */
  readonly corners: readonly number[];
  readonly radiusM: number;
  /** Flat outward normal x, y, z and offset; none for a rod. */
  readonly planes: readonly number[];
}

type Point = readonly [x: number, y: number, z: number];

const FACETS = 128;

/** Stands for no level at all, the lower the farther a line passes by. */
const FAR_BELOW_M = -1e6;

export function sampledSolids({ facts, path }: PlacedConduit): readonly SampledSolid[] {
  const half = outerHalf(facts.section);
  const [from, to] = [facts.from.axisM, facts.to.axisM];
  if (half === null || from === null || to === null || facts.section === null) throw new RangeError('a whole conduit');
  const plan: Point[] = [];
  let station = 0;
  const stations: number[] = [];
  for (let k = 0; k < path.length; k += 2) {
    const [x, y] = [path[k] ?? 0, path[k + 1] ?? 0];
    const before = plan.at(-1);
    if (before !== undefined) station += Math.hypot(x - before[0], y - before[1]);
    stations.push(station);
    plan.push([x, y, 0]);
  }
  if (station === 0) {
    const [x, y] = plan[0] ?? [0, 0];
    if (half.round) return [rod([x, y, from], [x, y, to], half.widthM)];
    return [pillar(x, y, Math.min(from, to), Math.max(from, to), Math.hypot(half.widthM, half.heightM))];
  }
  const points = plan.map(([x, y], k): Point => [x, y, from + ((to - from) * (stations[k] ?? 0)) / station]);
  const { section } = facts;
  const rods = half.round ? 1 : section.barrels;
  const solids: SampledSolid[] = [];
  for (let k = 0; k + 1 < points.length; k++) {
    const a = points[k];
    const b = points[k + 1];
    if (a === undefined || b === undefined) continue;
    if (half.round) {
      solids.push(rod(a, b, half.widthM));
      continue;
    }
    const isTube = section.shape === 'circular';
    const spreadM = (half.widthM * (rods - 1)) / rods;
    const bendM = isTube ? spreadM : half.widthM;
    const start = carriedOn(b, a, points[k - 1], bendM);
    const end = carriedOn(a, b, points[k + 2], bendM);
    if (isTube) solids.push(raft(start, end, spreadM, half.heightM));
    else solids.push(prism(start, end, outlineOf(facts.section, spreadM)));
  }
  return solids;
}

/** Point b carried on from a until the outer corner of the bend towards `next` is filled. */
function carriedOn(a: Point, b: Point, next: Point | undefined, halfM: number): Point {
  if (next === undefined) return b;
  const turn = Math.abs(
    Math.atan2(
      (b[0] - a[0]) * (next[1] - b[1]) - (b[1] - a[1]) * (next[0] - b[0]),
      (b[0] - a[0]) * (next[0] - b[0]) + (b[1] - a[1]) * (next[1] - b[1]),
    ),
  );
  const more = (halfM * Math.min(1, Math.tan(turn / 2))) / Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]);
  return [b[0] + (b[0] - a[0]) * more, b[1] + (b[1] - a[1]) * more, b[2] + (b[2] - a[2]) * more];
}

function rod(a: Point, b: Point, radiusM: number): SampledSolid {
  return { corners: [...a, ...b], radiusM, planes: [] };
}

/** Round barrels side by side: everything within the radius of a flat strip. */
function raft(a: Point, b: Point, spreadM: number, radiusM: number): SampledSolid {
  const run = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const [ux, uy] = [((b[1] - a[1]) / run) * spreadM, (-(b[0] - a[0]) / run) * spreadM];
  const corners = [a, b].flatMap(([x, y, z]) => [x + ux, y + uy, z, x - ux, y - uy, z]);
  return { corners, radiusM, planes: [] };
}

function outlineOf(
  section: PlacedConduit['facts']['section'],
  spreadM: number,
): readonly (readonly [number, number])[] {
  const outline = section === null ? null : sectionOutline(section, FACETS);
  const uv: (readonly [number, number])[] = [];
  for (let k = 0; outline !== null && k < outline.count; k++) {
    const [u, v] = [outline.points[k * 4] ?? 0, outline.points[k * 4 + 1] ?? 0];
    uv.push([u + spreadM, v], [u - spreadM, v]);
  }
  return hull(uv);
}

/** Convex hull, anticlockwise (Andrew 1979). */
function hull(points: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  const sorted = [...points].sort((p, q) => p[0] - q[0] || p[1] - q[1]);
  const half = (each: Iterable<readonly [number, number]>) => {
    const chain: (readonly [number, number])[] = [];
    for (const p of each) {
      for (;;) {
        const b = chain.at(-1);
        const a = chain.at(-2);
        if (a === undefined || b === undefined) break;
        if ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 1e-12) break;
        chain.pop();
      }
      chain.push(p);
    }
    chain.pop();
    return chain;
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

function prism(a: Point, b: Point, outline: readonly (readonly [number, number])[]): SampledSolid {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2]);
  const run = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const t: Point = [(b[0] - a[0]) / length, (b[1] - a[1]) / length, (b[2] - a[2]) / length];
  const u: Point = [(b[1] - a[1]) / run, -(b[0] - a[0]) / run, 0];
  const v: Point = [u[1] * t[2], -u[0] * t[2], u[0] * t[1] - u[1] * t[0]];
  const corners: number[] = [];
  const planes: number[] = [];
  const plane = (n: Point, through: Point) =>
    planes.push(...n, n[0] * through[0] + n[1] * through[1] + n[2] * through[2]);
  plane(t, b);
  plane([-t[0], -t[1], -t[2]], a);
  outline.forEach(([p, q], k) => {
    const [r, s] = outline[(k + 1) % outline.length] ?? [p, q];
    for (const end of [a, b]) {
      corners.push(end[0] + u[0] * p + v[0] * q, end[1] + u[1] * p + v[1] * q, end[2] + v[2] * q);
    }
    const side = Math.hypot(r - p, s - q);
    const [nu, nv] = [(s - q) / side, -(r - p) / side];
    const n: Point = [u[0] * nu + v[0] * nv, u[1] * nu + v[1] * nv, v[2] * nv];
    plane(n, [a[0] + u[0] * p + v[0] * q, a[1] + u[1] * p + v[1] * q, a[2] + v[2] * q]);
  });
  return { corners, radiusM: 0, planes };
}

function pillar(x: number, y: number, low: number, high: number, radiusM: number): SampledSolid {
  const corners: number[] = [];
  const planes = [0, 0, 1, high, 0, 0, -1, -low];
  for (let k = 0; k < FACETS; k++) {
    const angle = (2 * Math.PI * k) / FACETS;
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    corners.push(x + radiusM * cos, y + radiusM * sin, low, x + radiusM * cos, y + radiusM * sin, high);
    planes.push(cos, sin, 0, x * cos + y * sin + radiusM);
  }
  return { corners, radiusM: 0, planes };
}

/** How far a solid reaches in a direction of unit length. */
function reach({ corners, radiusM }: SampledSolid, x: number, y: number, z: number): number {
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < corners.length; k += 3) {
    const along = (corners[k] ?? 0) * x + (corners[k + 1] ?? 0) * y + (corners[k + 2] ?? 0) * z;
    if (along > most) most = along;
  }
  return most + radiusM;
}

/**
 * Distance of two solids: the widest gap between them that any direction shows, by directions all around and then ever
 * closer about the best; 0 when none shows any. Directions of the plan alone give the distance in plan. Every direction
 * shows a lower bound, so that one to begin with (`first`, of any length) can be anybody's guess.
 */
export function sampledDistance(
  a: SampledSolid,
  b: SampledSolid,
  plan: boolean,
  first: readonly [number, number, number],
): number {
  const gap = ([x, y, z]: Point): number => -reach(a, x, y, z) - reach(b, -x, -y, -z);
  let best = Number.NEGATIVE_INFINITY;
  let about: Point = [1, 0, 0];
  const offer = (direction: Point): boolean => {
    const found = gap(direction);
    if (found <= best) return false;
    best = found;
    about = direction;
    return true;
  };
  const guess = Math.hypot(...first);
  if (guess > 0) offer([first[0] / guess, first[1] / guess, first[2] / guess]);
  for (let k = 0; k < 24; k++) {
    for (let l = plan ? 0 : -6; l <= (plan ? 0 : 6); l++) {
      const [bearing, rise] = [(k * Math.PI) / 12, (l * Math.PI) / 12];
      offer([Math.cos(rise) * Math.cos(bearing), Math.cos(rise) * Math.sin(bearing), Math.sin(rise)]);
    }
  }
  // Each round looks along other axes, so that no ridge holds it up.
  let turn = 0;
  for (let step = 0.15; step > 1e-6; ) {
    const [x, y, z] = about;
    // Two directions square to the best so far.
    const run = Math.hypot(x, y);
    const side: Point = run < 1e-9 ? [1, 0, 0] : [-y / run, x / run, 0];
    const up: Point = [y * side[2] - z * side[1], z * side[0] - x * side[2], x * side[1] - y * side[0]];
    let gained = false;
    turn += 1;
    const [cos, sin] = plan ? [1, 0] : [Math.cos(turn), Math.sin(turn)];
    for (let k = -2; k <= 2; k++) {
      for (let l = plan ? 0 : -2; l <= (plan ? 0 : 2); l++) {
        const [p1, p2] = [step * (k * cos - l * sin), step * (k * sin + l * cos)];
        const moved = (from: number, axis: 0 | 1 | 2) => from + p1 * side[axis] + p2 * up[axis];
        const [p, q, r] = [moved(x, 0), moved(y, 1), moved(z, 2)];
        const length = Math.hypot(p, q, r);
        if (offer([p / length, q / length, r / length])) gained = true;
      }
    }
    if (!gained) step *= 0.7;
  }
  return Math.max(0, best);
}

/** What of the vertical line at x, y lies in a solid grown by `growM`: lowest and highest level, or null. */
export function column(solid: SampledSolid, x: number, y: number, growM: number): readonly [number, number] | null {
  if (solid.planes.length > 0) {
    let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let k = 0; k < solid.planes.length; k += 4) {
      const nz = solid.planes[k + 2] ?? 0;
      const room = (solid.planes[k + 3] ?? 0) + growM - (solid.planes[k] ?? 0) * x - (solid.planes[k + 1] ?? 0) * y;
      if (Math.abs(nz) < 1e-12) {
        if (room < 0) return null;
      } else if (nz > 0) high = Math.min(high, room / nz);
      else low = Math.max(low, room / nz);
      if (low > high) return null;
    }
    return [low, high];
  }
  const radiusM = solid.radiusM + growM;
  if (radiusM <= 0) return null;
  const top = rodTop(solid, x, y, radiusM, 1);
  const underside = top === null ? null : rodTop(solid, x, y, radiusM, -1);
  return top === null || underside === null ? null : [-underside, top];
}

/** Highest level (of the solid turned upside down, where `sign` is -1) over x, y of balls about all points of a core. */
function rodTop({ corners }: SampledSolid, x: number, y: number, radiusM: number, sign: 1 | -1): number | null {
  const at = (k: number) => corners[k] ?? 0;
  if (corners.length === 6) {
    const top = ballsTop(at(0), at(1), at(2), at(3), at(4), at(5), x, y, radiusM, sign);
    return top <= FAR_BELOW_M ? null : top;
  }
  // Strip by strip across: the height over x, y is concave in both shares.
  const across = (t: number): number => {
    const point = (k: number) => at(k) + (at(k + 3) - at(k)) * t;
    return ballsTop(point(0), point(1), point(2), point(6), point(7), point(8), x, y, radiusM, sign);
  };
  const top = peak(across, 0, 1);
  return top <= FAR_BELOW_M ? null : top;
}

/** As `rodTop`, of balls along one line; the lower below `FAR_BELOW_M` the farther the line passes by. */
function ballsTop(
  ax: number,
  ay: number,
  az: number,
  bx: number,
  by: number,
  bz: number,
  x: number,
  y: number,
  radiusM: number,
  sign: 1 | -1,
): number {
  const [ux, uy] = [bx - ax, by - ay];
  const run = Math.hypot(ux, uy);
  const nearest = run === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * ux + (y - ay) * uy) / (run * run)));
  const missM = Math.hypot(ax + ux * nearest - x, ay + uy * nearest - y) - radiusM;
  if (missM > 0) return FAR_BELOW_M * (1 + missM);
  const reach = run === 0 ? 1 : (2 * radiusM) / run;
  const height = (s: number): number => {
    const depth = radiusM * radiusM - (ax + ux * s - x) ** 2 - (ay + uy * s - y) ** 2;
    return depth < 0 ? FAR_BELOW_M * (1 - depth) : sign * (az + (bz - az) * s) + Math.sqrt(depth);
  };
  const best = peak(height, Math.max(0, nearest - reach), Math.min(1, nearest + reach));
  return Math.max(best, height(nearest));
}

const GOLDEN = (Math.sqrt(5) - 1) / 2;

/** Greatest value between two shares of a function with one peak (golden section: one look a step). */
function peak(value: (share: number) => number, from: number, to: number): number {
  let [low, high] = [from, to];
  let [left, right] = [high - (high - low) * GOLDEN, low + (high - low) * GOLDEN];
  let [atLeft, atRight] = [value(left), value(right)];
  let best = Math.max(value(low), value(high), atLeft, atRight);
  for (let k = 0; k < 20; k++) {
    if (atLeft < atRight) {
      [low, left, atLeft] = [left, right, atRight];
      right = low + (high - low) * GOLDEN;
      atRight = value(right);
    } else {
      [high, right, atRight] = [right, left, atLeft];
      left = high - (high - low) * GOLDEN;
      atLeft = value(left);
    }
    best = Math.max(best, atLeft, atRight);
  }
  return best;
}
