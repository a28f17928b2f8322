import type { RASTER_USES } from '@undercroft/core/protocol/data-page';

/** What a raster is taken for: levels of the ground, or a picture that lies on it. */
export type RasterUse = (typeof RASTER_USES)[number];

/** A kind of file that holds pixels. Its rows are blocks of levels or tiles of a picture, not features. */
export interface RasterFormat {
  /** Short name in requests: `geotiff-picture`. */
  readonly format: string;
  /** What people call it. */
  readonly title: string;
  /** What it is taken for; `null` leaves that to the file. */
  readonly use: RasterUse | null;
  /** How sure it is, 0 to 1, that a file is its own, from its first bytes. */
  sniff(head: Uint8Array): number;
}

/** Little or big endian, classic TIFF (42) or BigTIFF (43). */
const SIGNATURES: readonly (readonly number[])[] = [
  [0x49, 0x49, 42, 0],
  [0x49, 0x49, 43, 0],
  [0x4d, 0x4d, 0, 42],
  [0x4d, 0x4d, 0, 43],
];

const GEOTIFF: RasterFormat = {
  format: 'geotiff',
  title: 'GeoTIFF',
  use: null,
  sniff: (head) => (SIGNATURES.some((signature) => signature.every((byte, i) => head[i] === byte)) ? 1 : 0),
};

/** A use is never told from the first bytes: what says it may stand at the end of the file. */
const ofUse = (use: RasterUse, title: string): RasterFormat => ({
  format: `geotiff-${use}`,
  title,
  use,
  sniff: () => 0,
});

/** What a report calls the format of a raster, whatever it was taken for. */
export const REPORTED_FORMAT: string = GEOTIFF.format;

export const RASTER_OF_USE: Readonly<Record<RasterUse, RasterFormat>> = {
  elevation: ofUse('elevation', 'GeoTIFF elevation model'),
  picture: ofUse('picture', 'GeoTIFF picture'),
};

export const RASTER_FORMATS: readonly RasterFormat[] = [GEOTIFF, RASTER_OF_USE.elevation, RASTER_OF_USE.picture];
