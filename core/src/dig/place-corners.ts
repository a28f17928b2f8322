import { type Crs, crsByCode, isInAreaOfUse, isKnownCrs, toLonLat } from '../geodesy/crs.ts';
import { CRS_TABLE } from '../geodesy/crs-table.ts';
import {
  type AreaHints,
  type CoordinateAxes,
  type RawCorners,
  type ReadingError,
  readingError,
  type TakenFor,
} from './area-reading.ts';

/** An area lies within this of the middle of its scene, metres: what would lie farther was read wrongly. */
const NEAR_M = 100_000;

/** A scene near the border of a zone may be surveyed in the next one, degrees. */
const ZONE_MARGIN_DEG = 1.5;

const METRES_PER_DEGREE = 111_000;

export type PlacedCorners = { readonly ok: true; readonly ring: Float64Array; readonly taken: TakenFor } | ReadingError;

/**
 * Finds what numbers mean by where they would lie: degrees in either order, the scene's own coordinate system, then every
 * system in use there, each with east or north first, of the first two numbers of a row or, where there are three or
 * more, of the second and third (a point number stands before them). The first reading that puts every corner near the
 * scene is taken.
 */
export function placeCorners(corners: RawCorners, hints: AreaHints): PlacedCorners {
  const width = corners.rows[0]?.length ?? 0;
  const systems = systemsNear(hints);
  // A running number before the pair is no coordinate, however near it may seem.
  const numbered = width >= 3 && corners.rows.every(([first], i) => first === i + 1 || first === i);
  const columns = width < 3 ? [0] : numbered ? [1] : [0, 1];
  for (const column of columns) {
    for (const crs of systems) {
      for (const axes of axesOf(crs)) {
        const ring = placed(corners.rows, column, crs, axes, hints.origin);
        if (ring !== null) return { ok: true, ring, taken: { crs: crs.code, crsName: crs.name, axes } };
      }
    }
  }
  const far = firstFar(corners.rows, systems, columns, hints.origin);
  const line = corners.lines?.[far] ?? null;
  const where = line === null ? `Corner ${far + 1}` : `Line ${line}`;
  const tried = systems.slice(0, 3).map(({ code }) => code);
  const [lon, lat] = hints.origin;
  const near = `within ${NEAR_M / 1000} km of the scene at ${lon.toFixed(3)}, ${lat.toFixed(3)}`;
  const message = `${where}: wanted coordinates ${near} (degrees, ${tried.join(', ')} and others), but got ${(corners.rows[far] ?? []).join(', ')}.`;
  return readingError(line, 'not-near-the-scene', message);
}

/** `EPSG:4549 CGCS2000 / 3-degree Gauss-Kruger CM 120E, northing first`. */
export function describeTaken({ crs, crsName, axes }: TakenFor): string {
  const first = { lonLat: 'longitude', latLon: 'latitude', eastNorth: 'easting', northEast: 'northing' }[axes];
  return `${crs} ${crsName}, ${first} first`;
}

function systemsNear({ origin: [lon, lat], displayCrs }: AreaHints): readonly Crs[] {
  const degrees = crsByCode('EPSG:4326');
  const own = displayCrs !== null && isKnownCrs(displayCrs) ? [crsByCode(displayCrs)] : [];
  const used = CRS_TABLE.filter((crs) => crs.kind === 'projected' && isInAreaOfUse(crs, lon, lat, ZONE_MARGIN_DEG));
  return [degrees, ...own.filter(({ kind }) => kind === 'projected'), ...used];
}

/** The order the registry writes comes first: it is the surveyor's. */
function axesOf({ kind, axisOrder }: Crs): readonly CoordinateAxes[] {
  if (kind === 'geographic') return ['lonLat', 'latLon'];
  return axisOrder === 'northEast' ? ['northEast', 'eastNorth'] : ['eastNorth', 'northEast'];
}

/** Flat longitude, latitude; null where any corner would lie far away. */
function placed(
  rows: RawCorners['rows'],
  column: number,
  crs: Crs,
  axes: CoordinateAxes,
  origin: AreaHints['origin'],
): Float64Array | null {
  const transform = toLonLat(crs);
  const ring = new Float64Array(rows.length * 2);
  for (const [i, row] of rows.entries()) {
    const place = placeOf(row, column, axes, transform);
    if (!isNear(place, origin)) return null;
    ring.set(place, i * 2);
  }
  return ring;
}

function placeOf(
  row: readonly number[],
  column: number,
  axes: CoordinateAxes,
  transform: ReturnType<typeof toLonLat>,
): readonly [number, number] {
  const one = row[column] ?? Number.NaN;
  const two = row[column + 1] ?? Number.NaN;
  return axes === 'lonLat' || axes === 'eastNorth' ? transform(one, two) : transform(two, one);
}

function isNear([lon, lat]: readonly [number, number], [lon0, lat0]: AreaHints['origin']): boolean {
  if (!Number.isFinite(lon) || !Number.isFinite(lat) || Math.abs(lat) > 90) return false;
  const x = (lon - lon0) * METRES_PER_DEGREE * Math.cos((lat0 * Math.PI) / 180);
  return Math.hypot(x, (lat - lat0) * METRES_PER_DEGREE) <= NEAR_M;
}

/** The row to name: the first that no reading which suits those before it puts near the scene. */
function firstFar(
  rows: RawCorners['rows'],
  systems: readonly Crs[],
  columns: readonly number[],
  origin: AreaHints['origin'],
): number {
  let farthest = 0;
  for (const column of columns) {
    for (const crs of systems) {
      const transform = toLonLat(crs);
      for (const axes of axesOf(crs)) {
        farthest = Math.max(
          farthest,
          rows.findIndex((row) => !isNear(placeOf(row, column, axes, transform), origin)),
        );
      }
    }
  }
  return farthest;
}
