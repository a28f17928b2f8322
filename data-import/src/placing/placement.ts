import { type Crs, fromLonLat, isInAreaOfUse, type LonLatBox, toLonLat } from '@undercroft/core/geodesy/crs';
import { localProjection } from '@undercroft/core/geodesy/local-projection';
import { placeHint } from './place-hint.ts';

/** Degrees a place may lie outside its system's area of use: surveys run over zone borders. */
const MARGIN_DEG = 1;

/** Puts a source's coordinates on the globe and its levels above the scene's datum. */
export interface Placement {
  /** What reports call it: `EPSG:4549`, `LOCAL:old-town`. Never parameters of a local grid. */
  readonly label: string;
  /** The system the coordinates are in; for a local grid a nameless one that is never shown. */
  readonly crs: Crs;
  /**
   * Longitude and latitude (WGS 84, CGCS2000) of the source's x and y, as the source names or orders them; or a sentence
   * that says why there is none and what would fit.
   */
  readonly place: (x: number, y: number) => readonly [lon: number, lat: number] | string;
  /** Metres above the scene's datum of a level in the source's unit of levels. */
  levelM(level: number): number;
  /** Metres in one of the source's units of levels. */
  readonly metresPerLevelUnit: number;
  /** Length of a flat x, y path in the source's own system, metres. */
  planLengthM(path: ArrayLike<number>): number;
}

/** By the function itself: a placement made of another one by a function of its own is in here no longer. */
const UNMOVED_WITHIN = new WeakMap<Placement['place'], LonLatBox>();

/** West, south, east, north within which a placement gives back every pair as it came; `null` where it may not. */
export function unmovedWithin({ place }: Placement): LonLatBox | null {
  return UNMOVED_WITHIN.get(place) ?? null;
}

/** Placement by a coordinate system alone: `x` is east or longitude, `y` north or latitude, levels are metres. */
export function placementIn(crs: Crs): Placement {
  const transform = toLonLat(crs);
  const [minX, minY, maxX, maxY] = planeReach(crs);
  const place: Placement['place'] = (x, y) => {
    if (x >= minX && x <= maxX && y >= minY && y <= maxY) {
      const [lon, lat] = transform(x, y);
      if (isInAreaOfUse(crs, lon, lat, MARGIN_DEG)) return [lon, lat];
    }
    return `(${x}, ${y}) lies outside the area of use of ${crs.code} (${crs.name}). ${placeHint(crs, x, y)}`;
  };
  if (crs.kind === 'geographic') {
    const [west, south, east, north] = crs.areaOfUse;
    UNMOVED_WITHIN.set(place, [west - MARGIN_DEG, south - MARGIN_DEG, east + MARGIN_DEG, north + MARGIN_DEG]);
  }
  return {
    label: crs.code,
    crs,
    place,
    levelM: (level) => level,
    metresPerLevelUnit: 1,
    planLengthM: (path) =>
      crs.metresPerUnit === null ? geographicLengthM(path) : planeLength(path) * crs.metresPerUnit,
  };
}

/** Places looked at along each side of an area of use. */
const STEPS = 16;
/** Part of its width by which a box is widened: its sides are curves in the plane. */
const SLACK = 0.02;

/**
 * Least and greatest x and y of a system's area of use, widened as the area is. Beyond them its formulas go round: a
 * northing with a digit too many (44,210,600 for 4,421,060) is a place on the other side of the pole and back.
 */
function planeReach(crs: Crs): readonly [minX: number, minY: number, maxX: number, maxY: number] {
  const [west, south, east, north] = crs.areaOfUse;
  const project = fromLonLat(crs);
  const reach = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  let [minX = 0, minY = 0, maxX = 0, maxY = 0] = reach;
  for (let i = 0; i <= STEPS; i++) {
    for (let j = 0; j <= STEPS; j++) {
      const lon = west - MARGIN_DEG + ((east - west + 2 * MARGIN_DEG) * i) / STEPS;
      const lat = south - MARGIN_DEG + ((north - south + 2 * MARGIN_DEG) * j) / STEPS;
      const [x, y] = project(lon, lat);
      if (!Number.isFinite(x) || !Number.isFinite(y)) continue;
      minX = Math.min(minX, x);
      minY = Math.min(minY, y);
      maxX = Math.max(maxX, x);
      maxY = Math.max(maxY, y);
    }
  }
  const [slackX, slackY] = [(maxX - minX) * SLACK, (maxY - minY) * SLACK];
  return [minX - slackX, minY - slackY, maxX + slackX, maxY + slackY];
}

function planeLength(path: ArrayLike<number>): number {
  let length = 0;
  for (let i = 2; i + 1 < path.length; i += 2) {
    length += Math.hypot((path[i] ?? 0) - (path[i - 2] ?? 0), (path[i + 1] ?? 0) - (path[i - 1] ?? 0));
  }
  return length;
}

function geographicLengthM(path: ArrayLike<number>): number {
  const projection = localProjection([path[0] ?? 0, path[1] ?? 0]);
  const plane = new Float64Array(path.length);
  for (let i = 0; i + 1 < path.length; i += 2) projection.forward(path[i] ?? 0, path[i + 1] ?? 0, plane, i);
  return planeLength(plane);
}
