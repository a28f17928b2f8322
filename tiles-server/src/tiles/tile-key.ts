/** What terrain tiles are kept under, beside the names of tilesets. */
export const TERRAIN_SET = 'terrain';

/** The same of vector tiles. Raise the number with any change to the bytes of a tile. */
export const VECTOR_TILE_SET = 'vt-4';

/**
 * Under which key a tile is kept in memory: whatever makes it stale is part of it. `set` is the name of a tileset or one
 * of the above, `place` is `z/x/y` as it stands in the address.
 */
export function tileKey(scene: string, set: string, revision: string, place: string): string {
  return `${scene}/${set}/${revision}/${place}`;
}
