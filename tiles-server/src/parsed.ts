import type { z } from 'zod';
import { ProblemError } from './problem.ts';

/** Parses what came in at the door; a mismatch is a 400 that names each field, what was wanted and what came. */
export function parsed<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `${issue.path.join('.') || 'value'}: ${issue.message}`);
  throw new ProblemError('bad-request', faults.join('; ').slice(0, 1000));
}
