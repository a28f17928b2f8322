import type { BuildingWalls } from '../buildings/building-walls.ts';
import type { DemoBuilding } from '../buildings/demo-building.ts';
import type { LaidConduit, LaidNode } from '../network/laid.ts';

/** Words of points in a building, or before it. */
const ENTRIES: ReadonlySet<string> = new Set(['入户', '换热站', '配电房', '水表井', '水表']);
/** How far before its wall such a point may stand; where more than two lines meet it has to be in the wall. Metres. */
const BEFORE_WALL_M = 5;
const IN_WALL_M = 0.5;

/** The buildings that a line enters: those of the entries that it leads to from the last point where more lines meet. */
export function entries(
  conduits: readonly LaidConduit[],
  walls: BuildingWalls,
): ReadonlyMap<LaidConduit, ReadonlySet<DemoBuilding>> {
  const joints = new Map<LaidNode, LaidConduit[]>();
  for (const conduit of conduits) {
    for (const node of [conduit.from, conduit.to]) {
      const known = joints.get(node);
      if (known === undefined) joints.set(node, [conduit]);
      else known.push(conduit);
    }
  }
  const houses = new Map<LaidNode, DemoBuilding>();
  for (const [node, meeting] of joints) {
    if (!ENTRIES.has(node.feature ?? node.appurtenance ?? '')) continue;
    const house = nearest(node, walls, meeting.length > 2 ? IN_WALL_M : BEFORE_WALL_M);
    if (house !== null) houses.set(node, house);
  }
  const entered = new Map<LaidConduit, Set<DemoBuilding>>();
  for (const [node, house] of houses) {
    for (const first of joints.get(node) ?? []) {
      for (const conduit of wayBack(first, node, house, joints, houses)) {
        const known = entered.get(conduit);
        if (known === undefined) entered.set(conduit, new Set([house]));
        else known.add(house);
      }
    }
  }
  return entered;
}

function nearest({ at }: LaidNode, walls: BuildingWalls, withinM: number): DemoBuilding | null {
  let best: DemoBuilding | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [building, awayM] of walls.near(at, at, withinM)) {
    if (awayM >= least) continue;
    best = building;
    least = awayM;
  }
  return best;
}

function* wayBack(
  first: LaidConduit,
  entry: LaidNode,
  house: DemoBuilding,
  joints: ReadonlyMap<LaidNode, readonly LaidConduit[]>,
  houses: ReadonlyMap<LaidNode, DemoBuilding>,
): Iterable<LaidConduit> {
  let conduit = first;
  let node = entry;
  while (true) {
    yield conduit;
    node = conduit.from === node ? conduit.to : conduit.from;
    const meeting = joints.get(node) ?? [];
    const onward = meeting.length === 2 ? meeting.find((each) => each !== conduit) : undefined;
    if (onward === undefined || onward === first || (houses.get(node) ?? house) !== house) return;
    conduit = onward;
  }
}
