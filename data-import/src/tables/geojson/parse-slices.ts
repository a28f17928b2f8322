import { isUtf8 } from 'node:buffer';
import type { ByteWindow } from '../byte-window.ts';

/** A value cut out of a document. */
export interface JsonSlice {
  readonly value: unknown;
  /** Why there is no value, to follow the words "the feature"; `null` when there is one. */
  readonly fault: string | null;
  /** Where it begins in the file. */
  readonly atByte: number;
  /** False when its bytes are no UTF-8 and some of its text is therefore lost. */
  readonly utf8: boolean;
  /** The value with integers beyond 2^53 as text, where its bytes are still there to be parsed again. */
  readonly exact?: () => unknown;
}

/** Several values next to each other, parsed at once. */
export interface JsonSlices {
  readonly kind: 'features';
  readonly slices: readonly JsonSlice[];
  /** Bytes they take in the file. */
  readonly bytes: number;
  /** The same with integers beyond 2^53 as text, digit by digit: numbers of the runtime cannot hold them. */
  exact(): readonly JsonSlice[];
}

/** Bytes of features that are parsed together. */
export const TOGETHER_BYTES = 24 * 1024;
/** Deeper than any geometry or attribute; a stack could run over. */
export const DEEPEST = 100;
/** Commas and brackets in one value: beyond it some bytes become gigabytes of memory. */
const MOST_TOKENS = 8_000_000;
const TOKENS_COUNTED_FROM_BYTES = 4 * 1024 ** 2;

/** Parses the values whose starts and ends stand in turn in `bounds`, separated by commas alone. */
export function parseTogether(window: ByteWindow, bounds: readonly number[]): JsonSlices {
  const start = bounds[0] ?? 0;
  const end = bounds.at(-1) ?? start;
  const { bytes, offset } = window;
  const utf8 = isUtf8(bytes.subarray(start, end));
  const text = `[${bytes.toString('utf8', start, end)}]`;
  const sliced = (values: readonly unknown[]) =>
    values.map((value, i): JsonSlice => ({ value, fault: null, atByte: offset + (bounds[2 * i] ?? 0), utf8 }));
  const values = parsed(text);
  if (Array.isArray(values)) {
    return {
      kind: 'features',
      slices: sliced(values),
      bytes: end - start,
      exact: () => sliced(JSON.parse(text, exactNumber)),
    };
  }
  const slices: JsonSlice[] = [];
  for (let i = 0; i < bounds.length; i += 2) {
    slices.push(parseSlice(bytes, bounds[i] ?? 0, bounds[i + 1] ?? 0, offset + (bounds[i] ?? 0), 0));
  }
  return { kind: 'features', slices, bytes: end - start, exact: () => slices.map(exactly) };
}

/** One value by itself. */
export function alone(slice: JsonSlice, bytes: number): JsonSlices {
  return { kind: 'features', slices: [slice], bytes, exact: () => [exactly(slice)] };
}

function exactly(slice: JsonSlice): JsonSlice {
  return slice.exact === undefined ? slice : { ...slice, value: slice.exact() };
}

/** Parses one value. */
export function parseSlice(bytes: Buffer, start: number, end: number, atByte: number, deepest: number): JsonSlice {
  const none = { value: undefined, atByte, utf8: true };
  if (deepest > DEEPEST) return { ...none, fault: `is nested more than ${DEEPEST} deep` };
  if (end - start > TOKENS_COUNTED_FROM_BYTES && tokens(bytes, start, end) > MOST_TOKENS) {
    return { ...none, fault: `holds more than ${MOST_TOKENS} values` };
  }
  const text = bytes.toString('utf8', start, end);
  const value = parsed(text);
  if (value === undefined) return { ...none, fault: 'is no JSON' };
  const utf8 = isUtf8(bytes.subarray(start, end));
  return { value, fault: null, atByte, utf8, exact: () => JSON.parse(text, exactNumber) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function tokens(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let i = start; i < end; i++) {
    const c = bytes[i] ?? 0;
    if (c === 0x2c || (c | 0x20) === 0x7b) count++;
  }
  return count;
}

function exactNumber(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return isUnsafeInteger(value) && context?.source !== undefined ? context.source : value;
}

/** An integer that the runtime's numbers may have rounded. */
export function isUnsafeInteger(value: unknown): value is number {
  return typeof value === 'number' && Math.abs(value) > Number.MAX_SAFE_INTEGER && Number.isInteger(value);
}
