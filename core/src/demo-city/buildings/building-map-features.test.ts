import { describe, expect, it } from 'vitest';
import { demoSite } from '../place/demo-sites.ts';
import { buildingMapFeature, furnitureMapFeature, sportsFieldMapFeature } from './building-map-features.ts';
import type { DemoBuilding } from './demo-building.ts';

const SLAB: DemoBuilding = {
  id: 'J00007',
  blockId: 'B001',
  rings: [
    [
      [1000, 1000],
      [1060, 1000],
      [1060, 1012],
      [1000, 1012],
    ],
  ],
  storeys: 6,
  heightM: 17.7,
  use: 'residential',
  roof: 'flat',
  builtYear: 1998,
  zh: '海景小区1号楼',
  en: 'Haijing Estate Building 1',
  address: '文化路12号',
  households: 41,
  streetId: 'S01',
  entry: [1030, 1000],
};

describe('buildingMapFeature', () => {
  it('closes the ring, keeps height and storeys, and says that it is synthetic', () => {
    const site = demoSite(0, 1);
    const feature = buildingMapFeature(SLAB, site);
    if (feature.family !== 'building') throw new Error(`a building was expected, got ${feature.family}`);
    const { rings, heightM, storeys, useBasis, raw } = feature.value;
    expect(rings[0]).toHaveLength(10);
    expect(rings[0]?.slice(0, 2)).toEqual(rings[0]?.slice(8));
    expect(rings[0]?.slice(2, 4)).toEqual(Float64Array.from(site.lonLat([1060, 1000])));
    expect([heightM, storeys, useBasis]).toEqual([17.7, 6, 'stated']);
    expect(raw).toMatchObject({ 楼房编号: 'J00007', 地址: '文化路12号', 层数: '6', 备注: '模拟 synthetic' });
  });
});

describe('furnitureMapFeature', () => {
  const site = demoSite(0, 1);

  it('a lamp has no crown, and its arm keeps its direction on the ground', () => {
    const lamp = {
      id: 'D00001',
      kind: 'lamp',
      at: [1500, 1500],
      heightM: 9,
      crownM: 0,
      headingDeg: 90,
      species: null,
    } as const;
    const feature = furnitureMapFeature(lamp, site);
    if (feature.family !== 'furniture') throw new Error(`furniture was expected, got ${feature.family}`);
    const { position, headingDeg, widthM, kind } = feature.value;
    expect([kind, widthM]).toEqual(['lamp', null]);
    // 90 degrees is along the plan's x axis: ten metres on, the bearing is the same.
    const [lon, lat] = site.lonLat([1510, 1500]);
    const bearing = Math.atan2((lon - position[0]) * Math.cos((lat * Math.PI) / 180), lat - position[1]);
    expect(Math.abs((((bearing * 180) / Math.PI + 360) % 360) - (headingDeg ?? 0))).toBeLessThan(1);
  });
});

describe('sportsFieldMapFeature', () => {
  it('is grass with a closed ring', () => {
    const feature = sportsFieldMapFeature(SLAB.rings[0] ?? [], 4, demoSite(0, 1));
    expect(feature).toMatchObject({ family: 'landUse', value: { sourceId: 'C004', kind: 'grass' } });
    if (feature.family === 'landUse') expect(feature.value.rings[0]).toHaveLength(10);
  });
});
