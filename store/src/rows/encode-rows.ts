import type { CityFeature } from '@undercroft/core/model/city-feature';
import { AREA_WRITER } from './area-row.ts';
import { CITY_CASE_WRITER } from './city-case-row.ts';
import { CITY_POINT_WRITER } from './city-point-row.ts';
import type { EncodedRows, RowOwner } from './encoded-rows.ts';
import { GRID_CELL_WRITER } from './grid-cell-row.ts';
import { LINK_WRITER } from './link-row.ts';
import { MAP_WRITER } from './map-row.ts';
import { NODE_WRITER } from './node-row.ts';
import type { RowPlace } from './place.ts';
import { RowBuffer } from './row-buffer.ts';
import type { PlacedTableWriter, TableWriter } from './table-writer.ts';

/**
 * Encodes features as rows of the tables they belong to, in any process and without a database. Its result is what
 * `ImportSession.writeEncoded` writes, and `ImportSession.write` does the two together:
 *
 * ```
 *   const session = await store.imports.begin(source);             // in the process that holds the store
 *   const encode = featureEncoder({layerId, importId});            // in the child, told session.layerId and importId
 *   await session.writeEncoded(encode(features));                  // bytes go to the database as they are
 * ```
 *
 * A batch of 1,000 to 20,000 features is best. The bytes lie in the encoder's own memory: they are good until it is
 * called again.
 *
 * CONTRIBUTOR NOTES. Microseconds of processor time a row of a survey (half points, half lines, records of 26 fields,
 * 940 bytes) on a busy machine; medians of runs that took turns:
 *
 * ```
 *   9.3   text format: an object of column values, JSON.stringify, one string a row
 *   5.6   binary format into a buffer, a new one a batch, records by JSON.stringify
 *   5.0   the same, records field by field: half of it is the collector, set off by a megabyte of buffer a batch
 *   2.9   one buffer for all batches   <- this
 * ```
 *
 * Of it SHA-256 takes 0.6 for 720 bytes as a string of bytes (1.2 as a buffer; SHA-1 0.5, MD5 1.1, BLAKE2s 1.2). A hash of
 * 128 bits in JavaScript (MurmurHash3) takes 0.1: not worth giving up a hash that nobody can make collide.
 */
export function featureEncoder(owner: RowOwner): (features: readonly CityFeature[]) => readonly EncodedRows[] {
  const links = placedEncoder(LINK_WRITER, owner);
  const nodes = placedEncoder(NODE_WRITER, owner);
  const areas = placedEncoder(AREA_WRITER, owner);
  const mapFeatures = placedEncoder(MAP_WRITER, owner);
  const points = placedEncoder(CITY_POINT_WRITER, owner);
  const gridCells = placedEncoder(GRID_CELL_WRITER, owner);
  const cases = placelessEncoder(CITY_CASE_WRITER, owner);
  const tables = [links, nodes, areas, mapFeatures, points, gridCells, cases];
  return (features) => {
    // What a call that failed had added is not to turn up in the next.
    for (const table of tables) table.clear();
    for (const feature of features) {
      switch (feature.family) {
        case 'link':
          links.add(feature.value);
          break;
        case 'node':
          nodes.add(feature.value);
          break;
        case 'area':
          areas.add(feature.value);
          break;
        case 'road':
        case 'landUse':
        case 'water':
        case 'building':
        case 'place':
        case 'furniture':
          mapFeatures.add(feature);
          break;
        case 'cityPoint':
          points.add(feature.value);
          break;
        case 'gridCell':
          gridCells.add(feature.value);
          break;
        case 'cityCase':
          cases.add(feature.value);
          break;
      }
    }
    return tables.flatMap((table) => table.rows());
  };
}

/** Encodes what has no place, as rows of one table in the order given. */
export function encodeRows<Value>(
  writer: TableWriter<Value>,
  values: readonly Value[],
  owner: RowOwner,
): readonly EncodedRows[] {
  const rows = values.map((value) => ({ value, place: null }));
  return rows.length === 0 ? [] : [encode(new RowBuffer(), writer, rows, owner)];
}

interface Row<Value> {
  readonly value: Value;
  readonly place: RowPlace | null;
}

interface FamilyEncoder<Value> {
  readonly clear: () => void;
  readonly add: (value: Value) => void;
  /** What was added, where anything was. */
  readonly rows: () => readonly EncodedRows[];
}

function placedEncoder<Value>(writer: PlacedTableWriter<Value>, owner: RowOwner): FamilyEncoder<Value> {
  return familyEncoder(writer, owner, writer.placeOf);
}

/** For a table that is not looked in by place: its rows stay in the order given. */
function placelessEncoder<Value>(writer: TableWriter<Value>, owner: RowOwner): FamilyEncoder<Value> {
  return familyEncoder(writer, owner, () => null);
}

function familyEncoder<Value>(
  writer: TableWriter<Value>,
  owner: RowOwner,
  placeOf: (value: Value) => RowPlace | null,
): FamilyEncoder<Value> {
  let added: Row<Value>[] = [];
  let buffer: RowBuffer | null = null;
  return {
    clear() {
      added = [];
    },
    add(value) {
      added.push({ value, place: placeOf(value) });
    },
    rows() {
      if (added.length === 0) return [];
      buffer ??= new RowBuffer();
      buffer.clear();
      // What lies together is written together: indexes by place stay small and near.
      return [encode(buffer, writer, added.sort(byCell), owner)];
    },
  };
}

function byCell(a: Row<unknown>, b: Row<unknown>): number {
  return (a.place?.cell ?? -1) - (b.place?.cell ?? -1);
}

function encode<Value>(
  out: RowBuffer,
  { table, columns, content }: TableWriter<Value>,
  rows: readonly Row<Value>[],
  { layerId, importId }: RowOwner,
): EncodedRows {
  const writers = Object.values(columns);
  const names = ['layer_id', 'valid_from', 'row_hash', ...Object.keys(columns)];
  const rowStarts = new Uint32Array(rows.length + 1);
  for (const [i, { value, place }] of rows.entries()) {
    out.startRow(names.length);
    out.integer(layerId);
    out.bigint(importId);
    const hashAt = out.uuidLater();
    for (const write of writers) write(out, value, place);
    out.fillHash(hashAt, content === undefined ? null : content(value));
    rowStarts[i + 1] = out.sizeBytes;
  }
  // Of the owner, which may be a session, these two alone: the rest of it cannot cross to another process.
  return { layerId, importId, table, columns: names, data: out.bytes, rowStarts };
}
