import type { NearNode, NearRows } from '@undercroft/core/analysis/near-rows';
import type { AlarmContext } from '@undercroft/core/protocol/live/alarm-context';

type Manhole = NonNullable<AlarmContext['manhole']>;
type Pipe = NonNullable<AlarmContext['pipes']>[number];
type LonLat = readonly [lon: number, lat: number];

/** Columns in which tables of devices name the point of the survey that a device is at. */
const NODE_COLUMNS = ['物探点号', '管线点号', '管点编号', '井号', '所在井号'] as const;

/** A device stands in or on a manhole this near, metres. */
const AT_MANHOLE_M = 3;

/** The node that a device's record names, where it names one. */
export function statedNode(raw: Readonly<Record<string, unknown>>): string | null {
  for (const column of NODE_COLUMNS) {
    const value = raw[column];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}

/** The node of the network that a device is in or on: the one its record names, else the nearest manhole. */
export function manholeOf(
  { nodes }: Pick<NearRows, 'nodes'>,
  stated: string | null,
  at: LonLat,
  distanceM: (from: LonLat, to: LonLat) => number,
): Manhole | null {
  const named = stated === null ? undefined : nodes.find(({ sourceId }) => sourceId === stated);
  if (named !== undefined) return manhole(named, 'stated', distanceM(at, named.position));
  let nearest: NearNode | null = null;
  let nearestM = AT_MANHOLE_M;
  for (const node of nodes) {
    const away = node.kind === 'manhole' ? distanceM(at, node.position) : Number.POSITIVE_INFINITY;
    if (away > nearestM) continue;
    nearest = node;
    nearestM = away;
  }
  return nearest === null ? null : manhole(nearest, 'nearest', nearestM);
}

function manhole(node: NearNode, foundBy: Manhole['foundBy'], distanceM: number): Manhole {
  const { id, sourceId, kind, utility, position, coverLevelM, sumpLevelM, shaftDiameterMm, owner } = node;
  return {
    id,
    sourceId,
    kind,
    utility,
    position: [position[0], position[1]],
    coverLevelM,
    sumpLevelM,
    shaftDiameterMm,
    owner,
    foundBy,
    distanceM: Math.round(distanceM * 100) / 100,
  };
}

/** The links that end at a node. */
export function pipesAt({ links }: Pick<NearRows, 'links'>, nodeId: string): Pipe[] {
  return links.flatMap(({ facts, path }): Pipe[] => {
    const { id, kind, utility, section, material, owner, fromNode, toNode, from, to } = facts;
    const pipe = (end: Pipe['end']): Pipe => ({
      id,
      kind,
      utility,
      widthMm: section?.widthMm ?? null,
      heightMm: section?.heightMm ?? null,
      material,
      owner,
      end,
      invertM: (end === 'from' ? from : to).invertM,
      bearingDeg: bearingOf(path, end),
      otherNode: end === 'from' ? toNode : fromNode,
    });
    return [...(fromNode === nodeId ? [pipe('from')] : []), ...(toNode === nodeId ? [pipe('to')] : [])];
  });
}

/** Direction in which a path leaves one of its ends, clockwise from north; null where its first points are one. */
function bearingOf(path: Float64Array, end: Pipe['end']): number | null {
  const first = end === 'from' ? 0 : path.length - 2;
  const second = end === 'from' ? 2 : path.length - 4;
  const [lon, lat] = [path[first] ?? Number.NaN, path[first + 1] ?? Number.NaN];
  const east = ((path[second] ?? Number.NaN) - lon) * Math.cos((lat * Math.PI) / 180);
  const north = (path[second + 1] ?? Number.NaN) - lat;
  if (!Number.isFinite(east + north) || (east === 0 && north === 0)) return null;
  return Math.round((((Math.atan2(east, north) * 180) / Math.PI + 360) % 360) * 10) / 10;
}
