import type { Link } from '../model/link.ts';
import type { NetworkNode } from '../model/network-node.ts';
import type { SectionShape } from '../model/section-shape.ts';

/** What a tile needs of a node at the end of a link: whether there is a shaft to end at, and how wide it is. */
export type TileNodeEnd = Pick<
  NetworkNode,
  'kind' | 'form' | 'utility' | 'position' | 'coverLevelM' | 'sumpLevelM' | 'shaftDiameterMm'
>;

/** A link as the tile encoder reads it. */
export interface TileLink {
  readonly featureId: string;
  readonly link: Omit<Link, 'raw'>;
  readonly fromNode: TileNodeEnd | null;
  readonly toNode: TileNodeEnd | null;
}

/** A vertex of an axis: longitude and latitude in degrees, level in metres above the datum. */
export type AxisVertex = readonly [lon: number, lat: number, levelM: number];

/** How a round conduit of known size and level leaves a node: its end there and the next vertex of its axis. */
export interface RoundRun {
  readonly end: AxisVertex;
  readonly next: AxisVertex;
  /** Of the outer wall, where that is known. */
  readonly radiusM: number;
}

/** One end of a link at a node, for joints and for shafts whose own levels are unknown. */
export interface IncidentEnd {
  readonly axisM: number | null;
  readonly invertM: number | null;
  readonly outerTopM: number | null;
  readonly widthMm: number | null;
  readonly heightMm: number | null;
  readonly wallMm?: number | null | undefined;
  /** Where it is not round. */
  readonly shape?: SectionShape | null | undefined;
  /** Where they are several. */
  readonly barrels?: number | null | undefined;
  /** Stands only where conduits of several sizes meet: a reducer is laid along it. */
  readonly run?: RoundRun | null | undefined;
}

export interface TileNode {
  readonly featureId: string;
  readonly node: Omit<NetworkNode, 'raw'>;
  readonly incident: readonly IncidentEnd[];
}

/** The rows of one tile: each feature of the scene stands in exactly one tile, by the cell of its bounding box centre. */
export interface TileRows {
  readonly links: readonly TileLink[];
  readonly nodes: readonly TileNode[];
}

/** How many rows lie in a cell and the space they fill, before any tile is encoded. */
export interface CellSummary {
  /** Morton index of the cell at `zoom`. */
  readonly cell: number;
  readonly count: number;
  /** West, south, east, north in degrees. */
  readonly bbox: readonly [number, number, number, number];
  /** Lowest and highest known level in the cell, metres above the datum; `null` when none is known. */
  readonly minLevelM: number | null;
  readonly maxLevelM: number | null;
  /** Greatest section width or height or shaft diameter in the cell, metres. */
  readonly maxSizeM: number;
}
