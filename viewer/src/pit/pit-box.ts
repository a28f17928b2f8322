import type { FeaturesIn } from '@undercroft/core/protocol/answers';
import type { PlacedPit } from './pit-place.ts';

type Box = FeaturesIn['bbox'];

/**
 * Rows are found by the boxes of their axes: a conduit's wall reaches beyond its axis by half its width. No conduit on
 * Earth is wider than twice this, metres.
 */
const WIDEST_HALF_M = 15;

/** A box asked for is larger than needed by this, so that a drag does not ask at every step, metres. */
const ROOM_M = 40;

/** The box that rows must be known in before anything is said of a pit, with `roomM` added to every side. */
export function boxAround({ projection, solid }: PlacedPit, reachM: number, roomM = 0): Box {
  const [west, south, east, north] = solid.bounds;
  const beyond = reachM + WIDEST_HALF_M + roomM;
  const corners = [
    projection.inverse(west - beyond, south - beyond),
    projection.inverse(east + beyond, south - beyond),
    projection.inverse(east + beyond, north + beyond),
    projection.inverse(west - beyond, north + beyond),
  ];
  const lons = corners.map(([lon]) => lon);
  const lats = corners.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

export function boxToAsk(placed: PlacedPit, reachM: number): Box {
  return boxAround(placed, reachM, ROOM_M);
}

export function boxCovers(outer: Box, inner: Box): boolean {
  return outer[0] <= inner[0] && outer[1] <= inner[1] && outer[2] >= inner[2] && outer[3] >= inner[3];
}
