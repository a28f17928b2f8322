import { type Crs, isInAreaOfUse, toLonLat } from '@undercroft/core/geodesy/crs';

/** One sentence on what a pair of coordinates looks like that does not fit the system named for it. */
export function placeHint(crs: Crs, x: number, y: number): string {
  const [lon, lat] = toLonLat(crs)(y, x);
  if (isInAreaOfUse(crs, lon, lat)) return 'The axes look swapped: northing came first.';
  return coordinateHint(x, y);
}

/** One sentence on what a pair of coordinates may be, for a file that names no coordinate system. */
export function coordinateHint(x: number, y: number): string {
  if (Math.abs(x) <= 180 && Math.abs(y) <= 90 && (Math.abs(x) > 1 || Math.abs(y) > 1)) {
    return 'They may be longitude and latitude in degrees (EPSG:4326), or schematic.';
  }
  const prefixed = prefixedZone(x) ?? prefixedZone(y);
  if (prefixed !== null) return prefixed;
  if (x > 100_000 && x < 900_000 && y > 0 && y < 10_000_000) {
    return 'They look like metres of a UTM or Gauss-Kruger zone without its zone number, such as EPSG:25832 or EPSG:4549.';
  }
  return 'They look schematic or local: name the coordinate system they were surveyed in, or georeference the file first.';
}

/** CGCS2000 eastings of eight figures begin with the number of their zone. */
function prefixedZone(easting: number): string | null {
  const zone = Math.floor(easting / 1e6);
  if (zone >= 25 && zone <= 45) {
    return `The easting begins with ${zone}, a 3-degree zone: EPSG:${4513 + zone - 25} has that number in its easting.`;
  }
  if (zone >= 13 && zone <= 23) {
    return `The easting begins with ${zone}, a 6-degree zone: EPSG:${4491 + zone - 13} has that number in its easting.`;
  }
  return null;
}
