import type { ConduitTable } from '../analysis/conduit-table.ts';
import { type SegmentShares, segmentDistance2 } from '../geometry/segment-distance.ts';

/**
 * How two conduits that do not lie over each other in plan pass one another. `along`: side by side, so that a trench for
 * one lays bare the other. `past`: an end, a branch or a corner comes near and goes.
 */
export const COURSES = ['along', 'past'] as const;

export type Course = (typeof COURSES)[number];

/** Stretches that turn less than this against each other run side by side: sine of 6 degrees. */
const ALONG_SINE = 0.105;

/** Conduits run side by side over this, or over half of the shorter one if that is less, metres. */
const ALONG_M = 8;

/** But over less than this nothing does: a stub to a hydrant that happens to point along a main. */
const LEAST_ALONG_M = 2;

/** Room for lengths worked from places in millimetres, metres. */
const LENGTH_EPSILON_M = 0.01;

/** Written before every read. */
const shares: SegmentShares = { s: 0, t: 0 };

/** The course of conduits i and j, counting their stretches that are nearer to each other than `withinM` in plan. */
export function courseOf(a: ConduitTable, i: number, b: ConduitTable, j: number, withinM: number): Course {
  const wantedM =
    Math.max(LEAST_ALONG_M, Math.min(ALONG_M, planLengthM(a, i) / 2, planLengthM(b, j) / 2)) - LENGTH_EPSILON_M;
  return besideM(a, i, b, j, withinM) >= wantedM || besideM(b, j, a, i, withinM) >= wantedM ? 'along' : 'past';
}

/** Length of conduit i that lies beside stretches of conduit j. */
function besideM(a: ConduitTable, i: number, b: ConduitTable, j: number, withinM: number): number {
  let sum = 0;
  for (let p = (a.starts[i] ?? 0) * 3; p < ((a.starts[i + 1] ?? 0) - 1) * 3; p += 3) {
    let beside = 0;
    for (let q = (b.starts[j] ?? 0) * 3; q < ((b.starts[j + 1] ?? 0) - 1) * 3; q += 3) {
      beside += stretchBesideM(a.axes, p, b.axes, q, withinM);
    }
    sum += beside;
  }
  return sum;
}

function stretchBesideM(a: Float64Array, p: number, b: Float64Array, q: number, withinM: number): number {
  const ax = at(a, p);
  const ay = at(a, p + 1);
  const bx = at(a, p + 3);
  const by = at(a, p + 4);
  const cx = at(b, q);
  const cy = at(b, q + 1);
  const dx = at(b, q + 3);
  const dy = at(b, q + 4);
  const lengthA = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
  const lengthB = Math.sqrt((dx - cx) ** 2 + (dy - cy) ** 2);
  if (lengthA === 0 || lengthB === 0) return 0;
  const cross = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
  if (Math.abs(cross) > ALONG_SINE * lengthA * lengthB) return 0;
  if (segmentDistance2(ax, ay, bx, by, cx, cy, dx, dy, shares) > withinM) return 0;
  return Math.max(0, sharedAlong(ax, ay, bx, by, lengthA, cx, cy, dx, dy));
}

/** Length of a-b that c-d lies beside. */
function sharedAlong(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  lengthM: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): number {
  const from = ((cx - ax) * (bx - ax) + (cy - ay) * (by - ay)) / lengthM;
  const to = ((dx - ax) * (bx - ax) + (dy - ay) * (by - ay)) / lengthM;
  return Math.min(lengthM, Math.max(from, to)) - Math.max(0, Math.min(from, to));
}

function planLengthM({ axes, starts }: ConduitTable, i: number): number {
  let sum = 0;
  for (let p = (starts[i] ?? 0) * 3; p < ((starts[i + 1] ?? 0) - 1) * 3; p += 3) {
    sum += Math.hypot(at(axes, p + 3) - at(axes, p), at(axes, p + 4) - at(axes, p + 1));
  }
  return sum;
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
