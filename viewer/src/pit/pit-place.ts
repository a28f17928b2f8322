import { type DigPlan, type DigRefusal, planDig } from '@undercroft/core/dig/dig-plan';
import { planeGround } from '@undercroft/core/dig/plane-ground';
import type { LocalProjection } from '@undercroft/core/geodesy/local-projection';
import { outlineFromLonLat } from '@undercroft/core/pit/outline-from-lon-lat';
import type { Pit } from '@undercroft/core/pit/pit';
import type { GroundSampler } from '@undercroft/core/pit/pit-ground';
import type { PitSolid } from '@undercroft/core/pit/pit-solid';
import { type LonLat, measuresOf, type PitSpec } from './pit-spec.ts';

/** Level of the ground at a longitude and latitude in degrees, metres above the datum; null where it is unknown. */
export type GroundLevelAt = (lon: number, lat: number) => number | null;

/** A pit in the ground, in the plane it is computed in. */
export interface PlacedPit {
  readonly projection: LocalProjection;
  readonly ground: GroundSampler;
  readonly plan: DigPlan;
  /** Of the plan. */
  readonly pit: Pit;
  readonly solid: PitSolid;
}

export type PlacedPitResult =
  | { readonly ok: true; readonly value: PlacedPit }
  | { readonly ok: false; readonly refusal: DigRefusal };

/** A pit dragged farther than this from the origin of its plane gets a new one, metres. */
const FARTHEST_M = 400;

/**
 * Digs a pit that is given in degrees. `before` is the same pit a moment ago: its plane is kept, so that what was
 * brought into that plane need not be brought again for every frame of a drag.
 */
export function placePit(spec: PitSpec, levelAt: GroundLevelAt, before: PlacedPit | null): PlacedPitResult {
  const fresh = outlineFromLonLat(Float64Array.from(spec.corners.flat()));
  if (!fresh.ok) return fresh;
  let { projection, outline } = fresh.value;
  if (before !== null) {
    const kept = inPlane(spec.corners, before.projection);
    if (kept.every((value) => Math.abs(value) < FARTHEST_M)) {
      projection = before.projection;
      outline = kept;
    }
  }
  const ground = before?.projection === projection ? before.ground : planeGround(projection, levelAt);
  const made = planDig({ ...measuresOf(spec), outline }, ground);
  if (!made.ok) return made;
  const { plan } = made;
  return { ok: true, value: { projection, ground, plan, pit: plan.pit, solid: plan.solid } };
}

function inPlane(corners: readonly LonLat[], projection: LocalProjection): Float64Array {
  const outline = new Float64Array(corners.length * 2);
  for (const [i, [lon, lat]] of corners.entries()) projection.forward(lon, lat, outline, i * 2);
  return outline;
}
