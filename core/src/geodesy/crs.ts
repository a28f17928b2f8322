import proj4 from 'proj4';
import { CRS_TABLE } from './crs-table.ts';

/** West, south, east, north in degrees. */
export type LonLatBox = readonly [west: number, south: number, east: number, north: number];

/** A coordinate reference system of our own table; horizontal only, heights belong to the scene's height datum. */
export interface Crs {
  /** `EPSG:25832`. */
  readonly code: string;
  readonly name: string;
  readonly kind: 'geographic' | 'projected';
  /** Definition in PROJ's words. */
  readonly proj: string;
  readonly unit: 'metre' | 'usSurveyFoot' | 'degree';
  /** Metres in one unit; `null` for degrees. */
  readonly metresPerUnit: number | null;
  /**
   * Order in which the registry writes a coordinate pair, for formats that follow it (GML). The functions of this file
   * always take and give east (or longitude) first.
   */
  readonly axisOrder: 'eastNorth' | 'northEast';
  /** Where the system is meant to be used. */
  readonly areaOfUse: LonLatBox;
}

/** An unlisted code. The message names it and the nearest listed ones. */
export class CrsError extends Error {
  readonly code = 'unknown-crs';

  constructor(message: string) {
    super(message);
    this.name = 'CrsError';
  }
}

/** Takes and gives a pair, east or longitude first. Gives NaN or infinities far outside the area of use. */
export type PlaneTransform = (x: number, y: number) => readonly [number, number];

const BY_CODE: ReadonlyMap<string, Crs> = new Map(CRS_TABLE.map((crs) => [crs.code, crs]));
const WGS84 = '+proj=longlat +datum=WGS84';
const NEAR_ONES = 4;

/** Looks a system up by `EPSG:<number>`. Throws `CrsError` for a code that is not in the table. */
export function crsByCode(code: string): Crs {
  const crs = BY_CODE.get(code);
  if (crs !== undefined) return crs;
  const near = nearCodes(code);
  const hint = near.length > 0 ? ` The nearest listed are ${near.join(', ')}.` : ' Codes are written like EPSG:25832.';
  throw new CrsError(`Coordinate system "${code}" is not in the table of known systems.${hint}`);
}

/** True for a code in the table. */
export function isKnownCrs(code: string): boolean {
  return BY_CODE.has(code);
}

/**
 * From the system's east and north (or longitude and latitude) to longitude and latitude on WGS 84, degrees.
 * CGCS2000, ETRS89, NAD83 and JGD2011 are taken as WGS 84: they agree with it within a metre.
 */
export function toLonLat(crs: Crs): PlaneTransform {
  if (crs.kind === 'geographic') return (x, y) => [x, y];
  const converter = proj4(crs.proj, WGS84);
  return (x, y) => {
    if (!Number.isFinite(x) || !Number.isFinite(y)) return [Number.NaN, Number.NaN];
    const [lon, lat] = converter.forward([x, y]);
    return [lon ?? Number.NaN, lat ?? Number.NaN];
  };
}

/** From longitude and latitude in degrees to the system's east and north, in its own unit. */
export function fromLonLat(crs: Crs): PlaneTransform {
  if (crs.kind === 'geographic') return (lon, lat) => [lon, lat];
  const converter = proj4(WGS84, crs.proj);
  return (lon, lat) => {
    if (!Number.isFinite(lon) || !Number.isFinite(lat)) return [Number.NaN, Number.NaN];
    const [x, y] = converter.forward([lon, lat]);
    return [x ?? Number.NaN, y ?? Number.NaN];
  };
}

/** True when a place lies in the system's area of use, widened by `marginDeg` on every side. */
export function isInAreaOfUse(crs: Crs, lon: number, lat: number, marginDeg = 0): boolean {
  const [west, south, east, north] = crs.areaOfUse;
  return lon >= west - marginDeg && lon <= east + marginDeg && lat >= south - marginDeg && lat <= north + marginDeg;
}

function nearCodes(code: string): readonly string[] {
  const wanted = Number(/(\d+)$/.exec(code)?.[1] ?? Number.NaN);
  if (!Number.isFinite(wanted)) return [];
  return CRS_TABLE.map((crs) => ({ crs, distance: Math.abs(Number(crs.code.slice(5)) - wanted) }))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, NEAR_ONES)
    .map(({ crs }) => `${crs.code} (${crs.name})`);
}
