import { describe, expect, it } from 'vitest';
import type { MapFeature } from '../../model/map-feature.ts';
import { planPointAt } from '../place/demo-frame.ts';
import { demoSite } from '../place/demo-sites.ts';
import { lineLength, type PlanLine, type PlanPoint } from '../place/plan-geometry.ts';
import { REGION } from '../place/region-coast.ts';
import { districtPlan } from '../plan/district-plan-of.ts';
import { isInRing, ringArea } from '../plan/ring-geometry.ts';
import { districtMap } from './district-map.ts';
import { regionMap } from './region-map.ts';

const site = demoSite(0, 1);
const plan = districtPlan(site);
const district = [...districtMap(plan, site)];
const region = [...regionMap()];
const all = [...district, ...region];

describe('the map of the demo city', () => {
  it('gives every feature an id of its own and says that it is synthetic', () => {
    const ids = all.map(({ family, value }) => `${family}.${value.sourceId}`);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { value } of all) expect(value.raw.备注).toBe('模拟 synthetic');
  });

  it('names in both languages or in none, and draws no building', () => {
    for (const { family, value } of all) {
      expect(family).not.toBe('building');
      expect(value.name.zh === null, value.sourceId).toBe(value.name.en === null);
    }
  });

  it('has rings that close round an area and lines of some length', () => {
    for (const each of all) {
      for (const line of linesOf(each)) expect(lineLength(line), each.value.sourceId).toBeGreaterThan(5);
      for (const ring of ringsOf(each)) {
        expect(ring.at(-1), each.value.sourceId).toEqual(ring[0]);
        expect(Math.abs(ringArea(ring.slice(0, -1))), each.value.sourceId).toBeGreaterThan(400);
      }
    }
  });

  it('draws every street of the plan over its whole length, bridges over the river with a level of 1', () => {
    const drawnM = district
      .filter(({ value }) => value.sourceId.startsWith('DL-'))
      .flatMap(linesOf)
      .reduce((sum, line) => sum + lineLength(line), 0);
    const plannedM = plan.network.streets.reduce((sum, { lengthM }) => sum + lengthM, 0);
    expect(Math.abs(drawnM - plannedM)).toBeLessThan(1);
    const bridges = district.flatMap((each) =>
      each.family === 'road' && each.value.isBridge && each.value.class === 'avenue' ? [each.value] : [],
    );
    expect(new Set(bridges.map(({ name }) => name.zh))).toEqual(
      new Set(['滨海大街', '河北大街', '燕山大街', '北环路']),
    );
    expect(bridges).toHaveLength(4);
    for (const { level } of bridges) expect(level).toBe(1);
  });

  it('has one sea, before the whole coast: Beidaihe to Shanhaiguan, and no town in it', () => {
    const seas = all.flatMap((each) => (each.family === 'water' && each.value.kind === 'sea' ? [each] : []));
    expect(seas).toHaveLength(1);
    const [sea = []] = seas.flatMap(ringsOf);
    for (const [lon, lat] of [
      [119.47, 39.795],
      [119.6, 39.89],
      [119.79, 39.95],
      [119.7, 39.84],
    ] as const) {
      expect(isInRing(planPointAt(lon, lat), sea), `${lon}, ${lat}`).toBe(true);
    }
    const ashore = all.flatMap((each) => (each.family === 'place' && each.value.kind !== 'sea' ? [each.value] : []));
    for (const { name, position } of ashore) {
      expect(isInRing(planPointAt(...position), sea), `${name.en}`).toBe(false);
    }
  });

  it('lies in the region, main roads and names of the three districts among it', () => {
    for (const each of region) {
      if (each.family !== 'place') continue;
      const [lon, lat] = each.value.position;
      expect(lon > REGION.west && lon < REGION.east && lat > REGION.south && lat < REGION.north).toBe(true);
    }
    const names = new Set(region.map(({ value }) => value.name.zh));
    for (const name of [
      '海港区',
      '北戴河区',
      '山海关区',
      '京哈高速',
      '102国道',
      '戴河',
      '新河',
      '汤河',
      '石河',
      '老龙头',
    ]) {
      expect(names.has(name), name).toBe(true);
    }
  });

  it('goes on from the streets that leave the district', () => {
    const ends = plan.network.streets
      .filter(({ kind }) => kind === 'arterial')
      .flatMap(({ centreline }) => [centreline[0], centreline.at(-1)])
      .filter((end): end is PlanPoint => end !== undefined && isAtEdge(end));
    const starts = region
      .flatMap((each) => (each.family === 'road' && each.value.name.zh !== null ? linesOf(each) : []))
      .flatMap(([start]) => (start ? [start] : []));
    expect(ends).toHaveLength(10);
    for (const end of ends) {
      const gapM = Math.min(...starts.map((start) => Math.hypot(start[0] - end[0], start[1] - end[1])));
      expect(gapM, end.join(', ')).toBeLessThan(12);
    }
  });

  it('keeps the ids of further sites apart, with a sea of their own', () => {
    const second = demoSite(1, 1);
    const ids = [...districtMap(districtPlan(second), second)].map(({ value }) => value.sourceId);
    expect(ids.every((id) => id.startsWith('P1-'))).toBe(true);
    expect(ids).toContain('P1-SX-W001');
  });
});

function isAtEdge([x, y]: PlanPoint): boolean {
  return x < 1 || x > 2999 || y > 2999;
}

function linesOf(each: MapFeature): readonly PlanLine[] {
  return each.family === 'road' ? [planLine(each.value.path)] : [];
}

function ringsOf(each: MapFeature): readonly PlanLine[] {
  return each.family === 'landUse' || each.family === 'water' ? each.value.rings.map(planLine) : [];
}

function planLine(path: Float64Array): PlanLine {
  return Array.from({ length: path.length / 2 }, (_, i) => planPointAt(path[2 * i] ?? 0, path[2 * i + 1] ?? 0));
}
