import { crsByCode, fromLonLat } from '@undercroft/core/geodesy/crs';

/** A corner ready to print. */
export interface PrintedCorner {
  readonly east: string;
  readonly north: string;
}

/** Corners in the coordinate system that people use: metres to the centimetre, degrees to seven places (11 mm). */
export function cornersOnMap(
  corners: readonly (readonly [lon: number, lat: number])[],
  displayCrs: string,
): readonly PrintedCorner[] {
  const crs = crsByCode(displayCrs);
  const project = fromLonLat(crs);
  const decimals = crs.kind === 'geographic' ? 7 : 2;
  return corners.map(([lon, lat]) => {
    const [east, north] = project(lon, lat);
    return { east: east.toFixed(decimals), north: north.toFixed(decimals) };
  });
}
