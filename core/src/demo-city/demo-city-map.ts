import type { MapFeature } from '../model/map-feature.ts';
import { buildingMapFeature, furnitureMapFeature, sportsFieldMapFeature } from './buildings/building-map-features.ts';
import { buildDistrict } from './buildings/district-buildings.ts';
import { streetFurniture } from './buildings/street-furniture.ts';
import { districtMap } from './map/district-map.ts';
import { regionMap } from './map/region-map.ts';
import { demoSite } from './place/demo-sites.ts';
import { districtPlan } from './plan/district-plan-of.ts';

/** The base map of the made-up city: the coast around it, the district, its buildings, trees and lamps. The same seed gives the same map. */
export function* demoCityMap(seed: number): Iterable<MapFeature> {
  const site = demoSite(0, seed);
  const plan = districtPlan(site);
  yield* regionMap();
  yield* districtMap(plan, site);
  const { buildings, sportsFields } = buildDistrict(plan, site);
  for (const [i, { ring }] of sportsFields.entries()) yield sportsFieldMapFeature(ring, i + 1, site);
  for (const building of buildings) yield buildingMapFeature(building, site);
  for (const item of streetFurniture(plan, buildings, site)) yield furnitureMapFeature(item, site);
}
