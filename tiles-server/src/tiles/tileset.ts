import type { Scene } from '@undercroft/core/protocol/scene';
import type { CoarserContents } from '@undercroft/core/tiling/coarser-contents';
import type { CellSummary } from '@undercroft/core/tiling/tile-rows';
import type { Tile } from '@undercroft/core/tiling/tileset-json';
import type { ChangedCells } from '@undercroft/store/edit-store';

/** One of the tilesets of every scene: where its rows lie, and how those of a tile become its content. */
export interface Tileset {
  /** Its name in addresses. */
  readonly name: string;
  /** True when a scene has it even with nothing in it: a page asks for the network whatever the city has brought. */
  readonly isAlwaysThere: boolean;
  /** Changes with any change to the bytes of a tile. */
  readonly version: string;
  /** True for one that tells of another what is drawn there already: an export holds it only where it is asked for. */
  readonly isAside?: boolean;
  /** Names what the bytes rest on besides the rows, as of now; absent where that is nothing. */
  basis?(scene: Scene): Promise<string>;
  /**
   * Names the settings that its bytes rest on besides rows, `version` and `basis`. With them a tile may outlive the
   * process; absent where those do not name everything, down to the code that reads the ground: such tiles are kept in
   * memory alone.
   */
  settings?(scene: Scene): string;
  /** Schema of the attributes that its tiles refer to; absent where they carry their own, or have none. */
  readonly schema?: () => Record<string, unknown>;
  /** One summary per occupied cell at `zoom`; of these cells only, where they are told and `changedCells` is there. */
  cells(scene: Scene, zoom: number, only?: readonly number[]): Promise<readonly CellSummary[]>;
  /** Which cells edits have changed; absent where none does, and all of it changes together. */
  changedCells?(scene: Scene): Promise<ChangedCells | null>;
  /**
   * The rank from which conduits are in the content of trunks of a tile; null where all are. Wanted with `changedCells`
   * where `coarser` gives such contents.
   */
  trunkThreshold?(scene: Scene, tile: Tile): Promise<number | null>;
  /** Tiles that have a coarser content, drawn from afar instead of the tiles under them; absent where none has. */
  coarser?(tree: Tile): CoarserContents;
  /** The glb of a tile; null when its rows have nothing to draw. `signal` aborts when nobody waits for it any more. */
  content(scene: Scene, tile: Tile, tree: Tile, signal: AbortSignal): Promise<Uint8Array | null>;
}
