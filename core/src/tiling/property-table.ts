import type { BinaryChunk } from './glb.ts';

/** One column of a property table. `null` in a column is written as the schema's noData value. */
export type PropertyColumn =
  | { readonly name: string; readonly type: 'string'; readonly values: readonly string[] }
  | { readonly name: string; readonly type: 'float'; readonly values: readonly (number | null)[] }
  | { readonly name: string; readonly type: 'enum'; readonly enumName: string; readonly values: readonly number[] };

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
      return { type: 'ENUM', enumType: column.enumName, required: true };
  }
}

/** An enum of the schema whose values are the places in `names`. */
export function schemaEnum(names: readonly string[]): Record<string, unknown> {
  return { valueType: 'UINT8', values: names.map((name, value) => ({ name, value })) };
}

/** Writes the columns into the binary chunk and returns the property table that refers to them. */
export function propertyTable(
  className: string,
  count: number,
  columns: readonly PropertyColumn[],
  binary: BinaryChunk,
): Record<string, unknown> {
  const properties: Record<string, unknown> = {};
  for (const column of columns) properties[column.name] = writeColumn(column, binary);
  return { class: className, count, properties };
}

function writeColumn(column: PropertyColumn, binary: BinaryChunk): Record<string, unknown> {
  switch (column.type) {
    case 'float':
      return { values: binary.add(Float32Array.from(column.values, (value) => value ?? FLOAT_NO_DATA)) };
    case 'enum':
      return { values: binary.add(Uint8Array.from(column.values)) };
    case 'string': {
      const encoder = new TextEncoder();
      const offsets = new Uint32Array(column.values.length + 1);
      const parts = column.values.map((value, i) => {
        const bytes = encoder.encode(value);
        offsets[i + 1] = (offsets[i] ?? 0) + bytes.length;
        return bytes;
      });
      // A view may not be empty: a column of empty strings still carries one byte that no offset reaches.
      const joined = new Uint8Array(Math.max(1, offsets[column.values.length] ?? 0));
      parts.forEach((bytes, i) => {
        joined.set(bytes, offsets[i]);
      });
      return { values: binary.add(joined), stringOffsets: binary.add(offsets), stringOffsetType: 'UINT32' };
    }
  }
}
