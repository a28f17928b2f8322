import { VectorTile } from '@mapbox/vector-tile';
import fc from 'fast-check';
import { PbfReader } from 'pbf';
import { describe, expect, it } from 'vitest';
import { decodeVectorTile } from './decode.ts';
import { partCoordinates, partsOf } from './decoded-tile.ts';
import { encodeVectorTile } from './encode.ts';
import { twiceArea } from './polygon-geometry.ts';
import { unprojectPoint } from './project.ts';
import { type LayerSchema, type SourceGeometry, tileLayer } from './tile-layer.ts';

const ADDRESS = { z: 18, x: 218_000, y: 99_000 };

interface Row {
  readonly id: number;
  readonly geometry: SourceGeometry;
  readonly name: string | null;
  readonly secret: string;
}

const SCHEMA: LayerSchema<Row> = {
  name: 'things',
  minZoom: 10,
  geometry: (row) => row.geometry,
  id: (row) => row.id,
  attributes: { name: (row) => row.name },
};

/** Flat longitude, latitude of places given in units of the tile. */
function lonLat(points: readonly (readonly [number, number])[], address = ADDRESS): Float64Array {
  return Float64Array.from(points.flatMap(([x, y]) => unprojectPoint(x, y, address, 4096)));
}

function row(geometry: SourceGeometry, name: string | null = null): Row {
  return { id: 7, geometry, name, secret: 'not for the map' };
}

function ringsOf(rows: readonly Row[], address = ADDRESS): number[][] {
  const { layers, issues } = decodeVectorTile(encodeVectorTile([tileLayer(SCHEMA, rows, address)]));
  expect(issues).toEqual([]);
  const layer = layers[0];
  if (layer === undefined) return [];
  const { from, to } = partsOf(layer, 0);
  return Array.from({ length: to - from }, (_, i) => [...partCoordinates(layer, from + i)]);
}

const box = (x: number, y: number, size: number): readonly (readonly [number, number])[] => [
  [x, y],
  [x, y + size],
  [x + size, y + size],
  [x + size, y],
];

describe('tileLayer', () => {
  it('brings lines back from @mapbox/vector-tile within half a unit of where they were', () => {
    const coordinate = fc.double({ min: 0, max: 4096, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(coordinate, coordinate), { minLength: 2, maxLength: 20 }),
        fc.integer({ min: 17, max: 21 }),
        (points, z) => {
          const address = { z, x: ADDRESS.x * 2 ** (z - 17), y: ADDRESS.y * 2 ** (z - 17) };
          const rows = [row({ type: 'line', lines: [lonLat(points, address)] })];
          const tile = new VectorTile(new PbfReader(encodeVectorTile([tileLayer(SCHEMA, rows, address)])));
          const read = tile.layers.things?.feature(0).loadGeometry()[0] ?? [];
          const distinct = points
            .map(([x, y]) => [Math.round(x), Math.round(y)] as const)
            .filter(([x, y], i, all) => i === 0 || x !== all[i - 1]?.[0] || y !== all[i - 1]?.[1]);
          if (distinct.length < 2) return;
          for (const [x, y] of points) {
            const nearest = Math.min(...read.map((p) => Math.max(Math.abs(p.x - x), Math.abs(p.y - y))));
            expect(nearest).toBeLessThan(0.5 + 1e-4);
          }
        },
      ),
    );
  });

  it('winds an exterior ring clockwise and a hole anticlockwise, however they came', () => {
    for (const turned of [false, true]) {
      const rings = [box(100, 100, 1000), box(300, 300, 200)].map((ring) => (turned ? ring.toReversed() : ring));
      const out = ringsOf([row({ type: 'polygon', polygons: [rings.map((ring) => lonLat(ring))] })]);
      expect(out.map((ring) => twiceArea(ring, ring.length / 2) / 2)).toEqual([1_000_000, -40_000]);
    }
  });

  it('leaves closed and open rings the same', () => {
    const open = lonLat(box(0, 0, 500));
    const closed = Float64Array.from([...open, open[0] ?? 0, open[1] ?? 0]);
    expect(ringsOf([row({ type: 'polygon', polygons: [[closed]] })])).toEqual(
      ringsOf([row({ type: 'polygon', polygons: [[open]] })]),
    );
  });

  it('cuts a polygon over the edge at the buffer of 64 units', () => {
    const out = ringsOf([row({ type: 'polygon', polygons: [[lonLat(box(4000, 0, 1000))]] })]);
    expect(Math.max(...(out[0] ?? []).filter((_, i) => i % 2 === 0))).toBe(4160);
    expect(twiceArea(out[0] ?? [], 4) / 2).toBe(160 * 1000);
  });

  it('keeps a road beside the tile when it is drawn wide enough to show in it: 20 m at zoom 18, 0.03 m a unit', () => {
    const beside = row({
      type: 'line',
      lines: [
        lonLat([
          [4600, 0],
          [4600, 4096],
        ]),
      ],
    });
    // 504 units from the edge: 504 x 0.0373 x cos(38.6 degrees) = 14.7 m.
    expect(tileLayer(SCHEMA, [beside], ADDRESS).featureCount).toBe(0);
    expect(tileLayer({ ...SCHEMA, reachM: 20 }, [beside], ADDRESS).featureCount).toBe(1);
    expect(tileLayer({ ...SCHEMA, reachM: 14 }, [beside], ADDRESS).featureCount).toBe(0);
  });

  it('draws nothing where a hole swallows the tile', () => {
    const rings = [lonLat(box(-9000, -9000, 30_000)), lonLat(box(-5000, -5000, 20_000))];
    expect(ringsOf([row({ type: 'polygon', polygons: [rings] })])).toEqual([]);
  });

  it('keeps clipped polygons right for any star: rings valid in winding, area within the rounding', () => {
    const star = fc.array(fc.integer({ min: 300, max: 3000 }), { minLength: 5, maxLength: 24 });
    const centre = fc.integer({ min: -500, max: 4600 });
    fc.assert(
      fc.property(star, centre, centre, (radii, cx, cy) => {
        const ring = radii.map((r, i): readonly [number, number] => {
          const angle = (2 * Math.PI * i) / radii.length;
          return [cx + r * Math.cos(angle), cy + r * Math.sin(angle)];
        });
        const out = ringsOf([row({ type: 'polygon', polygons: [[lonLat(ring)]] })]);
        expect(out.length).toBeLessThanOrEqual(1);
        for (const part of out) {
          expect(part.length).toBeGreaterThanOrEqual(6);
          expect(twiceArea(part, part.length / 2)).toBeGreaterThan(0);
          for (const value of part) expect(value >= -64 && value <= 4160).toBe(true);
        }
      }),
    );
  });

  it('leaves out below zoom 17 what is smaller than a pixel (8 units), and keeps it from 17 on', () => {
    const far = { z: 14, x: 13_600, y: 6_200 };
    const small = (address: typeof far) => row({ type: 'polygon', polygons: [[lonLat(box(10, 10, 6), address)]] });
    const short = (address: typeof far) =>
      row({
        type: 'line',
        lines: [
          lonLat(
            [
              [10, 10],
              [16, 12],
            ],
            address,
          ),
        ],
      });
    expect(ringsOf([small(far)], far)).toEqual([]);
    expect(ringsOf([short(far)], far)).toEqual([]);
    expect(ringsOf([small(ADDRESS)])).toHaveLength(1);
    expect(ringsOf([short(ADDRESS)])).toHaveLength(1);
  });

  it('sends the attributes of its schema and no others, and no tag for what is unknown', () => {
    const points = lonLat([[5, 5]]);
    const rows = [row({ type: 'point', points }, '海'), row({ type: 'point', points })];
    const layer = decodeVectorTile(encodeVectorTile([tileLayer(SCHEMA, rows, ADDRESS)])).layers[0];
    expect(layer?.keys).toEqual(['name']);
    expect(layer?.values).toEqual(['海']);
    expect([...(layer?.tagEnds ?? [])]).toEqual([2, 2]);
  });

  it('leaves out a feature with a coordinate that is not a number', () => {
    const lines = [Float64Array.from([119.6, 39.9, Number.NaN, 39.91])];
    expect(tileLayer(SCHEMA, [row({ type: 'line', lines })], ADDRESS).featureCount).toBe(0);
  });

  it('draws nothing of a layer below its least zoom', () => {
    const low = { z: 9, x: 425, y: 193 };
    expect(tileLayer(SCHEMA, [row({ type: 'point', points: lonLat([[5, 5]], low) })], low).featureCount).toBe(0);
  });
});
