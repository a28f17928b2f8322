import { describe, expect, it } from 'vitest';
import { signedArea } from '../geometry/polygon.ts';
import { cameraFootprint } from './camera-footprint.ts';
import { cameraIndex, camerasSeeing } from './cameras-seeing.ts';
import type { PolarPolygon } from './polar-outline.ts';
import { boxBlock, NORTH_LOOKING, worldOf } from './testing/camera-scenery.ts';

function areaOf(polygons: readonly PolarPolygon[]): number {
  return polygons.flat().reduce((sum, ring) => sum + signedArea(ring), 0);
}

const OPEN = worldOf([]);

describe('cameraFootprint', () => {
  it('on open ground is a sector of its angle and range, less its own foot', () => {
    const { seen, maybe, unknown } = cameraFootprint(NORTH_LOOKING, OPEN);
    // A sixth of a circle of 100 m: 5,236 m2. Its foot, within 3.46 m (cells of 1 m: 3 or 4), is not counted on.
    expect(areaOf(seen) + areaOf(maybe)).toBeCloseTo(5236, -1);
    expect(areaOf(maybe)).toBeGreaterThan(4);
    expect(areaOf(maybe)).toBeLessThan(11);
    expect(unknown).toEqual([]);
  });

  it('leaves out the shadow of a house: the strip behind it, wider the farther it falls', () => {
    // 10 m wide across the middle at 50 m: its sides hide 5.71 degrees to both sides from 50 m to 100 m.
    const { seen, maybe } = cameraFootprint(NORTH_LOOKING, worldOf([boxBlock('b.1', [-5, 50, 5, 52], 20)]));
    const shadowM2 = ((2 * Math.atan2(5, 50)) / 2) * (100 ** 2 - 50 ** 2);
    expect(5236 - areaOf(seen) - areaOf(maybe)).toBeGreaterThan(shadowM2 * 0.93);
    expect(5236 - areaOf(seen) - areaOf(maybe)).toBeLessThan(shadowM2 * 1.07);
  });

  it('with a yard of houses all around is a hole in the ground it sees from above', () => {
    const all = { ...NORTH_LOOKING, fieldOfViewDeg: 360, rangeM: 60, levelM: 30 };
    const { seen } = cameraFootprint(all, worldOf([boxBlock('b.1', [20, -5, 30, 5], 3)]));
    expect(seen).toHaveLength(1);
    // The foot, seen too steeply, and the house.
    expect(seen[0]).toHaveLength(3);
  });

  it('draws all that it may see, and nothing as seen, where heading or angle of view is not stated', () => {
    for (const facts of [{ headingDeg: null }, { fieldOfViewDeg: null }]) {
      const { seen, maybe, unknown } = cameraFootprint({ ...NORTH_LOOKING, ...facts }, OPEN);
      expect(seen).toEqual([]);
      expect(areaOf(maybe)).toBeCloseTo(Math.PI * 100 ** 2, -2);
      expect(unknown).toHaveLength(1);
    }
  });

  it('is none where range or height is not stated, and says so', () => {
    expect(cameraFootprint({ ...NORTH_LOOKING, rangeM: null }, OPEN)).toEqual({
      seen: [],
      maybe: [],
      unknown: ['rangeUnknown'],
    });
    expect(cameraFootprint({ ...NORTH_LOOKING, levelM: null, heightM: null }, OPEN)).toEqual({
      seen: [],
      maybe: [],
      unknown: ['heightUnknown'],
    });
  });

  it('is all "may" where no map of buildings reaches', () => {
    const { seen, maybe, unknown } = cameraFootprint(NORTH_LOOKING, worldOf([], { knowsBuildings: () => false }));
    expect(seen).toEqual([]);
    expect(areaOf(maybe)).toBeCloseTo(5236, -1);
    expect(unknown).toEqual(['buildingsUnknown']);
  });
});

describe('camerasSeeing', () => {
  const at = { x: 0, y: 50, levelM: null };
  const near = { ...NORTH_LOOKING, featureId: 'c.near', y: 10 };
  const far = { ...NORTH_LOOKING, featureId: 'c.far' };
  const away = { ...NORTH_LOOKING, featureId: 'c.away', headingDeg: 180 };
  const maybe = { ...NORTH_LOOKING, featureId: 'c.maybe', y: 30, headingDeg: null };
  const short = { ...NORTH_LOOKING, featureId: 'c.short', rangeM: 40 };
  const index = cameraIndex([maybe, far, away, near, short]);

  it('names those that see it first and nearer ones first, then those that may; the others are counted', () => {
    const { cameras, counts } = camerasSeeing(at, index.reaching(0, 50), OPEN, 10);
    expect(cameras.map(({ camera, sight }) => [camera.featureId, sight.verdict])).toEqual([
      ['c.near', 'yes'],
      ['c.far', 'yes'],
      ['c.maybe', 'unknown'],
    ]);
    expect(counts).toEqual({ yes: 2, no: 1, unknown: 1 });
  });

  it('names so many at most and still counts all', () => {
    const { cameras, counts } = camerasSeeing(at, index.reaching(0, 50), OPEN, 1);
    expect(cameras).toHaveLength(1);
    expect(counts.yes).toBe(2);
  });

  it('asks after a camera of unknown range within 250 m', () => {
    const unknown = cameraIndex([{ ...NORTH_LOOKING, rangeM: null }]);
    expect(unknown.reaching(0, 249)).toHaveLength(1);
    expect(unknown.reaching(0, 251)).toHaveLength(0);
  });
});
