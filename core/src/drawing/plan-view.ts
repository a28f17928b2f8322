import type { Utility } from '../model/utility.ts';

/** A conduit in a plan. Lengths in metres; null is unknown. */
export interface PlanConduit {
  readonly utility: Utility;
  readonly status: 'inUse' | 'abandoned' | 'planned' | 'unknown';
  /** Flat x (east), y (north). */
  readonly path: Float64Array | readonly number[];
  readonly outerWidthM: number | null;
  readonly levelKnown: boolean;
  /** Lines beside it where it passes the work: its name, its verdict. None: its letters alone. */
  readonly label: readonly string[];
  /** Number in the list of findings, in a circle on it; null for none. */
  readonly number: string | null;
  /** Distances from its outer wall in which digging is restricted. */
  readonly zone: { readonly protectionM: number; readonly controlM: number | null } | null;
  /** `#rrggbb` of its number's circle: that of its verdict. */
  readonly colour: string | null;
}

/** A manhole, valve or other node in a plan. */
export interface PlanNode {
  readonly x: number;
  readonly y: number;
  readonly isShaft: boolean;
  readonly diameterM: number | null;
  readonly label: string | null;
}

/** What a plan shows, in metres east and north of an origin of its own. */
export interface PlanView {
  /** Corners of the floor and of the rim, flat x, y, not closed. */
  readonly pit: {
    readonly floor: Float64Array | readonly number[];
    readonly top: Float64Array | readonly number[];
  } | null;
  /** Working margin around everything that is dug. */
  readonly marginM: number;
  readonly conduits: readonly PlanConduit[];
  readonly nodes: readonly PlanNode[];
  /** Footprints of buildings, kerbs: flat x, y; quiet outlines under everything. */
  readonly outlines: readonly (Float64Array | readonly number[])[];
  /** Lines over which sections are drawn, with their names at both ends. */
  readonly sectionLines: readonly { readonly name: string; readonly line: readonly [number, number, number, number] }[];
  /** Coordinates of the floor's corners in the city's own system, ready to print, in their order; empty for none. */
  readonly corners: readonly { readonly east: string; readonly north: string }[];
  /** Clockwise from paper's up to true north, degrees. */
  readonly northDeg: number;
  /** Room about the pit (or about everything, without one) that is drawn, metres. */
  readonly roomM: number;
}
