import { describe, expect, it } from 'vitest';
import { frameWait, LONGEST_REST_MS } from './frame-wait.ts';

describe('the wait between two frames of a live picture', () => {
  it('makes ten frames a second on a machine that draws one in 4 ms, and one a second where nothing moves', () => {
    expect(frameWait(4, false)).toEqual({ restMs: 96, idleMs: 996 });
  });

  it('leaves two thirds of the time to the main view: 80 ms of drawing, 160 ms of rest', () => {
    const { restMs } = frameWait(80, false);
    expect(restMs).toBeCloseTo(160, 9);
  });

  it('leaves nine tenths of it while the main view has work of its own', () => {
    expect(frameWait(80, true).restMs).toBeCloseTo(720, 9);
    // One that is drawn in no time is drawn ten times a second all the same.
    expect(frameWait(2, true).restMs).toBeCloseTo(98, 9);
  });

  it('rests 5 s at most after a frame of 4 s, and never less than not at all', () => {
    expect(frameWait(4000, false)).toEqual({ restMs: LONGEST_REST_MS, idleMs: LONGEST_REST_MS });
    expect(frameWait(4000, true).restMs).toBe(LONGEST_REST_MS);
    expect(frameWait(0, false)).toEqual({ restMs: 100, idleMs: 1000 });
  });
});
