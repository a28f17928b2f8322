import { crsByCode, fromLonLat, isKnownCrs } from '@undercroft/core/geodesy/crs';
import { fixed } from './quantity.ts';

/** A position in the coordinate system a scene shows to people, and that system's code. */
export interface DisplayPosition {
  readonly text: string;
  readonly crs: string;
}

export type PositionFormatter = (lon: number, lat: number) => DisplayPosition;

/** East and north in the scene's own system; longitude and latitude where the system is geographic or not known here. */
export function positionFormatter(displayCrs: string): PositionFormatter {
  if (!isKnownCrs(displayCrs)) return (lon, lat) => ({ text: degrees(lon, lat), crs: 'EPSG:4326' });
  const crs = crsByCode(displayCrs);
  if (crs.kind === 'geographic') return (lon, lat) => ({ text: degrees(lon, lat), crs: displayCrs });
  const project = fromLonLat(crs);
  return (lon, lat) => {
    const [east, north] = project(lon, lat);
    if (!Number.isFinite(east) || !Number.isFinite(north)) return { text: degrees(lon, lat), crs: 'EPSG:4326' };
    return { text: `E ${fixed(east, 1)}  N ${fixed(north, 1)}`, crs: displayCrs };
  };
}

function degrees(lon: number, lat: number): string {
  return `${fixed(Math.abs(lat), 6)}° ${lat < 0 ? 'S' : 'N'}  ${fixed(Math.abs(lon), 6)}° ${lon < 0 ? 'W' : 'E'}`;
}
