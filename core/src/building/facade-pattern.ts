import { greyPng } from './grey-png.ts';

const SIZE = 32;
const WALL = 15;
const SLAB = 11;
const WINDOW = 9;
const SILL = 13;

/** Width of one window with its piers, metres. */
export const BAY_M = 3.2;

/**
 * One storey of one bay, multiplied into the tone of a wall and repeated. Chosen over strips of geometry: storeys cost
 * no vertex but four bytes of texture coordinates, the mipmaps blend them to a tone from afar without shimmer, and any
 * glTF viewer shows them.
 *
 * ```
 *   v 0  wall wall wall     Whole numbers of u and v fall on plain wall: a wall whose storeys are not known has all its
 *        slab slab slab     coordinates there and stays plain.
 *        pier window pier
 *   v 1  wall wall wall
 * ```
 */
export const FACADE_PNG: Uint8Array = greyPng(SIZE, SIZE, pattern());

function pattern(): Uint8Array {
  const greys = new Uint8Array(SIZE * SIZE).fill(WALL);
  const fill = (x0: number, x1: number, y0: number, y1: number, grey: number): void => {
    for (let y = y0; y < y1; y++) greys.fill(grey, y * SIZE + x0, y * SIZE + x1);
  };
  fill(0, SIZE, 2, 4, SLAB);
  fill(8, 24, 9, 23, WINDOW);
  fill(15, 17, 9, 23, SILL);
  fill(7, 25, 23, 24, SILL);
  return greys;
}
