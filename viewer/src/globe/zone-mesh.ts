import type { GroundSampler } from '@undercroft/core/pit/pit-ground';
import type { Rgb } from './palette.ts';
import type { Place } from './ribbon-vertices.ts';
import type { ZonePaint, ZoneVertices } from './zone-vertices.ts';

/** A conduit with the zones around it, in the plane of the pit. */
export interface ZonedConduit {
  readonly id: string;
  /** Flat x, y, level; a level is NaN where unknown. */
  readonly axis: Float64Array;
  /** Of its outer wall; NaN is unknown. */
  readonly halfWidthM: number;
  readonly protectionM: number;
  readonly controlM: number | null;
}

export interface ZoneFrame {
  /** What the vertices are counted from: x, y of the plane and a level. */
  readonly origin: Place;
  /** The middle of the dig in the plane: only what lies so near to it is made. */
  readonly middle: readonly [x: number, y: number];
  readonly withinM: number;
  readonly ground: GroundSampler;
}

export const PROTECTION_TONE: Rgb = [255, 72, 44];
export const CONTROL_TONE: Rgb = [255, 186, 44];

/** Length of the straight pieces that a zone is made of: it follows the ground, metres. */
const STEP_M = 1.5;

/** Points of the half round under a conduit. */
const ROUND_POINTS = 9;

/** Marks lie so far over the ground that it does not cover them, metres. */
const LIFT_M = 0.07;

/** How deep the curtain of a control zone hangs, and the walls of a zone whose conduit may lie anywhere, metres. */
const CURTAIN_M = 2.2;
const UNKNOWN_DEPTH_M = 4;

const UP: Place = [0, 0, 1];

/**
 * Adds the zones of a conduit. Zones are counted in plan from its outer wall, so a protection zone is a channel: upright
 * walls from the ground down to the axis and a half round under it. A control zone is so wide that only its edge is
 * drawn: a line on the ground and a curtain that fades as it goes down.
 *
 * ```
 *   ground ───┬───────┬───          ╎ curtain          ╎
 *             │   o   │             ╎        o         ╎
 *              ╲_____╱
 * ```
 */
export function addZones(conduit: ZonedConduit, frame: ZoneFrame, into: ZoneVertices): void {
  const half = Number.isNaN(conduit.halfWidthM) ? 0 : conduit.halfWidthM;
  for (const stations of stationsOf(conduit.axis, frame)) {
    addProtection(stations, half + conduit.protectionM, frame, into);
    if (conduit.controlM !== null) addControl(stations, half + conduit.controlM, frame, into);
  }
}

/** A place of the axis and the way to its left, longer in a bend so that both sides keep their distance. */
interface Station {
  readonly x: number;
  readonly y: number;
  readonly levelM: number;
  readonly left: readonly [number, number];
}

/** Runs of stations within reach of the dig: an axis may leave it and come back. */
function stationsOf(axis: Float64Array, { middle, withinM }: ZoneFrame): readonly (readonly Station[])[] {
  const runs: Station[][] = [];
  let run: Station[] = [];
  const points = axis.length / 3;
  const at = (k: number, c: number): number => axis[k * 3 + c] ?? Number.NaN;
  const end = (): void => {
    if (run.length >= 2) runs.push(run);
    run = [];
  };
  const add = (x: number, y: number, levelM: number, left: readonly [number, number]): void => {
    if (Math.hypot(x - middle[0], y - middle[1]) > withinM) end();
    else run.push({ x, y, levelM, left });
  };
  for (let k = 0; k < points; k++) {
    add(at(k, 0), at(k, 1), at(k, 2), leftAt(axis, k));
    if (k + 1 === points) break;
    const [dx, dy, dz] = [at(k + 1, 0) - at(k, 0), at(k + 1, 1) - at(k, 1), at(k + 1, 2) - at(k, 2)];
    const length = Math.hypot(dx, dy);
    const left = [-dy / length, dx / length] as const;
    for (let s = STEP_M; s < length - STEP_M / 2; s += STEP_M) {
      const share = s / length;
      add(at(k, 0) + dx * share, at(k, 1) + dy * share, at(k, 2) + dz * share, left);
    }
  }
  end();
  return runs;
}

/** Sharpest bend that keeps its full width: beyond, the corner is cut short. */
const LONGEST_MITRE = 2;

function leftAt(axis: Float64Array, k: number): readonly [number, number] {
  const before = wayOf(axis, k - 1);
  const after = wayOf(axis, k);
  const first = before ?? after;
  const second = after ?? before;
  if (first === null || second === null) return [0, 0];
  const [x, y] = [-first[1] - second[1], first[0] + second[0]];
  const length = Math.hypot(x, y);
  if (length < 1e-6) return [-first[1], first[0]];
  const stretch = Math.min(LONGEST_MITRE, 2 / length);
  return [(x / length) * stretch, (y / length) * stretch];
}

/** Way of the piece that starts at point k; null where there is none or it stands upright. */
function wayOf(axis: Float64Array, k: number): readonly [number, number] | null {
  if (k < 0 || k * 3 + 5 >= axis.length) return null;
  const dx = (axis[k * 3 + 3] ?? 0) - (axis[k * 3] ?? 0);
  const dy = (axis[k * 3 + 4] ?? 0) - (axis[k * 3 + 1] ?? 0);
  const length = Math.hypot(dx, dy);
  return length < 1e-6 ? null : [dx / length, dy / length];
}

function addProtection(stations: readonly Station[], reachM: number, frame: ZoneFrame, into: ZoneVertices): void {
  const paint: ZonePaint = { colour: PROTECTION_TONE, alpha: 0.5, kind: 'shell' };
  const rows = stations.map((station) => {
    const [left, right] = [groundBeside(station, reachM, frame), groundBeside(station, -reachM, frame)];
    const lowest = Math.min(left, right);
    const known = !Number.isNaN(station.levelM);
    // A conduit that lies at the ground has no walls above it.
    const axisM = known ? Math.min(station.levelM, lowest) : lowest - UNKNOWN_DEPTH_M;
    const first = into.vertexCount;
    const vertex = (aside: number, levelM: number, out: number, down: number): void => {
      const [nx, ny] = unit(station.left);
      into.vertex(placeOf(station, aside, levelM, frame), [nx * out, ny * out, down], paint);
    };
    vertex(reachM, left, 1, 0);
    vertex(reachM, axisM, 1, 0);
    if (known) {
      for (let p = 1; p < ROUND_POINTS; p++) {
        const angle = (Math.PI * p) / ROUND_POINTS;
        const [out, down] = [Math.cos(angle), -Math.sin(angle)];
        vertex(reachM * out, axisM + reachM * down, out, down);
      }
    }
    vertex(-reachM, axisM, -1, 0);
    vertex(-reachM, right, -1, 0);
    return first;
  });
  const width = Number.isNaN(stations[0]?.levelM ?? Number.NaN) ? 4 : ROUND_POINTS + 3;
  for (const [i, row] of rows.entries()) {
    const next = rows[i + 1];
    if (next !== undefined) into.strip(row, next, width);
  }
  addGround(stations, reachM, frame, { colour: PROTECTION_TONE, alpha: 0.16, kind: 'ground' }, into);
  const edge: ZonePaint = { colour: PROTECTION_TONE, alpha: 0.95, kind: 'ground' };
  for (const side of [1, -1]) addEdge(stations, side * reachM, frame, 0.03, edge, 1, into);
}

function addControl(stations: readonly Station[], reachM: number, frame: ZoneFrame, into: ZoneVertices): void {
  const top: ZonePaint = { colour: CONTROL_TONE, alpha: 0.3, kind: 'ground' };
  const foot: ZonePaint = { ...top, alpha: 0 };
  const edge: ZonePaint = { colour: CONTROL_TONE, alpha: 0.9, kind: 'ground' };
  for (const side of [1, -1]) {
    const rows = stations.map((station) => {
      const groundM = groundBeside(station, side * reachM, frame);
      const first = into.vertexCount;
      into.vertex(placeOf(station, side * reachM, groundM, frame), UP, top);
      into.vertex(placeOf(station, side * reachM, groundM - CURTAIN_M, frame), UP, foot);
      return first;
    });
    for (const [i, row] of rows.entries()) {
      const next = rows[i + 1];
      if (next !== undefined) into.strip(row, next, 2);
    }
    addEdge(stations, side * reachM, frame, 0.03, edge, DASH_PART, into);
  }
}

/** Of each piece of a dashed line so much is drawn. */
const DASH_PART = 0.55;

/** A line on the ground at a distance from the axis. */
function addEdge(
  stations: readonly Station[],
  asideM: number,
  frame: ZoneFrame,
  halfWidthM: number,
  paint: ZonePaint,
  part: number,
  into: ZoneVertices,
): void {
  const places = stations.map((station) =>
    placeOf(station, asideM, groundBeside(station, asideM, frame) + LIFT_M, frame),
  );
  for (const [i, from] of places.entries()) {
    const next = places[i + 1];
    if (next === undefined) continue;
    const to: Place = [
      from[0] + (next[0] - from[0]) * part,
      from[1] + (next[1] - from[1]) * part,
      from[2] + (next[2] - from[2]) * part,
    ];
    into.line(from, to, UP, halfWidthM, paint);
  }
}

/** The strip on the ground between both edges. */
function addGround(
  stations: readonly Station[],
  reachM: number,
  frame: ZoneFrame,
  paint: ZonePaint,
  into: ZoneVertices,
): void {
  const rows = stations.map((station) => {
    const first = into.vertexCount;
    for (const aside of [reachM, 0, -reachM]) {
      const groundM = groundBeside(station, aside, frame);
      into.vertex(placeOf(station, aside, groundM + LIFT_M / 2, frame), UP, paint);
    }
    return first;
  });
  for (const [i, row] of rows.entries()) {
    const next = rows[i + 1];
    if (next !== undefined) into.strip(row, next, 3);
  }
}

function groundBeside({ x, y, left, levelM }: Station, asideM: number, { ground, origin }: ZoneFrame): number {
  const levelAt = ground(x + left[0] * asideM, y + left[1] * asideM);
  // Where no ground is known the marks lie at the level of the conduit, or of the dig.
  return levelAt ?? (Number.isNaN(levelM) ? origin[2] : levelM);
}

function placeOf({ x, y, left }: Station, asideM: number, levelM: number, { origin }: ZoneFrame): Place {
  return [x + left[0] * asideM - origin[0], y + left[1] * asideM - origin[1], levelM - origin[2]];
}

function unit([x, y]: readonly [number, number]): readonly [number, number] {
  const length = Math.hypot(x, y);
  return length === 0 ? [0, 0] : [x / length, y / length];
}
