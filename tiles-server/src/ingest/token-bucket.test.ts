import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TokenBucket } from './token-bucket.ts';

describe('TokenBucket', () => {
  it('gives ten seconds of events at once, then one every tenth of a second at ten a second', () => {
    const bucket = new TokenBucket(10, 0);
    expect(bucket.take(100, 0)).toBe(0);
    expect(bucket.take(1, 0)).toBe(100);
    expect(bucket.take(1, 99)).toBe(1);
    expect(bucket.take(1, 100)).toBe(0);
    expect(bucket.take(20, 100)).toBe(2000);
  });

  it('takes more than it ever holds when it is full, and lets the rest be waited for', () => {
    const bucket = new TokenBucket(10, 0);
    expect(bucket.take(150, 0)).toBe(0);
    // It owes 50: five seconds, and a tenth for the next.
    expect(bucket.take(1, 0)).toBe(5100);
    expect(bucket.take(1, 5100)).toBe(0);
  });

  it('lets no more through in any stretch than its burst and its rate', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(50), fc.nat(500)), { maxLength: 200 }), (tries) => {
        const bucket = new TokenBucket(20, 0);
        let [nowMs, through] = [0, 0];
        for (const [count, laterMs] of tries) {
          nowMs += laterMs;
          if (bucket.take(count, nowMs) === 0) through += count;
          expect(through).toBeLessThanOrEqual(200 + (20 * nowMs) / 1000 + 1e-6);
        }
      }),
      { seed: 20264 },
    );
  });
});
