import { z } from 'zod';

const degrees = (most: number) => z.number().min(-most).max(most);

/** A rectangle in the query of an address: `west,south,east,north` in degrees. */
export const boundsQuery = z
  .string()
  .max(200)
  .transform((text) => text.split(',').map((part) => (part.trim() === '' ? Number.NaN : Number(part))))
  .pipe(z.tuple([degrees(180), degrees(90), degrees(180), degrees(90)]))
  .refine(([west, south, east, north]) => west <= east && south <= north, {
    message: 'bbox is west,south,east,north in degrees, west not above east, south not above north',
  });
