import { describe, expect, it } from 'vitest';
import { districtDrains } from '../drains/district-drains.ts';
import { partOfDistrict, rowsOfHouses } from '../drains/testing/part-of-district.ts';
import { demoSite } from '../place/demo-sites.ts';
import { districtPlan } from '../plan/district-plan-of.ts';
import { clearanceAudit } from './clearance-audit.ts';
import { districtMains, layMains } from './district-mains.ts';
import { LEAST_COVERS_M } from './testing/least-covers.ts';
import { lengthKm, planLengthM, stepsAtNodes, sumOfMains, wrongCovers, wrongWords } from './testing/mains-checks.ts';

const site = demoSite(0, 1);
const plan = partOfDistrict(districtPlan(site));
const houses = rowsOfHouses(plan).filter((_, i) => i % 6 === 0);
const drains = districtDrains(plan, houses, site);
const { network, statistics } = layMains(plan, houses, drains, site);

describe('the mains of a part of the district', () => {
  it('cross nothing, drains included, nearer than the tables allow', () => {
    const { vertical, horizontal, crossings, parallels } = clearanceAudit([drains, network]);
    expect(crossings).toBeGreaterThan(1000);
    expect(parallels).toBeGreaterThan(1000);
    expect(vertical).toEqual([]);
    expect(horizontal.filter(({ foundM }) => foundM < 0.2)).toEqual([]);
  });

  it('carry at every node the word for the lines that meet there, at one level', () => {
    expect(wrongWords(network)).toEqual([]);
    expect(stepsAtNodes(network)).toEqual([]);
  });

  it('lie neither too shallow nor deeper than a survey believes, in pieces of 70 m at most', () => {
    expect(wrongCovers(network, LEAST_COVERS_M, 6)).toEqual([]);
    expect(Math.max(...network.conduits.map(planLengthM))).toBeLessThanOrEqual(70.001);
    expect(Math.min(...network.conduits.map(planLengthM))).toBeGreaterThan(0.1);
  });

  it('leave out less than a hundredth of what the streets call for', () => {
    const { wantedM, omittedM } = sumOfMains(statistics);
    expect(omittedM).toBeLessThan(0.01 * wantedM);
  });

  it('go under the river below its bed', () => {
    const under = network.conduits.filter(({ from, to }) => [from, to].some(({ groundLevelM }) => groundLevelM < 0));
    expect(under.length).toBeGreaterThan(5);
    expect(wrongCovers({ nodes: [], conduits: under }, { ...LEAST_COVERS_M, power: 0.45 }, 6)).toEqual([]);
  });

  it('have mains of seven utilities', () => {
    for (const utility of ['water', 'reclaimed', 'gas', 'heat', 'power', 'telecom'] as const) {
      expect(lengthKm(network, (each) => each.utility === utility)).toBeGreaterThan(1);
    }
  });

  it('are the same for the same seed', () => {
    expect(JSON.stringify(districtMains(plan, houses, drains, site))).toBe(JSON.stringify(network));
  });
});
