import type { LocalProjection } from '../geodesy/local-projection.ts';
import { type GroundSampler, isKnown } from '../pit/pit-ground.ts';
import type { BORE_METHODS, BoreRequest } from '../protocol/analysis/bore.ts';
import type { RuleSet } from '../protocol/rule-set.ts';
import { farthestM, WIDEST_HALF_M, wider } from './dig-reach.ts';
import type { PlaneBox } from './dig-rows.ts';

export type BoreMethod = (typeof BORE_METHODS)[number];

/** A bore laid out for checks, in metres of a local plane. */
export interface BorePlan {
  readonly method: BoreMethod;
  /** Flat x, y, level above the datum, of two points or more. */
  readonly axis: Float64Array;
  readonly radiusM: number;
  readonly toleranceM: number;
  readonly ground: GroundSampler;
}

export const BORE_REFUSALS = ['bad-diameter', 'bad-tolerance', 'bad-path', 'bad-course', 'ground-unknown'] as const;

export type BoreRefusalCode = (typeof BORE_REFUSALS)[number];

export interface BoreRefusal {
  readonly code: BoreRefusalCode;
  /** One sentence: the thing, what was wanted, what came. */
  readonly message: string;
}

export type BorePlanResult =
  | { readonly ok: true; readonly plan: BorePlan }
  | { readonly ok: false; readonly refusal: BoreRefusal };

/** Limits of what may be asked for, metres. */
export const BORE_LIMITS = { greatestDiameterM: 20, greatestLengthM: 5000, deepestM: 300 } as const;

/**
 * Lays a bore out. Refuses a diameter, path or course that cannot be bored, and ground that is unknown where a depth
 * counts from it.
 */
export function planBore(request: BoreRequest, projection: LocalProjection, ground: GroundSampler): BorePlanResult {
  const { diameterM, toleranceM, method } = request;
  const { greatestDiameterM } = BORE_LIMITS;
  if (!(diameterM > 0 && diameterM <= greatestDiameterM)) {
    return refused(
      'bad-diameter',
      `The diameter must be above 0 and ${greatestDiameterM} m at most, but is ${diameterM}.`,
    );
  }
  if (!(isKnown(toleranceM) && toleranceM >= 0)) {
    return refused('bad-tolerance', `The tolerance must be 0 m or more, but is ${toleranceM}.`);
  }
  const axis =
    request.method === 'borehole' ? upright(request, projection, ground) : along(request, projection, ground);
  if (!(axis instanceof Float64Array)) return { ok: false, refusal: axis };
  return { ok: true, plan: { method, axis, radiusM: diameterM / 2, toleranceM, ground } };
}

/** Where every row must be known, by the box of its axis. */
export function boreSearchBox(plan: BorePlan, rules: RuleSet): PlaneBox {
  return wider(boundsOfBore(plan), farthestM(rules) + WIDEST_HALF_M);
}

/** Of the bore with its tolerance. */
export function boundsOfBore({ axis, radiusM, toleranceM }: BorePlan): PlaneBox {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let k = 0; k < axis.length; k += 3) {
    west = Math.min(west, axis[k] ?? 0);
    east = Math.max(east, axis[k] ?? 0);
    south = Math.min(south, axis[k + 1] ?? 0);
    north = Math.max(north, axis[k + 1] ?? 0);
  }
  return wider([west, south, east, north], radiusM + toleranceM);
}

function upright(
  { at: [lon, lat], depthM }: Extract<BoreRequest, { method: 'borehole' }>,
  projection: LocalProjection,
  ground: GroundSampler,
): Float64Array | BoreRefusal {
  const { deepestM } = BORE_LIMITS;
  if (!(depthM > 0 && depthM <= deepestM)) {
    return refusal('bad-course', `The borehole must be above 0 and ${deepestM} m deep at most, but is ${depthM}.`);
  }
  const place = new Float64Array(2);
  projection.forward(lon, lat, place);
  const [x = Number.NaN, y = Number.NaN] = place;
  if (!isKnown(x) || !isKnown(y)) return refusal('bad-path', `The borehole must have a place, but has ${lon}, ${lat}.`);
  const groundM = ground(x, y);
  if (!isKnown(groundM)) return refusal('ground-unknown', 'The ground must be known at the borehole, but is not.');
  return Float64Array.of(x, y, groundM, x, y, groundM - depthM);
}

function along(
  { path, course }: Exclude<BoreRequest, { method: 'borehole' }>,
  projection: LocalProjection,
  ground: GroundSampler,
): Float64Array | BoreRefusal {
  const values = course.by === 'level' ? course.levelsM : course.depthsM;
  const count = path.coordinates.length;
  if (values.length !== count) {
    const wanted = `The bore needs one ${course.by} for each of its ${count} points`;
    return refusal('bad-course', `${wanted}, but there are ${values.length}.`);
  }
  const axis = new Float64Array(count * 3);
  const place = new Float64Array(2);
  let lengthM = 0;
  for (const [i, [lon = Number.NaN, lat = Number.NaN]] of path.coordinates.entries()) {
    projection.forward(lon, lat, place);
    const [x = Number.NaN, y = Number.NaN] = place;
    const value = values[i] ?? Number.NaN;
    if (!isKnown(x) || !isKnown(y)) {
      return refusal('bad-path', `The bore needs places in degrees, but point ${i + 1} is ${lon}, ${lat}.`);
    }
    if (!Number.isFinite(value))
      return refusal('bad-course', `The bore needs a ${course.by} at point ${i + 1}, but has ${value}.`);
    const groundM = course.by === 'level' ? 0 : ground(x, y);
    if (!isKnown(groundM)) {
      return refusal('ground-unknown', `The ground must be known at point ${i + 1} of the bore, but is not.`);
    }
    axis.set([x, y, course.by === 'level' ? value : groundM - value], i * 3);
    if (i > 0) lengthM += Math.hypot(x - (axis[i * 3 - 3] ?? 0), y - (axis[i * 3 - 2] ?? 0));
  }
  const { greatestLengthM } = BORE_LIMITS;
  if (!(lengthM > 0 && lengthM <= greatestLengthM)) {
    return refusal(
      'bad-path',
      `The bore must be above 0 and ${greatestLengthM} m long at most, but is ${lengthM.toFixed(1)}.`,
    );
  }
  return axis;
}

function refusal(code: BoreRefusalCode, message: string): BoreRefusal {
  return { code, message };
}

function refused(code: BoreRefusalCode, message: string): BorePlanResult {
  return { ok: false, refusal: refusal(code, message) };
}
