import type { AreaRefusalCode } from './read-area.ts';

/** Where a pasted or uploaded area is to lie. */
export interface AreaHints {
  /** Middle of the scene, longitude and latitude in degrees. */
  readonly origin: readonly [lon: number, lat: number];
  /** Coordinate system that the scene shows places in, `EPSG:4549`; it is tried first. Null where it has none. */
  readonly displayCrs: string | null;
}

export const AREA_FORMATS = ['text', 'geojson', 'dxf'] as const;

export type AreaFormat = (typeof AREA_FORMATS)[number];

export const COORDINATE_AXES = ['lonLat', 'latLon', 'eastNorth', 'northEast'] as const;

export type CoordinateAxes = (typeof COORDINATE_AXES)[number];

/** What the numbers were taken for, to be shown to the person who gave them. */
export interface TakenFor {
  readonly crs: string;
  readonly crsName: string;
  /** Which of a pair stands first. */
  readonly axes: CoordinateAxes;
}

export const READING_ERRORS = [
  'empty',
  'too-long',
  'not-coordinates',
  'uneven-lines',
  'not-near-the-scene',
  'not-geojson',
  'not-one-polygon',
  'not-dxf',
  'curved',
] as const;

export type ReadingErrorCode = (typeof READING_ERRORS)[number] | AreaRefusalCode;

export interface ReadingError {
  readonly ok: false;
  /** Line of the text, from 1; null where the fault is of the whole. */
  readonly line: number | null;
  readonly code: ReadingErrorCode;
  /** One sentence: what was wanted, what came. */
  readonly message: string;
}

export type AreaReading =
  | {
      readonly ok: true;
      /** Longitude and latitude of the corners, not closed. */
      readonly corners: readonly (readonly [lon: number, lat: number])[];
      readonly format: AreaFormat;
      readonly taken: TakenFor;
      /** `taken` in one line: `EPSG:4549 CGCS2000 / 3-degree Gauss-Kruger CM 120E, northing first`. */
      readonly takenFor: string;
      readonly repairs: readonly string[];
    }
  | ReadingError;

/** Corners as a file gives them, before anybody knows what the numbers mean. */
export interface RawCorners {
  /** The numbers of each corner, the same count in all. */
  readonly rows: readonly (readonly number[])[];
  /** Line of each row; null for a format that is not read by its lines. */
  readonly lines: readonly number[] | null;
}

export function readingError(line: number | null, code: ReadingErrorCode, message: string): ReadingError {
  return { ok: false, line, code, message };
}
