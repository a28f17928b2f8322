import { outerHalfWidthM, type PipeMake } from '../network/pipe-make.ts';
import type { DemoSite } from '../place/demo-site.ts';
import { distance, type PlanPoint } from '../place/plan-geometry.ts';
import type { Street } from '../plan/street.ts';

export type DrainUtility = 'storm' | 'sewage' | 'combined';

/** What stands at a point of a drain. */
export type DrainPoint =
  | 'manhole'
  | 'siphonChamber'
  | 'overflowChamber'
  | 'gully'
  | 'outfall'
  | 'pumpStation'
  | 'houseManhole'
  | 'septicTank'
  | 'buildingEntry'
  | 'cap'
  | 'bend';

/** A point of the drains while they are designed. */
export interface DrainNode {
  readonly id: string;
  readonly utility: DrainUtility;
  readonly point: DrainPoint;
  readonly at: PlanPoint;
  /** To the millimetre. */
  readonly groundM: number;
  readonly street: Street;
  /** The streets whose drains meet there, `street` first. */
  readonly streets: readonly Street[];
  readonly builtYear: number;
  readonly abandoned: boolean;
}

/** A straight drain while it is designed. Water runs from `from` to `to`; levels are inverts. */
export interface DrainPipe {
  readonly utility: DrainUtility;
  readonly use: 'main' | 'branch' | 'service';
  readonly from: DrainNode;
  readonly to: DrainNode;
  readonly make: PipeMake;
  /** In plan. */
  readonly lengthM: number;
  readonly fromLevelM: number;
  readonly toLevelM: number;
  readonly street: Street;
  readonly builtYear: number;
  readonly abandoned: boolean;
  /** A barrel of the siphon, which runs full under pressure and may rise. */
  readonly isPressed: boolean;
}

const LETTERS: Readonly<Record<DrainUtility, string>> = { storm: 'YS', sewage: 'WS', combined: 'HS' };

/** Makes points and numbers them in the order they are asked for: `YS00001`, `YS00002`, ... per utility. */
export class DrainNodes {
  readonly #site: DemoSite;
  readonly #last: Record<DrainUtility, number> = { storm: 0, sewage: 0, combined: 0 };

  constructor(site: DemoSite) {
    this.#site = site;
  }

  make(
    utility: DrainUtility,
    point: DrainPoint,
    at: PlanPoint,
    street: Street,
    more: { readonly builtYear?: number; readonly abandoned?: boolean; readonly streets?: readonly Street[] } = {},
  ): DrainNode {
    this.#last[utility] += 1;
    return {
      id: `${LETTERS[utility]}${String(this.#last[utility]).padStart(5, '0')}`,
      utility,
      point,
      at,
      groundM: Math.round(this.#site.groundLevelM(at) * 1000) / 1000,
      street,
      streets: more.streets ?? [street],
      builtYear: more.builtYear ?? street.builtYear,
      abandoned: more.abandoned ?? false,
    };
  }
}

export function planLengthM(from: DrainNode, to: DrainNode): number {
  return distance(from.at, to.at);
}

/** From the invert to the outer top, metres. */
export function roofM(make: PipeMake): number {
  return (make.heightMm + make.wallMm) / 1000;
}

/** From the invert down to the outer bottom, metres. */
export function floorM(make: PipeMake): number {
  return make.wallMm / 1000;
}

export function obvertM(invertM: number, make: PipeMake): number {
  return invertM + make.heightMm / 1000;
}

/** Half the outer width of a drain, metres. */
export function halfWidthM(pipe: Pick<DrainPipe, 'make'>): number {
  return outerHalfWidthM(pipe.make);
}

/** Down to the millimetre, so that a level rounded never turns a fall into less than was wanted. */
export function floorMm(levelM: number): number {
  return Math.floor(levelM * 1000 + 1e-6) / 1000;
}
