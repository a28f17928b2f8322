import type { StreetEdge, StreetLine } from '../plan/street.ts';
import type { Device, DraftNode, Laying } from './draft.ts';
import type { Run } from './run.ts';

/** Which line of the streets a network of mains follows, and what is laid there. */
export interface LineChoice extends LayingRules {
  readonly line: StreetLine;
  /** `null` where none is laid. */
  layingOf(edge: StreetEdge): Laying | null;
}

/** How one network of mains is laid: everything in which water differs from telecom. */
export interface LayingRules {
  /** Cover (地面 less outer top): aimed at, least and most, metres. */
  readonly aimCoverM: number;
  readonly leastCoverM: number;
  readonly mostCoverM: number;
  /** What stands where lines meet; `null` for a plain joint. */
  junctionDevice(runs: readonly Run[]): JunctionDevice | null;
  /** The word for an end inside the district. */
  readonly endWord: string;
  /** What is wanted along a run, most important first. */
  wishes(run: Run): readonly StopWish[];
  /** How each conduit between two neighbouring nodes of the run lies: gas changes its pressure at a regulator. */
  layingsAlong(run: Run, nodes: readonly DraftNode[]): Laying[];
}

/** What stands where lines meet, and what stands there where its shaft has no room. */
export interface JunctionDevice {
  readonly device: Device;
  readonly otherwise: Device | null;
}

/** A device wanted at one of several places. */
export interface StopWish {
  readonly device: Device;
  /** Lengths along the run, tried in this order. */
  readonly stationsM: readonly number[];
  /** What stands where no place has room for the shaft; `null`: nothing. */
  readonly otherwise: Device | null;
}
