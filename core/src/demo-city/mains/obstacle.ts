import type { LaidConduit, LaidNode } from '../network/laid.ts';
import { outerHalfWidthM, outerHeightM, type PipeMake } from '../network/pipe-make.ts';
import type { PlanPoint } from '../place/plan-geometry.ts';
import { type SegmentCells, segmentCells } from '../place/segment-cells.ts';
import type { ClearanceKind } from './clearance-table.ts';

/** A straight stretch of something already in the ground that later lines keep away from. */
export interface Obstacle {
  readonly kind: ClearanceKind | 'shaft';
  /** Mains of one network share it: they meet at points of their own and do not yield to each other. */
  readonly network: string;
  /** The run or service it is part of; 0 for what was there before. */
  readonly line: number;
  readonly a: PlanPoint;
  readonly b: PlanPoint;
  readonly halfWidthM: number;
  /** Levels of the outer walls at both ends, metres above the datum. */
  readonly topAM: number;
  readonly topBM: number;
  readonly bottomAM: number;
  readonly bottomBM: number;
}

export type ObstacleCells = SegmentCells<Obstacle>;

const CELL_M = 12;

export function obstacleCells(): ObstacleCells {
  return segmentCells<Obstacle>(CELL_M);
}

export function addObstacle(cells: ObstacleCells, obstacle: Obstacle): void {
  cells.add(obstacle.a, obstacle.b, obstacle);
}

/** Level of the outer top where a level of a conduit's reference is given. */
export function outerTopOfM(make: PipeMake, reference: 'invert' | 'outerTop', levelM: number): number {
  return reference === 'outerTop' ? levelM : levelM + (make.heightMm + make.wallMm) / 1000;
}

export function conduitObstacle(conduit: LaidConduit, kind: ClearanceKind, network: string): Obstacle {
  const { make, reference, from, to } = conduit;
  const heightM = outerHeightM(make);
  const topAM = outerTopOfM(make, reference, conduit.fromLevelM);
  const topBM = outerTopOfM(make, reference, conduit.toLevelM);
  return {
    kind,
    network,
    line: 0,
    a: from.at,
    b: to.at,
    halfWidthM: outerHalfWidthM(make),
    topAM,
    topBM,
    bottomAM: topAM - heightM,
    bottomBM: topBM - heightM,
  };
}

/** Thickness of a shaft's wall, metres. */
export const SHAFT_WALL_M = 0.12;

/** A shaft from the ground to its floor; `null` where the node has none. */
export function shaftObstacle(
  node: Pick<LaidNode, 'at' | 'groundLevelM' | 'sumpLevelM' | 'shaftDiameterMm'>,
  network: string,
  line = 0,
): Obstacle | null {
  const { at, groundLevelM, sumpLevelM, shaftDiameterMm } = node;
  if (shaftDiameterMm === null || sumpLevelM === null) return null;
  const bottomM = sumpLevelM - SHAFT_WALL_M;
  return {
    kind: 'shaft',
    network,
    line,
    a: at,
    b: at,
    halfWidthM: shaftDiameterMm / 2000 + SHAFT_WALL_M,
    topAM: groundLevelM,
    topBM: groundLevelM,
    bottomAM: bottomM,
    bottomBM: bottomM,
  };
}
