import type { CityFeature } from '../../model/city-feature.ts';
import type { CityPoint } from '../../model/city-point.ts';
import { streetFurniture } from '../buildings/street-furniture.ts';
import { type DemoDistrict, demoDistrict, districtNetwork } from '../demo-district.ts';
import { demoSite } from '../place/demo-sites.ts';
import { regionGround } from '../place/region-ground.ts';
import { districtPlan } from '../plan/district-plan-of.ts';
import { cameras } from './cameras.ts';
import type { CaseGround } from './case-ground.ts';
import { caseGrounds } from './case-grounds.ts';
import { components } from './components.ts';
import { demoCases } from './demo-cases.ts';
import { devices, type LivingDevice, type LivingSignal, signals } from './devices.ts';
import { type ManagementGrid, managementGrid } from './management-grid.ts';
import { publicPlaces } from './public-places.ts';
import { scenicPoints } from './scenic-areas.ts';
import { standingLevel } from './standing-level.ts';
import { type LivingUnit, units } from './units.ts';

/** What the three districts are run by, and what the simulator of their events goes by. */
export interface LivingCity {
  readonly seed: number;
  readonly grid: ManagementGrid;
  readonly components: readonly CityPoint[];
  readonly cameras: readonly CityPoint[];
  readonly scenicAreas: readonly CityPoint[];
  readonly devices: readonly LivingDevice[];
  readonly signals: readonly LivingSignal[];
  /** Schools, hospitals, health stations, emergency shelters. */
  readonly publicPlaces: readonly CityPoint[];
  readonly units: readonly LivingUnit[];
  readonly grounds: readonly CaseGround[];
}

/** The living city around a district, which must be that of site 0. The same district gives the same city. */
export function livingCity(district: DemoDistrict): LivingCity {
  const { plan, site, buildings } = district;
  const { seed } = site;
  const grid = managementGrid(plan, seed);
  const network = districtNetwork(district);
  const furniture = streetFurniture(plan, buildings, site);
  const groundLevelM = standingLevel(regionGround().groundLevelM);
  const parts = components({ plan, grid, network, furniture, groundLevelM, seed });
  return {
    seed,
    grid,
    components: parts,
    cameras: cameras(plan, grid, groundLevelM, seed),
    scenicAreas: scenicPoints(grid, groundLevelM),
    devices: devices(plan, grid, network, groundLevelM, seed),
    signals: signals(plan, grid, groundLevelM),
    publicPlaces: publicPlaces(plan, grid, groundLevelM),
    units: units(plan, grid, groundLevelM, seed),
    grounds: caseGrounds(grid, parts),
  };
}

/** Every feature of a living city: cells of the grid, points, then the past year's cases. */
export function* livingFeatures(city: LivingCity): Iterable<CityFeature> {
  for (const value of city.grid.features) yield { family: 'gridCell', value };
  for (const value of livingPoints(city)) yield { family: 'cityPoint', value };
  for (const value of demoCases(city.grounds, city.seed)) yield { family: 'cityCase', value };
}

/** Every point of a living city. */
export function* livingPoints(city: LivingCity): Iterable<CityPoint> {
  yield* city.components;
  yield* city.cameras;
  yield* city.scenicAreas;
  for (const { point } of city.devices) yield point;
  for (const { point } of city.signals) yield point;
  yield* city.publicPlaces;
  for (const { point } of city.units) yield point;
}

/** The whole living city of a seed; makes the district for it. */
export function* demoLivingCity(seed: number): Iterable<CityFeature> {
  yield* livingFeatures(livingCity(demoDistrict(0, seed)));
}

/** The management grid alone: needs the streets only. */
export function* demoGrid(seed: number): Iterable<CityFeature> {
  const plan = districtPlan(demoSite(0, seed));
  for (const value of managementGrid(plan, seed).features) yield { family: 'gridCell', value };
}

/** The points alone; makes the district for them. */
export function* demoPoints(seed: number): Iterable<CityFeature> {
  for (const value of livingPoints(livingCity(demoDistrict(0, seed)))) yield { family: 'cityPoint', value };
}

/** The past year's cases alone; makes the district for them. */
export function* demoCasesLayer(seed: number): Iterable<CityFeature> {
  const { grounds } = livingCity(demoDistrict(0, seed));
  for (const value of demoCases(grounds, seed)) yield { family: 'cityCase', value };
}
