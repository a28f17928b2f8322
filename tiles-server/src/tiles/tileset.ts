import type { Scene } from '@undercroft/core/protocol/scene';
import type { CoarserContents } from '@undercroft/core/tiling/coarser-contents';
import type { CellSummary } from '@undercroft/core/tiling/tile-rows';
import type { Tile } from '@undercroft/core/tiling/tileset-json';

/** One of the tilesets of every scene: where its rows lie, and how those of a tile become its content. */
export interface Tileset {
  /** Its name in addresses. */
  readonly name: string;
  /** True when a scene has it even with nothing in it: a page asks for the network whatever the city has brought. */
  readonly isAlwaysThere: boolean;
  /** Changes with any change to the bytes of a tile. */
  readonly version: string;
  /** One summary per occupied cell at `zoom`. */
  cells(scene: Scene, zoom: number): Promise<readonly CellSummary[]>;
  /** Tiles that have a coarser content, drawn from afar instead of the tiles under them; absent where none has. */
  coarser?(tree: Tile): CoarserContents;
  /** The glb of a tile; null when its rows have nothing to draw. */
  content(scene: Scene, tile: Tile, tree: Tile): Promise<Uint8Array | null>;
}
