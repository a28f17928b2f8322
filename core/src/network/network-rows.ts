import type { DataMoment } from '../analysis/near-rows.ts';
import type { Link, LinkKind } from '../model/link.ts';
import type { NetworkNode, NodeKind, NodeRole, ValveState } from '../model/network-node.ts';
import type { Utility } from '../model/utility.ts';

/**
 * The whole network of a scene as flat columns, for traces and isolation: a column a fact, entry i of every column
 * speaks of the same link or node. Links and nodes without a place in plan are among them; they are joined all the same.
 * In the order of feature ids (by UTF-16 units), so the same rows give the same columns.
 */
export interface NetworkRows extends DataMoment {
  readonly nodes: NetworkNodeRows;
  readonly links: NetworkLinkRows;
}

export interface NetworkNodeRows {
  readonly count: number;
  /** Feature ids, unique in the scene. */
  readonly ids: readonly string[];
  readonly utilities: readonly Utility[];
  readonly kinds: readonly NodeKind[];
  /** Null where none is known of. */
  readonly roles: readonly (NodeRole | null)[];
  /** Null is not stated, which is not "open". */
  readonly valveStates: readonly (ValveState | null)[];
  readonly statuses: readonly NetworkNode['status'][];
  /** Flat longitude, latitude in degrees. */
  readonly lonLats: Float64Array;
}

/** A link's end that the source does not name. */
export const NO_NODE = -1;

/** A link's end that names a node which is not there. */
export const MISSING_NODE = -2;

export interface NetworkLinkRows {
  readonly count: number;
  /** Feature ids, unique in the scene. */
  readonly ids: readonly string[];
  readonly utilities: readonly Utility[];
  readonly kinds: readonly LinkKind[];
  readonly statuses: readonly Link['status'][];
  /** Of valves, pumps and pipes that are held closed; null is not stated, which is not "open". */
  readonly valveStates: readonly (ValveState | null)[];
  /** Index of the node at each end in `nodes`; `NO_NODE` or `MISSING_NODE` where there is none. */
  readonly fromNodes: Int32Array;
  readonly toNodes: Int32Array;
  /** Stated length, else plan length, metres; NaN is unknown. */
  readonly lengthsM: Float64Array;
  /** Greatest inside width (the outside where only that is known), mm; NaN is unknown. */
  readonly widthsMm: Float64Array;
  /** Area of the inside, all barrels, square metres (`boreAreaM2` of the section); NaN is unknown. */
  readonly boreAreasM2: Float64Array;
  /** Invert at each end, metres above the datum; NaN is unknown. */
  readonly fromInvertsM: Float64Array;
  readonly toInvertsM: Float64Array;
}
