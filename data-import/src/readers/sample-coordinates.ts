import { crsByCode } from '@undercroft/core/geodesy/crs';
import type { SourceSpec } from '@undercroft/core/protocol/reading';
import { type Placement, placementIn } from '../placing/placement.ts';
import type { CoordinateSamples } from '../placing/propose-georeference.ts';
import type { BoundTable } from '../profiles/bound-table.ts';
import type { RawGeometry } from '../tables/raw-geometry.ts';
import type { RawRow, TableFile } from '../tables/table-format.ts';
import type { ByteSource } from './byte-source.ts';
import type { Reader } from './reader.ts';

const PAIRS = 500;
/** Rows looked at: a table may begin with rows that have no coordinates. */
const ROWS_LOOKED_AT = 5000;

/** The first coordinates of tables, unplaced: of the first table that has any. */
export async function coordinateSamples(
  file: TableFile,
  tables: readonly BoundTable[],
  signal?: AbortSignal,
): Promise<CoordinateSamples> {
  for (const bound of tables) {
    const columns = coordinateColumns(bound);
    const pairs: number[] = [];
    let looked = 0;
    for await (const rows of file.rows(bound.table, signal)) {
      for (const row of rows) pairs.push(...pairOf(row, columns));
      looked += rows.length;
      if (pairs.length >= 2 * PAIRS || looked >= ROWS_LOOKED_AT) break;
    }
    if (pairs.length > 0) return { pairs, headings: columns === null ? null : columns.headings };
  }
  return { pairs: [], headings: null };
}

/** The first coordinates a reader meets, unplaced. */
export async function pairsOf(file: ByteSource, reader: Reader, spec: SourceSpec): Promise<readonly number[]> {
  const pairs: number[] = [];
  const plane = placementIn(crsByCode('EPSG:3857'));
  const listening: Placement = {
    ...plane,
    place(x, y) {
      if (pairs.length < 2 * PAIRS) pairs.push(x, y);
      return [0, 0];
    },
  };
  const { utility, limits } = spec;
  for await (const _item of reader.read(file, { placement: listening, utility, limits })) {
    if (pairs.length >= 2 * PAIRS) break;
  }
  return pairs;
}

interface CoordinateColumns {
  readonly x: number;
  readonly y: number;
  readonly headings: readonly [x: string, y: string];
}

/** The columns of a pair; `null` when rows lie where their geometry says. */
function coordinateColumns({ columns, target }: BoundTable): CoordinateColumns | null {
  const x = columns.get(target === 'surveyLine' ? 'fromX' : 'x');
  const y = columns.get(target === 'surveyLine' ? 'fromY' : 'y');
  return x === undefined || y === undefined ? null : { x: x.index, y: y.index, headings: [x.heading, y.heading] };
}

function pairOf({ values, geometry }: RawRow, columns: CoordinateColumns | null): readonly number[] {
  if (columns === null) return geometry === null ? [] : firstPair(geometry);
  const x = numberOf(values[columns.x]);
  const y = numberOf(values[columns.y]);
  return Number.isFinite(x) && Number.isFinite(y) ? [x, y] : [];
}

function numberOf(value: RawRow['values'][number] | undefined): number {
  if (typeof value === 'number') return value;
  return typeof value === 'string' && value !== '' ? Number(value) : Number.NaN;
}

function firstPair(geometry: RawGeometry): readonly number[] {
  const part =
    geometry.kind === 'point' ? geometry : geometry.kind === 'line' ? geometry.lines[0] : geometry.polygons[0]?.[0];
  const x = part?.xy[0] ?? Number.NaN;
  const y = part?.xy[1] ?? Number.NaN;
  return Number.isFinite(x) && Number.isFinite(y) ? [x, y] : [];
}
