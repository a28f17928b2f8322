import type { PlaneBox } from '@undercroft/core/dig/dig-rows';
import type { LocalProjection } from '@undercroft/core/geodesy/local-projection';
import type { FeaturesIn } from '@undercroft/core/protocol/answers';

type Box = FeaturesIn['bbox'];

/** A box asked for is larger than needed by this, so that a drag does not ask at every step, metres. */
export const ROOM_M = 40;

/** The rectangle in degrees that holds one of the plane, with `roomM` added to every side. */
export function boxAround([west, south, east, north]: PlaneBox, projection: LocalProjection, roomM: number): Box {
  const corners = [
    projection.inverse(west - roomM, south - roomM),
    projection.inverse(east + roomM, south - roomM),
    projection.inverse(east + roomM, north + roomM),
    projection.inverse(west - roomM, north + roomM),
  ];
  const lons = corners.map(([lon]) => lon);
  const lats = corners.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

/** The rectangle of the plane that lies within one in degrees: meridians lean, so it is a little smaller. */
export function planeBoxWithin([west, south, east, north]: Box, projection: LocalProjection): PlaneBox {
  const place = (lon: number, lat: number): readonly [number, number] => {
    const out = new Float64Array(2);
    projection.forward(lon, lat, out);
    return [out[0] ?? Number.NaN, out[1] ?? Number.NaN];
  };
  const [southWest, southEast] = [place(west, south), place(east, south)];
  const [northWest, northEast] = [place(west, north), place(east, north)];
  return [
    Math.max(southWest[0], northWest[0]),
    Math.max(southWest[1], southEast[1]),
    Math.min(southEast[0], northEast[0]),
    Math.min(northWest[1], northEast[1]),
  ];
}

export function holdsBox(outer: PlaneBox, inner: PlaneBox): boolean {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
}
