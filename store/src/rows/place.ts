import { cellOf } from '@undercroft/core/tiling/quadtree';
import type { SqlValue } from '../sql.ts';

/** The columns by which a row is found: null for a feature without a place. */
export interface PlaceColumns {
  readonly cell: SqlValue;
  readonly bbox: SqlValue;
}

export const NO_PLACE: PlaceColumns = { cell: null, bbox: null };

/** Cell of the middle and bounding box of flat longitude, latitude pairs, degrees. */
export function placeColumns(positions: ArrayLike<number>): PlaceColumns {
  let west = Number.POSITIVE_INFINITY;
  let south = Number.POSITIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  for (let i = 0; i + 1 < positions.length; i += 2) {
    const lon = positions[i] ?? Number.NaN;
    const lat = positions[i + 1] ?? Number.NaN;
    if (lon < west) west = lon;
    if (lon > east) east = lon;
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  if (west > east || south > north) return NO_PLACE;
  return {
    cell: cellOf((west + east) / 2, (south + north) / 2),
    bbox: `(${west},${south}),(${east},${north})`,
  };
}
