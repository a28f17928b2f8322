import { describe, expect, it } from 'vitest';
import { type Road, type RoadClass, UNNAMED, type Water } from '../model/map-feature.ts';
import { decodeVectorTile } from '../vector-tile/decode.ts';
import type { DecodedTile } from '../vector-tile/decoded-tile.ts';
import { encodeVectorTile } from '../vector-tile/encode.ts';
import { metresPerUnit, unprojectPoint } from '../vector-tile/project.ts';
import { tileLayer } from '../vector-tile/tile-layer.ts';
import { labelCandidates } from './label-candidates.ts';
import { type MapRow, ROAD_LAYER, WATER_LAYER } from './map-layers.ts';
import { type PaintOperation, paintOperations } from './paint-rules.ts';
import { MAP_STYLES } from './style.ts';

const ADDRESS = { z: 17, x: 109_082, y: 49_600 };

const lonLat = (points: readonly (readonly [number, number])[]): Float64Array =>
  Float64Array.from(points.flatMap(([x, y]) => unprojectPoint(x, y, ADDRESS, 4096)));

function road(kind: RoadClass, rest: Partial<Road> = {}): MapRow<Road> {
  const path = lonLat([
    [0, 2048],
    [4096, 2048],
  ]);
  const value = {
    sourceId: 'r',
    class: kind,
    name: UNNAMED,
    path,
    widthM: null,
    level: null,
    isBridge: false,
    ...rest,
  };
  return { featureId: 'roads.r', id: 1, value };
}

function tileOf(roads: readonly MapRow<Road>[], waters: readonly MapRow<Water>[] = []): DecodedTile {
  const layers = [tileLayer(WATER_LAYER, waters, ADDRESS), tileLayer(ROAD_LAYER, roads, ADDRESS)];
  return decodeVectorTile(encodeVectorTile(layers));
}

const strokes = (operations: readonly PaintOperation[]) =>
  operations.flatMap((op) => (op.kind === 'stroke' ? [op] : []));

describe('paintOperations', () => {
  it('paints all casings of a level before its fillings, and the lesser road below the greater', () => {
    const { rules } = MAP_STYLES.light;
    const colourOf = (kind: RoadClass) => rules.find((rule) => rule.kind === 'line' && rule.where?.values[0] === kind);
    const painted = strokes(paintOperations(tileOf([road('avenue'), road('lane')]), ADDRESS, MAP_STYLES.light));
    const lane = colourOf('lane');
    const avenue = colourOf('avenue');
    if (lane?.kind !== 'line' || avenue?.kind !== 'line') throw new Error('line rules were expected');
    expect(painted.map(({ colour }) => colour)).toEqual([
      lane.casing?.colour,
      avenue.casing?.colour,
      lane.colour,
      avenue.colour,
    ]);
  });

  it('paints a bridge above everything on the ground, its casing included, and ends it square', () => {
    const painted = strokes(
      paintOperations(tileOf([road('lane', { level: 1, isBridge: true }), road('avenue')]), ADDRESS, MAP_STYLES.light),
    );
    expect(painted.map(({ cap }) => cap)).toEqual(['round', 'round', 'butt', 'butt']);
  });

  it('draws a road of 22 m as wide as 22 m are: 22 / (metres a pixel), to a quarter pixel', () => {
    const pxPerM = 512 / 4096 / metresPerUnit(ADDRESS, 4096);
    const filling = strokes(paintOperations(tileOf([road('avenue', { widthM: 22 })]), ADDRESS, MAP_STYLES.light)).at(
      -1,
    );
    expect(Math.abs((filling?.widthPx ?? 0) - 22 * pxPerM)).toBeLessThanOrEqual(0.125);
    // Zoom 17 at 40 degrees north: 0.46 m a pixel of a 512 px tile.
    expect(filling?.widthPx).toBeGreaterThan(46);
    expect(filling?.widthPx).toBeLessThan(49);
  });

  it('gives a road of unknown width a usual one, and never less than can be seen', () => {
    const painted = strokes(paintOperations(tileOf([road('footway', { widthM: 0.1 })]), ADDRESS, MAP_STYLES.light));
    expect(painted.map(({ widthPx }) => widthPx)).toEqual([1.7999999999999998]);
  });

  it('joins roads of one look into one stroke', () => {
    const painted = strokes(
      paintOperations(tileOf([road('street'), road('street'), road('street')]), ADDRESS, MAP_STYLES.dark),
    );
    expect(painted).toHaveLength(2);
    expect(painted[0]?.path.partEnds).toEqual([2, 4, 6]);
  });

  it('paints water under roads, in pixels of the tile', () => {
    const ring = lonLat([
      [0, 0],
      [1024, 0],
      [1024, 2048],
      [0, 2048],
    ]);
    const water: MapRow<Water> = {
      featureId: 'w.1',
      id: 1,
      value: { sourceId: '1', kind: 'lake', name: UNNAMED, rings: [ring] },
    };
    const painted = paintOperations(tileOf([road('lane')], [water]), ADDRESS, MAP_STYLES.light);
    expect(painted.map(({ layer }) => layer)).toEqual(['water', 'roads', 'roads']);
    const { path } = painted[0] ?? {};
    expect([...(path?.coordinates.subarray(0, 8) ?? [])]).toEqual([0, 0, 128, 0, 128, 256, 0, 256]);
  });

  it('paints nothing of an empty tile', () => {
    expect(paintOperations({ layers: [], issues: [] }, ADDRESS, MAP_STYLES.dark)).toEqual([]);
  });
});

describe('labelCandidates', () => {
  it('writes a road along its straight part, in the language asked for or the one it has', () => {
    const named = road('street', { name: { zh: '文化路', en: null } });
    for (const language of ['zh', 'en'] as const) {
      const [label] = labelCandidates(tileOf([named]), ADDRESS, MAP_STYLES.light, { tilePx: 512, language });
      expect(label).toMatchObject({ text: '文化路', x: 256, y: 256, angle: 0 });
      // The line runs 8 px into the buffer at both ends; it was given from edge to edge.
      expect(label?.roomPx).toBe(512);
    }
  });

  it('writes nothing for a road without a name', () => {
    expect(labelCandidates(tileOf([road('street')]), ADDRESS, MAP_STYLES.light)).toEqual([]);
  });
});
