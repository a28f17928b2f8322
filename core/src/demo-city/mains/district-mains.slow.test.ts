import { describe, expect, it } from 'vitest';
import { districtBuildings } from '../buildings/district-buildings.ts';
import { districtDrains } from '../drains/district-drains.ts';
import { demoSite } from '../place/demo-sites.ts';
import { distance } from '../place/plan-geometry.ts';
import { districtPlan } from '../plan/district-plan-of.ts';
import { clearanceAudit } from './clearance-audit.ts';
import { layMains } from './district-mains.ts';
import { LEAST_COVERS_M } from './testing/least-covers.ts';
import {
  lengthKm,
  stepsAtNodes,
  sumOfMains,
  unfedEntries,
  valveSectionsM,
  wrongCovers,
  wrongWords,
} from './testing/mains-checks.ts';

describe.each([1, 2, 3, 4, 5])('the mains of the whole district of seed %i', (seed) => {
  const site = demoSite(0, seed);
  const plan = districtPlan(site);
  const buildings = districtBuildings(plan, site);
  const drains = districtDrains(plan, buildings, site);
  const { network, statistics } = layMains(plan, buildings, drains, site);
  const count = (word: string): number =>
    network.nodes.filter(({ feature, appurtenance }) => feature === word || appurtenance === word).length;

  it('keeps every vertical clearance at 25,000 crossings or more', () => {
    const { vertical, horizontal, crossings, parallels } = clearanceAudit([drains, network]);
    expect(crossings).toBeGreaterThan(25_000);
    expect(parallels).toBeGreaterThan(15_000);
    expect(vertical.map(({ a, b, foundM }) => `${a.id} ${b.id} ${foundM}`)).toEqual([]);
    // At a few slanting meetings two lines of one street come nearer than the table, and never nearer than 0.2 m.
    const own = horizontal.filter(({ a, b }) => network.conduits.includes(a) && network.conduits.includes(b));
    expect(own.length).toBeLessThanOrEqual(2);
    expect(own.filter(({ foundM }) => foundM < 0.2)).toEqual([]);
  });

  it('carries at every node the word for the lines that meet there, at one level, at a sound cover', () => {
    expect(wrongWords(network)).toEqual([]);
    expect(stepsAtNodes(network)).toEqual([]);
    expect(wrongCovers(network, LEAST_COVERS_M, 6)).toEqual([]);
  });

  it('joins every service and hydrant to a line from beyond the district', () => {
    expect(network.conduits.filter(({ use }) => use === 'service').length).toBeGreaterThan(4000);
    expect(unfedEntries(network)).toEqual([]);
  });

  it('has a hydrant within 120 m of every water main, and valves that shut half of them within 100 m', () => {
    const hydrants = network.nodes.filter(({ appurtenance }) => appurtenance === '消防栓');
    const mains = network.conduits.filter(
      ({ subclass, use, abandoned, embedding }) =>
        subclass === 'JS' && use === 'main' && !abandoned && embedding !== 'tunnel',
    );
    const isFar = mains.filter(({ from }) => hydrants.every((each) => distance(each.at, from.at) > 120));
    expect(isFar).toEqual([]);
    const sections = valveSectionsM(network);
    expect(sections[sections.length >> 1]).toBeLessThan(100);
    expect(sections[0]).toBeLessThan(1300);
  });

  it('leaves out less than half a percent of what is wanted', () => {
    const { wantedM, omittedM } = sumOfMains(statistics);
    expect(omittedM).toBeLessThan(0.005 * wantedM);
  });

  it('puts no point at the place of another', () => {
    const places = new Set(
      [...drains.nodes, ...network.nodes].map(({ at: [x, y] }) => `${x.toFixed(3)} ${y.toFixed(3)}`),
    );
    expect(places.size).toBe(drains.nodes.length + network.nodes.length);
  });

  it('has the size of a district', () => {
    expect(network.conduits.length).toBeGreaterThan(27_000);
    expect(network.conduits.length).toBeLessThan(36_000);
    expect(lengthKm(network, ({ subclass, use }) => subclass === 'JS' && use === 'main')).toBeGreaterThan(75);
    expect(lengthKm(network, ({ subclass }) => subclass === 'ZH')).toBeGreaterThan(0.4);
    expect(lengthKm(network, ({ subclass }) => subclass === 'SY')).toBeGreaterThan(1);
    expect(lengthKm(network, ({ abandoned }) => abandoned)).toBeGreaterThan(0.2);
    expect(count('调压箱') + count('调压站')).toBeGreaterThan(100);
    expect(count('换热站')).toBeGreaterThan(50);
    expect(count('人孔')).toBeGreaterThan(700);
  });
});
