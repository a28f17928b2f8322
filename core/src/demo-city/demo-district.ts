import type { DemoBuilding } from './buildings/demo-building.ts';
import { districtBuildings } from './buildings/district-buildings.ts';
import { districtDrains } from './drains/district-drains.ts';
import { districtMains } from './mains/district-mains.ts';
import type { LaidNetwork } from './network/laid.ts';
import type { DemoSite } from './place/demo-site.ts';
import { demoSite } from './place/demo-sites.ts';
import type { DistrictPlan } from './plan/district-plan.ts';
import { districtPlan } from './plan/district-plan-of.ts';

/** One made-up district: what is decided of it, what stands in it, what lies under it. */
export interface DemoDistrict {
  readonly site: DemoSite;
  readonly plan: DistrictPlan;
  readonly buildings: readonly DemoBuilding[];
  /** Storm water, sewage and combined drains, laid first since they yield to nothing. */
  readonly drains: LaidNetwork;
  /** All other utilities. */
  readonly mains: LaidNetwork;
}

/** The district of a site. The same index and seed give the same district. */
export function demoDistrict(index: number, seed: number): DemoDistrict {
  const site = demoSite(index, seed);
  const plan = districtPlan(site);
  const buildings = districtBuildings(plan, site);
  const drains = districtDrains(plan, buildings, site);
  const mains = districtMains(plan, buildings, drains, site);
  return { site, plan, buildings, drains, mains };
}

/** Everything under a district as one network. */
export function districtNetwork({ drains, mains }: DemoDistrict): LaidNetwork {
  return { nodes: [...drains.nodes, ...mains.nodes], conduits: [...drains.conduits, ...mains.conduits] };
}
