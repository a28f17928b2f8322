import { Buffer } from 'node:buffer';

/** Turns the text form of one column's value into what a row carries. */
export type ValueParser = (text: string) => unknown;

const asText: ValueParser = (text) => text;

/** int8 as a number where a double holds it exactly, else as a bigint. */
function parseInt8(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

/** `\x...` as the bytes it spells. */
function parseBytea(text: string): Uint8Array {
  return Buffer.from(text.slice(2), 'hex');
}

/** `2026-11-20 04:07:54.123+00` as ISO 8601 in UTC. */
function parseTimestamp(text: string): string {
  return new Date(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')).toISOString();
}

/** By type oid (PostgreSQL's `pg_type`): the same table for both drivers, so that a row is the same from either. */
const PARSERS: ReadonlyMap<number, ValueParser> = new Map<number, ValueParser>([
  [16, (text) => text === 't'],
  [17, parseBytea],
  [20, parseInt8],
  [21, Number],
  [23, Number],
  [26, Number],
  [114, (text) => JSON.parse(text)],
  [700, Number],
  [701, Number],
  [1184, parseTimestamp],
  [3802, (text) => JSON.parse(text)],
]);

/** The parser of a type; every type not listed stays text. */
export function valueParser(typeOid: number): ValueParser {
  return PARSERS.get(typeOid) ?? asText;
}
