import { z } from 'zod';

/** The farthest instant that a date holds, milliseconds from 1970. */
const MOST_MS = 8.64e15;

/** An instant in an address: ISO 8601 with a zone, so that nobody has to guess whose midnight is meant, or ms since 1970. */
export const momentQuery = z.union([
  z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
  z
    .string()
    .regex(/^-?\d{1,16}$/, 'wanted ISO 8601 with a zone, or milliseconds since 1970')
    .transform(Number)
    .pipe(z.number().min(-MOST_MS).max(MOST_MS)),
]);
