import { type FileOutput, fileOutput } from './file-output.ts';

const HEADER_BYTES = 100;
const FILE_CODE = 9994;
const VERSION = 1000;
const POINT_Z = 11;
const POLYLINE = 3;
const NOTHING = 0;
/** What shapefiles write where there is no measure. */
const NO_MEASURE = -1e39;

/** Shapes of one file, `.shp` and `.shx`, all points with a level or all straight lines. East first. */
export interface ShpWriter {
  point(east: number, north: number, levelM: number): void;
  line(from: readonly [east: number, north: number], to: readonly [east: number, north: number]): void;
  /** A record without a shape. */
  nothing(): void;
  close(): void;
}

export function shpWriter(stem: string, kind: 'points' | 'lines'): ShpWriter {
  const shp = fileOutput(`${stem}.shp`);
  const shx = fileOutput(`${stem}.shx`);
  const type = kind === 'points' ? POINT_Z : POLYLINE;
  const box = [Infinity, Infinity, -Infinity, -Infinity, Infinity, -Infinity];
  let count = 0;
  shp.write(new Uint8Array(HEADER_BYTES));
  shx.write(new Uint8Array(HEADER_BYTES));

  const record = (content: Uint8Array) => {
    shx.write(bigInts(shp.length / 2, content.length / 2));
    shp.write(bigInts(++count, content.length / 2));
    shp.write(content);
  };
  const take = (east: number, north: number, levelM: number) => {
    const [west = 0, south = 0, e = 0, n = 0, low = 0, high = 0] = box;
    box[0] = Math.min(west, east);
    box[1] = Math.min(south, north);
    box[2] = Math.max(e, east);
    box[3] = Math.max(n, north);
    box[4] = Math.min(low, levelM);
    box[5] = Math.max(high, levelM);
  };
  return {
    point(east, north, levelM) {
      take(east, north, levelM);
      record(joined(littleInts(POINT_Z), doubles(east, north, levelM, NO_MEASURE)));
    },
    line(from, to) {
      take(...from, 0);
      take(...to, 0);
      const own = doubles(
        Math.min(from[0], to[0]),
        Math.min(from[1], to[1]),
        Math.max(from[0], to[0]),
        Math.max(from[1], to[1]),
      );
      record(joined(littleInts(POLYLINE), own, littleInts(1, 2, 0), doubles(...from, ...to)));
    },
    nothing: () => record(littleInts(NOTHING)),
    close() {
      for (const file of [shp, shx]) {
        file.patch(0, header(type, file, count === 0 ? [0, 0, 0, 0, 0, 0] : box));
        file.close();
      }
    },
  };
}

function header(type: number, { length }: FileOutput, box: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  view.setInt32(0, FILE_CODE);
  view.setInt32(24, length / 2);
  view.setInt32(28, VERSION, true);
  view.setInt32(32, type, true);
  const count = type === POINT_Z ? 6 : 4;
  for (const [index, value] of box.slice(0, count).entries()) view.setFloat64(36 + index * 8, value, true);
  return bytes;
}

function bigInts(...values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  for (const [index, value] of values.entries()) view.setInt32(index * 4, value);
  return new Uint8Array(view.buffer);
}

function littleInts(...values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 4));
  for (const [index, value] of values.entries()) view.setInt32(index * 4, value, true);
  return new Uint8Array(view.buffer);
}

function doubles(...values: readonly number[]): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * 8));
  for (const [index, value] of values.entries()) view.setFloat64(index * 8, value, true);
  return new Uint8Array(view.buffer);
}

function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
