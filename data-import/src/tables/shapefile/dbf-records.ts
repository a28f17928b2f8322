import type { ByteSource } from '../../readers/byte-source.ts';
import { byteWindow } from '../byte-window.ts';
import type { CellValue } from '../table-format.ts';
import { type CellReader, cellReader, columnTypeOf } from './dbf-cell.ts';
import type { DbfField, DbfHeader } from './dbf-header.ts';
import { textReader } from './dbf-text.ts';

/** The next record's values; `starved`: more bytes must be taken in first; `null`: there are no more. */
export type DbfStep = readonly CellValue[] | 'deleted' | 'starved' | null;

export interface DbfRecords {
  next(): DbfStep;
  more(): Promise<boolean>;
}

const DELETED = 0x2a;
const STANDING = 0x20;

/** Fields that become columns. */
export function readFields(header: DbfHeader): readonly DbfField[] {
  return header.fields.filter((field) => columnTypeOf(field) !== null);
}

export function dbfRecords(source: ByteSource, header: DbfHeader, encoding: string, signal?: AbortSignal): DbfRecords {
  const window = byteWindow(source.stream(signal));
  const text = textReader(encoding);
  const cells = readFields(header).map((field) => ({ field, read: cellReader(field, text) }));
  let headerSkipped = false;
  let taken = 0;
  return {
    more: () => window.more(),
    next() {
      if (!headerSkipped) {
        if (window.end - window.at < header.headerBytes) return 'starved';
        window.at += header.headerBytes;
        headerSkipped = true;
      }
      const at = window.at;
      if (window.end - at < header.recordBytes) return 'starved';
      const mark = window.bytes[at];
      // Beyond the number the header says: records as long as they look like some (it is often out of date).
      if (taken >= header.saidRecords && mark !== DELETED && mark !== STANDING) return null;
      taken++;
      window.at += header.recordBytes;
      if (mark === DELETED) return 'deleted';
      return valuesOf(window.bytes, at, cells);
    },
  };
}

function valuesOf(
  bytes: Buffer,
  at: number,
  cells: readonly { readonly field: DbfField; readonly read: CellReader }[],
): readonly CellValue[] {
  const values: CellValue[] = [];
  for (const { field, read } of cells) values.push(read(bytes, at + field.start, at + field.start + field.length));
  return values;
}
