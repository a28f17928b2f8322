import type { Crs } from '@undercroft/core/geodesy/crs';
import { CRS_TABLE } from '@undercroft/core/geodesy/crs-table';
import { type DatumFamily, datumFamily } from './datum-family.ts';

/** What makes two projected systems on one datum the same: degrees, metres. */
export interface ProjectionParameters {
  readonly method: 'transverseMercator' | 'webMercator' | 'lambertConic' | 'stereographic';
  readonly lat0: number;
  readonly lon0: number;
  readonly scale: number;
  readonly falseEastingM: number;
  readonly falseNorthingM: number;
  /** Standard parallels, the smaller first; 0 where the method has none. */
  readonly parallels: readonly [number, number];
}

export interface ProjectedSystem {
  readonly crs: Crs;
  readonly datum: DatumFamily;
  readonly parameters: ProjectionParameters;
}

/** The projected systems of our table by their parameters. */
export const PROJECTED_SYSTEMS: readonly ProjectedSystem[] = CRS_TABLE.flatMap((crs) => {
  const parameters = crs.kind === 'projected' ? parametersOfProj(crs.proj) : null;
  const datum = datumFamily(crs.name);
  return parameters === null || datum === null ? [] : [{ crs, datum, parameters }];
});

const ANGLE_TOLERANCE = 1e-7;
const LENGTH_TOLERANCE = 1e-3;
const SCALE_TOLERANCE = 1e-9;

export function sameParameters(a: ProjectionParameters, b: ProjectionParameters): boolean {
  return (
    a.method === b.method &&
    near(a.lat0, b.lat0, ANGLE_TOLERANCE) &&
    near(a.lon0, b.lon0, ANGLE_TOLERANCE) &&
    near(a.scale, b.scale, SCALE_TOLERANCE) &&
    near(a.falseEastingM, b.falseEastingM, LENGTH_TOLERANCE) &&
    near(a.falseNorthingM, b.falseNorthingM, LENGTH_TOLERANCE) &&
    near(a.parallels[0], b.parallels[0], ANGLE_TOLERANCE) &&
    near(a.parallels[1], b.parallels[1], ANGLE_TOLERANCE)
  );
}

function near(a: number, b: number, tolerance: number): boolean {
  return Math.abs(a - b) <= tolerance;
}

function parametersOfProj(proj: string): ProjectionParameters | null {
  const words = new Map(
    proj.split(' ').map((word) => {
      const [name = '', value = ''] = word.replace(/^\+/, '').split('=');
      return [name, value];
    }),
  );
  const number = (name: string, fallback: number) => (words.has(name) ? Number(words.get(name)) : fallback);
  const common = {
    lat0: number('lat_0', 0),
    lon0: number('lon_0', 0),
    scale: number('k', 1),
    falseEastingM: number('x_0', 0),
    falseNorthingM: number('y_0', 0),
    parallels: [0, 0] as const,
  };
  switch (words.get('proj') ?? '') {
    case 'tmerc':
      return { method: 'transverseMercator', ...common };
    case 'utm':
      return {
        ...common,
        method: 'transverseMercator',
        lon0: number('zone', 0) * 6 - 183,
        scale: 0.9996,
        falseEastingM: 500_000,
        falseNorthingM: words.has('south') ? 10_000_000 : 0,
      };
    case 'merc':
      return { method: 'webMercator', ...common };
    case 'lcc':
      return { method: 'lambertConic', ...common, parallels: ordered(number('lat_1', 0), number('lat_2', 0)) };
    case 'sterea':
      return { method: 'stereographic', ...common };
    default:
      return null;
  }
}

export function ordered(a: number, b: number): readonly [number, number] {
  return a <= b ? [a, b] : [b, a];
}
