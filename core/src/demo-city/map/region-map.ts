import { type MapFeature, UNNAMED } from '../../model/map-feature.ts';
import { planLonLat, planPointAt } from '../place/demo-frame.ts';
import { type PlanLine, smoothLine } from '../place/plan-geometry.ts';
import { landUseFeature, placeFeature, roadFeature, waterFeature } from './feature-makers.ts';
import { REGION_LAND } from './region-land.ts';
import { REGION_PLACES } from './region-places.ts';
import { type LonLat, REGION_ROADS } from './region-roads.ts';
import { townStreets } from './region-streets.ts';
import { regionWaters } from './region-waters.ts';

/** Spacing of a main road's points, metres. */
const STEP_M = 90;

/** Between the kerbs of a coarse street of a town, metres. */
const TOWN_STREET_WIDTH_M = 12;

/** The three coastal districts about the district, coarse: land, sea and rivers, main roads, names. A function of nothing. */
export function* regionMap(): Iterable<MapFeature> {
  for (const [i, { kind, zh, en, ring }] of REGION_LAND.entries()) {
    yield landUseFeature(numbered('QY-DK', i), kind, { zh, en }, ring, planLonLat);
  }
  for (const [i, { kind, zh, en, ring }] of regionWaters().entries()) {
    yield waterFeature(numbered('QY-SX', i), kind, { zh, en }, ring, planLonLat);
  }
  for (const [i, { class: kind, zh, en, widthM, points }] of REGION_ROADS.entries()) {
    yield roadFeature(numbered('QY-DL', i), kind, { zh, en }, bent(points), widthM, false, planLonLat);
  }
  const woods = REGION_LAND.filter(({ kind }) => kind === 'wood' || kind === 'park').map(({ ring }) => ring);
  const towns = REGION_LAND.filter(({ kind }) => kind === 'residential');
  for (const [i, line] of towns.flatMap(({ ring }) => townStreets(ring, woods)).entries()) {
    yield roadFeature(numbered('QY-ZL', i), 'lane', UNNAMED, line, TOWN_STREET_WIDTH_M, false, planLonLat);
  }
  for (const [i, [kind, rank, lon, lat, zh, en]] of REGION_PLACES.entries()) {
    yield placeFeature(numbered('QY-DM', i), kind, { zh, en }, [lon, lat], rank);
  }
}

function bent(points: readonly LonLat[]): PlanLine {
  return smoothLine(
    points.map(([lon, lat]) => planPointAt(lon, lat)),
    STEP_M,
  );
}

function numbered(prefix: string, index: number): string {
  return `${prefix}-${String(index + 1).padStart(3, '0')}`;
}
