import { describe, expect, it } from 'vitest';
import { longestInnerChord } from './inner-chord.ts';

const square = [0, 0, 100, 0, 100, 60, 0, 60];

describe('room for a name in a polygon', () => {
  it('is the whole width of a rectangle, at its middle', () => {
    expect(longestInnerChord([square])).toEqual({ x: 50, y: 30, length: 100 });
  });

  it('lies beside a hole, not across it', () => {
    // A hole from 20 to 40: right of it 60 are left.
    expect(longestInnerChord([square, [20, 0, 40, 0, 40, 60, 20, 60]])).toEqual({ x: 70, y: 30, length: 60 });
  });

  it('moves off the middle only for clearly more room: the foot of an L is 100 wide, its leg 20', () => {
    const found = longestInnerChord([[0, 0, 20, 0, 20, 60, 100, 60, 100, 100, 0, 100]]);
    expect(found).toEqual({ x: 50, y: 66, length: 100 });
  });

  it('is none where nothing is enclosed', () => {
    expect(longestInnerChord([])).toBeNull();
    expect(longestInnerChord([[0, 5, 10, 5]])).toBeNull();
  });
});
