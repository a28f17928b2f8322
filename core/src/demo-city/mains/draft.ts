import type { NodeKind } from '../../model/network-node.ts';
import type { Utility } from '../../model/utility.ts';
import type { LaidConduit } from '../network/laid.ts';
import type { PlanPoint } from '../place/plan-geometry.ts';
import type { ClearanceKind } from './clearance-table.ts';

/** What stands at a node besides a plain joint: the survey's word for it, and its shaft where it has one. */
export interface Device {
  readonly word: string;
  /** True for an appurtenance (附属物), false for a feature (特征). */
  readonly isAppurtenance: boolean;
  readonly kind: NodeKind;
  /** Inside diameter, mm; `null` where nothing reaches the ground. */
  readonly shaftMm: number | null;
  /** True where a line rightly ends in it. */
  readonly endsLine: boolean;
}

/** How a line lies, all that its conduits have in common. */
export type Laying = Pick<
  LaidConduit,
  | 'make'
  | 'embedding'
  | 'reference'
  | 'pressureMpa'
  | 'voltageKv'
  | 'temperatureC'
  | 'cables'
  | 'holes'
  | 'usedHoles'
  | 'joint'
  | 'owner'
  | 'builtYear'
> & { readonly kind: ClearanceKind; readonly utility: Utility; readonly subclass: string; readonly streetZh: string };

/** A node while the mains are laid. Words follow from the number of lines that meet in the end. */
export interface DraftNode {
  readonly at: PlanPoint;
  readonly groundM: number;
  /** Level of the outer top of all lines that meet here; to the millimetre. */
  levelM: number;
  device: Device | null;
  /** What an end with one line is: a cap, an edge of the survey, a building entry. */
  readonly endWord: string;
  /** What a joint of two lines is: a bend, a change of slope, a straight one. */
  readonly throughWord: string;
  readonly utility: Utility;
  readonly subclass: string;
  readonly streetZh: string;
  readonly owner: string;
  readonly builtYear: number;
}

export interface DraftConduit {
  readonly from: DraftNode;
  readonly to: DraftNode;
  readonly use: LaidConduit['use'];
  readonly laying: Laying;
  readonly abandoned: boolean;
  /** Level where it leaves a chamber, if not that of the node; metres. */
  readonly leavesAtM: number | null;
  /** The same where it arrives. */
  readonly arrivesAtM: number | null;
}

export function toMm(m: number): number {
  return Math.round(m * 1000) / 1000;
}

/** The word for a line that runs on beyond the survey. */
export const SURVEY_EDGE = '非普查区';
