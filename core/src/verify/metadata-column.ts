import type { FindingLog } from './finding-log.ts';
import {
  METADATA_COMPONENTS,
  METADATA_WIDTHS,
  type MetadataComponent,
  type MetadataProperty,
} from './metadata-schema.ts';

/** A value of a property table; null is the schema's noData. Arrays, vectors and matrices come as arrays. */
export type MetadataValue = string | number | bigint | boolean | null | readonly MetadataValue[];

/** The views of a column of a property table. */
export interface ColumnBytes {
  readonly values: Uint8Array;
  readonly arrayOffsets: Uint8Array | null;
  readonly arrayOffsetType: 'UINT8' | 'UINT16' | 'UINT32' | 'UINT64';
  readonly stringOffsets: Uint8Array | null;
  readonly stringOffsetType: 'UINT8' | 'UINT16' | 'UINT32' | 'UINT64';
}

export interface ColumnEnum {
  readonly valueType: MetadataComponent;
  readonly values: readonly { readonly name: string; readonly value: number }[];
}

/** Reads a column of `count` rows; null with a finding when the bytes do not hold it. */
export function readMetadataColumn(
  property: MetadataProperty,
  columnEnum: ColumnEnum | null,
  bytes: ColumnBytes,
  count: number,
  log: FindingLog,
  place: string,
): readonly MetadataValue[] | null {
  const bounds = arrayBounds(property, bytes, count, log, place);
  if (bounds === null) return null;
  const elements = bounds[count] ?? 0;
  const flat = readElements(property, columnEnum, bytes, elements, log, place);
  if (flat === null) return null;
  const noData = JSON.stringify(property.noData);
  const known = (value: MetadataValue): MetadataValue =>
    noData !== undefined && JSON.stringify(value, plain) === noData ? null : value;
  if (!property.array) return flat.map(known);
  return Array.from({ length: count }, (_, i) => known(flat.slice(bounds[i], bounds[i + 1])));
}

/** Places in the row of elements at which each row begins, and the end. */
function arrayBounds(
  { array, count: fixed }: MetadataProperty,
  { arrayOffsets, arrayOffsetType }: ColumnBytes,
  count: number,
  log: FindingLog,
  place: string,
): readonly number[] | null {
  if (!array || fixed !== undefined) return Array.from({ length: count + 1 }, (_, i) => i * (array ? (fixed ?? 1) : 1));
  if (arrayOffsets !== null) return readOffsets(arrayOffsets, arrayOffsetType, count, log, place);
  log.add('METADATA_OFFSETS', place, 'Arrays of different lengths want arrayOffsets and have none.');
  return null;
}

function readElements(
  property: MetadataProperty,
  columnEnum: ColumnEnum | null,
  { values, stringOffsets, stringOffsetType }: ColumnBytes,
  elements: number,
  log: FindingLog,
  place: string,
): readonly MetadataValue[] | null {
  const tooShort = (wanted: number): boolean => {
    if (values.length >= wanted) return false;
    log.add('METADATA_LENGTH', place, `${wanted} bytes of values were wanted, ${values.length} came.`);
    return true;
  };
  const { type } = property;
  switch (type) {
    case 'STRING': {
      if (stringOffsets === null) {
        log.add('METADATA_OFFSETS', place, 'Strings want stringOffsets and have none.');
        return null;
      }
      const offsets = readOffsets(stringOffsets, stringOffsetType, elements, log, place);
      if (offsets === null || tooShort(offsets[elements] ?? 0)) return null;
      return readTexts(values, offsets, log, place);
    }
    case 'BOOLEAN':
      if (tooShort(Math.ceil(elements / 8))) return null;
      return Array.from({ length: elements }, (_, i) => (((values[i >> 3] ?? 0) >> (i & 7)) & 1) === 1);
    case 'ENUM': {
      const component = columnEnum?.valueType ?? 'UINT16';
      if (tooShort(elements * METADATA_COMPONENTS[component].bytes)) return null;
      return namesOf(numbersOf(values, component, elements), columnEnum, log, place);
    }
    case 'SCALAR':
    case 'VEC2':
    case 'VEC3':
    case 'VEC4':
    case 'MAT2':
    case 'MAT3':
    case 'MAT4': {
      const width = METADATA_WIDTHS[type];
      const component = property.componentType ?? 'FLOAT32';
      if (tooShort(elements * width * METADATA_COMPONENTS[component].bytes)) return null;
      const numbers = numbersOf(values, component, elements * width);
      const broken = numbers.findIndex((value) => typeof value === 'number' && !Number.isFinite(value));
      if (broken >= 0) {
        const row = Math.floor(broken / width);
        log.add('METADATA_NOT_FINITE', place, `Value ${row} is ${numbers[broken]} and finite numbers were wanted.`);
      }
      return width === 1
        ? numbers
        : Array.from({ length: elements }, (_, i) => numbers.slice(i * width, (i + 1) * width));
    }
  }
}

function readTexts(
  values: Uint8Array,
  offsets: readonly number[],
  log: FindingLog,
  place: string,
): readonly string[] | null {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const out: string[] = [];
  for (let i = 0; i + 1 < offsets.length; i++) {
    try {
      out.push(decoder.decode(values.subarray(offsets[i], offsets[i + 1])));
    } catch {
      log.add('METADATA_TEXT', place, `Text ${i} is no UTF-8.`);
      return null;
    }
  }
  return out;
}

function namesOf(
  numbers: readonly (number | bigint)[],
  columnEnum: ColumnEnum | null,
  log: FindingLog,
  place: string,
): readonly MetadataValue[] {
  const names = new Map((columnEnum?.values ?? []).map(({ name, value }) => [value, name]));
  let isSaid = false;
  return numbers.map((number, i) => {
    const name = names.get(Number(number));
    if (name !== undefined) return name;
    if (!isSaid) log.add('METADATA_ENUM', place, `Value ${i} is ${number}, which the enum does not name.`);
    isSaid = true;
    return null;
  });
}

function readOffsets(
  bytes: Uint8Array,
  type: MetadataComponent,
  count: number,
  log: FindingLog,
  place: string,
): readonly number[] | null {
  const wanted = (count + 1) * METADATA_COMPONENTS[type].bytes;
  if (bytes.length < wanted) {
    log.add('METADATA_OFFSETS', place, `${count + 1} offsets are ${wanted} bytes; ${bytes.length} came.`);
    return null;
  }
  const offsets = numbersOf(bytes, type, count + 1).map(Number);
  const falling = offsets.findIndex((offset, i) => offset < (offsets[i - 1] ?? 0));
  if (falling < 0 && offsets[0] === 0) return offsets;
  log.add(
    'METADATA_OFFSETS',
    place,
    `Offsets begin with 0 and never fall; offset ${Math.max(0, falling)} does not fit.`,
  );
  return null;
}

function numbersOf(bytes: Uint8Array, type: MetadataComponent, count: number): readonly (number | bigint)[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = METADATA_COMPONENTS[type].bytes;
  return Array.from({ length: count }, (_, i) => numberAt(view, type, i * size));
}

function numberAt(view: DataView, type: MetadataComponent, at: number): number | bigint {
  switch (type) {
    case 'INT8':
      return view.getInt8(at);
    case 'UINT8':
      return view.getUint8(at);
    case 'INT16':
      return view.getInt16(at, true);
    case 'UINT16':
      return view.getUint16(at, true);
    case 'INT32':
      return view.getInt32(at, true);
    case 'UINT32':
      return view.getUint32(at, true);
    case 'INT64':
      return view.getBigInt64(at, true);
    case 'UINT64':
      return view.getBigUint64(at, true);
    case 'FLOAT32':
      return view.getFloat32(at, true);
    case 'FLOAT64':
      return view.getFloat64(at, true);
  }
}

/** JSON has no whole numbers beyond 2^53: they are compared as text. */
function plain(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? Number(value) : value;
}
