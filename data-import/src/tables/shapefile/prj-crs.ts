import { type Crs, crsByCode, isKnownCrs } from '@undercroft/core/geodesy/crs';
import type { DeclaredCrs } from '../table-format.ts';
import { type DatumFamily, datumFamily } from './datum-family.ts';
import { ordered, PROJECTED_SYSTEMS, type ProjectionParameters, sameParameters } from './projection-parameters.ts';
import { childOf, nameOf, numberOf, parseWkt, type WktNode } from './wkt.ts';

const LONGEST_TEXT = 300;
const PROJECTED = ['PROJCS', 'PROJCRS', 'PROJECTEDCRS'];
const GEOGRAPHIC = ['GEOGCS', 'GEOGCRS', 'GEODCRS', 'GEODETICCRS', 'BASEGEOGCRS', 'BASEGEODCRS'];

const GEOGRAPHIC_CODES: Partial<Record<DatumFamily, string>> = {
  CGCS2000: 'EPSG:4490',
  'WGS 84': 'EPSG:4326',
  ETRS89: 'EPSG:4258',
  NAD83: 'EPSG:4269',
  JGD2011: 'EPSG:6668',
};

/**
 * The system that the well-known text of a `.prj` describes. Parameters decide, since texts are copied and edited: a code or
 * a name that they contradict is not believed. Beijing 1954, Xian 1980, cities' own zones and all else that is not in our
 * table have no code. Shapefiles write east first whatever the registry says. The text is the system's name: parameters of
 * a city's own grid are kept out of reports.
 */
export function prjCrs(text: string): DeclaredCrs {
  const trimmed = text.replace(/^\uFEFF/, '').trim();
  const root = parseWkt(trimmed);
  const node = root === null ? null : systemOf(root);
  const shown = (node === null ? trimmed : nameOf(node)).slice(0, LONGEST_TEXT);
  return { code: node === null ? null : codeOf(node), text: shown, axes: 'eastNorth' };
}

function systemOf(root: WktNode): WktNode | null {
  if ([...PROJECTED, ...GEOGRAPHIC].includes(root.keyword)) return root;
  if (root.keyword === 'COMPD_CS' || root.keyword === 'COMPOUNDCRS') return childOf(root, ...PROJECTED, ...GEOGRAPHIC);
  return null;
}

function codeOf(node: WktNode): string | null {
  const said = saidCode(node);
  if (!PROJECTED.includes(node.keyword)) return geographicCode(node, said);
  const parameters = parametersOf(node);
  // Well-known text of the second version keeps its parameters elsewhere; its code is all that is read.
  if (parameters === null) return childOf(node, 'PROJECTION') === null ? said : null;
  const datum = datumOf(childOf(node, ...GEOGRAPHIC));
  const fitting = PROJECTED_SYSTEMS.filter(
    (system) => system.datum === datum && sameParameters(system.parameters, parameters),
  ).map(({ crs }) => crs);
  if (fitting.some(({ code }) => code === said)) return said;
  return bestNamed(nameOf(node), fitting)?.code ?? null;
}

function geographicCode(node: WktNode, said: string | null): string | null {
  const datum = datumOf(node);
  const unit = childOf(node, 'UNIT', 'ANGLEUNIT');
  const isDegree = unit === null || Math.abs((numberOf(unit) ?? 0) - Math.PI / 180) < 1e-9;
  if (!isDegree) return null;
  if (said !== null && datum !== null && datumFamily(crsByCode(said).name) === datum) return said;
  return datum === null ? null : (GEOGRAPHIC_CODES[datum] ?? null);
}

/** 3-degree and 6-degree zones share meridians: the name tells, without it the one that reaches further. */
function bestNamed(name: string, fitting: readonly Crs[]): Crs | null {
  const isThree = /3[\s_-]*deg/i.test(name);
  const width = ({ areaOfUse }: Crs) => areaOfUse[2] - areaOfUse[0];
  const sorted = fitting.toSorted((a, b) => width(b) - width(a));
  const three = sorted.find((crs) => /3-degree/.test(crs.name));
  return (isThree ? three : undefined) ?? sorted[0] ?? null;
}

function saidCode(node: WktNode): string | null {
  const authority = childOf(node, 'AUTHORITY', 'ID');
  if (authority === null || nameOf(authority).toUpperCase() !== 'EPSG') return null;
  const [, number] = authority.args;
  if (typeof number !== 'string' && typeof number !== 'number') return null;
  const code = `EPSG:${number}`;
  return isKnownCrs(code) ? code : null;
}

/** Longitudes from another meridian than Greenwich make another system of the same datum. */
function datumOf(geographic: WktNode | null): DatumFamily | null {
  if (geographic === null || (numberOf(childOf(geographic, 'PRIMEM', 'PRIMEMERIDIAN')) ?? 0) !== 0) return null;
  return datumFamily(nameOf(childOf(geographic, 'DATUM', 'TRF')), nameOf(geographic));
}

function parametersOf(node: WktNode): ProjectionParameters | null {
  const method = methodOf(nameOf(childOf(node, 'PROJECTION')));
  if (method === null) return null;
  const values = new Map<string, number>();
  for (const arg of node.args) {
    if (typeof arg !== 'object' || arg.keyword !== 'PARAMETER') continue;
    values.set(nameOf(arg).toLowerCase(), numberOf(arg) ?? Number.NaN);
  }
  const metres = numberOf(childOf(node, 'UNIT', 'LENGTHUNIT')) ?? 1;
  const value = (fallback: number, ...names: readonly string[]) => {
    const name = names.find((candidate) => values.has(candidate));
    return name === undefined ? fallback : (values.get(name) ?? Number.NaN);
  };
  const isConic = method === 'lambertConic';
  return {
    method,
    lat0: value(0, 'latitude_of_origin', 'latitude_of_center'),
    lon0: value(0, 'central_meridian', 'longitude_of_origin', 'longitude_of_center'),
    scale: value(1, 'scale_factor'),
    falseEastingM: value(0, 'false_easting') * metres,
    falseNorthingM: value(0, 'false_northing') * metres,
    parallels: isConic ? ordered(value(0, 'standard_parallel_1'), value(0, 'standard_parallel_2')) : [0, 0],
  };
}

function methodOf(name: string): ProjectionParameters['method'] | null {
  switch (name.toLowerCase()) {
    case 'transverse_mercator':
    case 'gauss_kruger':
      return 'transverseMercator';
    case 'mercator_auxiliary_sphere':
    case 'popular_visualisation_pseudo_mercator':
      return 'webMercator';
    case 'lambert_conformal_conic':
    case 'lambert_conformal_conic_2sp':
      return 'lambertConic';
    case 'double_stereographic':
    case 'oblique_stereographic':
      return 'stereographic';
    default:
      return null;
  }
}
