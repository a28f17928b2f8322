import { Cartesian3, Cartographic, Matrix4 } from '@cesium/engine';
import { describe, expect, it } from 'vitest';
import { raisedBy } from './raised-by.ts';

describe('raisedBy', () => {
  it.each([-12.345, 0, 38.2])('adds %d m to the height above the ellipsoid and moves nothing aside', (offsetM) => {
    const centre = Cartesian3.fromDegrees(119.6, 39.925, 7);
    const moved = Matrix4.multiplyByPoint(raisedBy(centre, offsetM), centre, new Cartesian3());
    const { longitude, latitude, height } = Cartographic.fromCartesian(moved);
    expect(height).toBeCloseTo(7 + offsetM, 6);
    expect((longitude * 180) / Math.PI).toBeCloseTo(119.6, 10);
    expect((latitude * 180) / Math.PI).toBeCloseTo(39.925, 10);
  });

  it('leaves what has no place where it is', () => {
    expect(Matrix4.equals(raisedBy(new Cartesian3(), 5), Matrix4.IDENTITY)).toBe(true);
  });
});
