import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIG_MUTATIONS } from './mutations/dig-mutations.ts';
import { type MutatedCopy, mutatedCopy } from './mutations/mutated-copy.ts';

/*
 * Tests that pass prove little until they are seen to fail: each mistake below is made in a copy of the sources, and the
 * test that is named must notice it.
 */
describe('mistakes on the way to a verdict on a dig', () => {
  let copy: MutatedCopy;
  beforeAll(() => {
    copy = mutatedCopy();
  });
  afterAll(() => copy.remove());

  it('the copy is sound as it is', async () => {
    const tests = [...new Set(DIG_MUTATIONS.map(({ test }) => test))];
    const { passed, failed, output } = await copy.run(tests);
    expect(failed, output).toBe(0);
    expect(passed).toBeGreaterThan(50);
  });

  it.each(DIG_MUTATIONS)('$name: noticed by $test', async (mutation) => {
    const { passed, failed, output } = await copy.testOf(mutation);
    // A copy that no longer loads would fail too, but runs no test at all.
    expect(passed + failed, output).toBeGreaterThan(0);
    expect(failed).toBeGreaterThan(0);
  });
});
