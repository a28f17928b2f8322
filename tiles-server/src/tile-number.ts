import { z } from 'zod';

/** A number in the address of a tile: digits alone, so that every tile has one address. */
export const tileNumber = z
  .string()
  .regex(/^(0|[1-9]\d{0,7})$/, 'must be a whole number')
  .transform(Number);
