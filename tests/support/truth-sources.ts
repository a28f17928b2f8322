import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/**
 * Readings of the real data sets that share no line with the program's own readers: what the tests hold the program's
 * answers against.
 */

/** A row of a GeoPackage: its cells, and its coordinates as the file holds them, part by part. */
export interface PlainRow {
  readonly cells: Readonly<Record<string, unknown>>;
  readonly parts: readonly (readonly (readonly [x: number, y: number])[])[];
}

/** Rows of a GeoPackage's table by `node:sqlite` alone. */
export function geopackageRows(path: string, table: string): readonly PlainRow[] {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return database
      .prepare(`select * from "${table}"`)
      .all()
      .map(({ geom, ...cells }) => ({ cells, parts: geom instanceof Uint8Array ? blobParts(geom) : [] }));
  } finally {
    database.close();
  }
}

/** Bytes of the envelope by the three bits of the flags that name its kind (GeoPackage 1.3, 2.1.3.1.1). */
const ENVELOPE_BYTES = [0, 32, 48, 48, 64];
const BLOB_HEADER_BYTES = 8;

/** Points, lines and their multiples; polygons by their rings. */
function blobParts(blob: Uint8Array): PlainRow['parts'] {
  const view = new DataView(blob.buffer, blob.byteOffset, blob.byteLength);
  const envelope = ENVELOPE_BYTES[((blob[3] ?? 0) >> 1) & 7] ?? 0;
  let at = BLOB_HEADER_BYTES + envelope;
  const parts: (readonly (readonly [number, number])[])[] = [];
  const geometry = () => {
    const little = view.getUint8(at) === 1;
    const type = view.getUint32(at + 1, little);
    at += 5;
    const hasZ = type >= 1000 || (type & 0x80000000) !== 0;
    const kind = (type & 0xff) > 10 ? type % 1000 : type & 0xff;
    const count = () => {
      at += 4;
      return view.getUint32(at - 4, little);
    };
    const position = (): readonly [number, number] => {
      const found = [view.getFloat64(at, little), view.getFloat64(at + 8, little)] as const;
      at += hasZ ? 24 : 16;
      return found;
    };
    const run = () => Array.from({ length: count() }, position);
    if (kind === 1) parts.push([position()]);
    else if (kind === 2) parts.push(run());
    else if (kind === 3) for (let rings = count(); rings > 0; rings--) parts.push(run());
    else for (let members = count(); members > 0; members--) geometry();
  };
  geometry();
  return parts;
}

/** Plan length of lines, in the unit of their coordinates. */
export function lengthOf(rows: readonly PlainRow[]): number {
  let length = 0;
  for (const part of rows.flatMap(({ parts }) => parts)) {
    for (const [i, [x, y]] of part.entries()) {
      const before = part[i - 1];
      if (before !== undefined) length += Math.hypot(x - before[0], y - before[1]);
    }
  }
  return length;
}

/** Rows of a section of an `.inp` file, cut at blanks. */
export function inpRows(path: string, section: string): readonly (readonly string[])[] {
  const text = readFileSync(path, 'latin1');
  const start = text.indexOf(`[${section}]`);
  const end = text.indexOf('\n[', start);
  return text
    .slice(start, end < 0 ? undefined : end)
    .split('\n')
    .slice(1)
    .map((line) => (line.split(';')[0] ?? '').trim().split(/\s+/))
    .filter(([first]) => first !== undefined && first !== '');
}

/** A GeoJSON file parsed whole. */
export function geojsonFeatures(path: string): readonly {
  readonly id?: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: { readonly type: string; readonly coordinates: unknown };
}[] {
  return (JSON.parse(readFileSync(path, 'utf8')) as { features: ReturnType<typeof geojsonFeatures> }).features;
}
