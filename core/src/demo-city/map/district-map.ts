import { type MapFeature, type RoadClass, UNNAMED } from '../../model/map-feature.ts';
import { type DemoSite, SITE_SIDE_M } from '../place/demo-site.ts';
import { lineCrossings, type PlanLine, pointAlong } from '../place/plan-geometry.ts';
import { RIVER_BANK_M, riverLine } from '../place/shore.ts';
import { stretch } from '../plan/arrangement.ts';
import type { DistrictPlan } from '../plan/district-plan.ts';
import type { Street, StreetClass } from '../plan/street.ts';
import { landUseFeature, placeFeature, roadFeature, type ToLonLat, waterFeature } from './feature-makers.ts';

/** What a street is on the map. */
const ROAD_CLASS: Readonly<Record<StreetClass, RoadClass>> = {
  arterial: 'avenue',
  collector: 'street',
  local: 'lane',
  lane: 'lane',
};

/** A bridge reaches this far beyond the tops of both banks, metres. */
const BRIDGE_END_M = 4;

/**
 * The base map of a site but for its buildings: land use, waters, streets and ways, names. The sea is left to the map of the
 * region for the district itself (site 0), which draws it as a whole.
 */
export function* districtMap(plan: DistrictPlan, site: DemoSite): Iterable<MapFeature> {
  const prefix = site.index === 0 ? '' : `P${site.index}-`;
  const lonLat: ToLonLat = (at) => site.lonLat(at);
  yield landUseFeature(`${prefix}DK-HA`, 'grass', UNNAMED, riverBanks(), lonLat);
  for (const { id, kind, zh, en, ring } of plan.blocks) {
    yield landUseFeature(`${prefix}DK-${id}`, kind, { zh, en }, ring, lonLat);
  }
  for (const { id, kind, zh, en, ring } of plan.waters) {
    if (kind === 'sea' && site.index === 0) continue;
    yield waterFeature(`${prefix}SX-${id}`, kind, { zh, en }, ring, lonLat);
  }
  for (const street of plan.network.streets) {
    const parts = overRiver(street, plan);
    for (const [i, { line, isBridge }] of parts.entries()) {
      const id = `${prefix}DL-${street.id}${parts.length > 1 ? `-${i + 1}` : ''}`;
      const { zh, en, kerbM } = street;
      yield roadFeature(id, ROAD_CLASS[street.kind], { zh, en }, line, 2 * kerbM, isBridge, lonLat);
    }
  }
  for (const { id, class: kind, zh, en, line, widthM, isBridge } of plan.ways) {
    yield roadFeature(`${prefix}BD-${id}`, kind, { zh, en }, line, widthM, isBridge, lonLat);
  }
  for (const { id, kind, zh, en, at, rank } of plan.places) {
    yield placeFeature(`${prefix}DM-${id}`, kind, { zh, en }, lonLat(at), rank);
  }
}

/** The ground between the tops of the river's banks. */
function riverBanks(): PlanLine {
  return [...riverLine(SITE_SIDE_M, 90, -RIVER_BANK_M), ...riverLine(90, SITE_SIDE_M, RIVER_BANK_M)];
}

/** A street in parts, that over the river as a bridge. */
function overRiver(
  { centreline, lengthM }: Street,
  { river }: DistrictPlan,
): readonly { readonly line: PlanLine; readonly isBridge: boolean }[] {
  const [hit] = lineCrossings(centreline, river.axis).map(({ firstM }) => firstM);
  if (hit === undefined) return [{ line: centreline, isBridge: false }];
  const from = Math.max(0, hit - RIVER_BANK_M - BRIDGE_END_M);
  const to = Math.min(lengthM, hit + RIVER_BANK_M + BRIDGE_END_M);
  const part = (a: number, b: number): PlanLine =>
    stretch(centreline, a, b, pointAlong(centreline, a), pointAlong(centreline, b));
  return [
    { line: part(0, from), isBridge: false },
    { line: part(from, to), isBridge: true },
    { line: part(to, lengthM), isBridge: false },
  ];
}
