import type { Certificate } from '@undercroft/core/verify/certificate';
import type { Finding } from '@undercroft/core/verify/finding-log';

/** How much of a tileset was looked into. */
export interface VerifyCounts {
  tilesets: number;
  tiles: number;
  subtrees: number;
  contents: number;
  /** Glbs (or their uncompressed twins) that the glTF validator was run on. */
  validated: number;
  bytes: number;
  primitives: number;
  /** As often as they are drawn. */
  vertices: number;
  triangles: number;
  instances: number;
  /** Rows of property tables, and those of them that nothing is drawn of. */
  rows: number;
  rowsNotDrawn: number;
  /** Different features in the finest contents. */
  features: number;
}

export const NOTHING_COUNTED: Readonly<VerifyCounts> = {
  tilesets: 0,
  tiles: 0,
  subtrees: 0,
  contents: 0,
  validated: 0,
  bytes: 0,
  primitives: 0,
  vertices: 0,
  triangles: 0,
  instances: 0,
  rows: 0,
  rowsNotDrawn: 0,
  features: 0,
};

/** What `undercroft verify` found. */
export interface VerifyReport {
  readonly tileset: string;
  /** True when nothing was found, and nothing was left unchecked. */
  readonly clean: boolean;
  readonly counts: Readonly<VerifyCounts>;
  /** How many findings there are by rule; of each rule the first 50 are in `findings`. */
  readonly findingCounts: Readonly<Record<string, number>>;
  readonly findings: readonly Finding[];
  /** How far the tiles are off their rows; null where the rows are not to be had. */
  readonly certificate: Certificate | null;
  /** Why there is no certificate; null where there is one. */
  readonly uncertified: string | null;
}
