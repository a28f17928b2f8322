import { cellOf } from '@undercroft/core/tiling/quadtree';
import type { ColumnWriters } from './table-writer.ts';

/** By what a row with a place is found: the cell of the middle of its bounding box, and the box, degrees. */
export interface RowPlace {
  readonly cell: number;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

/** The place of flat longitude, latitude pairs, degrees; null when there is none among them. */
export function placeAt(positions: ArrayLike<number>): RowPlace | null {
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
  if (west > east || south > north) return null;
  return { cell: cellOf((west + east) / 2, (south + north) / 2), west, south, east, north };
}

/** The columns of a place: null for a row without one. */
export const PLACE_WRITERS: ColumnWriters<'cell' | 'bbox', unknown> = {
  cell: (out, _, place) => (place === null ? out.null() : out.bigint(place.cell)),
  bbox: (out, _, place) => out.box(place),
};
