import { describe, expect, it } from 'vitest';
import { tilesTogether } from './tiles-together.ts';

describe('several kinds of tiles as one', () => {
  it('fail when one does, wait when one does, and rest when all do', () => {
    const idle = { state: 'idle', waiting: 0, failing: 0 } as const;
    const pending = { state: 'pending', waiting: 4, failing: 0 } as const;
    const failed = { state: 'failed', waiting: 1, failing: 2 } as const;
    expect(tilesTogether([idle, idle])).toEqual(idle);
    expect(tilesTogether([idle, pending, pending])).toEqual({ state: 'pending', waiting: 8, failing: 0 });
    expect(tilesTogether([pending, failed, idle])).toEqual({ state: 'failed', waiting: 5, failing: 2 });
    expect(tilesTogether([])).toEqual(idle);
  });
});
