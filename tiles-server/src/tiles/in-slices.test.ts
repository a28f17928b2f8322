import { describe, expect, it } from 'vitest';
import { inSlices } from './in-slices.ts';

function* busy(stepMs: number, steps: number): Generator<void, string> {
  for (let step = 0; step < steps; step++) {
    const until = performance.now() + stepMs;
    while (performance.now() < until);
    yield;
  }
  return 'done';
}

describe('work in slices', () => {
  it('lets others have the thread before it is done', async () => {
    const order: string[] = [];
    setImmediate(() => order.push('other'));
    order.push(await inSlices(busy(5, 20)));
    expect(order).toEqual(['other', 'done']);
  });

  it('fails as the work does', async () => {
    function* broken(): Generator<void, never> {
      yield;
      throw new RangeError('no ground');
    }
    await expect(inSlices(broken())).rejects.toThrow('no ground');
  });
});
