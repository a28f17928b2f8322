/** What terrain tiles are kept under, beside the names of tilesets. */
export const TERRAIN_SET = 'terrain';

/** The same of vector tiles. Raise the number with any change to the bytes of a tile. */
export const VECTOR_TILE_SET = 'vt-5';

/**
 * Who may see the bytes of a tile. The server knows no persons: everybody who may ask sees the same. A policy that cuts
 * fields or rows out of tiles has to be named here, in memory and on disk.
 */
const ACCESS = 'all';

/**
 * Under which key a tile is kept in memory: whatever makes it stale is part of it. `set` is the name of a tileset or one
 * of the above, `place` is `z/x/y` as it stands in the address.
 */
export function tileKey(scene: string, set: string, revision: string, place: string): string {
  return `${scene}/${set}/${revision}/${place}/${ACCESS}`;
}

/**
 * The same for what outlives the process, where `tile` is a key of today's: also what cannot change while one runs.
 *
 * No part of it names the database, and none need: `whole` in a tile's version is made of the ids and the times, in
 * microseconds, of the last import of every layer of the scene, and its changes since have times of their own. Two
 * databases have these in common only where one is a copy of the other, up to the moment from which it is.
 */
export function lastingKey(tile: string, settings: string): string {
  return `${tile} with ${settings}`;
}
