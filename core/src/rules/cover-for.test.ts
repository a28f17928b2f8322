import { describe, expect, it } from 'vitest';
import type { RuleSet } from '../protocol/rule-set.ts';
import { coverFor } from './cover-for.ts';
import { NATIONAL_RULES } from './national-rules.ts';
import type { RuledAsset } from './ruled-asset.ts';
import { plainAsset } from './testing/plain-asset.ts';

const at = (frostDepthM: number | null, gas: RuleSet['region']['gas'] = 'dry'): RuleSet => ({
  ...NATIONAL_RULES,
  region: { ...NATIONAL_RULES.region, grade: 'c', frostDepthM, gas },
});

const SOUTH = at(0);
const QINHUANGDAO = at(0.85);

const water = plainAsset('water', { material: 'ductileIron' });
const wanted = (rules: RuleSet, asset: RuledAsset): readonly (number | undefined)[] =>
  (['sidewalk', 'carriageway'] as const).map((place) => coverFor(rules, asset, place)?.wantedM);

describe('cover', () => {
  it.each([
    ['water', water, [0.6, 0.7]],
    ['water of PE', plainAsset('water', { material: 'polyethylene' }), [0.6, 1]],
    ['sewer', plainAsset('sewage'), [0.6, 0.7]],
    ['storm drain', plainAsset('storm'), [0.6, 0.7]],
    ['reclaimed water', plainAsset('reclaimed'), [0.6, 0.7]],
    ['buried cable', plainAsset('power', { lies: 'directBuried' }), [0.7, 1]],
    ['cable in ducts', plainAsset('power', { lies: 'duct' }), [0.5, 0.5]],
    ['buried telecom', plainAsset('telecom', { lies: 'directBuried' }), [0.6, 0.9]],
    ['telecom in PVC', plainAsset('telecom', { lies: 'duct', material: 'pvc' }), [0.6, 0.9]],
    ['telecom in steel', plainAsset('telecom', { lies: 'duct', material: 'steel' }), [0.5, 0.6]],
    ['buried heat', plainAsset('heat', { lies: 'directBuried' }), [0.7, 1]],
    ['gas', plainAsset('gas'), [0.6, 0.9]],
    ['trench', plainAsset('telecom', { lies: 'trench' }), [undefined, 0.5]],
    ['oil', plainAsset('industrial', { lies: 'directBuried' }), [undefined, undefined]],
  ] as const)('of %s where it does not freeze, beside and under the road', (_name, asset, metres) => {
    expect(wanted(SOUTH, asset)).toEqual(metres);
  });

  it.each([
    ['water', water, [0.85, 0.85]],
    ['water of PE', plainAsset('water', { material: 'hdpe' }), [0.85, 1]],
    ['sewer', plainAsset('sewage'), [0.85, 0.85]],
    ['reclaimed water', plainAsset('reclaimed'), [0.85, 0.85]],
    ['buried cable', plainAsset('power', { lies: 'directBuried' }), [0.85, 1]],
    ['cable in ducts', plainAsset('power', { lies: 'duct' }), [0.5, 0.5]],
    ['telecom', plainAsset('telecom', { lies: 'directBuried' }), [0.6, 0.9]],
    ['heat', plainAsset('heat', { lies: 'directBuried' }), [0.7, 1]],
    ['dry gas', plainAsset('gas'), [0.6, 0.9]],
  ] as const)('of %s above 0.85 m of frost', (_name, asset, metres) => {
    expect(wanted(QINHUANGDAO, asset)).toEqual(metres);
  });

  it('for frost stands on the row of the region, which nobody has checked', () => {
    expect(coverFor(QINHUANGDAO, water, 'carriageway')).toEqual({
      wantedM: 0.85,
      forFrost: true,
      rule: expect.objectContaining({ id: 'region.frost', grade: 'c', verifiedBy: null }),
      table: { wantedM: 0.7, rule: expect.objectContaining({ id: 'cover.water', grade: 'b' }) },
      assumed: [],
    });
    expect(coverFor(QINHUANGDAO, plainAsset('power', { lies: 'directBuried' }), 'carriageway')).toMatchObject({
      forFrost: false,
      rule: { id: 'cover.powerDirect', grade: 'b' },
      table: null,
    });
  });

  it('is not known for certain while the frost depth is unknown', () => {
    expect(coverFor(NATIONAL_RULES, water, 'carriageway')).toMatchObject({
      wantedM: 0.7,
      forFrost: false,
      assumed: ['frost'],
    });
    expect(coverFor(NATIONAL_RULES, plainAsset('telecom', { lies: 'directBuried' }), 'sidewalk')?.assumed).toEqual([]);
  });

  it('of gas rises to the frost depth where it is wet, and where nobody says that it is dry', () => {
    const gas = plainAsset('gas');
    expect(coverFor(at(0.85, 'wet'), gas, 'sidewalk')).toMatchObject({ wantedM: 0.85, forFrost: true, assumed: [] });
    expect(coverFor(at(0.85, null), gas, 'sidewalk')).toMatchObject({ wantedM: 0.85, assumed: ['frost'] });
    expect(coverFor(at(null, 'dry'), gas, 'sidewalk')).toMatchObject({ wantedM: 0.6, assumed: [] });
    expect(coverFor(at(null, null), gas, 'sidewalk')).toMatchObject({ wantedM: 0.6, assumed: ['frost'] });
  });

  it('at an unknown place is the deeper of the two, and says so where they differ', () => {
    expect(coverFor(SOUTH, water, 'unknown')).toMatchObject({ wantedM: 0.7, assumed: ['roadPlace'] });
    expect(coverFor(QINHUANGDAO, water, 'unknown')).toMatchObject({ wantedM: 0.85, assumed: [] });
    expect(coverFor(SOUTH, plainAsset('power', { lies: 'duct' }), 'unknown')).toMatchObject({
      wantedM: 0.5,
      assumed: [],
    });
    expect(coverFor(SOUTH, plainAsset('heat', { lies: 'trench' }), 'unknown')).toMatchObject({
      wantedM: 0.5,
      assumed: ['roadPlace'],
    });
  });

  it('takes an unknown material and an unknown way of lying at their strictest', () => {
    expect(coverFor(SOUTH, plainAsset('water'), 'carriageway')).toMatchObject({ wantedM: 1, assumed: ['material'] });
    expect(coverFor(SOUTH, plainAsset('water'), 'sidewalk')).toMatchObject({ wantedM: 0.6, assumed: [] });
    expect(coverFor(SOUTH, plainAsset('power'), 'carriageway')).toMatchObject({ wantedM: 1, assumed: ['embedding'] });
  });
});
