import { describe, expect, it } from 'vitest';
import { coordinatePool } from '../coordinate-pool.ts';
import { geometryBlob } from './geometry-blob.ts';
import { geometryBlobOf, wkb } from './test-geopackage.ts';
import { wkbGeometry } from './wkb-geometry.ts';

const read = (bytes: Uint8Array) =>
  wkbGeometry(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), 0, coordinatePool());
const numbers = (...values: number[]) => new Float64Array(values);
const square = [[5] as const, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0] as const;

describe('well-known binary', () => {
  it.each([
    ['a point', wkb(1, 3, 4), { kind: 'point', xy: numbers(3, 4), z: null }],
    ['a point with a level (ISO)', wkb(1001, 3, 4, 5), { kind: 'point', xy: numbers(3, 4), z: numbers(5) }],
    ['a point with a level (PostGIS)', wkb(0x80000001, 3, 4, 5), { kind: 'point', xy: numbers(3, 4), z: numbers(5) }],
    ['a point with a measure', wkb(2001, 3, 4, 5), { kind: 'point', xy: numbers(3, 4), z: null }],
    ['a point with both', wkb(3001, 3, 4, 5, 6), { kind: 'point', xy: numbers(3, 4), z: numbers(5) }],
    ['a point with both (PostGIS)', wkb(0xc0000001, 3, 4, 5, 6), { kind: 'point', xy: numbers(3, 4), z: numbers(5) }],
    ['a point that names its system', wkb(0x20000001, [4549], 3, 4), { kind: 'point', xy: numbers(3, 4), z: null }],
    ['a level that is no number', wkb(1001, 3, 4, Number.NaN), { kind: 'point', xy: numbers(3, 4), z: null }],
    ['several points', wkb(4, [2], wkb(1, 1, 2), wkb(1, 3, 4)), { kind: 'point', xy: numbers(1, 2, 3, 4), z: null }],
    [
      'a line',
      wkb(1002, [2], 1, 2, 9, 3, 4, 8),
      { kind: 'line', lines: [{ xy: numbers(1, 2, 3, 4), z: numbers(9, 8) }] },
    ],
    [
      'several lines',
      wkb(5, [1], wkb(2, [2], 1, 2, 3, 4)),
      { kind: 'line', lines: [{ xy: numbers(1, 2, 3, 4), z: null }] },
    ],
    [
      'a polygon',
      wkb(3, [1], ...square),
      { kind: 'polygon', polygons: [[{ xy: numbers(0, 0, 0, 1, 1, 1, 1, 0, 0, 0), z: null }]] },
    ],
    ['several polygons', wkb(6, [1], wkb(3, [1], ...square)), { kind: 'polygon', polygons: [[{ z: null }]] }],
    ['an empty point', wkb(1, Number.NaN, Number.NaN), null],
    ['an empty line', wkb(2, [0]), null],
    ['an empty polygon', wkb(3, [0]), null],
    ['no polygons', wkb(6, [0]), null],
  ])('%s is read', (_title, bytes, geometry) => {
    if (geometry === null) expect(read(bytes)).toBeNull();
    else expect(read(bytes)).toMatchObject(geometry);
  });

  it('of the other byte order is read', () => {
    const view = new DataView(new ArrayBuffer(21));
    view.setUint32(1, 1);
    view.setFloat64(5, 3);
    view.setFloat64(13, 4);
    expect(read(new Uint8Array(view.buffer))).toMatchObject({ xy: numbers(3, 4) });
  });

  it.each([
    ['nothing', new Uint8Array(0), /wants 5 bytes/],
    ['a byte order of 2', Uint8Array.of(2, 1, 0, 0, 0), /byte order of 2/],
    ['a point that ends early', wkb(1, 3), /wants 16 bytes/],
    ['a line of four thousand million positions', wkb(2, [0xffffffff], 1, 2), /wants/],
    ['a polygon of four thousand million rings', wkb(3, [0xffffffff]), /wants/],
    ['as many polygons', wkb(6, [0xffffffff]), /wants/],
    ['a line among points', wkb(4, [1], wkb(2, [2], 1, 2, 3, 4)), /type 2 where 1 was wanted/],
    ['a collection', wkb(7, [1], wkb(1, 1, 2)), /GeometryCollection/],
    ['a collection in a collection', wkb(6, [1], wkb(6, [1], wkb(6, [0]))), /type 6 where 3 was wanted/],
    ['a circular arc', wkb(8, [3], 0, 0, 1, 1, 2, 0), /circular arc/],
    ['a type nobody knows', wkb(99), /of type 99/],
    ['a line of one position', wkb(2, [1], 1, 2), /line of one position/],
    ['an open ring', wkb(3, [1], [4], 0, 0, 0, 1, 1, 1, 1, 0), /ring that is not closed/],
    ['half a point', wkb(1, 3, Number.NaN), /no number/],
    ['an infinite point', wkb(1, Number.POSITIVE_INFINITY, 0), /no number/],
  ])('%s is refused', (_title, bytes, fault) => {
    expect(read(bytes)).toEqual({ fault: expect.stringMatching(fault) });
  });
});

describe('a geometry blob', () => {
  const POINT = wkb(1, 3, 4);
  const blob = (bytes: Uint8Array) => geometryBlob(bytes, 4549, coordinatePool());

  it('is read behind an envelope of any kind', () => {
    expect(blob(geometryBlobOf(POINT))).toMatchObject({ xy: numbers(3, 4) });
    for (const [code, length] of [
      [1, 32],
      [2, 48],
      [3, 48],
      [4, 64],
    ] as const) {
      const enveloped = new Uint8Array(length + POINT.length);
      enveloped.set(POINT, length);
      expect(blob(geometryBlobOf(enveloped, 4549, 1 + code * 2))).toMatchObject({ xy: numbers(3, 4) });
    }
  });

  it('that is said to be empty is none', () => {
    expect(blob(geometryBlobOf(POINT, 4549, 0x11))).toBeNull();
  });

  it.each([
    ['in another system than its layer', geometryBlobOf(POINT, 4326), /names system 4326, its layer 4549/],
    ['of an extended kind', geometryBlobOf(POINT, 4549, 0x21), /extended/],
    ['with an envelope of code 5', geometryBlobOf(POINT, 4549, 1 + 5 * 2), /envelope of code 5/],
    ['that is too short', Uint8Array.of(0x47, 0x50), /shorter than a header/],
    ['that begins otherwise', new Uint8Array(30), /"GP"/],
    ['whose envelope is not there', geometryBlobOf(new Uint8Array(3), 4549, 3), /wants 5 bytes/],
  ])('%s is refused', (_title, bytes, fault) => {
    expect(blob(bytes)).toEqual({ fault: expect.stringMatching(fault) });
  });
});
