import { Matrix4 } from '@cesium/engine';
import { eastNorthUpToEcef } from '@undercroft/core/geodesy/ellipsoid';
import type { PlacedPit } from '../pit/pit-place.ts';

/** Carries metres east, north and up of the middle of a pit's floor to Earth-fixed ones. */
export function pitToWorld({ projection, pit }: PlacedPit, geoidOffsetM: number): Matrix4 {
  const [lon, lat] = projection.inverse(pit.centre[0], pit.centre[1]);
  return Matrix4.fromArray(Array.from(eastNorthUpToEcef(lon, lat, pit.floorLevelM + geoidOffsetM)));
}
