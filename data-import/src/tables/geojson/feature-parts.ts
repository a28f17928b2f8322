import { ImportError } from '../../import-error.ts';
import { type ByteSource, headOf } from '../../readers/byte-source.ts';
import { jsonLines } from './json-lines.ts';
import { type JsonPart, jsonParts } from './json-parts.ts';
import { alone, type JsonSlice } from './parse-slices.ts';
import type { RowTaker } from './row-taker.ts';

/** One document, or a feature a line. */
export type GeoJsonLayout = 'document' | 'lines';

const HEAD_BYTES = 1 << 16;
const RECORD_SEPARATOR = 0x1e;
const LINE_NAMES = /\.(ndjson|jsonl|geojsonl|geojsons|ndgeojson|geojsonseq)$/i;
const GEOMETRY_TYPES: ReadonlySet<unknown> = new Set([
  'Point',
  'MultiPoint',
  'LineString',
  'MultiLineString',
  'Polygon',
  'MultiPolygon',
  'GeometryCollection',
]);

/** How a file is laid out, by its first line, by its name where that line is too long to see. */
export async function layoutOf(source: ByteSource, signal?: AbortSignal): Promise<GeoJsonLayout> {
  const head = await headOf(source, HEAD_BYTES, signal);
  return layoutOfHead(head, source.name);
}

function layoutOfHead(head: Uint8Array, name: string): GeoJsonLayout {
  const text = new TextDecoder().decode(head).trimStart();
  if (text.charCodeAt(0) === RECORD_SEPARATOR) return 'lines';
  const lineEnd = text.indexOf('\n');
  if (lineEnd < 0) return LINE_NAMES.test(name) ? 'lines' : 'document';
  return isFeature(text.slice(0, lineEnd)) ? 'lines' : 'document';
}

/** The parts of a file in either layout, rows where `taker` makes them; a document that is itself a feature or a geometry has that one. */
export async function* featureParts(
  source: ByteSource,
  layout: GeoJsonLayout,
  taker: RowTaker | null,
  signal?: AbortSignal,
): AsyncGenerator<JsonPart> {
  if (layout === 'lines') {
    yield* jsonLines(source, taker, signal);
    return;
  }
  const root = new Map<string, unknown>();
  let collection = false;
  for await (const part of jsonParts(source, taker, signal)) {
    if (part.kind === 'features') collection = true;
    else if (part.kind === 'member') root.set(part.name, part.value);
    yield part;
    if (part.kind === 'broken') return;
  }
  const type = root.get('type');
  if (collection || type === 'FeatureCollection') return;
  const feature = type === 'Feature' ? Object.fromEntries(root) : GEOMETRY_TYPES.has(type) ? bare(root) : null;
  if (feature === null) {
    const came = type === undefined ? 'it has no "type"' : `its "type" is ${JSON.stringify(type)?.slice(0, 60)}`;
    throw new ImportError('unsupported-content', `"${source.name}" is JSON, yet no GeoJSON: ${came}.`);
  }
  const slice: JsonSlice = { value: feature, fault: null, atByte: 0, utf8: true };
  yield alone(slice, source.sizeBytes);
}

function bare(root: ReadonlyMap<string, unknown>): unknown {
  return { type: 'Feature', properties: null, geometry: Object.fromEntries(root) };
}

function isFeature(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'type' in value && value.type === 'Feature';
  } catch {
    return false;
  }
}
