import type { MeshBuilder } from './mesh-builder.ts';
import { pipeSides } from './solid-sides.ts';
import type { TileFrame } from './tile-frame.ts';
import type { AxisVertex, IncidentEnd, RoundRun } from './tile-rows.ts';

/** Length of a reducer in diameters of the wider pipe; of the narrower pipe's first stretch it takes this share at most. */
export const REDUCER_DIAMETERS = 1.5;
const MOST_OF_STRETCH = 0.9;

/** Radii nearer to each other than this are one size, metres. */
const LEAST_STEP_M = 0.002;

/** It reaches so far over the wider pipe, metres: ends of tubes are told to some millimetres. */
const LAP_M = 0.01;

/** At sharper bends a ball stands, as at every other joint. */
const SHARPEST_COSINE = Math.cos((60 * Math.PI) / 180);

/** A direction closer to the vertical than this has no plan direction to speak of. */
const RISER_SINE = 1e-3;

/** Two round conduits of different sizes that go on from one another. */
export interface Reducer {
  readonly wide: RoundRun;
  readonly narrow: RoundRun;
}

/** The reducer at a node of exactly two ends, or null where nothing says that there is one. */
export function reducerOf(incident: readonly IncidentEnd[]): Reducer | null {
  const [a, b] = [incident[0]?.run, incident[1]?.run];
  if (incident.length !== 2 || a == null || b == null || Math.abs(a.radiusM - b.radiusM) < LEAST_STEP_M) return null;
  return a.radiusM > b.radiusM ? { wide: a, narrow: b } : { wide: b, narrow: a };
}

/**
 * Adds the cone between two pipes, and says whether it did: not where they meet at a sharp angle or beside one another.
 *
 * ```
 *   ________
 *     wide  \\______      one ring lies on the wall of either pipe, square to its axis, so that a slight bend or an
 *   ---------. ------      offset of the axes leaves no crack; the narrow pipe runs on inside
 *   ________ /  narrow
 *           ^ node
 * ```
 */
export function addReducer({ wide, narrow }: Reducer, frame: TileFrame, mesh: () => MeshBuilder): boolean {
  const from = placed(wide.end, frame);
  const to = placed(narrow.end, frame);
  const back = minus(placed(wide.next, frame), from);
  const on = minus(placed(narrow.next, frame), to);
  const stretchM = Math.hypot(...on);
  if (Math.hypot(...back) === 0 || stretchM === 0 || Math.hypot(...minus(to, from)) > wide.radiusM) return false;
  const start = ringFrame(scaled(back, -1 / Math.hypot(...back)));
  const end = ringFrame(scaled(on, 1 / stretchM));
  if (dot(start.along, end.along) < SHARPEST_COSINE) return false;
  const lengthM = Math.min(REDUCER_DIAMETERS * 2 * wide.radiusM, MOST_OF_STRETCH * stretchM);
  const sides = pipeSides(wide.radiusM);
  const target = mesh();
  const taper = wide.radiusM - narrow.radiusM;
  const ring = (centre: Vector, { along, right, up }: RingFrame, radiusM: number): number => {
    let first = -1;
    const slant = Math.hypot(lengthM, taper);
    for (let i = 0; i <= sides; i++) {
      const angle = (2 * Math.PI * i) / sides;
      const out = plus(scaled(right, Math.cos(angle)), scaled(up, Math.sin(angle)));
      const normal = plus(scaled(out, lengthM / slant), scaled(along, taper / slant));
      const index = target.vertex(...plus(centre, scaled(out, radiusM)), ...normal);
      if (first < 0) first = index;
    }
    return first;
  };
  const a = ring(plus(from, scaled(start.along, -LAP_M)), start, wide.radiusM);
  const b = ring(plus(to, scaled(end.along, lengthM)), end, narrow.radiusM);
  for (let i = 0; i < sides; i++) {
    target.triangle(a + i, b + i, a + i + 1);
    target.triangle(a + i + 1, b + i, b + i + 1);
  }
  return true;
}

type Vector = readonly [number, number, number];

interface RingFrame {
  readonly along: Vector;
  readonly right: Vector;
  readonly up: Vector;
}

/** As `sweep` lays its rings, so that facets of cone and tube meet. */
function ringFrame(along: Vector): RingFrame {
  const [x, y, z] = along;
  const plan = Math.hypot(x, y);
  const [rx, ry] = plan > RISER_SINE ? [y / plan, -x / plan] : [1, 0];
  return { along, right: [rx, ry, 0], up: [ry * z, -rx * z, rx * y - ry * x] };
}

const scratch = new Float64Array(3);

function placed([lon, lat, levelM]: AxisVertex, frame: TileFrame): Vector {
  frame.place(lon, lat, levelM, scratch, 0);
  return [scratch[0] ?? 0, scratch[1] ?? 0, scratch[2] ?? 0];
}

function plus(a: Vector, b: Vector): Vector {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

function minus(a: Vector, b: Vector): Vector {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

function scaled(a: Vector, by: number): Vector {
  return [a[0] * by, a[1] * by, a[2] * by];
}

function dot(a: Vector, b: Vector): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
