import { lonLatToEcef } from '@undercroft/core/geodesy/ellipsoid';
import { describe, expect, it } from 'vitest';
import { conduitAnswer } from '../testing/conduit-answer.ts';
import { featureExtent } from './feature-extent.ts';
import { featureMesh } from './feature-mesh.ts';
import { flatGround } from './ground-surface.ts';

const GEOID_M = 39.58;
const ground = flatGround([10.3, 55.3, 10.4, 55.4], 27);

describe('the hull of a selected conduit', () => {
  it('of DN 350 lies 175 mm about its axis', () => {
    const link = conduitAnswer();
    const mesh = featureMesh(link, ground, GEOID_M);
    const axis = new Float64Array(6);
    const [from, to] = link.path;
    lonLatToEcef(from?.[0] ?? 0, from?.[1] ?? 0, (from?.[2] ?? 0) + GEOID_M, axis, 0);
    lonLatToEcef(to?.[0] ?? 0, to?.[1] ?? 0, (to?.[2] ?? 0) + GEOID_M, axis, 3);
    const positions = mesh?.positions ?? new Float64Array();
    expect(positions.length).toBeGreaterThan(0);
    for (let i = 0; i < positions.length; i += 3) {
      const away = distanceToLine(positions.subarray(i, i + 3), axis);
      // Cap centres lie on the axis; every other point lies on the wall.
      if (away > 0.01) expect(Math.abs(away - 0.175)).toBeLessThan(0.001);
    }
  });

  it('of an area is none', () => {
    const { raw, import: source, layer } = conduitAnswer();
    const area = {
      family: 'area',
      kind: 'subcatchment',
      id: 'sewer.a',
      sourceId: 'a',
      raw,
      import: source,
      layer,
      ring: null,
      statedAreaM2: null,
      drainsTo: null,
    } as const;
    expect(featureMesh(area, ground, GEOID_M)).toBeNull();
  });
});

describe('where to look for a conduit', () => {
  it('is its middle, at the mean level of its axis', () => {
    const extent = featureExtent(conduitAnswer(), ground);
    expect(extent?.levelM).toBeCloseTo(23.975, 9);
    expect(extent?.sizeM).toBeCloseTo(69.3, 0);
    expect(extent?.bearingDeg).toBeGreaterThan(35);
    expect(extent?.bearingDeg).toBeLessThan(40);
  });

  it('is 1.5 m under the ground where no level is known', () => {
    const link = conduitAnswer();
    const path = link.path.map(([lon, lat]): [number, number, null] => [lon, lat, null]);
    expect(featureExtent({ ...link, path }, ground)?.levelM).toBe(25.5);
  });
});

function distanceToLine(point: Float64Array, axis: Float64Array): number {
  const at = (values: Float64Array, i: number): number => values[i] ?? 0;
  const d = [0, 1, 2].map((i) => at(axis, 3 + i) - at(axis, i));
  const w = [0, 1, 2].map((i) => at(point, i) - at(axis, i));
  const length = Math.hypot(...d);
  const along = [0, 1, 2].reduce((sum, i) => sum + ((w[i] ?? 0) * (d[i] ?? 0)) / length, 0);
  return Math.sqrt(Math.max(0, Math.hypot(...w) ** 2 - along ** 2));
}
