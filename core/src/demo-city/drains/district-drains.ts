import type { DemoBuilding } from '../buildings/demo-building.ts';
import type { LaidNetwork } from '../network/laid.ts';
import type { DemoSite } from '../place/demo-site.ts';
import type { DistrictPlan } from '../plan/district-plan.ts';
import { abandonedDrains } from './abandoned-drains.ts';
import { combinedDrains } from './combined-drains.ts';
import type { DrainNode, DrainPipe } from './drain-draft.ts';
import { dropManholes } from './drain-drops.ts';
import { laidDrains } from './drain-records.ts';
import { drainSetting } from './drain-setting.ts';
import { type GravityIndex, gravityIndex } from './gravity-index.ts';
import { gullies } from './gullies.ts';
import { houseDrains } from './house-drains.ts';
import { oldQuarter } from './old-quarter.ts';
import { sewerMaker, sewers } from './sewers.ts';
import { stormDrains } from './storm-drains.ts';

/** Half the inside of the shaft of a manhole on a main, with its wall, metres. */
const MAIN_SHAFT_M = 0.65;

/**
 * All drains of a district: storm drains to outfalls at the river and the sea, sewers to the interceptor and the pumping
 * station in the east, by a siphon from the west bank, a quarter with combined drains; gullies and house drains. Sewers
 * pass beneath storm drains. The same plan, buildings and site give the same network.
 */
export function districtDrains(plan: DistrictPlan, buildings: readonly DemoBuilding[], site: DemoSite): LaidNetwork {
  const setting = drainSetting(plan, buildings, site);
  const laid = gravityIndex();
  const quarter = oldQuarter(setting);
  const storm = stormDrains(setting, (edge) => quarter?.edges.has(edge) === true);
  addAll(storm, laid);
  const maker = sewerMaker(setting, laid);
  const combined = quarter ? combinedDrains(setting, quarter, maker.atVertex(quarter.outlet), storm, laid) : null;
  addAll(combined?.pipes ?? [], laid);
  const sewage = sewers(setting, maker, { laid, quarter, joining: combined?.joining ?? null });
  addAll(sewage.pipes, laid);
  const mains = [...storm, ...(combined?.pipes ?? []), ...sewage.pipes];
  addShafts(mains, laid);
  const abandoned = abandonedDrains(setting, laid);
  addAll(abandoned, laid);
  addShafts(abandoned, laid);
  const combinedMains = (combined?.pipes ?? []).filter((pipe) => pipe.utility === 'combined');
  const fromGullies = gullies([...storm, ...combinedMains], laid, setting);
  const fromHouses = houseDrains([...combinedMains, ...sewage.pipes], laid, setting).pipes;
  const pipes = [...mains, ...abandoned, ...fromGullies, ...fromHouses];
  return laidDrains(
    pipes,
    dropManholes([...mains, ...fromHouses.filter((pipe) => pipe.make.widthMm >= 300)]),
    trunkNodes(sewage.pipes),
  );
}

function addAll(pipes: readonly DrainPipe[], laid: GravityIndex): void {
  for (const pipe of pipes) laid.add(pipe);
}

function addShafts(mains: readonly DrainPipe[], laid: GravityIndex): void {
  const nodes = new Set(mains.flatMap((pipe) => [pipe.from, pipe.to]));
  for (const node of nodes) laid.addShaft(node, MAIN_SHAFT_M);
}

/** The siphon, and whatever is as large as the interceptor. */
function trunkNodes(sewage: readonly DrainPipe[]): ReadonlySet<DrainNode> {
  return new Set(
    sewage.filter((pipe) => pipe.isPressed || pipe.make.widthMm >= 1000).flatMap((pipe) => [pipe.from, pipe.to]),
  );
}
