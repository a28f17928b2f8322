import { describe, expect, it } from 'vitest';
import { districtBuildings } from '../buildings/district-buildings.ts';
import type { LaidConduit } from '../network/laid.ts';
import { demoSite } from '../place/demo-sites.ts';
import { districtPlan } from '../plan/district-plan-of.ts';
import { districtDrains } from './district-drains.ts';
import {
  lengthM,
  lostNodes,
  overloadedStormDrains,
  pairsTooClose,
  risingConduits,
  shaftsOnConduits,
  shallow,
} from './testing/drain-checks.ts';
import { rowsOfHouses } from './testing/part-of-district.ts';

describe.each([1, 2, 3, 4, 5])('the drains of the whole district of seed %i', (seed) => {
  const site = demoSite(0, seed);
  const plan = districtPlan(site);
  const buildings = districtBuildings(plan, site);
  const network = districtDrains(plan, buildings, site);
  const streetsM = plan.network.streets.reduce((sum, street) => sum + street.lengthM, 0);
  const km = (isWanted: (conduit: LaidConduit) => boolean): number =>
    network.conduits.filter(isWanted).reduce((sum, conduit) => sum + lengthM(conduit), 0) / 1000;

  it('drains everything downhill, with all clearances', () => {
    expect(lostNodes(network)).toEqual([]);
    expect(risingConduits(network)).toEqual([]);
    expect(overloadedStormDrains(network)).toEqual([]);
    expect(pairsTooClose(network, 0.15)).toEqual([]);
    expect(shaftsOnConduits(network)).toEqual([]);
    expect(shallow(network.conduits, 0.7, site)).toEqual([]);
  });

  it('has a storm drain and a sewer, or a combined one, under nine tenths of the streets', () => {
    const main = (utility: string) => km((each) => each.use === 'main' && !each.abandoned && each.utility === utility);
    const combinedKm = main('combined');
    expect(main('storm') + combinedKm).toBeGreaterThan((0.85 * streetsM) / 1000);
    expect(main('sewage') + combinedKm).toBeGreaterThan((0.85 * streetsM) / 1000);
    expect(combinedKm).toBeGreaterThan(1.5);
    expect(combinedKm).toBeLessThan(6);
  });

  it('has 13,000 to 19,000 conduits, 3,500 to 5,500 gullies, ten outfalls or more and one siphon', () => {
    const count = (word: string): number =>
      network.nodes.filter((node) => node.appurtenance === word || node.feature === word).length;
    expect(network.conduits.length).toBeGreaterThan(13_000);
    expect(network.conduits.length).toBeLessThan(19_000);
    expect(count('雨水篦')).toBeGreaterThan(3500);
    expect(count('雨水篦')).toBeLessThan(5500);
    expect(count('出水口')).toBeGreaterThanOrEqual(10);
    expect(count('倒虹吸井')).toBe(2);
    expect(count('截流井')).toBe(1);
    expect(count('跌水井')).toBeGreaterThan(10);
    expect(count('化粪池')).toBeGreaterThan(50);
    expect(count('盖堵')).toBeGreaterThan(5);
  });

  it('has a gully every 30 to 45 m of kerb on average', () => {
    const drainedM = 2000 * km((each) => each.use === 'main' && !each.abandoned && each.utility !== 'sewage');
    const gullies = network.nodes.filter((node) => node.appurtenance === '雨水篦').length;
    expect(drainedM / gullies).toBeGreaterThan(30);
    expect(drainedM / gullies).toBeLessThan(45);
  });

  it('holds sizes from DN200 to DN1600, box culverts, an arch and an egg', () => {
    const makes = new Set(network.conduits.map(({ make }) => `${make.shape} ${make.nominal}`));
    for (const dn of [200, 300, 400, 500, 600, 800, 1000, 1200, 1400, 1600])
      expect(makes).toContain(`circular DN${dn}`);
    const shapes = new Set(network.conduits.map(({ make }) => make.shape));
    expect([...shapes].toSorted()).toEqual(['arch', 'circular', 'egg', 'rectangular']);
  });

  it('belongs to three companies and was built by 2025', () => {
    expect(new Set(network.conduits.map(({ owner }) => owner)).size).toBe(3);
    for (const { owner, builtYear } of network.conduits) {
      expect(owner.endsWith('(模拟)')).toBe(true);
      expect(builtYear).toBeLessThanOrEqual(2025);
    }
  });

  it('drains nine of ten buildings', () => {
    const entries = new Set(network.nodes.filter((node) => node.feature === '入户').map((node) => node.at));
    expect(buildings.filter(({ entry }) => entries.has(entry)).length / buildings.length).toBeGreaterThan(0.9);
  });
});

it.each([6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20])(
  'drains the district of seed %i with rows of houses',
  (seed) => {
    const site = demoSite(0, seed);
    const plan = districtPlan(site);
    const network = districtDrains(plan, rowsOfHouses(plan), site);
    expect(lostNodes(network)).toEqual([]);
    expect(risingConduits(network)).toEqual([]);
    expect(overloadedStormDrains(network)).toEqual([]);
    expect(pairsTooClose(network, 0.15)).toEqual([]);
    expect(shaftsOnConduits(network)).toEqual([]);
  },
);
