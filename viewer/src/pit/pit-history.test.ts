import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type PitHistory, redone, stepped, undone } from './pit-history.ts';
import { NEW_PIT, type PitSpec } from './pit-spec.ts';

const pitsOf = (depthM: number): readonly PitSpec[] => [{ ...NEW_PIT, id: 'a', corners: [], depthM }];
const START: PitHistory = { past: [], pits: [], future: [] };

describe('the history of pits', () => {
  it('taken back step by step gives what was before each, and forwards again what was after', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(), { maxLength: 30 }), (depths) => {
        const states = depths.map(pitsOf);
        let history = START;
        for (const pits of states) history = stepped(history, pits);
        const seen = [history.pits];
        for (let i = 0; i < states.length; i++) {
          history = undone(history);
          seen.unshift(history.pits);
        }
        expect(seen).toEqual([[], ...states].slice(-seen.length));
        for (let i = 0; i < states.length; i++) history = redone(history);
        expect(history.pits).toEqual(states.at(-1) ?? []);
      }),
    );
  });

  it('has no step beyond its ends, and a new step ends what was taken back', () => {
    expect(undone(START)).toEqual(START);
    const two = stepped(stepped(START, pitsOf(1)), pitsOf(2));
    const other = stepped(undone(two), pitsOf(3));
    expect(redone(other)).toEqual(other);
    expect(undone(other).pits).toEqual(pitsOf(1));
  });

  it('keeps a drag as one step: back to before the hand took hold', () => {
    const one = stepped(START, pitsOf(1));
    const dragged = { ...one, pits: pitsOf(1.7) };
    expect(undone(stepped(dragged, pitsOf(2.4), one.pits)).pits).toEqual(pitsOf(1));
  });
});
