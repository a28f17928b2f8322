import { z } from 'zod';
import type { FindingLog } from './finding-log.ts';
import type { VerifyRule } from './verify-rules.ts';

/** What `schema` makes of a value, or null with one finding that names every fault. */
export function parsePart<Value>(
  schema: z.ZodType<Value>,
  value: unknown,
  log: FindingLog,
  code: VerifyRule,
  place: string,
): Value | null {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => `${path.join('/') || 'the whole'}: ${message}`);
  log.add(code, place, `It does not have the form that is wanted: ${faults.slice(0, 3).join('; ')}.`);
  return null;
}

/** Bytes as JSON, or undefined where they are no UTF-8 or no JSON. */
export function jsonOf(bytes: Uint8Array): unknown {
  try {
    return z.json().parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    return undefined;
  }
}
