import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { localProjection } from '../geodesy/local-projection.ts';
import type { Building, MapFeature, Road, Water } from '../model/map-feature.ts';
import { DEMO_ORIGIN } from './demo-frame.ts';
import { demoMap } from './demo-map.ts';
import { closedSegments, isInRing, type PlanRing, ringArea, segmentsApart } from './demo-map-geometry.ts';
import { demoStreets } from './demo-streets.ts';
import { distanceToLine, type PlanLine, type PlanPoint, segmentsOf } from './plan-geometry.ts';

const features = [...demoMap(1)];
const projection = localProjection(DEMO_ORIGIN);

function metres(lonLat: Float64Array): PlanPoint[] {
  const out: PlanPoint[] = [];
  const xy = new Float64Array(2);
  for (let i = 0; i < lonLat.length; i += 2) {
    projection.forward(lonLat[i] ?? Number.NaN, lonLat[i + 1] ?? Number.NaN, xy);
    out.push([xy[0] ?? Number.NaN, xy[1] ?? Number.NaN]);
  }
  return out;
}

const ringOf = (lonLat: Float64Array | undefined): PlanRing => metres(lonLat ?? new Float64Array()).slice(0, -1);
const buildings = features.flatMap((each): Building[] => (each.family === 'building' ? [each.value] : []));
const roads = features.flatMap((each): Road[] => (each.family === 'road' ? [each.value] : []));
const waters = features.flatMap((each): Water[] => (each.family === 'water' ? [each.value] : []));
const outlines = buildings.map(({ rings }) => ringOf(rings[0]));

describe('demoMap', () => {
  it('gives the same features for the same seed and others for another', () => {
    expect(digest(demoMap(1))).toBe(digest(features));
    expect(digest(demoMap(2))).not.toBe(digest(features));
  });

  it('names every feature once and says of each that it is synthetic', () => {
    const ids = features.map((each) => `${each.family} ${each.value.sourceId}`);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { value } of features) expect(value.raw.备注).toBe('模拟 synthetic');
  });

  it('has several hundred buildings of seven shapes, twelve named streets, three waters and all the land between', () => {
    expect(buildings.length).toBeGreaterThan(300);
    expect(buildings.length).toBeLessThan(800);
    expect(new Set(buildings.map(({ raw }) => raw.形式)).size).toBe(7);
    expect(new Set(roads.filter((each) => each.class !== 'footway').map(({ name }) => name.zh)).size).toBe(12);
    expect(roads.filter(({ isBridge }) => isBridge)).toHaveLength(1);
    expect(waters.map(({ kind }) => kind)).toEqual(['sea', 'stream', 'lake']);
    const uses = new Set(features.flatMap((each) => (each.family === 'landUse' ? [each.value.kind] : [])));
    for (const kind of ['residential', 'commercial', 'park', 'school', 'beach', 'industrial'])
      expect(uses).toContain(kind);
  });

  it('keeps every two buildings 6 m apart (GB 50016-2014, 5.2.2), none inside another', () => {
    for (const [i, first] of outlines.entries()) {
      const walls = closedSegments(first);
      for (const second of outlines.slice(i + 1)) {
        if (farApart(first, second)) continue;
        // Nine places of a degree are 0.1 mm a corner.
        expect(segmentsApart(walls, closedSegments(second))).toBeGreaterThan(6 - 0.001);
        expect(isInRing(first[0] ?? [0, 0], second) || isInRing(second[0] ?? [0, 0], first)).toBe(false);
      }
    }
  });

  it('keeps every building off the carriageways by more than the pavement, and off paths', () => {
    for (const road of roads) {
      const line: PlanLine = metres(road.path);
      const clearM = (road.widthM ?? 0) / 2 + (road.class === 'footway' ? 1 : 8);
      for (const [i, outline] of outlines.entries()) {
        const apartM = segmentsApart(closedSegments(outline), segmentsOf(line));
        expect(apartM, `${buildings[i]?.sourceId} and ${road.sourceId}`).toBeGreaterThan(clearM - 0.001);
      }
    }
  });

  it('keeps every building out of the sea, the stream and the pond', () => {
    for (const water of waters) {
      const shore = ringOf(water.rings[0]);
      for (const [i, outline] of outlines.entries()) {
        expect(
          outline.some((corner) => isInRing(corner, shore)),
          buildings[i]?.sourceId,
        ).toBe(false);
        expect(segmentsApart(closedSegments(outline), closedSegments(shore))).toBeGreaterThan(1);
      }
    }
  });

  it('sets every building 3 m or more from the manholes and fittings of the streets of the same seed', () => {
    const nodes = [...demoStreets(1)].flatMap((each) => (each.family === 'node' ? [each.value.position] : []));
    for (const [lon, lat] of nodes) {
      const [at = [0, 0]] = metres(Float64Array.of(lon, lat));
      for (const [i, outline] of outlines.entries()) {
        const [corner = [0, 0]] = outline;
        if (Math.hypot(corner[0] - at[0], corner[1] - at[1]) > 120) continue;
        expect(isInRing(at, outline), buildings[i]?.sourceId).toBe(false);
        expect(distanceToLine(at, [...outline, corner])).toBeGreaterThan(3);
      }
    }
  });

  it('lies over the same streets as the utilities: every sewer manhole is in a street or 1.5 m behind its boundary', () => {
    const lines = roads.filter((each) => each.class !== 'footway').map((each) => metres(each.path));
    const manholes = [...demoStreets(1)].flatMap((each) =>
      each.family === 'node' && each.value.kind === 'manhole' && each.value.utility === 'sewage' ? [each.value] : [],
    );
    expect(manholes.length).toBeGreaterThan(50);
    for (const { position, sourceId } of manholes) {
      const [at = [0, 0]] = metres(Float64Array.from(position));
      const nearestM = Math.min(...lines.map((line) => distanceToLine(at, line)));
      // The boundary of an avenue lies 16 m from its middle.
      expect(nearestM, sourceId).toBeLessThan(17.6);
    }
  });

  it('has rings that close, turn round an area, and holes inside their outer ring', () => {
    for (const { value, family } of features) {
      if (family !== 'building' && family !== 'landUse' && family !== 'water') continue;
      const [outer = [], ...holes] = value.rings.map((ring) => ringOf(ring));
      for (const ring of value.rings) expect([ring[0], ring[1]]).toEqual([ring.at(-2), ring.at(-1)]);
      expect(Math.abs(ringArea(outer)), value.sourceId).toBeGreaterThan(50);
      for (const hole of holes) for (const corner of hole) expect(isInRing(corner, outer)).toBe(true);
    }
    expect(buildings.some(({ rings }) => rings.length === 2)).toBe(true);
  });

  it('knows most heights and storeys, and leaves honest gaps', () => {
    const share = (test: (each: Building) => boolean): number => buildings.filter(test).length / buildings.length;
    const unknown = share((each) => each.heightM === null && each.storeys === null);
    expect(unknown).toBeGreaterThan(0.02);
    expect(unknown).toBeLessThan(0.1);
    expect(share((each) => each.heightM === null && each.storeys !== null)).toBeGreaterThan(0.08);
    expect(share((each) => each.heightM !== null && each.storeys === null)).toBeGreaterThan(0.03);
    for (const { heightM, storeys } of buildings) {
      if (heightM === null || storeys === null) continue;
      // A storey of 2.8 to 7.5 m (halls), the parapet of 0.9 to 1.3 m apart.
      const storeyM = (heightM - 1.1) / storeys;
      expect(storeyM).toBeGreaterThan(2.5);
      expect(storeyM).toBeLessThan(7.8);
    }
    const tallest = Math.max(...buildings.map(({ heightM }) => heightM ?? 0));
    expect(tallest).toBeGreaterThan(70);
    expect(tallest).toBeLessThan(125);
  });
});

function farApart(first: PlanRing, second: PlanRing): boolean {
  const [a = [0, 0]] = first;
  const [b = [0, 0]] = second;
  return Math.hypot(a[0] - b[0], a[1] - b[1]) > 150;
}

function digest(run: Iterable<MapFeature>): string {
  const hash = createHash('sha256');
  for (const each of run) {
    hash.update(JSON.stringify(each, (_, value: unknown) => (value instanceof Float64Array ? [...value] : value)));
  }
  return hash.digest('hex');
}
