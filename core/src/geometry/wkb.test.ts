import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  decodeCoordinates,
  decodePath,
  decodePolygons,
  decodeRings,
  decodeWkb,
  encodeLineString,
  encodeLineStringZ,
  encodeMultiPolygon,
  encodePoint,
  encodePointZ,
  encodePolygon,
} from './wkb.ts';

const hex = (bytes: Uint8Array) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const number = fc.double({ noDefaultInfinity: true });

test('a point at 1, 2 with level 3 is the 29 bytes of the standard', () => {
  expect(hex(encodePointZ(1, 2, 3))).toBe('01e9030000000000000000f03f00000000000000400000000000000840');
});

test('a point of the plane is the 21 bytes of the standard', () => {
  expect(hex(encodePoint(1, 2))).toBe('0101000000000000000000f03f0000000000000040');
  expect(decodeWkb(encodePoint(1, 2))).toEqual({ type: 'point', coordinates: Float64Array.of(1, 2) });
});

test('a triangle with a triangular hole has 9 bytes, 4 a ring and 16 a vertex', () => {
  const outer = Float64Array.of(0, 0, 9, 0, 0, 9, 0, 0);
  const hole = Float64Array.of(1, 1, 2, 1, 1, 2, 1, 1);
  const bytes = encodePolygon([outer, hole]);
  expect(bytes.length).toBe(9 + 2 * (4 + 4 * 16));
  expect(decodeRings(bytes)).toEqual([outer, hole]);
  expect(() => decodeRings(bytes.subarray(0, bytes.length - 8))).toThrow(RangeError);
  expect(() => decodeRings(encodePoint(1, 2))).toThrow('got a point');
  expect(() => decodeCoordinates(bytes)).toThrow('got a polygon');
});

test('two polygons have 9 bytes, and each 5 more than its count, rings and vertices', () => {
  const outer = Float64Array.of(0, 0, 9, 0, 0, 9, 0, 0);
  const hole = Float64Array.of(1, 1, 2, 1, 1, 2, 1, 1);
  const bytes = encodeMultiPolygon([[outer, hole], [hole]]);
  expect(bytes.length).toBe(9 + (9 + 2 * (4 + 64)) + (9 + (4 + 64)));
  expect(decodePolygons(bytes)).toEqual([[outer, hole], [hole]]);
  expect(decodePolygons(encodeMultiPolygon([]))).toEqual([]);
  for (const length of [bytes.length - 1, 150, 12, 9]) {
    expect(() => decodePolygons(bytes.subarray(0, length))).toThrow(RangeError);
  }
  expect(() => decodePolygons(encodePolygon([outer]))).toThrow('got a polygon');
  expect(() => decodeCoordinates(bytes)).toThrow('got a multiPolygon');
  bytes[10] = 1;
  expect(() => decodePolygons(bytes)).toThrow('little-endian Polygon');
});

test('a line of two vertices has a header of 9 bytes and 24 bytes a vertex', () => {
  const bytes = encodeLineStringZ(Float64Array.of(10, 55, 10.5, 55.5), Float64Array.of(3, Number.NaN));
  expect(bytes.length).toBe(9 + 2 * 24);
  expect(decodeWkb(bytes)).toEqual({
    type: 'lineStringZ',
    coordinates: Float64Array.of(10, 55, 3, 10.5, 55.5, Number.NaN),
  });
});

test('lines and polygons come back as they went in, bit for bit, NaN included', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number, number), { minLength: 2, maxLength: 40 }), (vertices) => {
      const path = new Float64Array(vertices.length * 2);
      vertices.forEach(([x, y], i) => {
        path.set([x, y], i * 2);
      });
      const levels = Float64Array.from(vertices, ([, , z]) => z);
      const line = encodeLineStringZ(path, levels);
      expect(decodeCoordinates(line)).toEqual(Float64Array.from(vertices.flat()));
      expect(decodePath(line)).toEqual(path);
      expect(decodeWkb(encodeLineString(path))).toEqual({ type: 'lineString', coordinates: path });
      const rings = [path, path.subarray(2), new Float64Array(0)];
      expect(decodeWkb(encodePolygon(rings))).toEqual({ type: 'polygon', rings });
    }),
  );
});

test('bytes inside a larger buffer are read from their own offset', () => {
  const padded = new Uint8Array(40);
  padded.set(encodePointZ(4, 5, 6), 7);
  expect(decodeCoordinates(padded.subarray(7, 36))).toEqual(Float64Array.of(4, 5, 6));
});

test('what is cut short, big endian or of another type is refused', () => {
  const line = encodeLineStringZ(Float64Array.of(0, 0, 1, 1), Float64Array.of(0, 0));
  expect(() => decodeWkb(line.subarray(0, line.length - 1))).toThrow(RangeError);
  expect(() => decodeRings(Uint8Array.of(1, 3, 0, 0, 0, 255, 255, 255, 255))).toThrow(RangeError);
  expect(() => decodeWkb(new Uint8Array(0))).toThrow(RangeError);
  expect(() => decodeWkb(Uint8Array.of(0, 0, 0, 3, 0xe9))).toThrow(RangeError);
  expect(() => decodeWkb(Uint8Array.of(1, 7, 0, 0, 0))).toThrow('got 7');
});
