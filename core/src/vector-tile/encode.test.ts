import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { describe, expect, it } from 'vitest';
import { decodeVectorTile } from './decode.ts';
import { partCoordinates, partsOf, propertiesOf } from './decoded-tile.ts';
import { encodeVectorTile, VectorTileLayerWriter } from './encode.ts';
import { TileGeometry } from './tile-geometry.ts';

type Pair = readonly [number, number];

const coordinate = fc.integer({ min: -64, max: 4160 });
const point: fc.Arbitrary<Pair> = fc.tuple(coordinate, coordinate);
/** Points of which no two neighbours are equal, as lines must have them. */
const line = (least: number): fc.Arbitrary<Pair[]> =>
  fc.uniqueArray(point, { minLength: least, maxLength: 40, selector: ([x, y]) => `${x} ${y}` });
const value = fc.oneof(
  fc.string(),
  fc.boolean(),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((each) => each + 0),
  fc.float({ noNaN: true, noDefaultInfinity: true }).map((each) => each + 0),
);
const properties = fc.dictionary(fc.string({ maxLength: 6 }), value, { maxKeys: 5, noNullPrototype: false });
const id = fc.option(fc.maxSafeNat());
/** Boxes with a hole each, side by side, so that rings are valid whatever the numbers are. */
const polygons = fc
  .array(fc.tuple(fc.integer({ min: 6, max: 90 }), fc.integer({ min: 6, max: 90 })), { minLength: 1, maxLength: 8 })
  .map((sizes) => sizes.flatMap(([w, h], i) => boxWithHole(i * 100, i * 7, w, h)));
const shape = fc.oneof(
  fc.record({ type: fc.constant(1 as const), parts: fc.array(point, { minLength: 1, maxLength: 9 }).map((p) => [p]) }),
  fc.record({ type: fc.constant(2 as const), parts: fc.array(line(2), { minLength: 1, maxLength: 4 }) }),
  fc.record({ type: fc.constant(3 as const), parts: polygons }),
);
const feature = fc.record({ id, shape, properties });

function boxWithHole(x: number, y: number, w: number, h: number): Pair[][] {
  return [
    [
      [x, y],
      [x + w, y],
      [x + w, y + h],
      [x, y + h],
    ],
    [
      [x + 1, y + 1],
      [x + 1, y + h - 1],
      [x + w - 1, y + h - 1],
      [x + w - 1, y + 1],
    ],
  ];
}

function geometryOf({ type, parts }: { type: 1 | 2 | 3; parts: readonly (readonly Pair[])[] }): TileGeometry {
  const geometry = new TileGeometry();
  geometry.clear(type);
  for (const part of parts) {
    for (const [x, y] of part) geometry.point(x, y);
    geometry.endPart();
  }
  return geometry;
}

function written(features: readonly (typeof feature extends fc.Arbitrary<infer T> ? T : never)[]): Uint8Array {
  const layer = new VectorTileLayerWriter('l');
  for (const each of features) {
    const tags = Object.entries(each.properties).flatMap(([key, v]) => [layer.key(key), layer.value(v)]);
    expect(layer.feature(each.id, geometryOf(each.shape), tags)).toBe(true);
  }
  return encodeVectorTile([layer]);
}

describe('VectorTileLayerWriter', () => {
  it('writes the point of the specification (4.3.5.1) byte for byte: MoveTo(1), 25, 17', () => {
    const layer = new VectorTileLayerWriter('a');
    layer.feature(null, geometryOf({ type: 1, parts: [[[25, 17]]] }), []);
    // layer(18 bytes): version 2, name "a", feature(7): type 1, geometry 9 50 34; extent 4096.
    expect([...encodeVectorTile([layer])]).toEqual([
      0x1a, 17, 0x78, 2, 0x0a, 1, 97, 0x12, 7, 0x18, 1, 0x22, 3, 9, 50, 34, 0x28, 0x80, 0x20,
    ]);
  });

  it('is read by @mapbox/vector-tile as what was written: types, ids, values, lines, rings and holes', () => {
    fc.assert(
      fc.property(fc.array(feature, { minLength: 1, maxLength: 12 }), (features) => {
        const layer = new VectorTile(new PbfReader(written(features))).layers.l;
        expect(layer?.length).toBe(features.length);
        for (const [i, source] of features.entries()) {
          const read = layer?.feature(i);
          expect(read?.type).toBe(source.shape.type);
          expect(read?.id ?? null).toBe(source.id);
          expect({ ...read?.properties }).toEqual({ ...source.properties });
          // Their rings repeat the first point at the end; their points come one a part.
          const parts = read?.loadGeometry().map((part) => part.map(({ x, y }) => [x, y])) ?? [];
          const wanted = source.shape.parts.map((part) => part.map(([x, y]) => [x, y]));
          if (source.shape.type === 1) expect(parts.flat()).toEqual(wanted.flat());
          else if (source.shape.type === 2) expect(parts).toEqual(wanted);
          else expect(parts.map((part) => part.slice(0, -1))).toEqual(wanted);
        }
      }),
    );
  });

  it('is read by our own decoder as what was written', () => {
    fc.assert(
      fc.property(fc.array(feature, { minLength: 1, maxLength: 12 }), (features) => {
        const { layers, issues } = decodeVectorTile(written(features));
        const layer = layers[0];
        expect(issues).toEqual([]);
        if (layer === undefined) throw new Error('a layer was expected');
        for (const [i, source] of features.entries()) {
          const { from, to } = partsOf(layer, i);
          const parts = Array.from({ length: to - from }, (_, p) => [...partCoordinates(layer, from + p)]);
          expect(parts).toEqual(source.shape.parts.map((part) => part.flat()));
          expect(Number.isNaN(layer.ids[i]) ? null : layer.ids[i]).toBe(source.id);
          expect(Object.fromEntries(propertiesOf(layer, i))).toEqual({ ...source.properties });
        }
      }),
    );
  });

  it('writes no bytes for a layer without features', () => {
    expect(encodeVectorTile([new VectorTileLayerWriter('empty')])).toHaveLength(0);
    expect(decodeVectorTile(new Uint8Array(0)).layers).toEqual([]);
  });

  it('leaves out a line of one place and a ring of two, and says so', () => {
    const layer = new VectorTileLayerWriter('l');
    const dot: Pair[] = [
      [5, 5],
      [5, 5],
    ];
    expect(layer.feature(1, geometryOf({ type: 2, parts: [dot] }), [])).toBe(false);
    expect(layer.feature(1, geometryOf({ type: 3, parts: [[...dot, [6, 6]]] }), [])).toBe(false);
    expect(layer.featureCount).toBe(0);
  });

  it('moves a long feature up when its length takes more bytes: 100, 10,000 and 1,000,000 points', () => {
    for (const count of [100, 10_000, 1_000_000]) {
      const layer = new VectorTileLayerWriter('l');
      const geometry = new TileGeometry();
      geometry.clear(2);
      for (let i = 0; i < count; i++) geometry.point(i % 2 === 0 ? 0 : 4096, i % 4096);
      geometry.endPart();
      layer.feature(7, geometry, []);
      const decoded = decodeVectorTile(encodeVectorTile([layer])).layers[0];
      expect(decoded?.partEnds[0]).toBe(count);
      expect(decoded?.coordinates.at(-1)).toBe((count - 1) % 4096);
    }
  });

  it('writes values of every length of text and kind of number so that they are read back', () => {
    const texts = [0, 1, 123, 124, 125, 126, 127, 128, 129, 16_378, 16_379, 16_380, 16_384].flatMap((size) => [
      'x'.repeat(size),
      `${'x'.repeat(size)}海\u{1f30a}`,
    ]);
    const numbers = [1, 127, 128, 2 ** 31, 2 ** 32, 2 ** 53 - 1, -1, -64, -65, -(2 ** 52), -(2 ** 52) - 1, 0.5, 0.1];
    const values = [...texts, ...numbers, true, false];
    const layer = new VectorTileLayerWriter('l'.repeat(200));
    const tags = values.flatMap((each, i) => [layer.key(`k${i}`), layer.value(each)]);
    layer.feature(1, geometryOf({ type: 1, parts: [[[0, 0]]] }), tags);
    const bytes = encodeVectorTile([layer]);
    expect(decodeVectorTile(bytes).layers[0]?.values).toEqual(values);
    expect(decodeVectorTile(bytes).layers[0]?.name).toHaveLength(200);
    const read = new VectorTile(new PbfReader(bytes)).layers['l'.repeat(200)]?.feature(0).properties ?? {};
    expect(values.map((_, i) => read[`k${i}`])).toEqual(values);
  });

  it('finds a value again whatever kind it is: the number 1, the text "1" and true are three', () => {
    const layer = new VectorTileLayerWriter('l');
    const given = [1, '1', true, false, 1, '1', true, false, 0.5, 0.5];
    expect(given.map((each) => layer.value(each))).toEqual([0, 1, 2, 3, 0, 1, 2, 3, 4, 4]);
    expect(layer.uniqueValue('GX1')).toBe(5);
  });

  it('refuses a value that is not finite and an id that is no whole number', () => {
    const layer = new VectorTileLayerWriter('l');
    expect(() => layer.value(Number.NaN)).toThrow(expect.objectContaining({ code: 'value-not-finite' }));
    expect(() => layer.feature(1.5, geometryOf({ type: 1, parts: [[[0, 0]]] }), [])).toThrow(
      expect.objectContaining({ code: 'id-invalid' }),
    );
  });
});
