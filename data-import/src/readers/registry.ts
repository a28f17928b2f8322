import { ImportError } from '../import-error.ts';
import { RASTER_FORMATS, type RasterFormat } from '../rasters/raster-formats.ts';
import type { TableFormat } from '../tables/table-format.ts';
import { TABLE_FORMATS } from '../tables/table-formats.ts';
import { type ByteSource, headOf } from './byte-source.ts';
import { CITYJSON_READER } from './cityjson/cityjson-reader.ts';
import { EPANET_READER } from './epanet/epanet-reader.ts';
import { OSM_READER } from './osm/osm-reader.ts';
import type { Reader } from './reader.ts';
import { SWMM_READER } from './swmm/swmm-reader.ts';

/** Every format that says itself what it holds. */
export const READERS: readonly Reader[] = [SWMM_READER, EPANET_READER, CITYJSON_READER, OSM_READER];

/** A format of features: one that says itself what it holds, or one of tables. */
export type FeatureFormat =
  | { readonly kind: 'reader'; readonly reader: Reader }
  | { readonly kind: 'tables'; readonly tables: TableFormat };

/** A format that can be read: of features, or of pixels. */
export type SourceFormat = FeatureFormat | { readonly kind: 'raster'; readonly raster: RasterFormat };

const HEAD_BYTES = 1 << 16;
const LEAST_CERTAINTY = 0.1;
/** A second file that is this surely of another format does not belong to the first. */
const SURELY_OTHER = 0.7;

const FORMATS: readonly SourceFormat[] = [
  ...READERS.map((reader) => ({ kind: 'reader' as const, reader })),
  ...TABLE_FORMATS.map((tables) => ({ kind: 'tables' as const, tables })),
  ...RASTER_FORMATS.map((raster) => ({ kind: 'raster' as const, raster })),
];

/** The reader, table format or raster format itself, for what all can say. */
export function formatOf(format: FeatureFormat): Reader | TableFormat;
export function formatOf(format: SourceFormat): Reader | TableFormat | RasterFormat;
export function formatOf(format: SourceFormat): Reader | TableFormat | RasterFormat {
  switch (format.kind) {
    case 'reader':
      return format.reader;
    case 'tables':
      return format.tables;
    case 'raster':
      return format.raster;
  }
}

/** The format of that name. Throws `ImportError` for one that nobody reads. */
export function formatNamed(name: string): SourceFormat {
  const found = FORMATS.find((format) => formatOf(format).format === name);
  if (found !== undefined) return found;
  throw new ImportError('unknown-format', `No format is called "${name}"; known are ${knownFormats()}.`);
}

/**
 * The format most sure that one of the files is its own. Throws `ImportError` when none is, or when the files are of
 * formats that do not go together.
 */
export async function sniffFormat(files: readonly ByteSource[], signal?: AbortSignal): Promise<SourceFormat> {
  const heads = await Promise.all(files.map((file) => headOf(file, HEAD_BYTES, signal)));
  const certainty = (format: SourceFormat, index: number) =>
    formatOf(format).sniff(heads[index] ?? new Uint8Array(0), files[index]?.name ?? '');
  let best: SourceFormat | null = null;
  let bestCertainty = LEAST_CERTAINTY;
  for (const format of FORMATS) {
    for (const index of files.keys()) {
      const sure = certainty(format, index);
      if (sure < bestCertainty || (sure === bestCertainty && best !== null)) continue;
      best = format;
      bestCertainty = sure;
    }
  }
  if (best === null) throw unknown(files, heads);
  for (const [index, file] of files.entries()) {
    if (certainty(best, index) >= LEAST_CERTAINTY) continue;
    const other = FORMATS.find((format) => certainty(format, index) >= SURELY_OTHER);
    if (other === undefined) continue;
    throw new ImportError(
      'mixed-formats',
      `"${file.name}" is ${formatOf(other).title}, the others are ${formatOf(best).title}: import them one after the other.`,
    );
  }
  return best;
}

function unknown(files: readonly ByteSource[], heads: readonly Uint8Array[]): ImportError {
  const names = files.map(({ name }) => `"${name}"`).join(', ');
  if (files.every(({ sizeBytes }) => sizeBytes === 0)) return new ImportError('empty-file', `${names} is empty.`);
  if (heads.some((head) => head.includes(0))) {
    return new ImportError('binary-file', `${names} is a binary file of no known format; known are ${knownFormats()}.`);
  }
  return new ImportError('unknown-format', `${names} is of no known format; known are ${knownFormats()}.`);
}

function knownFormats(): string {
  return FORMATS.map((format) => `${formatOf(format).format} (${formatOf(format).title})`).join(', ');
}
