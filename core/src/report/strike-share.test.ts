import { describe, expect, it } from 'vitest';
import { strikeShare } from './strike-share.ts';

describe('strikeShare', () => {
  it('never says that a strike is impossible or certain', () => {
    expect([0, 0.0004, 0.01, 0.2294, 0.99, 0.996, 1].map(strikeShare)).toEqual([
      '< 1 %',
      '< 1 %',
      '1 %',
      '23 %',
      '99 %',
      '> 99 %',
      '> 99 %',
    ]);
  });
});
