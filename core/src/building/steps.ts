/**
 * Positions are whole 128ths of a metre (7.8 mm) about the tile's centre, at most 3.9 mm off on each axis. As floats with
 * the exponential filter of meshopt they are integers of 24 bits: 65 km either way, so that no tile is too wide for its
 * step, which 16 bits would be from 512 m on.
 */
export const STEPS_A_METRE = 128;
