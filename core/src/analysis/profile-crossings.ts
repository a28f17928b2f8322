import { planStations } from '../geometry/polyline.ts';
import type { ConduitTable } from './conduit-table.ts';
import { type GroundLine, groundLevelAt } from './ground-line.ts';
import { type LevelBand, unknownLevelBand } from './level-band.ts';
import type { ProfileLeg } from './profile.ts';
import { legAxis } from './profile-path.ts';

/** Conduits that share a node with a leg meet it there: nearer to it than this they do not cross, metres. */
const JOINED_M = 0.05;

/** A conduit whose axis crosses the path in plan. Metres; null is unknown. */
export interface ProfileCrossing {
  readonly index: number;
  readonly id: string;
  /** The leg that it crosses. */
  readonly leg: number;
  readonly stationM: number;
  readonly x: number;
  readonly y: number;
  readonly axisM: number | null;
  /** Half of its outer size as it shows in the profile: wider where it crosses obliquely. */
  readonly halfWidthM: number | null;
  readonly halfHeightM: number | null;
  /** Where its axis can lie, if unknown; null where it is known, or the ground is not. */
  readonly band: LevelBand | null;
  /** Upright distance between the outer walls; 0 where they overlap. */
  readonly gapM: number | null;
  /** False where a wall of either is unknown: the distance is less by it. */
  readonly wallsKnown: boolean;
  /** True when it lies over the path's conduit, by their axes. */
  readonly isAbove: boolean | null;
  /** Angle of the crossing in plan, 0 to 90 degrees. */
  readonly angleDeg: number;
}

/** Every place where the axis of a conduit that is not of the path crosses it in plan; a conduit may do so repeatedly. */
export function profileCrossings(
  table: ConduitTable,
  legs: readonly ProfileLeg[],
  ground: GroundLine,
): readonly ProfileCrossing[] {
  const ofPath = new Set(legs.map(({ index }) => index));
  const crossings: ProfileCrossing[] = [];
  for (const [number, leg] of legs.entries()) {
    const axis = legAxis(table, leg);
    const stations = planStations(axis, 3);
    for (let k = 0; k + 1 < stations.length; k++) {
      const a = k * 3;
      const segment = axis.subarray(a, a + 6);
      const [ax = 0, ay = 0, , bx = 0, by = 0] = segment;
      if (ax === bx && ay === by) continue;
      table.index.search(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by), (item) => {
        if (!ofPath.has(item)) {
          addCrossings(table, leg, number, item, segment, leg.fromM + (stations[k] ?? 0), ground, crossings);
        }
        return false;
      });
    }
  }
  crossings.sort((a, b) => a.stationM - b.stationM || (a.id < b.id ? -1 : 1));
  return withoutDoubles(crossings);
}

function addCrossings(
  table: ConduitTable,
  leg: ProfileLeg,
  number: number,
  item: number,
  segment: Float64Array,
  fromM: number,
  ground: GroundLine,
  out: ProfileCrossing[],
): void {
  const [ax = 0, ay = 0, az = 0, bx = 0, by = 0, bz = 0] = segment;
  const [ux, uy] = [bx - ax, by - ay];
  const run = Math.hypot(ux, uy);
  const at = (k: number, c: 0 | 1 | 2) => table.axes[k * 3 + c] ?? Number.NaN;
  const last = (table.starts[item + 1] ?? 0) - 1;
  for (let k = table.starts[item] ?? 0; k < last; k++) {
    const [vx, vy] = [at(k + 1, 0) - at(k, 0), at(k + 1, 1) - at(k, 1)];
    const length = Math.hypot(vx, vy);
    const sine = ux * vy - uy * vx;
    // Parallel conduits run beside or over each other; they do not cross.
    if (length === 0 || Math.abs(sine) < 1e-9 * run * length) continue;
    const [wx, wy] = [at(k, 0) - ax, at(k, 1) - ay];
    const share = (wx * vy - wy * vx) / sine;
    const other = (wx * uy - wy * ux) / sine;
    if (share < 0 || share > 1 || other < 0 || other > 1) continue;
    const [x, y] = [ax + ux * share, ay + uy * share];
    if (isJoint(table, leg, item, x, y)) continue;
    const stationM = fromM + run * share;
    const angle = Math.asin(Math.min(1, Math.abs(sine) / (run * length)));
    const axisM = finite(at(k, 2) + (at(k + 1, 2) - at(k, 2)) * other);
    const legM = finite(az + (bz - az) * share);
    const half = table.halfWidthM[item] ?? Number.NaN;
    const halfHeightM = finite(
      (table.halfHeightM[item] ?? Number.NaN) * Math.hypot(1, tilt(at(k + 1, 2) - at(k, 2), length)),
    );
    const legHalfM = finite((table.halfHeightM[leg.index] ?? Number.NaN) * Math.hypot(1, tilt(bz - az, run)));
    out.push({
      index: item,
      id: table.facts[item]?.id ?? '',
      leg: number,
      stationM,
      x,
      y,
      axisM,
      halfWidthM: finite(half / Math.sin(angle)),
      halfHeightM,
      band: axisM === null ? unknownLevelBand(groundLevelAt(ground, stationM)) : null,
      gapM:
        axisM === null || legM === null || halfHeightM === null || legHalfM === null
          ? null
          : Math.max(0, Math.abs(axisM - legM) - halfHeightM - legHalfM),
      wallsKnown: table.wallKnown[item] === 1 && table.wallKnown[leg.index] === 1,
      isAbove: axisM === null || legM === null ? null : axisM > legM,
      angleDeg: (angle * 180) / Math.PI,
    });
  }
}

function tilt(rise: number, run: number): number {
  return Number.isFinite(rise) ? rise / run : 0;
}

/** True at a node that the conduit shares with the leg: it joins there. */
function isJoint(table: ConduitTable, leg: ProfileLeg, item: number, x: number, y: number): boolean {
  const facts = table.facts[item];
  const start = table.starts[item] ?? 0;
  const last = (table.starts[item + 1] ?? 0) - 1;
  const shares = (node: string | null | undefined) =>
    node !== null && node !== undefined && (node === leg.fromNode || node === leg.toNode);
  const isAt = (k: number) => Math.hypot((table.axes[k * 3] ?? 0) - x, (table.axes[k * 3 + 1] ?? 0) - y) < JOINED_M;
  return (shares(facts?.fromNode) && isAt(start)) || (shares(facts?.toNode) && isAt(last));
}

/** A crossing at a vertex is met by the segments on either hand. */
function withoutDoubles(crossings: readonly ProfileCrossing[]): readonly ProfileCrossing[] {
  return crossings.filter(
    (one, i) =>
      !crossings
        .slice(0, i)
        .some((other) => other.index === one.index && Math.abs(other.stationM - one.stationM) < 1e-6),
  );
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
