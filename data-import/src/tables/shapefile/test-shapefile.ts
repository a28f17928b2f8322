/** Writes shapefiles for tests: sound ones, from which tests make others. */

export interface TestShape {
  /** Number of the shape's type. */
  readonly type: number;
  /** Parts of positions `[x, y, z, m]`; a point or multipoint has one part. */
  readonly parts: readonly (readonly (readonly number[])[])[];
}

export interface TestField {
  readonly name: string | Uint8Array;
  readonly type: string;
  readonly length: number;
  readonly decimals?: number;
}

export interface TestTable {
  readonly fields: readonly TestField[];
  /** Bytes of each cell; shorter ones are filled up with blanks. */
  readonly rows: readonly (readonly (string | Uint8Array)[])[];
  readonly deleted?: readonly number[];
  readonly languageDriver?: number;
  readonly saidRecords?: number;
}

/** A `.shp` and its `.shx`. */
export function testShp(
  type: number,
  shapes: readonly TestShape[],
): { readonly shp: Uint8Array; readonly shx: Uint8Array } {
  const contents = shapes.map(shapeBytes);
  const records: Uint8Array[] = [];
  const index: Uint8Array[] = [];
  let at = 100;
  for (const [i, content] of contents.entries()) {
    records.push(bigInts(i + 1, content.length / 2), content);
    index.push(bigInts(at / 2, content.length / 2));
    at += 8 + content.length;
  }
  return {
    shp: joined([fileHeader(type, at), ...records]),
    shx: joined([fileHeader(type, 100 + index.length * 8), ...index]),
  };
}

export function testDbf({ fields, rows, deleted = [], languageDriver = 0, saidRecords }: TestTable): Uint8Array {
  const recordBytes = fields.reduce((sum, { length }) => sum + length, 1);
  const headerBytes = 32 + fields.length * 32 + 1;
  const header = new DataView(new ArrayBuffer(headerBytes));
  header.setUint8(0, 3);
  header.setUint32(4, saidRecords ?? rows.length, true);
  header.setUint16(8, headerBytes, true);
  header.setUint16(10, recordBytes, true);
  header.setUint8(29, languageDriver);
  const head = new Uint8Array(header.buffer);
  for (const [i, field] of fields.entries()) {
    const at = 32 + i * 32;
    head.set(bytesOf(field.name).subarray(0, 11), at);
    head[at + 11] = field.type.charCodeAt(0);
    head[at + 16] = field.length % 256;
    head[at + 17] = field.decimals ?? Math.floor(field.length / 256);
  }
  head[headerBytes - 1] = 0x0d;
  const body = rows.map((row, i) => {
    const record = new Uint8Array(recordBytes).fill(0x20);
    if (deleted.includes(i)) record[0] = 0x2a;
    let at = 1;
    for (const [j, field] of fields.entries()) {
      record.set(bytesOf(row[j] ?? '').subarray(0, field.length), at);
      at += field.length;
    }
    return record;
  });
  return joined([head, ...body, Uint8Array.of(0x1a)]);
}

function shapeBytes({ type, parts }: TestShape): Uint8Array {
  if (type === 0) return littleInts(0);
  const points = parts.flat();
  const hasZ = type > 10 && type < 20;
  const hasM = type > 10;
  const xy = doubles(points.flatMap(([x = 0, y = 0]) => [x, y]));
  const z = points.map(([, , level = 0]) => level);
  const m = points.map(([, , , measure = -1e39]) => measure);
  if (type % 10 === 1)
    return joined([littleInts(type), xy, ...(hasZ ? [doubles(z)] : []), ...(hasM ? [doubles(m)] : [])]);
  const box = doubles([0, 0, 0, 0]);
  let start = 0;
  const starts = parts.map((part) => {
    start += part.length;
    return start - part.length;
  });
  const counts = type % 10 === 8 ? littleInts(points.length) : littleInts(parts.length, points.length, ...starts);
  const ranged = (values: readonly number[]) => doubles([0, 0, ...values]);
  return joined([littleInts(type), box, counts, xy, ...(hasZ ? [ranged(z)] : []), ...(hasM ? [ranged(m)] : [])]);
}

function fileHeader(type: number, bytes: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(100));
  view.setInt32(0, 9994);
  view.setInt32(24, bytes / 2);
  view.setInt32(28, 1000, true);
  view.setInt32(32, type, true);
  return new Uint8Array(view.buffer);
}

function bigInts(...values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  values.forEach((value, i) => {
    view.setInt32(i * 4, value);
  });
  return new Uint8Array(view.buffer);
}

function littleInts(...values: readonly number[]): Uint8Array {
  return new Uint8Array(Int32Array.from(values).buffer);
}

function doubles(values: readonly number[]): Uint8Array {
  return new Uint8Array(Float64Array.from(values).buffer);
}

function bytesOf(value: string | Uint8Array): Uint8Array {
  return typeof value === 'string' ? new TextEncoder().encode(value) : value;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}
