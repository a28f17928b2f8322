import { describe, expect, it } from 'vitest';
import { conduitTable } from './conduit-table.ts';
import { judgeSlope, leastSlopeFor } from './least-slope.ts';
import { invertAt, slopeOf } from './slope.ts';
import { plainConduit, plainSection } from './testing/plain-conduit.ts';

const DN300 = plainSection('circular', 300, 300, 30);

function sewer(fromInvertM: number | null, toInvertM: number | null, lengthM = 30) {
  const end = (invertM: number | null) => ({
    invertM,
    axisM: invertM === null ? null : invertM + 0.15,
    outerTopM: invertM === null ? null : invertM + 0.33,
  });
  return conduitTable([
    plainConduit({
      path: [0, 0, lengthM, 0],
      fromAxisM: null,
      toAxisM: null,
      section: DN300,
      facts: { utility: 'sewage', material: 'concrete', from: end(fromInvertM), to: end(toInvertM) },
    }),
  ]);
}

describe('slopeOf', () => {
  it('falls 0.003 from 7.500 to 7.410 over 30 m, stands at 7.470 after 10 m and is 30.000135 m long', () => {
    const slope = slopeOf(sewer(7.5, 7.41), 0);
    expect(slope.slope).toBeCloseTo(0.003, 12);
    expect(invertAt(slope, 10)).toBeCloseTo(7.47, 12);
    expect(slope.lengthM).toBeCloseTo(30.000135, 6);
  });

  it('is unknown where an end is', () => {
    const slope = slopeOf(sewer(7.5, null), 0);
    expect(slope).toMatchObject({ slope: null, lengthM: null, planLengthM: 30 });
    expect(invertAt(slope, 10)).toBeNull();
  });

  it('has none on a riser', () => {
    expect(slopeOf(sewer(7.5, 6, 0), 0).slope).toBeNull();
  });
});

describe('judgeSlope', () => {
  const facts = (utility: 'sewage' | 'water', widthMm: number | null, material: string | null) => ({
    utility,
    material,
    section: plainSection('circular', widthMm, widthMm, null),
  });

  it('lets 0.003 from levels in millimetres pass 0.003 for DN300 concrete', () => {
    const { slope } = slopeOf(sewer(7.5, 7.41), 0);
    expect(slope).toBeLessThan(0.003);
    const least = leastSlopeFor(facts('sewage', 300, 'concrete'));
    expect(least).toMatchObject({ slope: 0.003, assumed: [] });
    expect(judgeSlope(slope, 'sewage', least)).toBe('ok');
    expect(judgeSlope(0.00299, 'sewage', least)).toBe('belowTable');
    expect(judgeSlope(-0.003, 'sewage', least)).toBe('reverse');
  });

  it('takes the strictest row for what is unknown, and then never says that it fails', () => {
    expect(leastSlopeFor(facts('sewage', 300, 'hdpe'))?.slope).toBe(0.002);
    expect(leastSlopeFor(facts('sewage', 200, 'hdpe'))?.slope).toBe(0.01);
    const noMaterial = leastSlopeFor(facts('sewage', 300, null));
    expect(noMaterial).toMatchObject({ slope: 0.003, assumed: ['material'] });
    expect(judgeSlope(0.0025, 'sewage', noMaterial)).toBe('unknown');
    expect(judgeSlope(0.0035, 'sewage', noMaterial)).toBe('ok');
    expect(leastSlopeFor(facts('sewage', null, null))).toMatchObject({ slope: 0.01, assumed: ['size'] });
  });

  it('has no row for DN800 and for pressure mains, and says reverse all the same for a drain', () => {
    expect(leastSlopeFor(facts('sewage', 800, 'concrete'))).toBeNull();
    expect(leastSlopeFor(facts('water', 300, 'concrete'))).toBeNull();
    expect(judgeSlope(0.001, 'sewage', null)).toBe('unknown');
    expect(judgeSlope(-0.001, 'sewage', null)).toBe('reverse');
    expect(judgeSlope(null, 'sewage', leastSlopeFor(facts('sewage', 300, 'pvc')))).toBe('unknown');
  });
});
