import { type Crs, CrsError, crsByCode } from '@undercroft/core/geodesy/crs';
import { DemError } from './dem-error.ts';
import type { TiffDirectory } from './tiff-directory.ts';

/** Where the pixels lie: north-up, in a known coordinate system. */
export interface DemPlacement {
  readonly crs: Crs;
  /** Outer corner of the first pixel, in the system's units, east (or longitude) first. */
  readonly west: number;
  readonly north: number;
  readonly pixelWidth: number;
  readonly pixelHeight: number;
  /** Metres in one unit of the pixels' values. */
  readonly metresPerUnit: number;
}

export interface PlacementHints {
  /** `EPSG:25832`; goes before what the file says. Null leaves it to the file. */
  readonly crs: string | null;
  /** Metres in one unit of the values; null leaves it to the file, and to metres where it says nothing. */
  readonly metresPerUnit: number | null;
}

/** Numbers of the tags (GeoTIFF 1.1, OGC 19-008r4). */
export const PLACEMENT_TAGS = [33550, 33922, 34264, 34735];

/** Keys of the key directory (GeoTIFF 1.1, annex B). */
const RASTER_TYPE = 1025;
const GEOGRAPHIC_CRS = 2048;
const PROJECTED_CRS = 3072;
const VERTICAL_UNITS = 4099;

const PIXEL_IS_POINT = 2;
const USER_DEFINED = 32767;

/** Metres of the vertical units (EPSG): metre, international foot, US survey foot. */
const UNIT_METRES: Readonly<Record<number, number>> = { 9001: 1, 9002: 0.3048, 9003: 1200 / 3937 };

/** Reads the placement of an image. Throws `DemError` where it has none, a turned one, or an unknown system. */
export function demPlacement(name: string, directory: TiffDirectory, hints: PlacementHints): DemPlacement {
  const crs = knownCrs(name, hints.crs ?? declaredCrs(directory));
  const place = rasterCorner(name, directory);
  const unit = geoKeys(directory).get(VERTICAL_UNITS);
  const metresPerUnit = hints.metresPerUnit ?? (unit === undefined ? 1 : UNIT_METRES[unit]);
  if (metresPerUnit === undefined) {
    throw new DemError(
      'unsupported',
      `The heights of "${name}" are in unit EPSG:${unit}; say how many metres that is.`,
    );
  }
  return { crs, ...place, metresPerUnit };
}

/** The code of the system that the file names, which need not be a known one; null where it names none by a code. */
export function declaredCrs(directory: TiffDirectory): string | null {
  const keys = geoKeys(directory);
  const code = keys.get(PROJECTED_CRS) ?? keys.get(GEOGRAPHIC_CRS) ?? 0;
  return code === 0 || code === USER_DEFINED ? null : `EPSG:${code}`;
}

/** Where the pixels lie in the file's own system, whichever that is. Throws `DemError` where that is not said. */
export function rasterCorner(
  name: string,
  directory: TiffDirectory,
): Pick<DemPlacement, 'west' | 'north' | 'pixelWidth' | 'pixelHeight'> {
  const half = geoKeys(directory).get(RASTER_TYPE) === PIXEL_IS_POINT ? 0.5 : 0;
  const { x, y, pixelWidth, pixelHeight } = corner(name, directory);
  return { west: x - half * pixelWidth, north: y + half * pixelHeight, pixelWidth, pixelHeight };
}

/** Values of the keys that are stored in the directory itself. */
function geoKeys(directory: TiffDirectory): ReadonlyMap<number, number> {
  const words = directory.numbers.get(34735) ?? [];
  const keys = new Map<number, number>();
  for (let i = 4; i + 3 < words.length; i += 4) {
    if (words[i + 1] === 0) keys.set(words[i] ?? 0, words[i + 3] ?? 0);
  }
  return keys;
}

function knownCrs(name: string, code: string | null): Crs {
  if (code === null) {
    throw new DemError('no-placement', `"${name}" does not say its coordinate system by a code; name one.`);
  }
  try {
    return crsByCode(code);
  } catch (cause) {
    if (cause instanceof CrsError) throw new DemError('unknown-crs', cause.message, { cause });
    throw cause;
  }
}

/** From a scale and one tie point, or from a matrix without rotation. */
function corner(name: string, directory: TiffDirectory) {
  const matrix = directory.numbers.get(34264);
  const scale = directory.numbers.get(33550);
  const tie = directory.numbers.get(33922);
  const value = (list: readonly number[] | undefined, at: number) => list?.[at] ?? Number.NaN;
  if (matrix !== undefined && (value(matrix, 1) !== 0 || value(matrix, 4) !== 0)) {
    throw new DemError('unsupported', `The raster of "${name}" is turned or sheared; save it with north up.`);
  }
  const pixelWidth = matrix === undefined ? value(scale, 0) : value(matrix, 0);
  const pixelHeight = matrix === undefined ? value(scale, 1) : -value(matrix, 5);
  const x = matrix === undefined ? value(tie, 3) - value(tie, 0) * pixelWidth : value(matrix, 3);
  const y = matrix === undefined ? value(tie, 4) + value(tie, 1) * pixelHeight : value(matrix, 7);
  if (Number.isFinite(x) && Number.isFinite(y) && pixelWidth > 0 && pixelHeight > 0) {
    return { x, y, pixelWidth, pixelHeight };
  }
  throw new DemError('no-placement', `"${name}" does not say where its pixels lie (no tie point and scale, north up).`);
}
