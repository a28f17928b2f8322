import type { CoarserContents } from './coarser-contents.ts';
import { addressOf, type TileAddress } from './quadtree.ts';
import { REDUCER_DIAMETERS } from './reducer.ts';
import type { CellSummary } from './tile-rows.ts';

/** Cells are summed from this zoom (about 100 m at 50 degrees north); no tile is smaller. */
export const LEAF_ZOOM = 18;

/** A tile with more features than this is divided, down to `LEAF_ZOOM`. */
const MOST_FEATURES_A_TILE = 1000;

/**
 * Geometric error, metres, of a tile without content of its own: what is under it is drawn from as far as it can matter.
 * At 16 pixels of error on a screen of 768 lines and 60 degrees across, 2000 m reach 148 km.
 */
export const EMPTY_TILE_ERROR_M = 2000;

/** Room for shafts, covers, caps, what stands at a node (of it a station reaches farthest) and rounding around the rows, metres. */
const MARGIN_M = 1.75;

/** How far things drawn at an assumed level may lie above and below the known ones, metres. */
const ASSUMED_BAND_M = 4;

const DEGREE = Math.PI / 180;
const METRES_PER_DEGREE = 111_132;

export interface Tile {
  readonly address: TileAddress;
  readonly count: number;
  readonly bbox: readonly [west: number, south: number, east: number, north: number];
  readonly minLevelM: number | null;
  readonly maxLevelM: number | null;
  readonly maxSizeM: number;
  /** Empty for a tile with content. */
  readonly children: readonly Tile[];
}

/**
 * The tiles of a tileset out of the summaries of cells at `LEAF_ZOOM`: a quadtree whose leaves hold the content. A
 * chain of single children is skipped, so that the root is the smallest tile around everything. Null when empty.
 */
export function tileTree(cells: readonly CellSummary[]): Tile | null {
  if (cells.length === 0) return null;
  let level = new Map<number, Tile>();
  for (const { cell, ...summary } of cells) {
    level.set(cell, { ...summary, address: addressOf(cell, LEAF_ZOOM), children: [] });
  }
  for (let z = LEAF_ZOOM - 1; z >= 0; z--) {
    const parents = new Map<number, Tile[]>();
    for (const [morton, tile] of level) {
      const parent = Math.floor(morton / 4);
      const siblings = parents.get(parent);
      if (siblings === undefined) parents.set(parent, [tile]);
      else siblings.push(tile);
    }
    level = new Map([...parents].map(([morton, children]) => [morton, parentOf(addressOf(morton, z), children)]));
  }
  let root = level.get(0) ?? null;
  while (root !== null && root.children.length === 1) root = root.children[0] ?? null;
  return root;
}

/** Every finest tile, in tree order: each feature lies in exactly one of them. */
export function contentTiles(tree: Tile): readonly Tile[] {
  return tree.children.length === 0 ? [tree] : tree.children.flatMap(contentTiles);
}

function parentOf(address: TileAddress, children: readonly Tile[]): Tile {
  const count = children.reduce((sum, child) => sum + child.count, 0);
  const merged = children.map((child) => child.bbox).reduce(joined);
  return {
    address,
    count,
    bbox: merged,
    minLevelM: extreme(
      children.map((child) => child.minLevelM),
      Math.min,
    ),
    maxLevelM: extreme(
      children.map((child) => child.maxLevelM),
      Math.max,
    ),
    maxSizeM: Math.max(...children.map((child) => child.maxSizeM)),
    // Few enough features for one tile: its children's contents become its own.
    children: count <= MOST_FEATURES_A_TILE ? [] : children,
  };
}

function joined(a: Tile['bbox'], b: Tile['bbox']): Tile['bbox'] {
  return [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[2], b[2]), Math.max(a[3], b[3])];
}

function extreme(values: readonly (number | null)[], pick: (...values: number[]) => number): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : pick(...known);
}

/**
 * Level at which things without any known level are drawn in a tile, metres: the middle of what is known in it, else of
 * what is known in the whole tileset, else the datum.
 */
export function fallbackLevelM(tile: Tile, tree: Tile): number {
  if (tile.minLevelM !== null && tile.maxLevelM !== null) return (tile.minLevelM + tile.maxLevelM) / 2;
  return ((tree.minLevelM ?? 0) + (tree.maxLevelM ?? 0)) / 2;
}

/** Middle of a tile's rows, degrees: where its frame stands. */
export function tileCentre(tile: Tile): readonly [lon: number, lat: number] {
  const [west, south, east, north] = tile.bbox;
  return [(west + east) / 2, (south + north) / 2];
}

export interface TilesetOptions {
  /** Ellipsoidal height less level, metres. */
  readonly geoidOffsetM: number;
  /** Goes into `asset.tilesetVersion`: the revision of the rows and the tiler's version. */
  readonly version: string;
  /** Which tiles have a coarser content beside that of the tiles under them; none unless told. */
  readonly coarser?: CoarserContents;
}

/** The 3D Tiles 1.1 document of a tree; contents are named `z/x/y.glb` beside it. */
export function tilesetJson(tree: Tile, options: TilesetOptions): Record<string, unknown> {
  return {
    asset: { version: '1.1', tilesetVersion: options.version, generator: 'undercroft' },
    geometricError: 2 * EMPTY_TILE_ERROR_M,
    root: {
      // The root is never content itself: a viewer far away then asks for nothing.
      boundingVolume: { region: region(tree, tree, options.geoidOffsetM) },
      geometricError: EMPTY_TILE_ERROR_M,
      refine: 'ADD',
      children:
        tree.children.length === 0 || options.coarser?.has(tree) === true
          ? [tileJson(tree, EMPTY_TILE_ERROR_M, tree, options)]
          : tree.children.map((child) => tileJson(child, EMPTY_TILE_ERROR_M, tree, options)),
    },
  };
}

/** The document of a tileset with nothing in it, which stands at a place all the same: whoever asks for it gets no error. */
export function emptyTilesetJson(
  place: readonly [lon: number, lat: number],
  options: TilesetOptions,
): Record<string, unknown> {
  const nothing: Tile = {
    address: { z: 0, x: 0, y: 0 },
    count: 0,
    bbox: [...place, ...place],
    minLevelM: 0,
    maxLevelM: 0,
    maxSizeM: 0,
    children: [],
  };
  return {
    asset: { version: '1.1', tilesetVersion: options.version, generator: 'undercroft' },
    geometricError: 0,
    root: {
      boundingVolume: { region: region(nothing, nothing, options.geoidOffsetM) },
      geometricError: 0,
      refine: 'ADD',
    },
  };
}

/** `errorM` is the geometric error of a tile above without content, or under a coarser content that of the latter. */
function tileJson(tile: Tile, errorM: number, tree: Tile, options: TilesetOptions): Record<string, unknown> {
  const boundingVolume = { region: region(tile, tree, options.geoidOffsetM) };
  const { z, x, y } = tile.address;
  const content = { uri: `${z}/${x}/${y}.glb` };
  if (tile.children.length === 0) return { boundingVolume, geometricError: 0, content };
  const own = options.coarser?.get(tile);
  const geometricError = own?.errorM ?? errorM;
  return {
    boundingVolume,
    geometricError,
    ...(own === undefined ? {} : { content, refine: 'REPLACE' }),
    children: childrenOf(tile, options).map((child) => tileJson(child, geometricError, tree, options)),
  };
}

/**
 * The tiles under a tile. Those without content under a content are left out and theirs named instead: a viewer goes on from
 * a content only when it may go on from all that is under it, and an empty tile farther off than its error reaches would
 * hold the whole content back, however near somebody stands to the other end.
 */
function childrenOf(tile: Tile, { coarser }: TilesetOptions): readonly Tile[] {
  if (coarser?.has(tile) !== true) return tile.children;
  const drawn = (child: Tile): readonly Tile[] =>
    child.children.length === 0 || coarser.has(child) ? [child] : child.children.flatMap(drawn);
  return tile.children.flatMap(drawn);
}

/**
 * West, south, east, north in radians, lowest and highest ellipsoidal height in metres. It holds everything drawn of the
 * rows: more than the greatest size beside their boxes, and the band in which unknown levels are drawn.
 */
export function region(tile: Tile, tree: Tile, geoidOffsetM: number): number[] {
  // A reducer reaches 1.5 times the width of its wider conduit from its node, the apron of an outfall 1.3 times.
  const marginM = REDUCER_DIAMETERS * tile.maxSizeM + MARGIN_M;
  const [west, south, east, north] = tile.bbox;
  const dLat = marginM / METRES_PER_DEGREE;
  const dLon = dLat / Math.max(0.01, Math.cos(Math.max(Math.abs(south), Math.abs(north)) * DEGREE));
  const assumed = fallbackLevelM(tile, tree);
  return [
    (west - dLon) * DEGREE,
    (south - dLat) * DEGREE,
    (east + dLon) * DEGREE,
    (north + dLat) * DEGREE,
    (tile.minLevelM ?? assumed) + geoidOffsetM - marginM - ASSUMED_BAND_M,
    (tile.maxLevelM ?? assumed) + geoidOffsetM + marginM + ASSUMED_BAND_M,
  ];
}
