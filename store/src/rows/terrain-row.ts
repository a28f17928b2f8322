import { Buffer } from 'node:buffer';
import { deflateSync, inflateSync } from 'node:zlib';
import { BLOCK_SIZE, type HeightBlock, type HeightPyramid } from '@undercroft/core/terrain/height-source';
import type { TableWriter } from './table-writer.ts';

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

export const PYRAMID_WRITER: TableWriter<HeightPyramid> = {
  table: 'terrain_pyramid',
  columns: {
    source_id: (out) => out.text(PYRAMID),
    west: (out, pyramid) => out.double(pyramid.west),
    north: (out, pyramid) => out.double(pyramid.north),
    cell_lon_deg: (out, pyramid) => out.double(pyramid.cellLonDeg),
    cell_lat_deg: (out, pyramid) => out.double(pyramid.cellLatDeg),
    column_count: (out, pyramid) => out.integer(pyramid.columns),
    row_count: (out, pyramid) => out.integer(pyramid.rows),
    level_count: (out, pyramid) => out.integer(pyramid.levels),
  },
};

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

export const BLOCK_WRITER: TableWriter<HeightBlock> = {
  table: 'terrain_block',
  columns: {
    source_id: (out, block) => out.text(blockKey(block)),
    level: (out, block) => out.integer(block.level),
    column_index: (out, block) => out.integer(block.column),
    row_index: (out, block) => out.integer(block.row),
    min_m: (out, block) => out.double(knownOrNull(block.minM)),
    max_m: (out, block) => out.double(knownOrNull(block.maxM)),
    levels: (out, block) => out.bytea(deflateSync(levelBytes(block.levelsM), { level: DEFLATE_LEVEL })),
  },
  // The levels, not their compressed form, which may differ from one zlib to the next.
  content: (block) => JSON.stringify([blockKey(block), Buffer.from(levelBytes(block.levelsM)).toString('base64')]),
};

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
