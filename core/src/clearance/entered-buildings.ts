import type { ConduitTable } from '../analysis/conduit-table.ts';
import { type BuildingFootprints, nearestFootprint } from './building-footprints.ts';
import type { Joints } from './joints.ts';

/** A customer's point lies in its building's wall, or stands before it; farther off it says nothing of a building, metres. */
const BEFORE_WALL_M = 5;
/** Where many lines meet, only a point in the wall itself is an entry: a chamber before it feeds others too, metres. */
const IN_WALL_M = 0.5;

/** Numbers of the footprints that a conduit enters, by the number of the conduit. */
export type EnteredBuildings = ReadonlyMap<number, readonly number[]>;

/**
 * Which conduits are services (入户管), and of which building: all those on the way from a customer back to the first node
 * where more than two meet, or where another building is entered. `customers` are ids of nodes; each is in, or at, the
 * building nearest to it.
 */
export function enteredBuildings(
  table: ConduitTable,
  joints: Joints,
  customers: Iterable<string>,
  buildings: BuildingFootprints,
): EnteredBuildings {
  const buildingAt = new Map<string, number>();
  for (const customer of customers) {
    const first = joints.get(customer) ?? [];
    if (first[0] === undefined) continue;
    const { x, y } = endOf(table, first[0], customer);
    const building = nearestFootprint(buildings, x, y, first.length > 2 ? IN_WALL_M : BEFORE_WALL_M);
    if (building !== null) buildingAt.set(customer, building);
  }
  const entered = new Map<number, number[]>();
  for (const [customer, building] of buildingAt) {
    for (const start of joints.get(customer) ?? []) {
      for (const index of wayFrom(table, joints, buildingAt, customer, start)) {
        const known = entered.get(index);
        if (known === undefined) entered.set(index, [building]);
        else if (!known.includes(building)) known.push(building);
      }
    }
  }
  return entered;
}

/** Conduits from a customer over one of its own to the first node where not just two meet, or that is in another building. */
function* wayFrom(
  { facts, count }: ConduitTable,
  joints: Joints,
  buildingAt: ReadonlyMap<string, number>,
  customer: string,
  start: number,
): Iterable<number> {
  const building = buildingAt.get(customer);
  let index = start;
  let node = customer;
  for (let step = 0; step < count; step++) {
    yield index;
    const own = facts[index];
    const next = own === undefined ? null : own.fromNode === node ? own.toNode : own.fromNode;
    if (next === null || (buildingAt.get(next) ?? building) !== building) return;
    const at = joints.get(next) ?? [];
    const onward = at.length === 2 ? at.find((each) => each !== index) : undefined;
    if (onward === undefined || onward === start) return;
    node = next;
    index = onward;
  }
}

/** Where a conduit ends at a node. */
function endOf({ facts, axes, starts }: ConduitTable, index: number, node: string): { x: number; y: number } {
  const point = facts[index]?.fromNode === node ? (starts[index] ?? 0) : (starts[index + 1] ?? 1) - 1;
  return { x: axes[point * 3] ?? Number.NaN, y: axes[point * 3 + 1] ?? Number.NaN };
}
