import { describe, expect, it } from 'vitest';
import { finestTerrainLevel, layerJson, tileRange } from './layer-json.ts';

const DOCUMENT = layerJson({
  name: 'bellinge',
  description: 'Ground of Bellinge',
  version: '7',
  attribution: 'DTU',
  tileTemplate: '{z}/{x}/{y}.terrain?v={version}',
  bounds: [10.25, 55.32, 10.4, 55.38],
  finestLevel: 4,
});

describe('layerJson', () => {
  it('speaks the format that viewers read', () => {
    expect(DOCUMENT).toMatchObject({
      tilejson: '2.1.0',
      format: 'quantized-mesh-1.0',
      scheme: 'tms',
      projection: 'EPSG:4326',
      extensions: ['octvertexnormals'],
      maxzoom: 4,
    });
  });

  it('always has the two tiles of level 0, then those that touch the bounds', () => {
    expect(DOCUMENT.available[0]).toEqual([{ startX: 0, startY: 0, endX: 1, endY: 0 }]);
    // Level 4 has tiles of 11.25 degrees: (10.3 + 180) / 11.25 = 16.9, (55.3 + 90) / 11.25 = 12.9.
    expect(DOCUMENT.available[4]).toEqual([{ startX: 16, startY: 12, endX: 16, endY: 12 }]);
    expect(DOCUMENT.available.length).toBe(5);
  });
});

describe('tileRange', () => {
  it('stays on the Earth at its edges', () => {
    expect(tileRange([-180, -90, 180, 90], 1)).toEqual({ startX: 0, startY: 0, endX: 3, endY: 1 });
  });
});

describe('finestTerrainLevel', () => {
  it('samples an elevation model as densely as its cells, covers at least every 4.8 m', () => {
    // 180 / 64 / 2^14 = 0.000172 is the first below 0.000278 degrees (30 m).
    expect(finestTerrainLevel(1 / 3600, false)).toBe(14);
    expect(finestTerrainLevel(1 / 3600, true)).toBe(16);
    expect(finestTerrainLevel(null, true)).toBe(16);
    expect(finestTerrainLevel(0.000_01, true)).toBe(19);
  });
});
