import { describe, expect, it } from 'vitest';
import { movedBy, wholeDrawing, zoomedAt } from './drawing-view.ts';

const WHOLE = wholeDrawing(200, 100);

describe('looking at a drawing', () => {
  it('comes nearer about the place that is pointed at', () => {
    // Twice as near about 50, 25: half the size, and the place still a quarter of the way across.
    expect(zoomedAt(WHOLE, WHOLE, 2, 50, 25)).toEqual({ x: 25, y: 12.5, width: 100, height: 50 });
  });

  it('comes no nearer than 24 times and goes hardly farther than the whole', () => {
    expect(zoomedAt(WHOLE, WHOLE, 1000, 0, 0).width).toBeCloseTo(200 / 24, 9);
    expect(zoomedAt(WHOLE, WHOLE, 0.001, 0, 0).width).toBeCloseTo(200 / 0.8, 9);
  });

  it('keeps some of the drawing in sight however far it is pushed', () => {
    const { x, y } = movedBy(WHOLE, WHOLE, 10_000, -10_000);
    expect(x).toBe(160);
    expect(y).toBe(-80);
  });
});
