import { localProjection } from '../geodesy/local-projection.ts';
import { tidy } from './end-levels.ts';

/** Length of a path (flat longitude, latitude in degrees) in the conformal plane about its first vertex, metres. */
export function planLengthM(path: Float64Array): number {
  const [lon = Number.NaN, lat = Number.NaN] = path;
  const plane = localProjection([lon, lat]);
  const at = new Float64Array(4);
  let lengthM = 0;
  for (let i = 2; i + 1 < path.length; i += 2) {
    plane.forward(path[i - 2] ?? Number.NaN, path[i - 1] ?? Number.NaN, at);
    plane.forward(path[i] ?? Number.NaN, path[i + 1] ?? Number.NaN, at, 2);
    const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = at;
    lengthM += Math.hypot(x1 - x0, y1 - y0);
  }
  return tidy(lengthM);
}
