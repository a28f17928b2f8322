import { describe, expect, it } from 'vitest';
import { storeErrorOf } from './database-error.ts';

describe('storeErrorOf', () => {
  it.each([
    // A broken pipe of the system, not an answer of the database.
    ['EPIPE', 'store-unreachable'],
    ['ECONNRESET', 'store-unreachable'],
    [null, 'store-unreachable'],
    // Shut down by the administrator, disk full.
    ['57P01', 'store-unreachable'],
    ['53100', 'store-unreachable'],
    // A duplicate key, a syntax error, an internal error.
    ['23505', 'statement-failed'],
    ['42601', 'statement-failed'],
    ['XX000', 'statement-failed'],
  ] as const)('takes %s for %s', (code, expected) => {
    expect(storeErrorOf({ message: 'message', code, detail: null }).code).toBe(expected);
  });
});
