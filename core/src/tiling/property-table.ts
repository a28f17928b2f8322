import { MOST_STEPS, packedFloat, unpackedFloat } from './fixed-point.ts';
import type { BinaryChunk } from './glb.ts';
import { joinedStrings } from './joined-strings.ts';

/** Figures, rounded to whole steps of `2^exponent`: -10 tells a millimetre from the next. */
export interface FloatColumn {
  readonly name: string;
  readonly type: 'float';
  readonly exponent: number;
  /** NaN where nothing is known. */
  readonly values: Float64Array;
}

/** One column of a property table. What is not known is written as the schema's noData value. */
export type PropertyColumn =
  | { readonly name: string; readonly type: 'string'; readonly values: readonly string[] }
  | FloatColumn
  | { readonly name: string; readonly type: 'enum'; readonly enumName: string; readonly values: Uint8Array };

/** What stands in a float column for "unknown". No level, size or slope on Earth comes near it. */
export const FLOAT_NO_DATA = -99999;

/** What stands in a string column for "unknown". */
export const STRING_NO_DATA = '';

/** A class of the metadata schema, as EXT_structural_metadata wants it. */
export function schemaClass(name: string, columns: readonly PropertyColumn[]): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  for (const column of columns) properties[column.name] = schemaProperty(column);
  return { name, properties };
}

function schemaProperty(column: PropertyColumn): Record<string, unknown> {
  switch (column.type) {
    case 'string':
      return column.name === 'id' ? { type: 'STRING', required: true } : { type: 'STRING', noData: STRING_NO_DATA };
    case 'float':
      return { type: 'SCALAR', componentType: 'FLOAT32', noData: FLOAT_NO_DATA };
    case 'enum':
      return { type: 'ENUM', enumType: column.enumName };
  }
}

/** An enum of the schema whose values are the places in `names`. */
export function schemaEnum(names: readonly string[]): Record<string, unknown> {
  return { valueType: 'UINT8', values: names.map((name, value) => ({ name, value })) };
}

/**
 * Writes the columns into the binary chunk and returns the property table that refers to them. A column in which nothing is
 * known is left out, as the extension allows: each of its values is then the schema's noData.
 */
export function propertyTable(
  className: string,
  count: number,
  columns: readonly PropertyColumn[],
  binary: BinaryChunk,
): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  for (const column of columns) if (tellsSomething(column)) properties[column.name] = writeColumn(column, binary);
  return { class: className, count, properties };
}

function tellsSomething(column: PropertyColumn): boolean {
  switch (column.type) {
    case 'float':
      return column.values.some((value) => !Number.isNaN(value));
    case 'string':
      return column.name === 'id' || column.values.some((value) => value !== STRING_NO_DATA);
    case 'enum':
      return true;
  }
}

function writeColumn(column: PropertyColumn, binary: BinaryChunk): Record<string, unknown> {
  switch (column.type) {
    case 'float':
      return { values: addFigures(column, binary) };
    case 'enum':
      return { values: binary.add(column.values) };
    case 'string': {
      const { bytes, offsets } = joinedStrings(column.values);
      return {
        values: addText(bytes, column.values, binary),
        stringOffsets: addOffsets(offsets, binary),
        stringOffsetType: 'UINT32',
      };
    }
  }
}

/** Names grow by about the same length each: as the vertices of a mesh their offsets compress to next to nothing. */
function addOffsets(offsets: Uint32Array, binary: BinaryChunk): number {
  return binary.addPacked({ packed: offsets, count: offsets.length, byteStride: 4, mode: 'ATTRIBUTES' }, () => offsets);
}

/**
 * Figures are whole steps under an exponent of their own: what is not known is -99999 steps of one. Neighbours in a column
 * are alike, so that the last byte of the steps is most of what is left: 1.2 bytes a level, 1.8 as rounded floats, 2.7 as
 * they came.
 */
function addFigures({ values, exponent }: FloatColumn, binary: BinaryChunk): number {
  const packed = new Int32Array(values.length);
  const step = 2 ** exponent;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN;
    const steps = Math.round(value / step);
    if (Number.isNaN(value)) packed[i] = packedFloat(FLOAT_NO_DATA, 0);
    else packed[i] = Math.abs(steps) < MOST_STEPS ? packedFloat(steps, exponent) : packedCoarsely(value, exponent);
  }
  return binary.addPacked(
    { packed, count: packed.length, byteStride: 4, mode: 'ATTRIBUTES', filter: 'EXPONENTIAL' },
    () => Float32Array.from(packed, unpackedFloat),
  );
}

/** A figure too great for the steps of its column, to as many digits as a float has. */
function packedCoarsely(value: number, exponent: number): number {
  let coarser = exponent;
  while (Math.abs(Math.round(value / 2 ** coarser)) >= MOST_STEPS) coarser++;
  return packedFloat(Math.round(value / 2 ** coarser), coarser);
}

/** Longest element of the vertex codec, bytes. */
const LONGEST_ELEMENT = 256;

/**
 * Names of one length differ in few letters from those before them: taken as elements of that length they compress to a
 * third of what a general codec makes of them.
 */
function addText(bytes: Uint8Array, values: readonly string[], binary: BinaryChunk): number {
  const { length } = values[0] ?? '';
  // Elements are whole words of four bytes: of an odd length, four names make one.
  const byteStride = length % 4 === 0 ? length : length % 2 === 0 ? length * 2 : length * 4;
  const isEven = bytes.length === length * values.length && values.every((value) => value.length === length);
  if (!isEven || length === 0 || byteStride > LONGEST_ELEMENT) return binary.add(bytes);
  const count = Math.ceil(bytes.length / byteStride);
  const packed = new Uint8Array(count * byteStride);
  packed.set(bytes);
  return binary.addPacked({ packed, count, byteStride, mode: 'ATTRIBUTES' }, () => bytes);
}
