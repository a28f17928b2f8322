import { describe, expect, it } from 'vitest';
import { NATIONAL_RULES } from './national-rules.ts';
import { wallAllowanceM } from './nominal-wall.ts';
import { plainAsset, roundSection } from './testing/plain-asset.ts';

const allowance = (facts: Parameters<typeof plainAsset>[1]) =>
  wallAllowanceM(NATIONAL_RULES, plainAsset('water', facts));

describe('allowance for an unknown wall', () => {
  it('follows from the material and the size', () => {
    // Concrete: 0.15 x 1000 mm; PE: 0.12 x 400 mm; iron: 15 mm at least; brick: one and a half bricks.
    expect(allowance({ dn: 1000, material: 'reinforcedConcrete' })).toBeCloseTo(0.15, 12);
    expect(allowance({ dn: 400, material: 'polyethylene' })).toBeCloseTo(0.048, 12);
    expect(allowance({ dn: 200, material: 'ductileIron' })).toBeCloseTo(0.015, 12);
    expect(allowance({ dn: 1000, material: 'brick' })).toBeCloseTo(0.37, 12);
  });

  it('of a material that is unknown, or that no row names, is the greatest of all', () => {
    expect(allowance({ dn: 400 })).toBeCloseTo(0.37, 12);
    expect(allowance({ dn: 400, material: 'bamboo' })).toBeCloseTo(0.37, 12);
    expect(allowance({ dn: 3000 })).toBeCloseTo(0.45, 12);
  });

  it('is unknown with the size, and where no row says anything', () => {
    expect(allowance({ material: 'steel' })).toBeNull();
    expect(wallAllowanceM({ ...NATIONAL_RULES, walls: [] }, plainAsset('water', { dn: 100 }))).toBeNull();
  });

  it('is nothing where the outer face is known', () => {
    const of = (section: Partial<ReturnType<typeof roundSection>>) =>
      wallAllowanceM(NATIONAL_RULES, { ...plainAsset('heat'), section: { ...roundSection(300), ...section } });
    expect(of({ wallMm: 8 })).toBe(0);
    expect(of({ measured: 'outside' })).toBe(0);
    expect(of({ casingMm: 450 })).toBe(0);
    expect(of({ casingMm: null })).toBeCloseTo(0.37, 12);
  });
});
