import type { LocalProjection } from '@undercroft/core/geodesy/local-projection';
import type { Bounds } from '@undercroft/store/store';

/** Allowance for the curve of meridians and parallels between the points looked at, degrees (1 cm). */
const SLACK_DEG = 1e-7;

/** Steps along each side of the rectangle. */
const STEPS = 4;

/**
 * The smallest rectangle of longitude and latitude that holds a rectangle of the plane (west, south, east, north,
 * metres, some kilometres at most).
 */
export function lonLatBounds(
  projection: LocalProjection,
  [west, south, east, north]: readonly [number, number, number, number],
): Bounds {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let row = 0; row <= STEPS; row++) {
    for (let column = 0; column <= STEPS; column++) {
      const x = west + ((east - west) * column) / STEPS;
      const y = south + ((north - south) * row) / STEPS;
      const [lon, lat] = projection.inverse(x, y);
      bounds[0] = Math.min(bounds[0], lon);
      bounds[1] = Math.min(bounds[1], lat);
      bounds[2] = Math.max(bounds[2], lon);
      bounds[3] = Math.max(bounds[3], lat);
    }
  }
  return [bounds[0] - SLACK_DEG, bounds[1] - SLACK_DEG, bounds[2] + SLACK_DEG, bounds[3] + SLACK_DEG];
}
