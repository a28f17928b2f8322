import type { Georeference } from '@undercroft/core/protocol/georeference';
import type { ImportReport } from '@undercroft/core/protocol/import-answers';
import type { SourceSpec } from '@undercroft/core/protocol/reading';
import type { TableWriter } from '@undercroft/store/rows/table-writer';
import { ImportError } from '../import-error.ts';
import type { RasterUse } from './raster-formats.ts';

/** A raster whose pixels can be read; whoever opens closes. */
export interface OpenRaster {
  readonly use: RasterUse;
  /** The system that it lies in: `EPSG:25832`. */
  readonly crs: string;
  /** Everything besides the content that decides what is read. */
  readonly readerVersion: string;
  /** Bytes of all its pixels as they are decoded. */
  readonly pixelBytes: number;
  /** Outer ring, flat longitude, latitude. */
  readonly outline: readonly number[];
  /** Reads all of it once. */
  read(sink: RasterSink): Promise<ImportReport>;
  close(): Promise<void>;
}

/** Where what is read of a raster goes. */
export interface RasterSink {
  /** Takes rows of one table, some megabytes at most. */
  readonly write: <Value>(writer: TableWriter<Value>, values: readonly Value[]) => void;
  /** Told how much of the pixels has been read, 0 to 1. */
  readonly progress: (share: number) => void;
}

/** A raster on disk, and what was said of where it lies. */
export interface RasterSource {
  readonly path: string;
  /** Name shown to people. */
  readonly name: string;
  readonly georeference: SourceSpec['georeference'];
}

/** The code that a caller named, `null` where it is the file's to say. Throws `ImportError` for what no raster can be in. */
export function rasterCrs(name: string, { crs, axes }: SourceSpec['georeference']): string | null {
  if (axes !== 'eastNorth') {
    throw new ImportError('unsupported-content', `A GeoTIFF gives east first; "${name}" was said to give north first.`);
  }
  if (crs?.startsWith('LOCAL:') !== true) return crs ?? null;
  throw new ImportError(
    'unsupported-content',
    `"${name}" was said to lie in ${crs}; a GeoTIFF is placed by an EPSG code alone: warp it to one first.`,
  );
}

/** Metres in a unit that a caller named for levels; `null` leaves it to the file, and to metres where it says nothing. */
export function metresPerLevelUnit(unit: Georeference['levelUnit']): number | null {
  switch (unit) {
    case 'metre':
      return null;
    case 'foot':
      return 0.3048;
    case 'usSurveyFoot':
      return 1200 / 3937;
  }
}
