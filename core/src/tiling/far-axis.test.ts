import { describe, expect, it } from 'vitest';
import { farAxis } from './far-axis.ts';

describe('farAxis', () => {
  it('leaves out a vertex 0.1 m off the chord and keeps one 0.2 m off', () => {
    expect(farAxis(Float64Array.of(0, 0, 0, 10, 0.1, 0, 20, 0, 0))).toEqual(Float64Array.of(0, 0, 0, 20, 0, 0));
    const kept = Float64Array.of(0, 0, 0, 10, 0, 0.2, 20, 0, 0);
    expect(farAxis(kept)).toEqual(kept);
  });

  it('keeps both ends of a loop', () => {
    const loop = Float64Array.of(0, 0, 0, 5, 5, 0, 0, 0, 0);
    expect(farAxis(loop)).toEqual(loop);
    // However far it may be off, a loop does not become a point.
    expect(farAxis(loop, 20)).toEqual(loop);
  });
});
