import type { LocalProjection } from '@undercroft/core/geodesy/local-projection';
import type { PitRefusal } from '@undercroft/core/pit/outline-check';
import { outlineFromLonLat } from '@undercroft/core/pit/outline-from-lon-lat';
import { makePit, type Pit } from '@undercroft/core/pit/pit';
import type { GroundSampler } from '@undercroft/core/pit/pit-ground';
import { type PitSolid, pitSolid } from '@undercroft/core/pit/pit-solid';
import type { LonLat, PitSpec } from './pit-spec.ts';

/** Level of the ground at a longitude and latitude in degrees, metres above the datum; null where it is unknown. */
export type GroundLevelAt = (lon: number, lat: number) => number | null;

/** A pit in the ground, in the plane it is computed in. */
export interface PlacedPit {
  readonly projection: LocalProjection;
  readonly ground: GroundSampler;
  readonly pit: Pit;
  readonly solid: PitSolid;
}

export type PlacedPitResult =
  | { readonly ok: true; readonly value: PlacedPit }
  | { readonly ok: false; readonly refusal: PitRefusal };

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
  const made = makePit({ outline, depthM: spec.depthM, batter: spec.batter }, ground);
  if (!made.ok) return made;
  return { ok: true, value: { projection, ground, pit: made.pit, solid: pitSolid(made.pit) } };
}

function inPlane(corners: readonly LonLat[], projection: LocalProjection): Float64Array {
  const outline = new Float64Array(corners.length * 2);
  for (const [i, [lon, lat]] of corners.entries()) projection.forward(lon, lat, outline, i * 2);
  return outline;
}

/** Half the side of the square that the plane's degrees are taken from, metres. */
const SPAN_M = 100;

/**
 * The ground in the plane. Degrees are taken as straight over it: 100 m off that misplaces a sample by 2 mm, 400 m off
 * by 4 cm, and a pit asks for thousands of samples a frame.
 */
function planeGround(projection: LocalProjection, levelAt: GroundLevelAt): GroundSampler {
  const [lon, lat] = projection.inverse(0, 0);
  const [eastLon, eastLat] = projection.inverse(SPAN_M, 0);
  const [northLon, northLat] = projection.inverse(0, SPAN_M);
  const [lonX, latX] = [(eastLon - lon) / SPAN_M, (eastLat - lat) / SPAN_M];
  const [lonY, latY] = [(northLon - lon) / SPAN_M, (northLat - lat) / SPAN_M];
  return (x, y) => levelAt(lon + lonX * x + lonY * y, lat + latX * x + latY * y);
}
