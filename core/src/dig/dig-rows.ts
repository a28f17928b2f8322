import { type ConduitFacts, type ConduitTable, conduitTable, placedConduit } from '../analysis/conduit-table.ts';
import type { LocalProjection } from '../geodesy/local-projection.ts';
import { type BoxIndex, boxIndex } from '../geometry/box-index.ts';
import type { NetworkNode } from '../model/network-node.ts';
import type { PitShaft } from '../pit/pit-nodes.ts';
import type { RuledAsset } from '../rules/ruled-asset.ts';
import { SHAFT_WALL_M } from '../tiling/drawn-as.ts';
import { hasShaft } from '../tiling/shaft.ts';

/** A link with its vertices: flat longitude, latitude, or pairs of them as they come over the wire. */
export type DigLink = ConduitFacts & { readonly path: Float64Array | readonly (readonly (number | null)[])[] };

/** What a dig asks of a node. */
export type NodeFacts = Pick<
  NetworkNode,
  'kind' | 'sourceId' | 'utility' | 'owner' | 'status' | 'accuracy' | 'material' | 'surveyedOn'
> & {
  /** Feature id, unique in the scene. */
  readonly id: string;
};

export type DigNode = NodeFacts & Pick<NetworkNode, 'position' | 'coverLevelM' | 'sumpLevelM' | 'shaftDiameterMm'>;

/** A rectangle of the plane: west, south, east, north, metres. */
export type PlaneBox = readonly [west: number, south: number, east: number, north: number];

/** Shafts in the order of `facts`, with an index over their outer walls. */
export interface ShaftRows {
  readonly facts: readonly NodeFacts[];
  readonly shafts: readonly PitShaft[];
  /** Level of the underside of each; NaN is unknown. */
  readonly bottomsM: Float64Array;
  /** What rules are asked about: pressure and voltage are those of the conduits that meet in the shaft. */
  readonly assets: readonly RuledAsset[];
  readonly index: BoxIndex;
}

/** What lies in the ground about a dig, in its plane, ready to be met again for every frame of a drag. */
export interface DigRows {
  readonly table: ConduitTable;
  readonly shafts: ShaftRows;
  /** Where the rows are complete; null: everywhere a dig is checked against them. */
  readonly within: PlaneBox | null;
}

/** Half the size a shaft of unknown size is allowed for, metres. */
export const UNKNOWN_SHAFT_RADIUS_M = 2;

/**
 * Lays rows out in the plane of a projection. Nodes that are no shafts are left out. `within`: the rectangle in which
 * the rows are all there are; a dig that asks beyond it is refused by `checkDig`. Throws a RangeError for a link or
 * shaft without a place.
 */
export function digRows(
  links: readonly DigLink[],
  nodes: readonly DigNode[],
  projection: LocalProjection,
  within: PlaneBox | null = null,
): DigRows {
  const table = conduitTable(links.map((link) => placedConduit(link, flatPath(link.path), projection)));
  const standing = nodes.filter((node) => hasShaft(node));
  const place = new Float64Array(2);
  const boxes = new Float64Array(standing.length * 4);
  const shafts = standing.map(({ id, position, coverLevelM, shaftDiameterMm }, i): PitShaft => {
    projection.forward(position[0], position[1], place);
    const [x = Number.NaN, y = Number.NaN] = place;
    if (!Number.isFinite(x) || !Number.isFinite(y)) {
      throw new RangeError(`digRows: ${id} needs a finite place, got ${position[0]}, ${position[1]}`);
    }
    const outerDiameterM = shaftDiameterMm === null ? null : shaftDiameterMm / 1000 + 2 * SHAFT_WALL_M;
    const reach = outerDiameterM === null ? UNKNOWN_SHAFT_RADIUS_M : outerDiameterM / 2;
    boxes.set([x - reach, y - reach, x + reach, y + reach], i * 4);
    return { id, x, y, coverLevelM, outerDiameterM };
  });
  const assets = shaftAssets(standing, links);
  const bottomsM = Float64Array.from(standing, ({ sumpLevelM }) => (sumpLevelM ?? Number.NaN) - SHAFT_WALL_M);
  return { table, shafts: { facts: standing, shafts, bottomsM, assets, index: boxIndex(boxes) }, within };
}

/** A shaft is as dangerous as the worst conduit in it; what one of them leaves open is open. */
function shaftAssets(nodes: readonly DigNode[], links: readonly DigLink[]): readonly RuledAsset[] {
  const incident = new Map<string, ConduitFacts[]>();
  for (const node of nodes) incident.set(node.id, []);
  for (const link of links) {
    if (link.fromNode !== null) incident.get(link.fromNode)?.push(link);
    if (link.toNode !== null && link.toNode !== link.fromNode) incident.get(link.toNode)?.push(link);
  }
  return nodes.map(({ id, utility, material }) => {
    const met = (incident.get(id) ?? []).filter((link) => link.utility === utility);
    return { utility, material, section: null, embedding: null, pressure: joint(met), voltageKv: highest(met) };
  });
}

function joint(links: readonly ConduitFacts[]): RuledAsset['pressure'] {
  let [leastMpa, mostMpa] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { pressure } of links) {
    if (pressure === null || pressure === undefined) return null;
    leastMpa = Math.min(leastMpa, pressure.leastMpa);
    mostMpa = Math.max(mostMpa, pressure.mostMpa);
  }
  return links.length === 0 ? null : { leastMpa, mostMpa };
}

function highest(links: readonly ConduitFacts[]): number | null {
  let most: number | null = null;
  for (const { voltageKv } of links) {
    if (voltageKv === null || voltageKv === undefined) return null;
    most = Math.max(most ?? 0, voltageKv);
  }
  return most;
}

function flatPath(path: DigLink['path']): Float64Array {
  if (path instanceof Float64Array) return path;
  const flat = new Float64Array(path.length * 2);
  for (const [i, [lon, lat]] of path.entries()) flat.set([lon ?? Number.NaN, lat ?? Number.NaN], i * 2);
  return flat;
}
