import { boxIndex } from '@undercroft/core/geometry/box-index';
import { containsPoint } from '@undercroft/core/geometry/polygon';
import { pointSegmentDistance2 } from '@undercroft/core/geometry/segment-distance';
import type { GridCell } from '@undercroft/core/model/grid-cell';

/** The cell of a place: `border` when it lies on the border of several, `several` when cells overlap there. */
export interface FoundCell {
  readonly how: 'inside' | 'border' | 'several' | 'none';
  /** `sourceId` of the cell; the smallest code where there are several. `null` in none. */
  readonly cell: string | null;
  /** All that the place lies in or on, by code. */
  readonly cells: readonly string[];
}

/** A place this near to a border lies on it, metres. */
const ON_BORDER_M = 0.01;
const METRES_PER_DEGREE = 111_320;
const RADIANS = Math.PI / 180;
const NONE: FoundCell = { how: 'none', cell: null, cells: [] };

/** Finds the cell that a place lies in, among any number of cells. */
export function cellFinder(cells: readonly GridCell[]): (lon: number, lat: number) => FoundCell {
  const boxes = new Float64Array(cells.length * 4);
  cells.forEach((cell, i) => {
    boxes.set(boxOf(cell), i * 4);
  });
  const index = boxIndex(boxes);
  return (lon, lat) => {
    const scale = METRES_PER_DEGREE * Math.cos(lat * RADIANS);
    const marginLat = ON_BORDER_M / METRES_PER_DEGREE;
    const marginLon = ON_BORDER_M / scale;
    const inside: string[] = [];
    const onBorder: string[] = [];
    index.search(lon - marginLon, lat - marginLat, lon + marginLon, lat + marginLat, (i) => {
      const cell = cells[i];
      if (cell === undefined) return false;
      if (isOnBorder(cell, lon, lat, scale)) onBorder.push(cell.sourceId);
      else if (isInside(cell, lon, lat)) inside.push(cell.sourceId);
      return false;
    });
    const found = [...inside, ...onBorder].toSorted();
    const [first] = found;
    if (first === undefined) return NONE;
    if (inside.length > 1) return { how: 'several', cell: first, cells: found };
    // On the border of the cell it lies in there is another cell: they overlap by no more than the tolerance.
    return { how: onBorder.length > 0 ? 'border' : 'inside', cell: first, cells: found };
  };
}

/** Within an odd number of the cell's rings: holes, pieces and windings need no telling apart. */
function isInside({ polygons }: GridCell, lon: number, lat: number): boolean {
  let inside = false;
  for (const ring of polygons.flat()) if (containsPoint(ring, lon, lat)) inside = !inside;
  return inside;
}

function isOnBorder({ polygons }: GridCell, lon: number, lat: number, scale: number): boolean {
  for (const ring of polygons.flat()) {
    for (let i = 0; i + 3 < ring.length; i += 2) {
      const ax = ((ring[i] ?? 0) - lon) * scale;
      const ay = ((ring[i + 1] ?? 0) - lat) * METRES_PER_DEGREE;
      const bx = ((ring[i + 2] ?? 0) - lon) * scale;
      const by = ((ring[i + 3] ?? 0) - lat) * METRES_PER_DEGREE;
      if (pointSegmentDistance2(0, 0, ax, ay, bx, by) <= ON_BORDER_M) return true;
    }
  }
  return false;
}

function boxOf({ polygons }: GridCell): readonly [number, number, number, number] {
  let west = Number.POSITIVE_INFINITY;
  let south = Number.POSITIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  for (const ring of polygons.flat()) {
    for (let i = 0; i < ring.length; i += 2) {
      west = Math.min(west, ring[i] ?? 0);
      east = Math.max(east, ring[i] ?? 0);
      south = Math.min(south, ring[i + 1] ?? 0);
      north = Math.max(north, ring[i + 1] ?? 0);
    }
  }
  return [west, south, east, north];
}
