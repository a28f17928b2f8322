import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { localProjection } from '../geodesy/local-projection.ts';
import type { CityFeature } from '../model/city-feature.ts';
import type { Link } from '../model/link.ts';
import type { NetworkNode } from '../model/network-node.ts';
import { DEMO_ORIGIN } from './demo-frame.ts';
import { demoStreets } from './demo-streets.ts';
import { levelsOf } from './draft.ts';
import {
  ARCH_CULVERT,
  CONCRETE_DRAINS,
  EGG_TRUNK,
  outerHalfWidthM,
  SMALL_CULVERT,
  WATER_MAIN_LARGE,
  WATER_SERVICES,
} from './pipe-make.ts';

const features = [...demoStreets(1)];
const links = features.flatMap((each): Link[] => (each.family === 'link' ? [each.value] : []));
const nodes = features.flatMap((each): NetworkNode[] => (each.family === 'node' ? [each.value] : []));
const nodeById = new Map(nodes.map((node) => [node.sourceId, node]));

describe('demoStreets', () => {
  it('gives the same features for the same seed and others for another', () => {
    const first = digest(features);
    expect(digest(demoStreets(1))).toBe(first);
    expect(digest(demoStreets(2))).not.toBe(first);
  });

  it('names every feature once and every end of a link by an existing node of its utility', () => {
    const ids = [...nodes, ...links].map((each) => each.sourceId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const link of links) {
      for (const id of [link.fromNode, link.toNode]) {
        expect(nodeById.get(id ?? '')?.utility, link.sourceId).toBe(link.utility);
      }
    }
    expect(links.some((link) => /^WS\d+-\d+$/.test(link.sourceId))).toBe(true);
    expect(nodeById.has('YS-0001')).toBe(true);
  });

  it('has 600 to 1500 conduits, at least 250 of each utility, and every kind of node that a street has', () => {
    expect(links.length).toBeGreaterThanOrEqual(600);
    expect(links.length).toBeLessThanOrEqual(1500);
    for (const utility of ['storm', 'sewage', 'water']) {
      expect(links.filter((link) => link.utility === utility).length).toBeGreaterThan(250);
    }
    expect(new Set(nodes.map((node) => node.kind))).toEqual(new Set(['manhole', 'outfall', 'fitting', 'appurtenance']));
  });

  it('holds two sizes of rectangular culvert, an arch, an egg and circular drains up to DN1200', () => {
    const sizes = new Set(links.map(({ section }) => `${section?.shape} ${section?.widthMm}x${section?.heightMm}`));
    for (const size of [
      'rectangular 1200x800',
      'rectangular 2000x1500',
      'arch 1500x1200',
      'egg 1000x1500',
      'circular 300x300',
      'circular 1200x1200',
    ]) {
      expect(sizes).toContain(size);
    }
  });

  it('starts and ends every path at its nodes, within 0.2 mm of the length stated for it', () => {
    const projection = localProjection(DEMO_ORIGIN);
    const xy = new Float64Array(2);
    for (const link of links) {
      expect([link.path[0], link.path[1]]).toEqual(nodeById.get(link.fromNode ?? '')?.position);
      expect([link.path.at(-2), link.path.at(-1)]).toEqual(nodeById.get(link.toNode ?? '')?.position);
      let lengthM = 0;
      let before: readonly [number, number] | null = null;
      for (let i = 0; i < link.path.length; i += 2) {
        projection.forward(link.path[i] ?? Number.NaN, link.path[i + 1] ?? Number.NaN, xy);
        const here = [xy[0] ?? Number.NaN, xy[1] ?? Number.NaN] as const;
        if (before) lengthM += Math.hypot(here[0] - before[0], here[1] - before[1]);
        before = here;
      }
      // Nine places of a degree are 0.1 mm; every vertex may be off by half of that, the length by a rounded millimetre.
      expect(Math.abs(lengthM - link.planLengthM), link.sourceId).toBeLessThan(
        0.0005 + (link.path.length / 2) * 0.0002,
      );
    }
  });

  it('holds no number that is not finite', () => {
    for (const link of links) for (const value of link.path) expect(Number.isFinite(value)).toBe(true);
    walk(features.map((each) => each.value));
  });

  it('derives all levels of an end from one, for the section and the reference stated', () => {
    for (const link of links) {
      const { section } = link;
      expect(section).not.toBeNull();
      const heightM = (section?.heightMm ?? Number.NaN) / 1000;
      for (const { invertM, axisM, outerTopM } of [link.from, link.to]) {
        if (link.outerTopBasis === 'unknown') {
          expect([invertM, axisM, outerTopM, link.slope]).toEqual([null, null, null, null]);
          expect(link.depthReference).toBe('unknown');
          continue;
        }
        const wallM = link.outerTopBasis === 'wall' ? (section?.wallMm ?? Number.NaN) / 1000 : 0;
        expect(section?.wallMm === null).toBe(link.outerTopBasis === 'inner');
        expect((axisM ?? 0) - (invertM ?? 0)).toBeCloseTo(heightM / 2, 5);
        expect((outerTopM ?? 0) - (axisM ?? 0)).toBeCloseTo(heightM / 2 + wallM, 5);
      }
      if (link.slope !== null) {
        expect(link.depthReference).toBe(link.utility === 'water' ? 'outerTop' : 'invert');
        const fallM = (link.from.invertM ?? Number.NaN) - (link.to.invertM ?? Number.NaN);
        expect(link.slope).toBeCloseTo(fallM / link.planLengthM, 6);
      }
    }
  });

  it('states as levels in the survey row what the canonical levels say', () => {
    for (const link of links) {
      const stated = link.depthReference === 'invert' ? link.from.invertM : link.from.outerTopM;
      expect(link.raw.起点高程).toBe(stated === null ? '' : stated.toFixed(3));
      expect(link.raw.备注).toBe('模拟 synthetic');
    }
    for (const node of nodes) expect(node.raw.备注).toBe('模拟 synthetic');
  });

  it('puts the floor of a storm manhole 0.3 m and of a sewage manhole 0 m below its lowest known invert', () => {
    for (const node of nodes) {
      if (node.kind !== 'manhole' || node.sumpLevelM === null) continue;
      const ends = links.flatMap((link) => [
        ...(link.fromNode === node.sourceId ? [link.from.invertM] : []),
        ...(link.toNode === node.sourceId ? [link.to.invertM] : []),
      ]);
      if (ends.includes(null)) continue;
      const lowestM = Math.min(...ends.map((level) => level ?? Number.POSITIVE_INFINITY));
      expect(lowestM - node.sumpLevelM, node.sourceId).toBeCloseTo(node.utility === 'storm' ? 0.3 : 0, 6);
      expect(node.coverLevelM ?? 0).toBeGreaterThan(lowestM);
    }
  });

  it('leaves honest gaps: some levels, walls, materials and years unknown, some mains abandoned', () => {
    const count = (test: (link: Link) => boolean): number => links.filter(test).length;
    for (const gap of [
      count((link) => link.outerTopBasis === 'unknown'),
      count((link) => link.outerTopBasis === 'inner'),
      count((link) => link.material === null),
      count((link) => link.builtYear === null),
      count((link) => link.status === 'abandoned'),
      nodes.filter((node) => node.sumpLevelM === null && node.kind === 'manhole').length,
    ]) {
      expect(gap).toBeGreaterThan(0);
      expect(gap).toBeLessThan(links.length / 8);
    }
    expect(new Set(links.map((link) => link.accuracy.qualityLevel))).toEqual(new Set(['A', 'B', 'C', 'D']));
    for (const { accuracy, outerTopBasis } of links) {
      if (outerTopBasis === 'unknown') expect(accuracy.sigmaZM).toBeNull();
    }
  });

  it('stands on ground between 2 and 18 m', () => {
    const levels = nodes.map((node) => node.coverLevelM ?? Number.NaN);
    expect(Math.min(...levels)).toBeGreaterThanOrEqual(2);
    expect(Math.max(...levels)).toBeLessThanOrEqual(18);
  });
});

describe('levels by hand, one of each shape', () => {
  it('DN500 concrete (wall 50) on invert 7.500: axis 7.750, outer top 8.050, outer bottom 7.450', () => {
    const make = CONCRETE_DRAINS.find((each) => each.nominal === 'DN500');
    expect(make).toBeDefined();
    if (make) expectLevels(levelsOf(make, 'invert', 7.5), [7.5, 7.75, 8.05, 7.45]);
  });

  it('culvert 1200X800 (wall 180) on invert 1.000: axis 1.400, outer top 1.980, outer bottom 0.820', () => {
    expectLevels(levelsOf(SMALL_CULVERT, 'invert', 1), [1, 1.4, 1.98, 0.82]);
  });

  it('arch 1500X1200 (wall 300) on invert 0.200: axis 0.800, outer top 1.700, outer bottom -0.100', () => {
    expectLevels(levelsOf(ARCH_CULVERT, 'invert', 0.2), [0.2, 0.8, 1.7, -0.1]);
  });

  it('egg 1000X1500 (wall 150) on invert -1.000: axis -0.250, outer top 0.650, outer bottom -1.150', () => {
    expectLevels(levelsOf(EGG_TRUNK, 'invert', -1), [-1, -0.25, 0.65, -1.15]);
  });

  it('half the outer width: DN500 0.300 m, culvert 1200X800 (wall 180) 0.780 m, water DN300 0.163 m, PE De63 0.0315 m', () => {
    const dn500 = CONCRETE_DRAINS.filter((each) => each.nominal === 'DN500');
    const de63 = WATER_SERVICES.filter((each) => each.nominal === 'De63');
    const halves = [...dn500, SMALL_CULVERT, WATER_MAIN_LARGE, ...de63].map((make) => outerHalfWidthM(make));
    expect(halves.map((half) => Math.round(half * 1e6) / 1e6)).toEqual([0.3, 0.78, 0.163, 0.0315]);
  });

  it('water DN300 (outside 326) with its outer top at 8.800: invert 8.487, axis 8.637, outer bottom 8.474', () => {
    expectLevels(levelsOf(WATER_MAIN_LARGE, 'outerTop', 8.8), [8.487, 8.637, 8.8, 8.474]);
  });
});

function expectLevels(ends: ReturnType<typeof levelsOf>, wanted: readonly [number, number, number, number]): void {
  const [invertM, axisM, outerTopM, outerBottomM] = wanted;
  expect(ends.invertM).toBeCloseTo(invertM, 9);
  expect(ends.axisM).toBeCloseTo(axisM, 9);
  expect(ends.outerTopM).toBeCloseTo(outerTopM, 9);
  expect(ends.outerBottomM).toBeCloseTo(outerBottomM, 9);
}

function digest(run: Iterable<CityFeature>): string {
  const hash = createHash('sha256');
  for (const each of run) {
    const path = each.family === 'link' ? [...each.value.path] : [];
    hash.update(JSON.stringify({ ...each, path }));
  }
  return hash.digest('hex');
}

function walk(value: unknown): void {
  if (typeof value === 'number') expect(Number.isFinite(value)).toBe(true);
  if (Array.isArray(value)) for (const each of value) walk(each);
  else if (value !== null && typeof value === 'object' && !ArrayBuffer.isView(value)) walk(Object.values(value));
}
