import type { NodeKind } from '../model/network-node.ts';
import { groundLevelM } from './demo-ground.ts';
import type { PipeMake } from './pipe-make.ts';
import { lineLength, type PlanLine, type PlanPoint } from './plan-geometry.ts';
import type { Street } from './street-network.ts';

export type DraftUtility = 'storm' | 'sewage' | 'water';

/** A node while the network is being designed, in the demo's own plan. */
export interface DraftNode {
  readonly id: string;
  readonly utility: DraftUtility;
  readonly kind: NodeKind;
  /** What a survey calls it (特征 or 附属物). */
  readonly feature: string;
  readonly at: PlanPoint;
  readonly street: Street;
  /** Inside diameter of the shaft; `byPipe` when the widest conduit in it decides; `null` where there is none. */
  readonly shaftDiameterMm: number | 'byPipe' | null;
  /** How far the shaft's floor lies below the lowest invert that enters it, metres; `null` where there is no shaft. */
  readonly sumpBelowInvertM: number | null;
}

/** A conduit while being designed: the level of its reference (invert or outer top) at both ends. */
export interface DraftPipe {
  readonly utility: DraftUtility;
  readonly use: 'main' | 'connection';
  readonly from: DraftNode;
  readonly to: DraftNode;
  readonly path: PlanLine;
  readonly make: PipeMake;
  readonly reference: 'invert' | 'outerTop';
  readonly fromLevelM: number;
  readonly toLevelM: number;
  readonly street: Street;
  readonly abandoned: boolean;
}

const PREFIX: Readonly<Record<DraftUtility, string>> = { storm: 'YS', sewage: 'WS', water: 'JS' };

/** Gives nodes their numbers in the order they are asked for: `YS-0001`, `YS-0002`, ... per utility. */
export class NodeNumbers {
  readonly #last: Record<DraftUtility, number> = { storm: 0, sewage: 0, water: 0 };

  next(utility: DraftUtility): string {
    this.#last[utility] += 1;
    return `${PREFIX[utility]}-${String(this.#last[utility]).padStart(4, '0')}`;
  }
}

export function groundAtM(node: DraftNode): number {
  return groundLevelM(node.at);
}

/** Plan length to the millimetre, as it is stated. */
export function pipeLengthM(pipe: DraftPipe): number {
  return Math.round(lineLength(pipe.path) * 1000) / 1000;
}

export interface PipeEnds {
  readonly invertM: number;
  readonly axisM: number;
  readonly outerTopM: number;
  readonly outerBottomM: number;
}

/** All levels that follow from one reference level. The walls above and below are equally thick. */
export function levelsOf(make: PipeMake, reference: 'invert' | 'outerTop', levelM: number): PipeEnds {
  const height = make.heightMm / 1000;
  const wall = make.wallMm / 1000;
  const invertM = reference === 'invert' ? levelM : levelM - wall - height;
  return { invertM, axisM: invertM + height / 2, outerTopM: invertM + height + wall, outerBottomM: invertM - wall };
}

/** Down to the millimetre, so that a level rounded never turns a fall into less than was wanted. */
export function floorMm(levelM: number): number {
  return Math.floor(levelM * 1000 + 1e-6) / 1000;
}
