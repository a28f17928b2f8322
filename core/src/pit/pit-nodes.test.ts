import { describe, expect, it } from 'vitest';
import { makePit } from './pit.ts';
import { meetShafts, type PitShaft } from './pit-nodes.ts';
import { pitSolid } from './pit-solid.ts';

function solidOf(batter: number) {
  const made = makePit({ outline: Float64Array.of(0, 0, 20, 0, 20, 10, 0, 10), depthM: 2, batter }, () => 10);
  if (!made.ok) throw new Error(made.refusal.message);
  return pitSolid(made.pit);
}

function met(batter: number, x: number, y: number, coverLevelM: number | null, outerDiameterM: number | null) {
  const shaft: PitShaft = { id: 'm.1', x, y, coverLevelM, outerDiameterM };
  return meetShafts(solidOf(batter), [shaft], 5)[0] ?? null;
}

describe('meetShafts', () => {
  it('measures a shaft OD 1.2 m whose middle stands 3 m off as 2.4 m clear, and 1.5 m less from a battered rim', () => {
    expect(met(0, 10, 13, 10, 1.2)).toMatchObject({ relation: 'beside', horizontalM: expect.closeTo(2.4, 9) });
    expect(met(0.75, 10, 13, 10, 1.2)).toMatchObject({ relation: 'beside', horizontalM: expect.closeTo(0.9, 4) });
  });

  it('finds a shaft inside when only its wall enters', () => {
    expect(met(0, 10, 10.5, 10, 1.2)).toMatchObject({ relation: 'inside', horizontalM: 0 });
  });

  it('puts a chamber buried 0.4 m under the floor below', () => {
    expect(met(0, 10, 5, 7.6, 1.2)).toMatchObject({ relation: 'below', verticalM: expect.closeTo(0.4, 9) });
  });

  it('never clears an unknown level or size', () => {
    expect(met(0, 10, 5, null, 1.2)).toMatchObject({ relation: 'unknownLevel', horizontalM: null });
    expect(met(0, 10, 13, 10, null)).toMatchObject({ relation: 'unknownSize', horizontalM: null });
    expect(met(0, 10, 5, 10, null)?.relation).toBe('inside');
    expect(met(0, 10, 30, null, 1.2)).toBeNull();
  });

  it('refuses a shaft without a place', () => {
    expect(() => met(0, Number.NaN, 5, 10, 1)).toThrow(RangeError);
  });
});
