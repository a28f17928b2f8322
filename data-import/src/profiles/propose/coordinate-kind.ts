import type { ColumnStats } from './column-stats.ts';

/** What the size of a column's numbers says they are as coordinates. */
export type CoordinateKind =
  | 'northing'
  | 'easting'
  | 'zonedEasting'
  | 'longitude'
  | 'latitude'
  | 'degrees'
  | 'plane'
  | 'none';

/** Ranges of Gauss-Kruger and UTM coordinates on land, metres. */
const NORTHING = [1_000_000, 9_400_000] as const;
const EASTING = [90_000, 910_000] as const;
/** Zones 13 to 23 of 6 degrees and 25 to 45 of 3 degrees stand before the easting. */
const ZONED = [13_000_000, 46_000_000] as const;

/** Tells by magnitude and decimals; `degrees` may be either, `plane` are metres of a grid nobody named. */
export function coordinateKind(stats: ColumnStats): CoordinateKind {
  if (stats.numericShare < 0.95 || stats.filled < 2) return 'none';
  const { min, max, decimals, column } = stats;
  const within = ([low, high]: readonly [number, number]) => min >= low && max <= high;
  if (within(ZONED)) return 'zonedEasting';
  if (within(NORTHING)) return 'northing';
  if (within(EASTING)) return 'easting';
  const fine = decimals >= 4 || column.type === 'number';
  if (fine && max - min < 5 && Math.max(Math.abs(min), Math.abs(max)) <= 180 && Math.abs(stats.median) > 1) {
    if (Math.abs(stats.median) > 90) return 'longitude';
    // Of the pair in China one is beyond 73 and the other below 54.
    return min >= 73 ? 'longitude' : min >= 3 && max <= 54 ? 'latitude' : 'degrees';
  }
  const spread = max - min;
  return Math.abs(stats.median) >= 1000 && (decimals >= 1 || spread > 50) && !stats.isSequence ? 'plane' : 'none';
}
