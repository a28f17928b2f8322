import { describe, expect, it } from 'vitest';
import { foundationDistance } from './foundation.ts';

const G8 = {
  layingDepthM: 3,
  foundationDepthM: 1.5,
  frictionDeg: 30,
  trenchWidthM: 1.2,
  outerDiameterM: 0.6,
  tableM: 2.5,
};

describe('foundationDistance', () => {
  it('wants 3.198 m from the middle and 2.898 m clear, more than the table', () => {
    const distance = foundationDistance(G8);
    expect(distance).toMatchObject({ known: true });
    if (!distance.known) return;
    expect(distance.centreM).toBeCloseTo(3.1981, 4);
    expect(distance.clearM).toBeCloseTo(2.8981, 4);
    expect(distance.wantedM).toBeCloseTo(2.8981, 4);
  });

  it('keeps the table where it is larger, and where the pipe is not deeper than the foundation', () => {
    expect(foundationDistance({ ...G8, tableM: 5 })).toMatchObject({ wantedM: 5 });
    expect(foundationDistance({ ...G8, layingDepthM: 1.5 })).toEqual({
      known: true,
      centreM: null,
      clearM: null,
      wantedM: 2.5,
    });
  });

  it('is unknown without a foundation depth, whatever the table says', () => {
    expect(foundationDistance({ ...G8, foundationDepthM: null })).toEqual({
      known: false,
      missing: ['foundationDepthM'],
    });
  });

  it('refuses an angle that no soil has', () => {
    expect(() => foundationDistance({ ...G8, frictionDeg: 90 })).toThrow(RangeError);
  });
});
