import { describe, expect, it } from 'vitest';
import { conduitAnswer } from '../testing/conduit-answer.ts';
import { flowDirection } from './flow-direction.ts';

describe('the arrow of a conduit', () => {
  it('points down: against the stated direction where the invert rises from 23.74 to 23.86 m', () => {
    expect(flowDirection(conduitAnswer())).toBe(-1);
    const { from, to } = conduitAnswer();
    expect(flowDirection({ utility: 'storm', from: to, to: from })).toBe(1);
  });

  it('is left out where nobody knows, where nothing falls, and where pressure drives', () => {
    const conduit = conduitAnswer();
    expect(flowDirection({ ...conduit, to: { ...conduit.to, invertM: null } })).toBe(0);
    expect(flowDirection({ ...conduit, to: conduit.from })).toBe(0);
    expect(flowDirection({ ...conduit, utility: 'water' })).toBe(0);
  });
});
