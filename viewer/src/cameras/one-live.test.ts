import { expect, it } from 'vitest';
import { wantLive } from './one-live.ts';

it('lets the picture that came last be live, and the one before it again when that has gone', () => {
  const told: string[] = [];
  const want = (name: string) => wantLive((isMine) => told.push(`${name} ${isMine ? 'on' : 'off'}`));
  const endFirst = want('first');
  const endSecond = want('second');
  const endThird = want('third');
  expect(told).toEqual(['first on', 'first off', 'second on', 'second off', 'third on']);
  told.length = 0;
  // One that waits goes without a word to the others.
  endSecond();
  expect(told).toEqual([]);
  endThird();
  endThird();
  expect(told).toEqual(['third off', 'first on']);
  endFirst();
  expect(told).toEqual(['third off', 'first on', 'first off']);
});
