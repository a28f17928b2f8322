import type { CellValue } from '../table-format.ts';

/** Objects within objects are looked into this deep: `{"location": {"lat": 1}}` has the column `location.lat`. */
const DEEPEST = 3;
const LONGEST_TEXT = 10_000;

/** Calls `cell` with the name and value of each cell of a record. Lists, and what lies deeper, stand as their JSON. */
export function flatRecord(
  record: object,
  cell: (name: string, value: CellValue) => void,
  prefix = '',
  depth = 1,
): void {
  for (const [key, value] of Object.entries(record) as readonly (readonly [string, unknown])[]) {
    const name = prefix + key;
    if (typeof value === 'object' && value !== null && !Array.isArray(value) && depth < DEEPEST) {
      flatRecord(value, cell, `${name}.`, depth + 1);
    } else {
      cell(name, cellOf(value));
    }
  }
}

function cellOf(value: unknown): CellValue {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value.trim() : JSON.stringify(value).slice(0, LONGEST_TEXT);
  return text === '' ? null : text;
}
