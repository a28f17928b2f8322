import { describe, expect, it } from 'vitest';
import {
  CLEARANCE_KINDS,
  type ClearanceKind,
  horizontalClearanceM,
  verticalClearanceM,
} from '../demo-city/mains/clearance-table.ts';
import {
  clearanceToThingFor,
  farthestClearanceM,
  horizontalClearanceFor,
  verticalClearanceFor,
  verticalClearanceToThingFor,
} from './clearance-for.ts';
import { NATIONAL_RULES } from './national-rules.ts';
import type { RuledAsset } from './ruled-asset.ts';
import { plainAsset } from './testing/plain-asset.ts';

const beside = (a: RuledAsset, b: RuledAsset) => horizontalClearanceFor(NATIONAL_RULES, a, b);
const across = (a: RuledAsset, b: RuledAsset) => verticalClearanceFor(NATIONAL_RULES, a, b);

const sewer = plainAsset('sewage', { dn: 400 });
const cable = (kv: number | null) => plainAsset('power', { kv, lies: 'directBuried' });
const telecomDuct = plainAsset('telecom', { lies: 'ductBank' });

describe('clearance beside', () => {
  it('a sewer is 1.0 m up to DN200 water and 1.5 m above, both checked against the table', () => {
    expect(beside(plainAsset('water', { dn: 200 }), sewer)).toEqual({
      wantedM: 1,
      rule: {
        id: 'horizontal.waterSmall.drain',
        clause: 'GB 50289-2016 4.1.9',
        grade: 'a',
        version: '2026.1',
        verifiedBy: null,
        verifiedAt: null,
      },
      assumed: [],
    });
    expect(beside(plainAsset('water', { dn: 250 }), sewer)).toMatchObject({ wantedM: 1.5, assumed: [] });
    expect(beside(sewer, plainAsset('water', { dn: 201 }))?.wantedM).toBe(1.5);
  });

  it('a sewer of water of unknown size is that of the large one, and says so', () => {
    expect(beside(plainAsset('water'), sewer)).toMatchObject({ wantedM: 1.5, assumed: ['size'] });
  });

  it('says nothing of a size on which nothing depends', () => {
    const lowGas = plainAsset('gas', { mpa: 0.005 });
    expect(beside(plainAsset('water'), lowGas)).toMatchObject({ wantedM: 0.5, assumed: [] });
  });

  it.each([
    ['water', 'water'],
    ['sewage', 'storm'],
    ['reclaimed', 'reclaimed'],
    ['water', 'industrial'],
    ['gas', 'industrial'],
  ] as const)('%s and %s: no rule knows the pair', (a, b) => {
    expect(beside(plainAsset(a, { dn: 300 }), plainAsset(b, { dn: 300 }))).toBeNull();
  });

  it.each([
    [0.005, 1],
    [0.01, 1.2],
    [0.2, 1.2],
    [0.3, 1.2],
    [0.4, 1.2],
    [0.8, 1.5],
    [1.6, 2],
  ])('a sewer and gas at %f MPa: %f m', (mpa, wantedM) => {
    expect(beside(plainAsset('gas', { mpa }), sewer)).toMatchObject({ wantedM, rule: { grade: 'a' }, assumed: [] });
  });

  it('gas above 1.6 MPa is not in the table: GB 50028 speaks of it', () => {
    expect(beside(plainAsset('gas', { mpa: 2.5 }), sewer)).toBeNull();
    expect(beside(plainAsset('gas', { mpa: [1.6, 4] }), sewer)).toBeNull();
    expect(across(plainAsset('gas', { mpa: 2.5 }), sewer)?.wantedM).toBe(0.15);
  });

  it('gas of unknown pressure is that of the highest in the table, and says so', () => {
    expect(beside(plainAsset('gas'), sewer)).toMatchObject({ wantedM: 2, assumed: ['pressure'] });
  });

  it('gas in a stated class that spans bands is the strictest of them', () => {
    expect(beside(plainAsset('gas', { mpa: [0.4, 1.6] }), sewer)).toMatchObject({ wantedM: 2, assumed: [] });
    expect(beside(plainAsset('gas', { mpa: [0.01, 0.4] }), sewer)).toMatchObject({ wantedM: 1.2, assumed: [] });
    expect(beside(plainAsset('gas', { mpa: [0, 0.01] }), sewer)).toMatchObject({ wantedM: 1, assumed: [] });
  });

  it('gas and gas: 0.4 m up to DN300, 0.5 m where the larger is above', () => {
    const main = (dn: number | null) => plainAsset('gas', { mpa: 0.1, dn });
    expect(beside(main(300), main(100))).toMatchObject({ wantedM: 0.4, assumed: [] });
    expect(beside(main(300), main(301))).toMatchObject({ wantedM: 0.5, assumed: [] });
    expect(beside(main(300), main(null))).toMatchObject({ wantedM: 0.5, assumed: ['size'] });
    expect(beside(main(400), main(null))).toMatchObject({ wantedM: 0.5, assumed: [] });
    // Neither size decides alone: the other main may be the large one.
    expect(beside(main(null), main(null))).toMatchObject({ wantedM: 0.5, assumed: ['size'] });
    expect(beside(main(400), plainAsset('gas', { mpa: 2.5, dn: 100 }))).toBeNull();
  });

  it('power and telecom: 0.5 m below 35 kV, 2.0 m from there and where the voltage is unknown', () => {
    expect(beside(cable(10), telecomDuct)).toMatchObject({ wantedM: 0.5, rule: { grade: 'b' }, assumed: [] });
    expect(beside(cable(35), telecomDuct)).toMatchObject({ wantedM: 2, rule: { grade: 'c' }, assumed: [] });
    expect(beside(cable(null), telecomDuct)).toMatchObject({ wantedM: 2, assumed: ['voltage'] });
  });

  it('a cable of which it is unknown how it lies takes the strictest row', () => {
    // In conduit 1.0 m from low pressure gas, direct buried 0.5 m, in a trench 1.0 m.
    const gas = plainAsset('gas', { mpa: 0.005 });
    expect(beside(plainAsset('power', { kv: 10 }), gas)).toMatchObject({ wantedM: 1, assumed: ['embedding'] });
    expect(beside(plainAsset('power', { kv: 10, lies: 'directBuried' }), gas)?.wantedM).toBe(0.5);
  });

  it('what lies above ground has no clearance below it', () => {
    expect(beside(plainAsset('power', { kv: 10, lies: 'overhead' }), sewer)).toBeNull();
  });

  it('gas of PE beside buried heat is a matter of another code, and the figure does not bind', () => {
    const heat = plainAsset('heat', { lies: 'directBuried' });
    const gas = (material: string | null) => plainAsset('gas', { mpa: 0.3, material });
    expect(beside(gas('steel'), heat)).toMatchObject({ wantedM: 1, rule: { grade: 'b' }, assumed: [] });
    expect(beside(gas('polyethylene'), heat)).toMatchObject({
      wantedM: 1,
      rule: { grade: 'c', clause: 'CJJ 63' },
      assumed: [],
    });
    expect(beside(gas(null), heat)).toMatchObject({ wantedM: 1, rule: { grade: 'c' }, assumed: ['material'] });
  });

  it('heat in a trench is a trench, and buried heat is not', () => {
    const water = plainAsset('water', { dn: 100 });
    expect(beside(plainAsset('heat', { lies: 'trench' }), water)?.rule.id).toBe('horizontal.waterSmall.trench');
    expect(beside(plainAsset('heat', { lies: 'directBuried' }), water)?.rule.id).toBe(
      'horizontal.waterSmall.heatDirect',
    );
  });

  it('reaches as far as the farthest row of either of the two', () => {
    const far = (asset: RuledAsset) => farthestClearanceM(NATIONAL_RULES, asset);
    // Gas at sub-high pressure A keeps 4 m from a trench; a sewer 2 m from such gas; oil has no row.
    expect([plainAsset('gas'), plainAsset('other', { lies: 'trench' }), sewer].map(far)).toEqual([4, 4, 2]);
    expect(far(plainAsset('water'))).toBe(1.5);
    expect(far(plainAsset('industrial'))).toBe(0);
    expect(far(plainAsset('unknown'))).toBe(4);
  });

  it('what nobody knows is the strictest that it may be', () => {
    expect(beside(plainAsset('unknown'), sewer)).toMatchObject({ wantedM: 2, assumed: ['utility', 'pressure'] });
    expect(beside(plainAsset('unknown'), plainAsset('industrial'))).toBeNull();
  });
});

describe('clearance where lines cross', () => {
  it('is 0.15 m of gas and a sewer, 0.40 m of water and a sewer', () => {
    expect(across(plainAsset('gas', { dn: 110 }), sewer)).toMatchObject({
      wantedM: 0.15,
      rule: { id: 'vertical.drain.gas', grade: 'a', clause: 'GB 50289-2016 4.1.14' },
      assumed: [],
    });
    expect(across(sewer, plainAsset('water'))?.wantedM).toBe(0.4);
  });

  it('keeps the conservative figure where sources conflict, and does not bind', () => {
    const telecom = plainAsset('telecom', { lies: 'directBuried' });
    expect(across(telecom, plainAsset('gas'))).toMatchObject({ wantedM: 0.5, rule: { grade: 'x' } });
    expect(across(cable(10), plainAsset('power', { kv: 10, lies: 'duct' }))).toMatchObject({
      wantedM: 0.5,
      rule: { grade: 'x' },
    });
  });

  it('does not ask how a cable lies where it makes no difference', () => {
    expect(across(plainAsset('heat'), plainAsset('telecom', { lies: 'duct' }))?.assumed).toEqual([]);
    expect(across(plainAsset('telecom'), plainAsset('water'))).toMatchObject({ wantedM: 0.5, assumed: ['embedding'] });
  });
});

describe('clearance from things', () => {
  const to = (asset: RuledAsset, thing: Parameters<typeof clearanceToThingFor>[2]) =>
    clearanceToThingFor(NATIONAL_RULES, asset, thing);

  it('of gas from a building grows with its pressure: 0.7 to 13.5 m', () => {
    const at = (mpa: number | null) => to(plainAsset('gas', { mpa }), 'building')?.wantedM;
    expect([0.005, 0.1, 0.3, 0.6, 1.2, null].map(at)).toEqual([0.7, 1, 1.5, 5, 13.5, 13.5]);
  });

  it('of a cable from rails is 10 m where trains run on electricity, and where nobody says', () => {
    expect(to(cable(10), 'railPlain')?.wantedM).toBe(3);
    expect(to(cable(10), 'railElectrified')?.wantedM).toBe(10);
    expect(to(cable(10), 'rail')?.wantedM).toBe(10);
    expect(to(sewer, 'railPlain')?.wantedM).toBe(5);
  });

  it('is measured down from rails and from the base of a culvert', () => {
    expect(verticalClearanceToThingFor(NATIONAL_RULES, sewer, 'rail')?.wantedM).toBe(1.2);
    expect(verticalClearanceToThingFor(NATIONAL_RULES, plainAsset('gas'), 'culvert')?.wantedM).toBe(0.15);
    expect(verticalClearanceToThingFor(NATIONAL_RULES, sewer, 'tree')).toBeNull();
  });
});

/** The tables once more, typed for the demo city by another hand. */
describe('against the table that the demo city is laid by', () => {
  const assets: Readonly<Record<ClearanceKind, RuledAsset>> = {
    water: plainAsset('water', { dn: 200 }),
    drain: sewer,
    heat: plainAsset('heat', { lies: 'directBuried' }),
    gas: plainAsset('gas', { mpa: 0.3, dn: 200, material: 'steel' }),
    telecomDirect: plainAsset('telecom', { lies: 'directBuried' }),
    telecomDuct,
    powerDirect: cable(10),
    powerDuct: plainAsset('power', { kv: 10, lies: 'ductBank' }),
    reclaimed: plainAsset('reclaimed'),
    trench: plainAsset('other', { lies: 'tunnel' }),
  };
  const pairs = CLEARANCE_KINDS.flatMap((a) => CLEARANCE_KINDS.map((b) => [a, b] as const));

  it.each(pairs)('%s beside %s', (a, b) => {
    expect(beside(assets[a], assets[b])?.wantedM ?? 0).toBe(horizontalClearanceM(a, b));
  });

  it.each(pairs.filter(([a, b]) => a !== 'trench' || b !== 'trench'))('%s across %s', (a, b) => {
    expect(across(assets[a], assets[b])?.wantedM).toBe(verticalClearanceM(a, b));
  });
});
