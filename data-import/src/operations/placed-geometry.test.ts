import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { knownCrs } from '../placing/known-crs.ts';
import { type Placement, placementIn, unmovedWithin } from '../placing/placement.ts';
import { placementOf } from '../placing/placement-of.ts';
import type { RawGeometry } from '../tables/raw-geometry.ts';
import { placedPath, placedPolygons } from './placed-geometry.ts';

const DEGREES = placementIn(knownCrs('EPSG:4326'));
/** The same, point by point: it does not say that nothing moves. */
const BY_POINTS: Placement = { ...DEGREES, place: (x, y) => DEGREES.place(x, y) };

const polygonOf = (...rings: readonly (readonly number[])[]): RawGeometry & { readonly kind: 'polygon' } => ({
  kind: 'polygon',
  polygons: [rings.map((xy) => ({ xy: Float64Array.from(xy), z: null }))],
});

describe('coordinates that stay as they are', () => {
  it('are known of a system of longitudes and latitudes alone, and of nothing made of it', () => {
    const plain = {
      crs: 'EPSG:4326',
      axes: 'eastNorth',
      shift: 'none',
      levelUnit: 'metre',
      verticalOffsetM: 0,
    } as const;
    expect(unmovedWithin(placementOf(plain, {}))).toEqual([-181, -91, 181, 91]);
    expect(unmovedWithin(placementOf({ ...plain, axes: 'northEast' }, {}))).toBeNull();
    expect(unmovedWithin(placementOf({ ...plain, shift: 'GCJ-02' }, {}))).toBeNull();
    expect(unmovedWithin(placementIn(knownCrs('EPSG:4549')))).toBeNull();
    expect(unmovedWithin(BY_POINTS)).toBeNull();
  });

  it('give the polygons and notes that placing each point gives', () => {
    // Few values, so that points repeat, rings are open, thin or crossed, and some lie off the globe.
    const degree = fc.constantFrom(71, 71.000001, 71.0001, 71.00010000001, 71.0002, 71.5, 72, 200, Number.NaN);
    const ring = fc
      .tuple(fc.array(fc.tuple(degree, degree), { maxLength: 9 }), fc.boolean())
      .map(([points, isClosed]) => [...points, ...(isClosed ? points.slice(0, 1) : [])].flat());
    fc.assert(
      fc.property(fc.array(ring, { minLength: 1, maxLength: 3 }), (rings) => {
        const polygon = polygonOf(...rings);
        expect(placedPolygons(polygon, DEGREES)).toEqual(placedPolygons(polygon, BY_POINTS));
        const line = { xy: Float64Array.from(rings[0] ?? []), z: null };
        expect(placedPath(line, DEGREES)).toEqual(placedPath(line, BY_POINTS));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a ring', () => {
  it('a millimetre wide bounds no area, one of a metre does', () => {
    // 1e-8 degrees of latitude are 1.1 mm; the ring is 0.56 mm either side of its middle.
    const thin = polygonOf([71, 51, 71.001, 51, 71.001, 51.000000005, 71, 51]);
    expect(placedPolygons(thin, DEGREES).notes).toMatchObject([{ kind: 'bad-polygon' }]);
    const wide = polygonOf([71, 51, 71.001, 51, 71.001, 51.00001, 71, 51]);
    expect(placedPolygons(wide, DEGREES)).toMatchObject({ notes: [], polygons: [[{ length: 8 }]] });
  });
});
