import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabelCandidate } from './label-candidates.ts';
import { boxesTouch, estimatedWidthPx, placeLabels } from './place-labels.ts';
import { longestStraightRun } from './straight-run.ts';

function label(text: string, x: number, y: number, rest: Partial<LabelCandidate> = {}): LabelCandidate {
  const look = { rank: 1, sizePx: 12, weight: 500, colour: '#000000', halo: '#ffffff', haloPx: 2 } as const;
  return { text, x, y, angle: 0, roomPx: null, featureId: null, ...look, ...rest };
}

const anyLabel = fc
  .record({
    text: fc.string({ minLength: 1, maxLength: 12 }),
    x: fc.integer({ min: 0, max: 600 }),
    y: fc.integer({ min: 0, max: 400 }),
    angle: fc.double({ min: -1.57, max: 1.57, noNaN: true }),
    rank: fc.integer({ min: 1, max: 8 }),
    sizePx: fc.integer({ min: 9, max: 24 }),
  })
  .map(({ text, x, y, ...rest }) => label(text, x, y, rest));

describe('placeLabels', () => {
  it('never lets two boxes touch, turned or not, and the places do not depend on the order', () => {
    fc.assert(
      fc.property(fc.array(anyLabel, { maxLength: 60 }), (labels) => {
        const placed = placeLabels(labels, estimatedWidthPx);
        for (const [i, a] of placed.entries()) {
          for (const b of placed.slice(i + 1)) expect(corners(a).some((p) => isInside(p, b))).toBe(false);
          for (const b of placed.slice(i + 1)) expect(boxesTouch(a, b, 3)).toBe(false);
        }
        const again = placeLabels(labels.toReversed(), estimatedWidthPx);
        expect(again.map((each) => each.label.text)).toEqual(placed.map((each) => each.label.text));
      }),
    );
  });

  it('places the name of lower rank and leaves out the other', () => {
    const placed = placeLabels([label('lesser', 100, 100, { rank: 5 }), label('city', 110, 100)], estimatedWidthPx);
    expect(placed.map((each) => each.label.text)).toEqual(['city']);
  });

  it('writes along a line only where the name fits: 3 characters of 12 px and halo are 40 px', () => {
    const along = (roomPx: number) => placeLabels([label('文化路', 0, 0, { roomPx })], estimatedWidthPx).length;
    expect([along(39), along(40)]).toEqual([0, 1]);
  });

  it('writes a name again only 320 px away', () => {
    const at = (x: number) => label('文化路', x, 0);
    expect(placeLabels([at(0), at(300), at(330)], estimatedWidthPx).map((each) => each.label.x)).toEqual([0, 330]);
  });
});

describe('longestStraightRun', () => {
  it('finds the long leg of an L and its middle', () => {
    expect(longestStraightRun([0, 0, 30, 0, 30, 100], 1)).toEqual({ x: 30, y: 50, angle: Math.PI / 2, length: 100 });
  });

  it('takes a bend of less than the offset as straight', () => {
    expect(longestStraightRun([0, 0, 50, 1, 100, 0], 2)?.length).toBe(100);
    expect(longestStraightRun([0, 0, 50, 5, 100, 0], 2)?.length).toBeCloseTo(Math.hypot(50, 5), 9);
  });

  it('never turns text upside down: a line drawn westwards reads eastwards', () => {
    expect(longestStraightRun([100, 0, 0, 0], 1)?.angle).toBe(0);
    expect(longestStraightRun([5, 5, 5, 5], 1)).toBeNull();
  });
});

type Placed = ReturnType<typeof placeLabels>[number];

function corners({ label: { x, y, angle }, widthPx, heightPx }: Placed): (readonly [number, number])[] {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return [
    [-0.5, -0.5],
    [0.5, -0.5],
    [0.5, 0.5],
    [-0.5, 0.5],
  ].map(([u = 0, v = 0]) => [x + u * widthPx * cos - v * heightPx * sin, y + u * widthPx * sin + v * heightPx * cos]);
}

function isInside([px, py]: readonly [number, number], { label: { x, y, angle }, widthPx, heightPx }: Placed): boolean {
  const u = (px - x) * Math.cos(angle) + (py - y) * Math.sin(angle);
  const v = -(px - x) * Math.sin(angle) + (py - y) * Math.cos(angle);
  return Math.abs(u) < widthPx / 2 && Math.abs(v) < heightPx / 2;
}
