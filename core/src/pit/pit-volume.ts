import { boundsOf, signedArea } from '../geometry/polygon.ts';
import { type GroundSampler, isKnown } from './pit-ground.ts';
import type { PitRim } from './pit-rim.ts';

/** Rows and most columns of the quadrature of the ground within the rim. */
const ROWS = 48;

/**
 * Soil between floor, walls and ground, m3; null where the ground is unknown within the rim. What stands over the rim's
 * plan up to the ground, less what stands over the floor's level outside the floor below the walls. Exact on level
 * ground; on other ground the surface's departure from the rim's mean level is summed over a grid.
 */
export function pitVolume(
  floor: Float64Array,
  mitres: Float64Array,
  floorLevelM: number,
  batter: number,
  rim: PitRim,
  ground: GroundSampler,
): number | null {
  const levels = rim.levelsM;
  const meanM = levels.reduce((sum, level) => sum + level, 0) / levels.length;
  const departure = departureFrom(meanM, rim.outline, ground);
  if (departure === null) return null;
  const over = signedArea(rim.outline) * (meanM - floorLevelM) + departure;
  return over - belowWalls(floor, mitres, floorLevelM, batter, rim);
}

/**
 * Space between the floor's level and the walls. In plan the strip of a side is swept by (share s, height h); its area
 * element is b (L + b k h), with L the floor's side and k how much it grows for each metre of offset, and the wall
 * stands h above it: the integral over h is b L h^2 / 2 + b^2 k h^3 / 3, taken by Simpson's rule between rim points.
 */
function belowWalls(
  floor: Float64Array,
  mitres: Float64Array,
  floorLevelM: number,
  batter: number,
  rim: PitRim,
): number {
  const n = floor.length / 2;
  const count = rim.levelsM.length;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const j = (i + 1) % n;
    const dx = (floor[j * 2] ?? 0) - (floor[i * 2] ?? 0);
    const dy = (floor[j * 2 + 1] ?? 0) - (floor[i * 2 + 1] ?? 0);
    const length = Math.hypot(dx, dy);
    const mx = (mitres[j * 2] ?? 0) - (mitres[i * 2] ?? 0);
    const my = (mitres[j * 2 + 1] ?? 0) - (mitres[i * 2 + 1] ?? 0);
    const growth = (mx * dx + my * dy) / length;
    const wall = (h: number) => (batter * length * h * h) / 2 + (batter * batter * growth * h * h * h) / 3;
    const first = rim.starts[i] ?? 0;
    const end = i + 1 < n ? (rim.starts[i + 1] ?? 0) : count;
    for (let k = first; k < end; k++) {
      const low = (rim.levelsM[k] ?? 0) - floorLevelM;
      const high = (rim.levelsM[(k + 1) % count] ?? 0) - floorLevelM;
      const width = (k + 1 < end ? (rim.shares[k + 1] ?? 0) : 1) - (rim.shares[k] ?? 0);
      sum += (width * (wall(low) + 4 * wall((low + high) / 2) + wall(high))) / 6;
    }
  }
  return sum;
}

/** Integral of ground less `levelM` within an outline, by the midpoint rule along rows. */
function departureFrom(levelM: number, outline: Float64Array, ground: GroundSampler): number | null {
  const [, south, , north] = boundsOf(outline);
  const rowM = (north - south) / ROWS;
  let sum = 0;
  for (let row = 0; row < ROWS; row++) {
    const y = south + rowM * (row + 0.5);
    const crossings = rowCrossings(outline, y);
    for (let c = 0; c + 1 < crossings.length; c += 2) {
      const from = crossings[c] ?? 0;
      const width = (crossings[c + 1] ?? 0) - from;
      const columns = Math.max(1, Math.min(ROWS, Math.ceil(width / rowM)));
      for (let column = 0; column < columns; column++) {
        const level = ground(from + (width * (column + 0.5)) / columns, y);
        if (!isKnown(level)) return null;
        sum += ((level - levelM) * width * rowM) / columns;
      }
    }
  }
  return sum;
}

function rowCrossings(outline: Float64Array, y: number): readonly number[] {
  const n = outline.length;
  const crossings: number[] = [];
  for (let i = 0; i < n; i += 2) {
    const ax = outline[i] ?? 0;
    const ay = outline[i + 1] ?? 0;
    const bx = outline[(i + 2) % n] ?? 0;
    const by = outline[(i + 3) % n] ?? 0;
    if (ay > y !== by > y) crossings.push(ax + ((bx - ax) * (y - ay)) / (by - ay));
  }
  return crossings.sort((a, b) => a - b);
}
