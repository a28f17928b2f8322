import { DIG_METHODS } from '@undercroft/core/protocol/analysis/excavation';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodePits, encodePits } from './pit-link.ts';
import { NEW_PIT, PIT_RANGE, type PitSpec, settledPit } from './pit-spec.ts';

const pit = fc
  .record({
    corners: fc.array(
      fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -89, max: 89, noNaN: true })),
      { minLength: 3, maxLength: 12 },
    ),
    depthM: fc.double({ min: PIT_RANGE.leastDepthM, max: PIT_RANGE.greatestDepthM, noNaN: true }),
    batter: fc.double({ min: 0, max: PIT_RANGE.greatestBatter, noNaN: true }),
    supportDepthM: fc.option(fc.double({ min: 0, max: PIT_RANGE.greatestSupportM, noNaN: true })),
    method: fc.constantFrom(...DIG_METHODS),
    marginM: fc.double({ min: 0, max: PIT_RANGE.greatestMarginM, noNaN: true }),
  })
  .map((shape): PitSpec => settledPit({ id: 'any', ...shape }));

describe('pits in a link', () => {
  it('come back as they were, in their order', () => {
    fc.assert(
      fc.property(fc.array(pit, { maxLength: 6 }), (pits) => {
        const read = decodePits(encodePits(pits));
        expect(read).toEqual(pits.map((each, i) => ({ ...each, id: `p${i + 1}` })));
      }),
    );
  });

  it('are short and need no escaping: a trench of 20 x 2 m in 35 characters', () => {
    const corners = [
      [10.3152001, 55.3385002],
      [10.3155156, 55.3385002],
      [10.3155156, 55.3385182],
      [10.3152001, 55.3385182],
    ] as const;
    const word = encodePits([{ ...NEW_PIT, id: 'a', corners, depthM: 2.35, batter: 0.75 }]);
    expect(word.length).toBeLessThanOrEqual(35);
    expect(encodeURIComponent(word)).toBe(word);
    expect(decodePits(word)[0]).toMatchObject({ corners, depthM: 2.35, batter: 0.75 });
  });

  it('keep supports, method and margin, and read a link from before those existed as it was meant', () => {
    const corners = [
      [10, 55],
      [10.001, 55],
      [10, 55.001],
    ] as const;
    const plain = { ...NEW_PIT, id: 'p1', corners, depthM: 2, batter: 0.5 };
    const piled: PitSpec = { ...plain, supportDepthM: 6, method: 'vacuum', marginM: 0.3 };
    expect(decodePits(encodePits([piled]))).toEqual([piled]);
    expect(decodePits(encodePits([plain]))).toEqual([plain]);
    expect(encodePits([piled]).length - encodePits([plain]).length).toBeLessThanOrEqual(5);
  });

  it('are read from any text without an error, and what cannot be a pit is left out', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (text) => {
        for (const { corners, depthM } of decodePits(text)) {
          expect(corners.length).toBeGreaterThanOrEqual(3);
          expect(depthM).toBeLessThanOrEqual(PIT_RANGE.greatestDepthM);
        }
      }),
    );
    const good = encodePits([
      {
        ...NEW_PIT,
        id: 'a',
        corners: [
          [10, 55],
          [10.001, 55],
          [10, 55.001],
        ],
        depthM: 1,
        batter: 0,
      },
    ]);
    expect(decodePits(`${good.slice(0, -1)}.${good}.!`)).toHaveLength(1);
  });
});
