import { Cartesian3, Cartographic, Math as CesiumMath } from '@cesium/engine';
import { describe, expect, it } from 'vitest';
import type { MapPoint } from '../map-painter/painter-protocol.ts';
import {
  deviceHeightM,
  groupMarks,
  type MarkGround,
  ownZoom,
  type PointEye,
  pointGroups,
  sector,
} from './city-point-marks.ts';

const GROUND: MarkGround = { heightAt: () => 50, geoidOffsetM: 40 };
const EYE = Cartesian3.fromDegrees(119.6, 39.9, 1050);

/** Straight above them; a pixel is 1 mm wide a metre away. */
const ABOVE: PointEye = { lon: 119.6, lat: 39.9, aboveM: 1000, pixelSizeM: 0.001 };

function camera(id: string, rest: Partial<MapPoint> = {}): MapPoint {
  const place = { lon: 119.6, lat: 39.9, levelM: null, heightM: null, headingDeg: null };
  return { id, kind: 'camera', name: null, ...place, ...rest };
}

function heightOf(at: Cartesian3 | null | undefined): number | undefined {
  return at === null || at === undefined ? undefined : Cartographic.fromCartesian(at).height;
}

describe('the height a device is drawn at', () => {
  it('is its level, else its height above the ground, else the ground: unknown is no height of its own', () => {
    expect(deviceHeightM({ levelM: 18, heightM: 6 }, 50, 40)).toBe(58);
    expect(deviceHeightM({ levelM: null, heightM: 6 }, 50, 40)).toBe(56);
    expect(deviceHeightM({ levelM: null, heightM: null }, 50, 40)).toBe(50);
  });
});

describe('the signs of a view', () => {
  it('are one for cameras at one pole from afar, and a ring of them from near', () => {
    const near = [camera('a'), camera('b'), camera('c')];
    const marks = (aboveM: number) =>
      pointGroups(near, { ...ABOVE, aboveM }).flatMap((group) => groupMarks(group, GROUND, EYE, 0.001));
    expect(marks(1000).map(({ points }) => points.length)).toEqual([3]);
    expect(marks(40).map(({ points }) => points.length)).toEqual([1, 1, 1]);
    // The first stands straight above the pole, 15 px away.
    expect(marks(40)[0]).toMatchObject({ asideX: expect.closeTo(0, 9), asideY: -15 });
  });

  it('stand on a stem where they are above the ground, and look where their heading says', () => {
    const [group] = pointGroups([camera('a', { heightM: 6, headingDeg: 90 })], ABOVE);
    if (group === undefined) throw new Error('There is no group.');
    const [mark] = groupMarks(group, GROUND, EYE, 0.001);
    expect(heightOf(mark?.at)).toBeCloseTo(56, 6);
    expect(heightOf(mark?.foot)).toBeCloseTo(50, 6);
    // The middle of the arc lies due east, 34 px of 0.994 m away.
    const ahead = Cartographic.fromCartesian(mark?.wedge?.[4] ?? EYE);
    expect(CesiumMath.toDegrees(ahead.latitude)).toBeCloseTo(39.9, 9);
    const metresEast = (CesiumMath.toDegrees(ahead.longitude) - 119.6) * 111_320 * Math.cos((39.9 * Math.PI) / 180);
    expect(metresEast).toBeCloseTo(34 * 0.994, 3);
  });

  it('have no wedge where no heading is stated', () => {
    const [group] = pointGroups([camera('a')], ABOVE);
    expect(group && groupMarks(group, GROUND, EYE, 0.001)[0]).toMatchObject({ wedge: null, foot: null });
  });
});

describe('the zoom a point is grouped for', () => {
  it('is that of its scale: from 1000 m above a pixel is 1 m, which is between zoom 15.5 and 16 at 39.9 degrees', () => {
    // log2(40,075,200 m x cos(39.9) / 512 px / 1 m) = 15.87.
    expect(ownZoom({ lon: 119.6, lat: 39.9 }, ABOVE)).toBe(15.5);
    expect(ownZoom({ lon: 119.6, lat: 39.9 }, { ...ABOVE, aboveM: 500 })).toBe(16.5);
  });

  it('is coarser for what is farther away and seen at a flat angle', () => {
    // 3000 m to the north: 3162 m away, 1.66 zooms, and half of that again for the angle: 15.87 - 2.49.
    expect(ownZoom({ lon: 119.6, lat: 39.9 + 3000 / 111_320 }, ABOVE)).toBe(13);
  });
});

describe('sector', () => {
  it('opens by its angle: 90 degrees about north begin in the north-west', () => {
    const [, left] = sector(0, 0, 0, 0, 90, 1000);
    const { longitude, latitude } = Cartographic.fromCartesian(left ?? EYE);
    expect(longitude).toBeCloseTo(-latitude, 12);
  });
});
