import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseLabels, type LabelWish } from './label-choice.ts';

const PICTURE = { left: 0, top: 0, right: 1000, bottom: 600 };
const wish = (key: string, x: number, y: number, distanceM: number): LabelWish => ({
  key,
  x,
  y,
  widthPx: 200,
  heightPx: 20,
  distanceM,
});

describe('labels', () => {
  it('of two that touch, the nearer is shown', () => {
    const wishes = [wish('far', 100, 100, 40), wish('near', 250, 112, 8)];
    expect([...chooseLabels(wishes, PICTURE, [], 8)]).toEqual(['near']);
  });

  it('are never cut by the edge, nor stand on an obstacle', () => {
    expect(chooseLabels([wish('cut', 801, 100, 1), wish('high', 10, 9, 1)], PICTURE, [], 8).size).toBe(0);
    const obstacle = { left: 0, top: 90, right: 50, bottom: 110 };
    expect(chooseLabels([wish('on it', 10, 100, 1)], PICTURE, [obstacle], 8).size).toBe(0);
  });

  it('are a handful at most, never one upon another', () => {
    const place = fc.tuple(fc.integer({ min: -100, max: 1100 }), fc.integer({ min: -50, max: 650 }), fc.nat(100));
    fc.assert(
      fc.property(fc.array(place, { maxLength: 60 }), (places) => {
        const wishes = places.map(([x, y, distance], i) => wish(String(i), x, y, distance));
        const shown = [...chooseLabels(wishes, PICTURE, [], 6)].map(
          (key) => places[Number(key)] ?? ([0, 0, 0] as const),
        );
        expect(shown.length).toBeLessThanOrEqual(6);
        for (const [i, [x, y]] of shown.entries()) {
          expect(x >= 0 && x <= 800 && y >= 10 && y <= 590).toBe(true);
          for (const [otherX, otherY] of shown.slice(i + 1)) {
            expect(Math.abs(otherX - x) >= 200 || Math.abs(otherY - y) >= 20).toBe(true);
          }
        }
      }),
    );
  });
});
