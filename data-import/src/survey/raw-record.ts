import type { RawRecord, RawValue } from '@undercroft/core/model/link';
import type { CellValue, ColumnInfo } from '../tables/table-format.ts';

/**
 * Builds the verbatim record of a row. The names are settled once a table, all records get them in one order, and so share
 * a hidden class. A second column of one name gets a number; the name of an object's prototype is kept off.
 */
export function rawRecords(columns: readonly ColumnInfo[]): (values: readonly CellValue[]) => RawRecord {
  const names: string[] = [];
  const taken = new Set<string>(['', '__proto__']);
  for (const [i, { name }] of columns.entries()) {
    let own = name === '' || name === '__proto__' ? `column ${i + 1}` : name;
    for (let n = 2; taken.has(own); n++) own = `${name} (${n})`;
    taken.add(own);
    names.push(own);
  }
  const empty: Readonly<Record<string, RawValue>> = Object.fromEntries(names.map((name) => [name, null]));
  return (values) => {
    const record: Record<string, RawValue> = { ...empty };
    for (let i = 0; i < names.length; i++) {
      const value = values[i];
      const name = names[i];
      if (value !== null && value !== undefined && name !== undefined) record[name] = value;
    }
    return record;
  };
}
