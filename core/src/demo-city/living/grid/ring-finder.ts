import { boxIndex } from '../../../geometry/box-index.ts';
import { boundsOf, containsPoint } from '../../../geometry/polygon.ts';

/** The number of the ring that holds a place; `null` where none does. Flat longitude, latitude or x, y. */
export function ringFinder(rings: readonly Float64Array[]): (x: number, y: number) => number | null {
  const boxes = new Float64Array(rings.length * 4);
  for (const [i, ring] of rings.entries()) boxes.set(boundsOf(ring), i * 4);
  const index = boxIndex(boxes);
  return (x, y) => {
    let found: number | null = null;
    index.search(x, y, x, y, (i) => {
      const ring = rings[i];
      if (ring === undefined || !containsPoint(ring, x, y)) return false;
      found = i;
      return true;
    });
    return found;
  };
}
