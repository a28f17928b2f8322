import { localProjection } from '../../geodesy/local-projection.ts';
import { type Building, UNNAMED } from '../../model/map-feature.ts';
import type { TileBuilding } from '../building-columns.ts';

/** Middle of the sample tile, degrees. */
export const ORIGIN: readonly [lon: number, lat: number] = [119.6, 39.925];

const plane = localProjection(ORIGIN);

/** A ring in metres east and north of the middle, open. */
export type Plan = readonly (readonly [east: number, north: number])[];

/** The same in degrees, closed. */
export function ring(points: Plan): Float64Array {
  return Float64Array.from([...points, points[0] ?? [0, 0]].flatMap(([x, y]) => plane.inverse(x, y)));
}

/** A rectangle from its south-west corner. */
export function box(x: number, y: number, w: number, h: number): Plan {
  return [
    [x, y],
    [x + w, y],
    [x + w, y + h],
    [x, y + h],
  ];
}

/** A building of which nothing is known but its outline, but for what is told. */
export function building(id: string, rings: readonly Plan[], rest: Partial<Building> = {}): TileBuilding {
  const value = {
    sourceId: id,
    name: UNNAMED,
    rings: rings.map(ring),
    heightM: null,
    storeys: null,
    use: 'unknown',
    useBasis: 'unknown',
    roof: 'flat',
    roofHeightM: null,
    roofDirectionDeg: null,
    solid: null,
    builtYear: null,
    ...rest,
  } as const;
  return { featureId: `b.${id}`, building: value };
}
