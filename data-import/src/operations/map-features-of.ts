import { interiorPoint } from '@undercroft/core/geometry/interior-point';
import {
  BUILDING_USES,
  LAND_USES,
  type MapFeature,
  PLACE_KINDS,
  type Rings,
  ROAD_CLASSES,
  ROOF_SHAPES,
  WATER_KINDS,
} from '@undercroft/core/model/map-feature';
import type { Placement } from '../placing/placement.ts';
import { readYear } from '../profiles/values/read-date.ts';
import type { RawGeometry } from '../tables/raw-geometry.ts';
import { placedPath, placedPolygons } from './placed-geometry.ts';
import { readStoreys } from './read-storeys.ts';
import type { RowReader } from './row-reader.ts';

/** One piece of a map feature: the flat coordinates that tell it from another piece, and the feature under an id. */
export interface MapPiece {
  readonly outline: Float64Array;
  readonly make: (sourceId: string) => MapFeature;
}

type MapTarget = 'building' | 'road' | 'landUse' | 'water' | 'place';

/** No building is higher, metres, and no road wider. */
const HIGHEST_M = 1000;
const WIDEST_M = 200;

/** The pieces of a row: a polygon or a line each. None where it has nothing to draw, which is then among its issues. */
export function mapPiecesOf(
  target: MapTarget,
  geometry: RawGeometry,
  reader: RowReader,
  placement: Placement,
): readonly MapPiece[] {
  switch (target) {
    case 'building':
      return buildings(polygonsOf(geometry, reader, placement), reader);
    case 'landUse':
      return landUses(polygonsOf(geometry, reader, placement), reader);
    case 'water':
      return waters(polygonsOf(geometry, reader, placement), reader);
    case 'road':
      return roads(pathsOf(geometry, reader, placement), reader);
    case 'place':
      return place(geometry, reader, placement);
  }
}

/** What tables have no column for. */
const NO_SHAPE = { roofHeightM: null, roofDirectionDeg: null, solid: null } as const;

function buildings(polygons: readonly Rings[], reader: RowReader): readonly MapPiece[] {
  if (polygons.length === 0) return [];
  const use = oneOf(BUILDING_USES, reader.word('use', 'buildingUse')) ?? 'unknown';
  const name = reader.names();
  const heightM = bounded(reader, 'height', HIGHEST_M);
  const storeys = storeysOf(reader);
  const useBasis = use === 'unknown' ? 'unknown' : 'stated';
  const roof = oneOf(ROOF_SHAPES, reader.word('roof', 'roof')) ?? 'unknown';
  const builtYear = yearOf(reader);
  const raw = reader.raw();
  return polygons.map((rings) => ({
    outline: outlineOf(rings),
    // Member by member: half of what the same spread out of an object costs.
    make: (sourceId) => ({
      family: 'building',
      value: { sourceId, rings, name, heightM, storeys, use, useBasis, roof, ...NO_SHAPE, builtYear, raw },
    }),
  }));
}

function landUses(polygons: readonly Rings[], reader: RowReader): readonly MapPiece[] {
  if (polygons.length === 0) return [];
  const kind = oneOf(LAND_USES, reader.word('kind', 'landUse')) ?? 'unknown';
  const facts = { kind, name: reader.names(), raw: reader.raw() };
  return polygons.map((rings) => ({
    outline: outlineOf(rings),
    make: (sourceId) => ({ family: 'landUse', value: { sourceId, rings, ...facts } }),
  }));
}

function waters(polygons: readonly Rings[], reader: RowReader): readonly MapPiece[] {
  if (polygons.length === 0) return [];
  const kind = oneOf(WATER_KINDS, reader.word('kind', 'waterKind')) ?? 'unknown';
  const facts = { kind, name: reader.names(), raw: reader.raw() };
  return polygons.map((rings) => ({
    outline: outlineOf(rings),
    make: (sourceId) => ({ family: 'water', value: { sourceId, rings, ...facts } }),
  }));
}

function roads(paths: readonly Float64Array[], reader: RowReader): readonly MapPiece[] {
  if (paths.length === 0) return [];
  const facts = {
    class: oneOf(ROAD_CLASSES, reader.word('class', 'roadClass')) ?? ('unknown' as const),
    name: reader.names(),
    widthM: bounded(reader, 'width', WIDEST_M),
    level: null,
    isBridge: false,
    raw: reader.raw(),
  };
  return paths.map((path) => ({
    outline: path,
    make: (sourceId) => ({ family: 'road', value: { sourceId, path, ...facts } }),
  }));
}

/** A name at a point, or at the inside of the polygon that bears it. */
function place(geometry: RawGeometry, reader: RowReader, placement: Placement): readonly MapPiece[] {
  const name = reader.names();
  if (name.zh === null && name.en === null) {
    reader.say('missing-geometry', 'name', 'A place without a name is nothing to write on a map: it is left out.');
    return [];
  }
  const position =
    geometry.kind === 'polygon'
      ? interiorPoint(polygonsOf(geometry, reader, placement)[0] ?? [])
      : pointOf(geometry, reader, placement);
  if (position === null) return [];
  const kind = oneOf(PLACE_KINDS, reader.word('kind', 'placeKind')) ?? 'poi';
  const raw = reader.raw();
  return [
    {
      outline: Float64Array.from(position),
      make: (sourceId) => ({ family: 'place', value: { sourceId, kind, name, position, rank: null, raw } }),
    },
  ];
}

function polygonsOf(geometry: RawGeometry, reader: RowReader, placement: Placement): readonly Rings[] {
  if (geometry.kind !== 'polygon') {
    reader.say('other-geometry', null, `A polygon was wanted; a ${geometry.kind} came. It is left out.`);
    return [];
  }
  const { polygons, notes } = placedPolygons(geometry, placement);
  for (const { kind, message, at } of notes) reader.say(kind, null, `"${reader.label}": ${message}.`, at);
  return polygons;
}

function pathsOf(geometry: RawGeometry, reader: RowReader, placement: Placement): readonly Float64Array[] {
  if (geometry.kind !== 'line') {
    reader.say('other-geometry', null, `A line was wanted; a ${geometry.kind} came. It is left out.`);
    return [];
  }
  const paths: Float64Array[] = [];
  for (const part of geometry.lines) {
    const path = placedPath(part, placement);
    if (typeof path === 'string') reader.say('outside-area-of-use', null, `"${reader.label}": ${path}`);
    else if (path.length < 4)
      reader.say('zero-length', null, `"${reader.label}": a line has no length; it is left out.`);
    else paths.push(path);
  }
  return paths;
}

function pointOf(geometry: RawGeometry, reader: RowReader, placement: Placement): readonly [number, number] | null {
  if (geometry.kind !== 'point') {
    reader.say('other-geometry', null, `A point was wanted; a ${geometry.kind} came. It is left out.`);
    return null;
  }
  const there = placement.place(geometry.xy[0] ?? Number.NaN, geometry.xy[1] ?? Number.NaN);
  if (typeof there !== 'string') return there;
  reader.say('outside-area-of-use', null, `"${reader.label}": ${there}`);
  return null;
}

function storeysOf(reader: RowReader): number | null {
  const cell = reader.cell('storeys');
  if (reader.zeroIsUnknown('storeys') && Number(cell) === 0) return null;
  const storeys = readStoreys(cell);
  if (typeof storeys !== 'string') return storeys;
  reader.say('unclear-number', 'storeys', `${storeys} The number of storeys stays unknown.`);
  return null;
}

function yearOf(reader: RowReader): number | null {
  const year = readYear(reader.cell('builtYear'));
  if (typeof year !== 'string') return year;
  reader.say('unreadable-value', 'builtYear', `A year was wanted. ${year} It stays unknown.`);
  return null;
}

function bounded(reader: RowReader, field: 'height' | 'width', most: number): number | null {
  const value = reader.measure(field, 'lengthM');
  if (value === null || (value > 0 && value <= most)) return value;
  const message = `A value above 0 and at most ${most} m was wanted; ${value} came. It stays unknown.`;
  reader.say('implausible-value', field, message);
  return null;
}

/** The word as one of the list's; `undefined` for any other. */
function oneOf<T extends string>(words: readonly T[], word: string | null): T | undefined {
  return word === null ? undefined : words.find((candidate) => candidate === word);
}

function outlineOf(rings: Rings): Float64Array {
  return rings[0] ?? new Float64Array(0);
}
