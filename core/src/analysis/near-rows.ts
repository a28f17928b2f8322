import type { NetworkNode } from '../model/network-node.ts';
import type { ConduitFacts } from './conduit-table.ts';

/** A moment of a scene's data, and what was read of it. */
export interface DataMoment {
  /** Names what the scene showed: the same rows while it is the same. */
  readonly revision: string;
  /** Publication of the newest import among the layers of links and nodes that were shown, ISO 8601. */
  readonly dataDate: string;
}

/**
 * Every link and node whose bounding box meets a rectangle, whole or not at all: a reading that fails throws.
 *
 * Boxes are of axes and of shafts' middles. An outer wall reaches beyond its axis, so whoever asks widens the rectangle by
 * the widest half that the answer allows for, and by everything a rule measures from there.
 */
export interface NearRows extends DataMoment {
  /** The rectangle asked for: west, south, east, north in degrees. */
  readonly bbox: readonly [west: number, south: number, east: number, north: number];
  /** Conduits and the devices between two nodes. In the order of their ids (by UTF-16 units). */
  readonly links: readonly NearLink[];
  readonly nodes: readonly NearNode[];
  /** Links of the scene that have no place in plan and so could lie anywhere: they are in no rectangle and not clear. */
  readonly unplacedCount: number;
}

/** What `placedConduit` takes. */
export interface NearLink {
  readonly facts: ConduitFacts;
  /** Flat longitude, latitude in degrees, from the first node to the last: two points or more. */
  readonly path: Float64Array;
}

export interface NearNode extends Omit<NetworkNode, 'raw'> {
  /** Feature id, unique in the scene. */
  readonly id: string;
}
