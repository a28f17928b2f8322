import { Cartesian3 } from '@cesium/engine';
import type { LinkFeature } from '@undercroft/core/protocol/answers';
import { ASSUMED_DEPTH_M } from '@undercroft/core/tiling/drawn-as';
import type { GroundSurface } from '../geometry/ground-surface.ts';

/** Points on the axis of a conduit as it is drawn, at most so far apart; assumed levels where it has none. */
export function axisStations(
  link: LinkFeature,
  ground: GroundSurface,
  geoidOffsetM: number,
  stepM: number,
): readonly Cartesian3[] {
  const corners = link.path.map(([lon, lat, levelM]) =>
    Cartesian3.fromDegrees(lon, lat, (levelM ?? ground.levelAt(lon, lat) - ASSUMED_DEPTH_M) + geoidOffsetM),
  );
  const stations: Cartesian3[] = [];
  for (const [index, corner] of corners.entries()) {
    const before = corners[index - 1];
    if (before !== undefined) {
      const parts = Math.ceil(Cartesian3.distance(before, corner) / stepM);
      for (let part = 1; part < parts; part++) {
        stations.push(Cartesian3.lerp(before, corner, part / parts, new Cartesian3()));
      }
    }
    stations.push(corner);
  }
  return stations;
}
