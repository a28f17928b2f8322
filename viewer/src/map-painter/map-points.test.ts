import { CITY_POINT_LAYER, type MapRow } from '@undercroft/core/map/map-layers';
import type { CityPoint } from '@undercroft/core/model/city-point';
import { decodeVectorTile } from '@undercroft/core/vector-tile/decode';
import { encodeVectorTile } from '@undercroft/core/vector-tile/encode';
import { unprojectPoint } from '@undercroft/core/vector-tile/project';
import { tileLayer } from '@undercroft/core/vector-tile/tile-layer';
import { describe, expect, it } from 'vitest';
import { mapPoints } from './map-points.ts';

const ADDRESS = { z: 16, x: 54_500, y: 24_900 };

/** A camera at a place of the tile in units of 4096. */
function camera(sourceId: string, x: number, y: number, more: Partial<CityPoint> = {}): MapRow<CityPoint> {
  const unknown = { levelM: null, heightM: null, code: null, category: null, headingDeg: null, fieldOfViewDeg: null };
  const value = {
    kind: 'camera' as const,
    sourceId,
    name: { zh: null, en: null },
    position: unprojectPoint(x, y, ADDRESS, 4096),
    ...unknown,
    rangeM: null,
    gridCell: null,
    address: null,
    owner: null,
    status: 'unknown' as const,
    ...more,
  };
  return { featureId: `cctv.${sourceId}`, id: null, value };
}

const read = (language: 'zh' | 'en', ...rows: readonly MapRow<CityPoint>[]) =>
  mapPoints(decodeVectorTile(encodeVectorTile([tileLayer(CITY_POINT_LAYER, rows, ADDRESS)])), ADDRESS, language);

describe('the city points of a tile', () => {
  it('keep what is known of them, and what is not stays unknown: no heading is not north', () => {
    const named = camera('a', 2048, 2048, { name: { zh: '东门', en: 'East gate' }, headingDeg: 0, heightM: 6 });
    const [first, second] = read('en', named, camera('b', 100.5, 4000, { levelM: -2.5, kind: 'sensor' }));
    expect(first).toMatchObject({
      id: 'cctv.a',
      kind: 'camera',
      name: 'East gate',
      headingDeg: 0,
      heightM: 6,
      levelM: null,
    });
    expect(second).toMatchObject({
      id: 'cctv.b',
      kind: 'sensor',
      name: null,
      headingDeg: null,
      heightM: null,
      levelM: -2.5,
    });
    const [lon, lat] = unprojectPoint(2048, 2048, ADDRESS, 4096);
    expect(first?.lon).toBeCloseTo(lon, 9);
    expect(first?.lat).toBeCloseTo(lat, 9);
  });

  it('are named in the other language where one is missing', () => {
    expect(read('en', camera('a', 9, 9, { name: { zh: '东门', en: null } }))[0]?.name).toBe('东门');
  });

  it('are told by one tile alone: one in its margin belongs to its neighbour', () => {
    expect(
      read('zh', camera('a', 4100, 2000), camera('b', -5, 2000), camera('c', 4095, 0)).map(({ id }) => id),
    ).toEqual(['cctv.c']);
  });
});
