import type { VectorTileValue } from './decoded-tile.ts';
import { BYTES, FIXED32, FIXED64, type ProtobufReader, VARINT } from './protobuf-reader.ts';
import { VectorTileError } from './vector-tile-error.ts';

/** Wire type of the value fields 1 to 7: string, float, double, int, uint, sint, bool. */
const WIRE_TYPES = [-1, BYTES, FIXED32, FIXED64, VARINT, VARINT, VARINT, VARINT] as const;

/**
 * Reads a `Value` message, which must hold exactly one of the seven fields (4.1).
 *
 * @throws VectorTileError `value-invalid` for none, for two, and for a field of version 2 that nobody knows.
 */
export function decodeValue(reader: ProtobufReader): VectorTileValue {
  let value: VectorTileValue | null = null;
  while (reader.pos < reader.end) {
    const tag = reader.varint();
    const field = tag >>> 3;
    if (value !== null || WIRE_TYPES[field] !== (tag & 7)) {
      throw new VectorTileError(
        'value-invalid',
        `A value must hold one field of 1 to 7 in its wire type; it holds field ${field}, wire type ${tag & 7}.`,
      );
    }
    value = readField(reader, field);
  }
  if (value === null) throw new VectorTileError('value-invalid', `The value before byte ${reader.pos} is empty.`);
  return value;
}

function readField(reader: ProtobufReader, field: number): VectorTileValue {
  if (field === 1) return reader.text();
  if (field === 2) return reader.float();
  if (field === 3) return reader.double();
  reader.varint();
  if (field === 4) return int64(reader);
  if (field === 5) return uint64(reader);
  if (field === 6) return sint64(reader);
  return reader.low !== 0 || reader.high !== 0;
}

/** The last varint of the reader as an unsigned number; a bigint beyond 2^53. */
export function uint64(reader: ProtobufReader): number | bigint {
  const { low, high } = reader;
  return high < 0x20_0000 ? high * 2 ** 32 + low : (BigInt(high) << 32n) | BigInt(low);
}

function int64(reader: ProtobufReader): number | bigint {
  return narrowed(BigInt.asIntN(64, (BigInt(reader.high) << 32n) | BigInt(reader.low)));
}

function sint64(reader: ProtobufReader): number | bigint {
  const raw = (BigInt(reader.high) << 32n) | BigInt(reader.low);
  return narrowed((raw >> 1n) ^ -(raw & 1n));
}

function narrowed(value: bigint): number | bigint {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
}
