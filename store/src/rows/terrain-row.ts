import { Buffer } from 'node:buffer';
import { deflateSync, inflateSync } from 'node:zlib';
import { BLOCK_SIZE, type HeightBlock, type HeightPyramid } from '@undercroft/core/terrain/height-source';
import type { VersionColumns } from './version-columns.ts';

/** What describes a layer's elevation model. */
export interface PyramidRow {
  readonly west: number;
  readonly north: number;
  readonly cell_lon_deg: number;
  readonly cell_lat_deg: number;
  readonly column_count: number;
  readonly row_count: number;
  readonly level_count: number;
}

/** The one pyramid of a layer. */
const PYRAMID = 'pyramid';

/** Level 1 is a third of level 6's time; float levels hardly get smaller by more of it. */
const DEFLATE_LEVEL = 1;

const BLOCK_SIZE_BYTES = BLOCK_SIZE * BLOCK_SIZE * Float32Array.BYTES_PER_ELEMENT;

export function pyramidColumns(pyramid: HeightPyramid): VersionColumns {
  return {
    source_id: PYRAMID,
    west: pyramid.west,
    north: pyramid.north,
    cell_lon_deg: pyramid.cellLonDeg,
    cell_lat_deg: pyramid.cellLatDeg,
    column_count: pyramid.columns,
    row_count: pyramid.rows,
    level_count: pyramid.levels,
  };
}

export function pyramidOf(row: PyramidRow): HeightPyramid {
  return {
    registration: 'cellCentre',
    west: row.west,
    north: row.north,
    cellLonDeg: row.cell_lon_deg,
    cellLatDeg: row.cell_lat_deg,
    columns: row.column_count,
    rows: row.row_count,
    levels: row.level_count,
  };
}

/** Source id of a block: `level/column/row`. */
export function blockKey({ level, column, row }: Pick<HeightBlock, 'level' | 'column' | 'row'>): string {
  return `${level}/${column}/${row}`;
}

export function blockColumns(block: HeightBlock): VersionColumns {
  return {
    source_id: blockKey(block),
    level: block.level,
    column_index: block.column,
    row_index: block.row,
    min_m: knownOrNull(block.minM),
    max_m: knownOrNull(block.maxM),
    levels: deflateSync(levelBytes(block.levelsM), { level: DEFLATE_LEVEL }),
  };
}

/** Levels as float32, little endian. Throws `RangeError` for a block of another size. */
export function levelBytes(levelsM: Float32Array): Uint8Array {
  if (levelsM.length !== BLOCK_SIZE * BLOCK_SIZE) {
    throw new RangeError(`A block must have ${BLOCK_SIZE} x ${BLOCK_SIZE} levels; got ${levelsM.length}.`);
  }
  const bytes = Buffer.from(new Uint8Array(levelsM.buffer, levelsM.byteOffset, levelsM.byteLength));
  return HOST_IS_LITTLE_ENDIAN ? bytes : bytes.swap32();
}

/** The inverse of what a row holds. Throws `RangeError` for bytes of another size. */
export function levelsOf(deflated: Uint8Array): Float32Array {
  const bytes = inflateSync(deflated, { maxOutputLength: BLOCK_SIZE_BYTES });
  if (bytes.length !== BLOCK_SIZE_BYTES) {
    throw new RangeError(`A stored block must have ${BLOCK_SIZE_BYTES} bytes; got ${bytes.length}.`);
  }
  const aligned = new Uint8Array(BLOCK_SIZE_BYTES);
  aligned.set(HOST_IS_LITTLE_ENDIAN ? bytes : bytes.swap32());
  return new Float32Array(aligned.buffer);
}

const HOST_IS_LITTLE_ENDIAN = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

function knownOrNull(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}
