import type { LocalProjection } from '@undercroft/core/geodesy/local-projection';
import type { Bounds } from '@undercroft/store/store';
import { lonLatBounds } from './lon-lat-bounds.ts';

/** Longest side of a rectangle before the next one is begun, metres: half as long again at most. */
const SIDE_M = 250;

/**
 * Rectangles that together hold everything within `reachM` of paths (flat longitude, latitude). Long straight stretches
 * are cut, so that a diagonal does not ask for all that lies beside it.
 */
export function pathRectangles(
  paths: readonly Float64Array[],
  projection: LocalProjection,
  reachM: number,
): readonly Bounds[] {
  const rectangles: Bounds[] = [];
  let box: [number, number, number, number] | null = null;
  const close = () => {
    if (box !== null) rectangles.push(lonLatBounds(projection, box));
    box = null;
  };
  const take = (x: number, y: number) => {
    const wider: [number, number, number, number] =
      box === null
        ? [x - reachM, y - reachM, x + reachM, y + reachM]
        : [
            Math.min(box[0], x - reachM),
            Math.min(box[1], y - reachM),
            Math.max(box[2], x + reachM),
            Math.max(box[3], y + reachM),
          ];
    box = wider;
    return Math.max(wider[2] - wider[0], wider[3] - wider[1]) - 2 * reachM > SIDE_M;
  };
  const at = new Float64Array(4);
  for (const path of paths) {
    for (let i = 0; i + 3 < path.length; i += 2) {
      projection.forward(path[i] ?? Number.NaN, path[i + 1] ?? Number.NaN, at, 0);
      projection.forward(path[i + 2] ?? Number.NaN, path[i + 3] ?? Number.NaN, at, 2);
      const [ax = 0, ay = 0, bx = 0, by = 0] = at;
      const steps = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / (SIDE_M / 2)));
      for (let step = 0; step <= steps; step++) {
        const [x, y] = [ax + ((bx - ax) * step) / steps, ay + ((by - ay) * step) / steps];
        if (!take(x, y)) continue;
        close();
        // The next rectangle begins where this one ends.
        take(x, y);
      }
    }
  }
  close();
  return rectangles;
}
