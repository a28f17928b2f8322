import { type Crs, isInAreaOfUse, toLonLat } from '@undercroft/core/geodesy/crs';
import { localProjection } from '@undercroft/core/geodesy/local-projection';
import { placeHint } from './place-hint.ts';

/** Degrees a place may lie outside its system's area of use: surveys run over zone borders. */
const MARGIN_DEG = 1;

/** Puts a source's coordinates on the globe. */
export interface Placement {
  readonly crs: Crs;
  /** Longitude and latitude, or a sentence that says why there is none and what would fit. */
  place(x: number, y: number): readonly [lon: number, lat: number] | string;
  /** Length of a flat x, y path in the source's own system, metres. */
  planLengthM(path: readonly number[]): number;
}

/** Placement by a coordinate system. `x` is east or longitude, `y` north or latitude. */
export function placementIn(crs: Crs): Placement {
  const transform = toLonLat(crs);
  return {
    crs,
    place(x, y) {
      const [lon, lat] = transform(x, y);
      if (isInAreaOfUse(crs, lon, lat, MARGIN_DEG)) return [lon, lat];
      return `(${x}, ${y}) lies outside the area of use of ${crs.code} (${crs.name}). ${placeHint(crs, x, y)}`;
    },
    planLengthM: (path) =>
      crs.metresPerUnit === null ? geographicLengthM(path) : planeLength(path) * crs.metresPerUnit,
  };
}

function planeLength(path: readonly number[]): number {
  let length = 0;
  for (let i = 2; i + 1 < path.length; i += 2) {
    length += Math.hypot((path[i] ?? 0) - (path[i - 2] ?? 0), (path[i + 1] ?? 0) - (path[i - 1] ?? 0));
  }
  return length;
}

function geographicLengthM(path: readonly number[]): number {
  const projection = localProjection([path[0] ?? 0, path[1] ?? 0]);
  const plane = new Float64Array(path.length);
  for (let i = 0; i + 1 < path.length; i += 2) projection.forward(path[i] ?? 0, path[i + 1] ?? 0, plane, i);
  return planeLength([...plane]);
}
