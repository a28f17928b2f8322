import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { describe, expect, it } from 'vitest';
import { TOWN_ORIGIN } from '../../../tests/support/small-town.ts';
import { townMap } from '../../../tests/support/small-town-map.ts';
import type { Road } from '../model/map-feature.ts';
import type { TileAddress } from '../tiling/quadtree.ts';
import { decodeVectorTile } from '../vector-tile/decode.ts';
import { partCoordinates, partsOf, propertiesOf } from '../vector-tile/decoded-tile.ts';
import { encodeVectorTile } from '../vector-tile/encode.ts';
import { twiceArea } from '../vector-tile/polygon-geometry.ts';
import { unprojectPoint } from '../vector-tile/project.ts';
import { bufferUnits, tileLayer } from '../vector-tile/tile-layer.ts';
import { labelCandidates } from './label-candidates.ts';
import { BUILDING_LAYER, LAND_USE_LAYER, type MapRow, PLACE_LAYER, ROAD_LAYER, WATER_LAYER } from './map-layers.ts';
import { paintOperations } from './paint-rules.ts';
import { boxesTouch, estimatedWidthPx, placeLabels } from './place-labels.ts';
import { MAP_STYLES } from './style.ts';

const features = townMap();

function rowOf<Value extends { readonly sourceId: string }>(value: Value, id: number): MapRow<Value> {
  return { featureId: `map.${value.sourceId}`, id, value };
}

const ROWS = {
  landUse: features.flatMap((each, id) => (each.family === 'landUse' ? [rowOf(each.value, id)] : [])),
  water: features.flatMap((each, id) => (each.family === 'water' ? [rowOf(each.value, id)] : [])),
  roads: features.flatMap((each, id) => (each.family === 'road' ? [rowOf(each.value, id)] : [])),
  buildings: features.flatMap((each, id) => (each.family === 'building' ? [rowOf(each.value, id)] : [])),
  places: features.flatMap((each, id) => (each.family === 'place' ? [rowOf(each.value, id)] : [])),
};

function baseTile(rows: typeof ROWS, address: TileAddress): Uint8Array<ArrayBuffer> {
  return encodeVectorTile([
    tileLayer(LAND_USE_LAYER, rows.landUse, address),
    tileLayer(WATER_LAYER, rows.water, address),
    tileLayer(ROAD_LAYER, rows.roads, address),
    tileLayer(BUILDING_LAYER, rows.buildings, address),
    tileLayer(PLACE_LAYER, rows.places, address),
  ]);
}

/** The tile that holds a place: web Mercator, by the sphere's formula with tangent and secant. */
function tileAt([lon, lat]: readonly [number, number], z: number): TileAddress {
  const radians = (lat * Math.PI) / 180;
  const north = Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI;
  return { z, x: Math.floor(((lon + 180) / 360) * 2 ** z), y: Math.floor(((1 - north) / 2) * 2 ** z) };
}

const MIDDLE = tileAt(TOWN_ORIGIN, 15);

function tilesAround({ z, x, y }: TileAddress): readonly TileAddress[] {
  return [-1, 0, 1].flatMap((dx) => [-1, 0, 1].map((dy) => ({ z, x: x + dx, y: y + dy })));
}

describe('the layers of the base map', () => {
  it('joins stretches of a road that are alike in everything below zoom 14, and no others', () => {
    const [west, south] = TOWN_ORIGIN;
    const stretch = (place: number, name: string | null): MapRow<Road> => ({
      featureId: `map.${place}`,
      id: place,
      value: {
        sourceId: String(place),
        class: 'avenue',
        name: { zh: name, en: null },
        path: Float64Array.of(west + place * 0.001, south, west + (place + 1) * 0.001, south),
        widthM: 30,
        level: null,
        isBridge: false,
      },
    });
    const rows = [stretch(0, '海滨路'), stretch(1, '海滨路'), stretch(2, '北路'), stretch(3, null)];
    const namesAt = (z: number) => {
      const layer = decodeVectorTile(encodeVectorTile([tileLayer(ROAD_LAYER, rows, tileAt(TOWN_ORIGIN, z))])).layers[0];
      if (layer === undefined) return [];
      return Array.from({ length: layer.featureCount }, (_, i) => propertiesOf(layer, i).get('zh') ?? null);
    };
    expect(namesAt(13)).toEqual(['海滨路', '北路', null]);
    expect(namesAt(14)).toEqual(['海滨路', '海滨路', '北路', null]);
  });

  it('holds every building of the town, told apart by its id, in the nine tiles around its middle', () => {
    const ids = new Set<unknown>();
    for (const address of tilesAround(MIDDLE)) {
      const layer = decodeVectorTile(baseTile(ROWS, address)).layers.find(({ name }) => name === 'buildings');
      for (let i = 0; i < (layer?.featureCount ?? 0); i++) if (layer) ids.add(propertiesOf(layer, i).get('id'));
    }
    expect(ids).toEqual(new Set(ROWS.buildings.map(({ featureId }) => featureId)));
  });

  it('reaches 24 m beyond a tile for roads: 64 units at zoom 14, 839 at 18, 6,709 at 21', () => {
    // A unit at 39.925 degrees north is 40,075,017 m x cos(lat) / 2^18 / 4096 = 0.02862 m at zoom 18; 24 / 0.02862 = 838.6.
    expect([14, 18, 21].map((z) => bufferUnits(ROAD_LAYER, tileAt(TOWN_ORIGIN, z)))).toEqual([64, 839, 6709]);
  });

  it('has no bytes on the other side of the world', () => {
    expect(baseTile(ROWS, { ...MIDDLE, x: 1000 })).toHaveLength(0);
  });

  it('reads without an issue at every zoom, with rings wound as the specification wants them', () => {
    for (let z = 4; z <= 21; z++) {
      const address = tileAt(TOWN_ORIGIN, z);
      const { layers, issues } = decodeVectorTile(baseTile(ROWS, address));
      expect(issues).toEqual([]);
      // At zoom 7 and below the whole town is smaller than a pixel.
      if (z >= 8) expect(layers.length).toBeGreaterThan(0);
      for (const layer of layers) {
        for (let i = 0; i < layer.featureCount; i++) {
          if (layer.types[i] !== 3) continue;
          const { from, to } = partsOf(layer, i);
          for (let part = from; part < to; part++) {
            const ring = partCoordinates(layer, part);
            const area = twiceArea(ring, ring.length / 2);
            expect(part === from ? area > 0 : area < 0).toBe(true);
          }
        }
      }
    }
  });

  it('brings every corner of a building at full detail back within half a unit (15 mm at zoom 18)', () => {
    const first = ROWS.buildings.find(({ value }) => value.rings.length === 2);
    const [lon = 0, lat = 0] = first?.value.rings[0] ?? [];
    const address = tileAt([lon, lat], 18);
    const layer = new VectorTile(new PbfReader(baseTile({ ...ROWS, buildings: first ? [first] : [] }, address))).layers
      .buildings;
    const read = layer?.feature(0).loadGeometry().flat() ?? [];
    const nearest = Math.min(
      ...read.map(({ x, y }) => {
        const [readLon, readLat] = unprojectPoint(x, y, address, 4096);
        return Math.hypot((readLon - lon) * Math.cos((lat * Math.PI) / 180), readLat - lat) * 111_320;
      }),
    );
    // A unit is 0.0287 m there; half of it in both axes is 0.0203 m.
    expect(nearest).toBeLessThan(0.0204);
  });

  it('paints the town in few strokes and writes names that never touch, over nine tiles together', () => {
    for (const style of [MAP_STYLES.light, MAP_STYLES.dark]) {
      const candidates = tilesAround(MIDDLE).flatMap((address) => {
        const tile = decodeVectorTile(baseTile(ROWS, address));
        expect(paintOperations(tile, address, style).length).toBeLessThan(30);
        return labelCandidates(tile, address, style).map((label) => ({
          ...label,
          x: label.x + 512 * (address.x - MIDDLE.x),
          y: label.y + 512 * (address.y - MIDDLE.y),
        }));
      });
      const placed = placeLabels(candidates, estimatedWidthPx);
      expect(placed.map(({ label }) => label.text)).toEqual(expect.arrayContaining(['示范湾', '滨海大街', '民族路']));
      for (const [i, a] of placed.entries())
        for (const b of placed.slice(i + 1)) expect(boxesTouch(a, b, 3)).toBe(false);
    }
  });
});
