import { type Crs, fromLonLat, isInAreaOfUse, type PlaneTransform, toLonLat } from '@undercroft/core/geodesy/crs';
import { CRS_TABLE } from '@undercroft/core/geodesy/crs-table';
import type { Georeference, LocalGrids } from '@undercroft/core/protocol/georeference';
import { localGridPlacement } from './local-grid.ts';

/** Where a scene lies and how far around it its data may lie. */
export interface ScenePlace {
  readonly origin: readonly [lon: number, lat: number];
  /** Absent: 100 km. */
  readonly radiusKm?: number | undefined;
}

export type Axes = Georeference['axes'];

/** One way to read the pairs of a source: a system, an order, and how many of the pairs it places where they may be. */
export interface Fit {
  readonly crs: Crs;
  readonly axes: Axes;
  /** Share of the pairs that come to lie in the reach of the system. */
  readonly inReach: number;
  /** Share of the pairs that come to lie near the scene; as `inReach` where no scene is known. */
  readonly inScene: number;
  /** True when all of them lie in the area of use itself, not only in the strip beside it that surveys run into. */
  readonly isStrict: boolean;
  /** Where the first few pairs come to lie: what tells two ways apart. */
  readonly places: readonly (readonly [lon: number, lat: number])[];
}

/** Radius about a scene's origin in which its data are looked for, kilometres. */
const RADIUS_KM = 100;
/** Degrees a place may lie outside a system's area of use: as far as `placementIn` lets it. */
const MARGIN_DEG = 1;
/** A system whose formulas do not lead back to the pair does not reach there; units of the system. */
const CLOSES_WITHIN = 0.01;
const PLACES_KEPT = 5;
const EARTH_RADIUS_KM = 6371;
/** Two ways that agree this well are one, metres. ETRS89 and WGS 84 differ by less in their formulas. */
const SAME_PLACE_M = 0.05;
const RADIANS = Math.PI / 180;

interface Converter {
  readonly there: PlaneTransform;
  readonly back: PlaneTransform;
}

/** Made once a system: the search looks at every system of the table for every file. */
const converters = new Map<Crs, Converter>();

/** Every system of the table, and every local grid of the installation, in both orders, that places a pair at all. */
export function fitsOf(
  pairs: Float64Array,
  place: ScenePlace | null,
  grids: LocalGrids,
  systems: readonly Crs[] = CRS_TABLE,
): readonly Fit[] {
  const readers = [...systems.map(readerOf), ...Object.keys(grids).map((name) => gridReader(`LOCAL:${name}`, grids))];
  return readers.flatMap((reader) =>
    (['eastNorth', 'northEast'] as const).flatMap((axes) => {
      const fit = fitOf(reader, axes, pairs, place);
      return fit === null ? [] : [fit];
    }),
  );
}

/** Fits that place the pairs alike, as one: lon/lat on WGS 84 and on CGCS2000, zone 39 of three and zone 20 of six degrees. */
export function sameFits(fits: readonly Fit[]): readonly (readonly Fit[])[] {
  const groups: Fit[][] = [];
  for (const fit of fits) {
    const group = groups.find(([first]) => first !== undefined && placesAgree(first, fit));
    if (group === undefined) groups.push([fit]);
    else group.push(fit);
  }
  return groups;
}

/** Great-circle distance, kilometres. */
export function distanceKm(a: readonly [number, number], b: readonly [number, number]): number {
  const sinLat = Math.sin(((b[1] - a[1]) * RADIANS) / 2);
  const sinLon = Math.sin(((b[0] - a[0]) * RADIANS) / 2);
  const h = sinLat * sinLat + Math.cos(a[1] * RADIANS) * Math.cos(b[1] * RADIANS) * sinLon * sinLon;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}

interface PairReader {
  readonly crs: Crs;
  /** Longitude and latitude of an east and a north; `null` out of reach. */
  read(east: number, north: number): readonly [lon: number, lat: number] | null;
}

function readerOf(crs: Crs): PairReader {
  const { there, back } = converterOf(crs);
  return {
    crs,
    read(east, north) {
      const [lon, lat] = there(east, north);
      if (!isInAreaOfUse(crs, lon, lat, MARGIN_DEG)) return null;
      const [eastAgain, northAgain] = back(lon, lat);
      const closes = Math.abs(eastAgain - east) < CLOSES_WITHIN && Math.abs(northAgain - north) < CLOSES_WITHIN;
      return closes ? [lon, lat] : null;
    },
  };
}

function gridReader(label: string, grids: LocalGrids): PairReader {
  const placement = localGridPlacement(label, grids);
  return {
    crs: { ...placement.crs, areaOfUse: [-180, -90, 180, 90] },
    read(east, north) {
      const there = placement.place(east, north);
      return typeof there === 'string' ? null : there;
    },
  };
}

function converterOf(crs: Crs): Converter {
  const known = converters.get(crs);
  if (known !== undefined) return known;
  const made = { there: toLonLat(crs), back: fromLonLat(crs) };
  converters.set(crs, made);
  return made;
}

function fitOf(reader: PairReader, axes: Axes, pairs: Float64Array, place: ScenePlace | null): Fit | null {
  const count = pairs.length / 2;
  const places: (readonly [number, number])[] = [];
  let inReach = 0;
  let inScene = 0;
  let isStrict = true;
  for (let i = 0; i < count; i++) {
    const first = pairs[i * 2] ?? Number.NaN;
    const second = pairs[i * 2 + 1] ?? Number.NaN;
    const there = axes === 'eastNorth' ? reader.read(first, second) : reader.read(second, first);
    if (there === null) continue;
    inReach++;
    if (place === null || distanceKm(there, place.origin) <= (place.radiusKm ?? RADIUS_KM)) inScene++;
    isStrict &&= isInAreaOfUse(reader.crs, there[0], there[1]);
    if (places.length < PLACES_KEPT) places.push(there);
  }
  if (inReach === 0) return null;
  return { crs: reader.crs, axes, inReach: inReach / count, inScene: inScene / count, isStrict, places };
}

function placesAgree(a: Fit, b: Fit): boolean {
  if (a.places.length !== b.places.length) return false;
  return a.places.every((place, i) => {
    const other = b.places[i];
    return other !== undefined && distanceKm(place, other) * 1000 < SAME_PLACE_M;
  });
}
