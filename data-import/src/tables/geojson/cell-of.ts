import type { CellValue } from '../table-format.ts';

/** Text is trimmed, nothing is `null`, what is nested is written as JSON. */
export function cellOf(value: unknown): CellValue {
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (value === null || value === undefined) return null;
  if (typeof value !== 'string') return JSON.stringify(value);
  const text = value.trim();
  return text === '' ? null : text;
}
