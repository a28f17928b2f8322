import type { ConduitTable } from './conduit-table.ts';
import { type GroundLine, groundLevelAt } from './ground-line.ts';
import { type LevelBand, unknownLevelBand } from './level-band.ts';
import type { PlacedNode } from './placed-node.ts';
import type { ProfileLeg } from './profile.ts';

/** How far from a node's place the end of a conduit that names it is looked for, metres: chambers are drawn by their middle. */
const NODE_REACH_M = 10;

/** A conduit that joins the path at a node and is not of it, by its end at that node. Metres; null is unknown. */
export interface ProfileBranch {
  readonly index: number;
  readonly id: string;
  readonly axisM: number | null;
  readonly invertM: number | null;
  readonly outerTopM: number | null;
  readonly halfWidthM: number | null;
  readonly halfHeightM: number | null;
  readonly band: LevelBand | null;
  /** On which side it leaves the path, looking along it; null where the path has no direction there. */
  readonly side: 'left' | 'right' | null;
}

/** Where legs of a profile meet. */
export interface ProfileNode {
  readonly stationM: number;
  readonly id: string | null;
  /** Null where the path ends at no node, or the node was not given. */
  readonly sourceId: string | null;
  readonly kind: PlacedNode['kind'] | null;
  readonly groundM: number | null;
  readonly coverLevelM: number | null;
  readonly sumpLevelM: number | null;
  readonly shaftDiameterMm: number | null;
  /** Inverts with which the path comes in and goes on. */
  readonly inInvertM: number | null;
  readonly outInvertM: number | null;
  /** Fall within the node in the direction of travel; negative rises. */
  readonly dropM: number | null;
  readonly branches: readonly ProfileBranch[];
}

/** The nodes of a path, its beginning and end included, in order. */
export function profileNodes(
  table: ConduitTable,
  nodes: readonly PlacedNode[],
  legs: readonly ProfileLeg[],
  ground: GroundLine,
): readonly ProfileNode[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ofPath = new Set(legs.map(({ index }) => index));
  return Array.from({ length: legs.length + 1 }, (_, i) => {
    const before = legs[i - 1];
    const after = legs[i];
    const id = before?.toNode ?? after?.fromNode ?? null;
    const node = id === null ? undefined : byId.get(id);
    const stationM = after?.fromM ?? before?.toM ?? 0;
    const groundM = groundLevelAt(ground, stationM);
    const inInvertM = before?.points.at(-1)?.invertM ?? null;
    const outInvertM = after?.points[0]?.invertM ?? null;
    return {
      stationM,
      id,
      sourceId: node?.sourceId ?? null,
      kind: node?.kind ?? null,
      groundM,
      coverLevelM: node?.coverLevelM ?? null,
      sumpLevelM: node?.sumpLevelM ?? null,
      shaftDiameterMm: node?.shaftDiameterMm ?? null,
      inInvertM,
      outInvertM,
      dropM: inInvertM === null || outInvertM === null ? null : inInvertM - outInvertM,
      branches: id === null ? [] : branchesAt(table, id, before, after, ofPath, groundM),
    };
  });
}

function branchesAt(
  table: ConduitTable,
  nodeId: string,
  before: ProfileLeg | undefined,
  after: ProfileLeg | undefined,
  ofPath: ReadonlySet<number>,
  groundM: number | null,
): readonly ProfileBranch[] {
  const arrival = before === undefined ? null : endOf(table, before.index, before.reversed ? 'from' : 'to');
  const departure = after === undefined ? null : endOf(table, after.index, after.reversed ? 'to' : 'from');
  const place = departure ?? arrival;
  if (place === null) return [];
  // Along the path: on from the node, or the way that led to it.
  const dirX = departure?.dirX ?? -(arrival?.dirX ?? 0);
  const dirY = departure?.dirY ?? -(arrival?.dirY ?? 0);
  const found = new Set<number>();
  const { x, y } = place;
  table.index.search(x - NODE_REACH_M, y - NODE_REACH_M, x + NODE_REACH_M, y + NODE_REACH_M, (item) => {
    const facts = table.facts[item];
    if (!ofPath.has(item) && (facts?.fromNode === nodeId || facts?.toNode === nodeId)) found.add(item);
    return false;
  });
  return [...found]
    .toSorted((a, b) => a - b)
    .flatMap((index) => {
      const facts = table.facts[index];
      if (facts === undefined) return [];
      const ends = (['from', 'to'] as const).filter((end) => facts[end === 'from' ? 'fromNode' : 'toNode'] === nodeId);
      return ends.map((end): ProfileBranch => {
        const leaves = endOf(table, index, end);
        const turn = dirX * leaves.dirY - dirY * leaves.dirX;
        const { axisM, invertM, outerTopM } = facts[end];
        return {
          index,
          id: facts.id,
          axisM,
          invertM,
          outerTopM,
          halfWidthM: finite(table.halfWidthM[index]),
          halfHeightM: finite(table.halfHeightM[index]),
          band: axisM === null && outerTopM === null ? unknownLevelBand(groundM) : null,
          side: Math.abs(turn) < 1e-9 ? null : turn > 0 ? 'left' : 'right',
        };
      });
    });
}

/** Place of a conduit's end in plan, and the unit direction in which it leaves from there. */
function endOf(
  table: ConduitTable,
  index: number,
  end: 'from' | 'to',
): { x: number; y: number; dirX: number; dirY: number } {
  const start = table.starts[index] ?? 0;
  const stop = (table.starts[index + 1] ?? 0) - 1;
  const [at, step, far] = end === 'from' ? [start, 1, stop] : [stop, -1, start];
  const [x, y] = [table.axes[at * 3] ?? 0, table.axes[at * 3 + 1] ?? 0];
  for (let k = at; k !== far; k += step) {
    const dx = (table.axes[(k + step) * 3] ?? 0) - x;
    const dy = (table.axes[(k + step) * 3 + 1] ?? 0) - y;
    const length = Math.hypot(dx, dy);
    if (length > 0) return { x, y, dirX: dx / length, dirY: dy / length };
  }
  return { x, y, dirX: 0, dirY: 0 };
}

function finite(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
