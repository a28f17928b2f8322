import { ASSUMED_DEPTH_M } from '@undercroft/core/tiling/drawn-as';
import type { FeatureShape } from './feature-shape.ts';
import type { GroundSurface } from './ground-surface.ts';

/** Where to look to see a whole feature. */
export interface FeatureExtent {
  readonly lon: number;
  readonly lat: number;
  /** Level of its middle, metres above the datum; drawn, and so assumed where it is unknown. */
  readonly levelM: number;
  /** Greatest length, metres. */
  readonly sizeM: number;
  /** Direction it runs in plan, degrees clockwise from north; `null` for what has none. */
  readonly bearingDeg: number | null;
}

/** How much of its surroundings is shown with a thing that has no size of its own. */
const POINT_SIZE_M = 30;
const METRES_PER_DEGREE = 111_320;

/** `null` for what has no place, such as an area without a ring. */
export function featureExtent(feature: FeatureShape, ground: GroundSurface): FeatureExtent | null {
  switch (feature.family) {
    case 'link': {
      const levels = feature.path.flatMap(([, , levelM]) => (levelM === null ? [] : [levelM]));
      return around(feature.path, mean(levels), ground);
    }
    case 'node': {
      const known = [feature.coverLevelM, feature.sumpLevelM].filter((levelM) => levelM !== null);
      const extent = around([feature.position], mean(known), ground);
      const depthM = known.length === 2 ? Math.abs((known[0] ?? 0) - (known[1] ?? 0)) : 0;
      return extent === null ? null : { ...extent, sizeM: Math.max(depthM, 2) };
    }
    case 'area':
      return feature.ring === null ? null : around(feature.ring, null, ground);
    case 'cityPoint': {
      const [lon, lat] = feature.position;
      const extent = around([feature.position], feature.levelM ?? ground.levelAt(lon, lat), ground);
      return extent === null ? null : { ...extent, sizeM: POINT_SIZE_M };
    }
    case 'gridCell': {
      const ring = feature.polygons.flatMap((rings) => rings[0] ?? []);
      const [lon, lat] = ring[0] ?? [0, 0];
      return around(ring, ground.levelAt(lon, lat), ground);
    }
  }
}

function around(
  points: readonly (readonly [number, number, ...unknown[]])[],
  levelM: number | null,
  ground: GroundSurface,
): FeatureExtent | null {
  const first = points[0];
  const last = points.at(-1);
  if (first === undefined || last === undefined) return null;
  let [west, south] = first;
  let [east, north] = first;
  for (const [lon, lat] of points) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  const lon = (west + east) / 2;
  const lat = (south + north) / 2;
  const shrink = Math.cos((lat * Math.PI) / 180);
  const eastwards = (last[0] - first[0]) * shrink;
  const northwards = last[1] - first[1];
  const runs = Math.hypot(eastwards, northwards) * METRES_PER_DEGREE > 0.1;
  return {
    lon,
    lat,
    levelM: levelM ?? ground.levelAt(lon, lat) - ASSUMED_DEPTH_M,
    sizeM: Math.hypot((east - west) * shrink, north - south) * METRES_PER_DEGREE,
    bearingDeg: runs ? (Math.atan2(eastwards, northwards) * 180) / Math.PI : null,
  };
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
