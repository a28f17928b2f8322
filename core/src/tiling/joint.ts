import type { NetworkNode } from '../model/network-node.ts';
import type { SectionShape } from '../model/section-shape.ts';
import { addReducer, reducerOf } from './reducer.ts';
import type { SolidSink } from './solid-sink.ts';
import type { TileFrame } from './tile-frame.ts';
import type { Look } from './tile-materials.ts';
import type { IncidentEnd } from './tile-rows.ts';

/** Nodes without a shaft: conduits meet there in a joint. */
export const JOINT_KINDS = ['fitting', 'junction', 'divider'] as const satisfies readonly NetworkNode['kind'][];

export function hasJoint(kind: NetworkNode['kind']): boolean {
  return (JOINT_KINDS as readonly NetworkNode['kind'][]).includes(kind);
}

/** A joint is so much wider than the widest conduit at it: a ball as a share of its diameter, a block of its half sides. */
const BALL_SHARE = 0.62;
const BLOCK_SHARE = 1.04;
const LEAST_BALL_M = 0.05;

/**
 * The bed under the end of a block: metres thick, this far beyond its sides, and half as long. A longer one would come
 * through the floor of what falls along it.
 */
const BED_M = 0.08;
const BED_MARGIN_M = 0.1;
const BED_HALF_ALONG_M = 0.25;

/** Where a joint lies in the frame of its tile, metres; `turn` in radians anticlockwise from east. */
export interface JointPlace {
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly turn: number;
}

/**
 * Adds what stands where conduits meet without a shaft: a reducer between two round ones of different size, a block where
 * one of them is no round (a duct bank, a culvert), else a ball, wider than the widest whatever joins there. The end of a
 * single block is its own face, on which its ducts are seen: it gets a bed under it, so that the node is there to be picked.
 */
export function addJoint(
  incident: readonly IncidentEnd[],
  look: Look,
  { x, y, z, turn }: JointPlace,
  frame: TileFrame,
  sink: SolidSink,
): void {
  const reducer = reducerOf(incident);
  if (reducer !== null && addReducer(reducer, frame, () => sink.mesh(look))) return;
  if (!incident.some(isBlock)) {
    sink.ball(look, x, y, z, Math.max(LEAST_BALL_M, largestM(incident, 'widthMm') * BALL_SHARE));
    return;
  }
  if (incident.length === 1) {
    addBed(incident, look, { x, y, z, turn }, sink);
    return;
  }
  const half = (largestM(incident, 'widthMm') * BLOCK_SHARE) / 2;
  const rise = (largestM(incident, 'heightMm') * BLOCK_SHARE) / 2;
  sink.box(look, { x, y, turn, bottom: z - rise, top: z + rise, halfAlongM: half, halfAcrossM: half });
}

/** Adds a beam across, under what ends or passes at a node without anything of its own to be seen. */
export function addBed(
  incident: readonly IncidentEnd[],
  look: Look,
  { x, y, z, turn }: JointPlace,
  sink: SolidSink,
): void {
  const halfAcrossM = largestM(incident, 'widthMm') / 2 + BED_MARGIN_M;
  const halfAlongM = Math.min(halfAcrossM, BED_HALF_ALONG_M);
  const top = z - (largestM(incident, 'heightMm') * BLOCK_SHARE) / 2;
  sink.box(look, { x, y, turn, bottom: top - BED_M, top, halfAlongM, halfAcrossM });
}

/** True for the end of a conduit of known size that is no round, or several of them side by side. */
export function isBlock({
  shape,
  barrels,
  widthMm,
  heightMm,
}: Pick<IncidentEnd, 'shape' | 'barrels' | 'widthMm' | 'heightMm'>): boolean {
  const isOne = barrels == null || barrels === 1;
  return widthMm !== null && heightMm !== null && !(isOne && (shape == null || isRound(shape)));
}

function isRound(shape: SectionShape): boolean {
  switch (shape) {
    case 'circular':
    case 'elliptical':
    case 'unknown':
      return true;
    case 'rectangular':
    case 'arch':
    case 'egg':
    case 'trapezoidal':
    case 'triangular':
    case 'parabolic':
    case 'envelope':
      return false;
  }
}

/** Greatest outside width or height, metres, with walls where they are known and all barrels side by side. */
function largestM(incident: readonly IncidentEnd[], side: 'widthMm' | 'heightMm'): number {
  let largest = 0;
  for (const end of incident) {
    const outerMm = (end[side] ?? 0) + 2 * (end.wallMm ?? 0);
    largest = Math.max(largest, (outerMm * (side === 'widthMm' ? (end.barrels ?? 1) : 1)) / 1000);
  }
  return largest;
}
