import { fromChinaFrame } from '@undercroft/core/geodesy/china-offset';
import { isInChina } from '@undercroft/core/geodesy/china-outline';
import { type Crs, crsByCode, isInAreaOfUse, type PlaneTransform, toLonLat } from '@undercroft/core/geodesy/crs';
import type { PositionBasis } from '@undercroft/core/live/live-event';
import type { EventPosition } from '@undercroft/core/protocol/live/event-input';
import type { Refusal } from '../live/live-scene.ts';
import { refused, shown } from './refused.ts';

/** A position brought to longitude and latitude, degrees; its height stays what it was. */
export interface Place {
  readonly lonLat: readonly [lon: number, lat: number];
  readonly heightM: number | null;
  readonly basis: PositionBasis;
}

/** Brings positions of one declared system to longitude and latitude. Never changes what it is given. */
export type PlaceReader = (position: Readonly<EventPosition>) => Place | Refusal;

/** How far outside a system's area of use a place may lie before its coordinates are taken for a mistake, degrees. */
const AREA_MARGIN_DEG = 1;

/**
 * The reader of positions in what an adapter declares: an EPSG code of the table, GCJ-02 or BD-09 (shifted back where such
 * maps are shifted, and never to be measured by), or nothing. Throws `CrsError` for a code that is not in the table.
 */
export function placeReader(declared: string | undefined): PlaceReader {
  if (declared === undefined) return (position) => asDegrees(position, 'undeclared', (lon, lat) => [lon, lat]);
  if (declared === 'GCJ-02' || declared === 'BD-09') {
    return (position) =>
      asDegrees(position, 'shifted', (lon, lat) =>
        isInChina(lon, lat) ? fromChinaFrame(declared, lon, lat) : [lon, lat],
      );
  }
  const crs = crsByCode(declared);
  if (crs.kind === 'geographic') return (position) => asDegrees(position, 'geodetic', (lon, lat) => [lon, lat]);
  const transform = toLonLat(crs);
  return (position) => asPlane(position, crs, transform);
}

function asDegrees(position: Readonly<EventPosition>, basis: PositionBasis, shift: PlaneTransform): Place | Refusal {
  const [lon, lat, heightM] =
    'lon' in position ? [position.lon, position.lat, position.heightM] : [position[0], position[1], position[2]];
  if (Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return { lonLat: shift(lon, lat), heightM: heightM ?? null, basis };
  return refused(
    'place-impossible',
    `position: wanted degrees, longitude first, in [-180, 180] and [-90, 90], and got ${shown(position)}.`,
  );
}

function asPlane(position: Readonly<EventPosition>, crs: Crs, transform: PlaneTransform): Place | Refusal {
  if ('lon' in position) {
    return refused(
      'place-impossible',
      `position: wanted [east, north] in ${crs.code}, which the feed declares, and got ${shown(position)}.`,
    );
  }
  const [east, north, heightM] = position;
  const [lon, lat] = transform(east, north);
  if (Number.isFinite(lon) && Number.isFinite(lat) && isInAreaOfUse(crs, lon, lat, AREA_MARGIN_DEG)) {
    return { lonLat: [lon, lat], heightM: heightM ?? null, basis: 'geodetic' };
  }
  return refused(
    'place-impossible',
    `position: wanted [east, north] inside the area of use of ${crs.code} (${crs.name}) and got ${shown(position)}.`,
  );
}
