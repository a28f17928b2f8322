import { describe, expect, it } from 'vitest';
import { cityRulesSchema, ruleSetSchema } from '../protocol/rule-set.ts';
import { horizontalClearanceFor } from './clearance-for.ts';
import { extendRules } from './extend-rules.ts';
import { NATIONAL_RULES } from './national-rules.ts';
import { plainAsset } from './testing/plain-asset.ts';
import { farthestZoneM, zoneFor } from './zone-for.ts';

const HEAD = {
  id: 'town',
  version: '3',
  title: { en: 'Town', zh: '镇' },
  extends: 'cn-national',
};

function extended(changes: object) {
  const found = extendRules(cityRulesSchema.parse({ ...HEAD, ...changes }));
  if (!found.ok) throw new RangeError(found.faults.join('\n'));
  return found.rules;
}

function faults(changes: object): readonly string[] {
  const found = extendRules(cityRulesSchema.parse({ ...HEAD, ...changes }));
  return found.ok ? [] : found.faults;
}

const ROW = { clause: 'town rule', grade: 'b' };
const lowGas = plainAsset('gas', { mpa: 0.005 });

describe('rules of a city', () => {
  it('that says nothing are the national ones under a version of its own', () => {
    const rules = extended({});
    expect(rules).toEqual({
      ...NATIONAL_RULES,
      id: 'town',
      version: '3+cn-national.2026.1',
      title: { en: 'Town', zh: '镇' },
    });
    expect(ruleSetSchema.parse(rules)).toEqual(rules);
  });

  it('replace a row whole, in its place: a city that guards its gas by 0.7 and 6 m', () => {
    const zone = { ...ROW, id: 'zone.gas.lowMedium', of: 'gasLowMedium', protectionM: 0.7, controlM: 6 };
    const rules = extended({ zones: [zone] });
    expect(rules.zones.map(({ id }) => id)).toEqual(NATIONAL_RULES.zones.map(({ id }) => id));
    expect(zoneFor(rules, lowGas)).toMatchObject({
      protectionM: 0.7,
      controlM: 6,
      rule: { clause: 'town rule', version: '3+cn-national.2026.1' },
    });
    expect(zoneFor(NATIONAL_RULES, lowGas)?.protectionM).toBe(0.5);
  });

  it('may replace a figure by a lower one, which a strictest of both would not let through', () => {
    const row = { ...ROW, id: 'horizontal.drain.gasLow', a: 'drain', b: 'gasLow', leastM: 0.8 };
    const rules = extended({ horizontal: [row] });
    expect(horizontalClearanceFor(rules, lowGas, plainAsset('sewage'))?.wantedM).toBe(0.8);
  });

  it('add rows for what the national ones do not know, with classes of their own', () => {
    const rules = extended({
      classes: { oil: { title: { en: 'oil', zh: '石油' }, utilities: ['industrial'] } },
      zones: [{ ...ROW, id: 'zone.oil', of: 'oil', protectionM: 5, controlM: 200 }],
    });
    expect(zoneFor(rules, plainAsset('industrial'))?.protectionM).toBe(5);
    expect(farthestZoneM(rules)).toBe(200);
  });

  it('take rows away', () => {
    const rules = extended({ removed: ['zone.power.buried'] });
    expect(zoneFor(rules, plainAsset('power', { lies: 'duct' }))).toBeNull();
    expect(rules.zones).toHaveLength(3);
  });

  it('state the frost of the place', () => {
    const region = { ...ROW, id: 'region.frost', frostDepthM: 0.85, gas: 'dry' };
    expect(extended({ region }).region).toMatchObject({ frostDepthM: 0.85, gas: 'dry', verifiedBy: null });
  });

  it('that extend nothing hold what they say and no more', () => {
    const rules = extended({
      extends: null,
      classes: { gas: { title: { en: 'gas', zh: '燃气' }, utilities: ['gas'] } },
      zones: [{ ...ROW, id: 'zone.gas', of: 'gas', protectionM: 2, controlM: null }],
    });
    expect(rules).toMatchObject({ version: '3', horizontal: [], region: { frostDepthM: null } });
    expect(zoneFor(rules, plainAsset('gas', { mpa: 4 }))).toMatchObject({ protectionM: 2, controlM: null });
    expect(ruleSetSchema.safeParse(rules).success).toBe(true);
  });

  it('are refused where a row is of a class that nobody defines', () => {
    expect(faults({ zones: [{ ...ROW, id: 'zone.oil', of: 'oil', protectionM: 5, controlM: null }] })).toEqual([
      expect.stringMatching(/^row zone\.oil, of: wanted the name of a class, got "oil"; known are water, waterSmall/),
    ]);
    expect(faults({ horizontal: [{ ...ROW, id: 'horizontal.x', a: 'toString', b: 'gas', leastM: 1 }] })).toEqual([
      expect.stringMatching(/^row horizontal\.x, a: wanted the name of a class, got "toString"/),
    ]);
  });

  it('are refused where they remove a row that is not there, or one that every set has', () => {
    expect(faults({ removed: ['zone.gas.hihg', 'region.frost'] })).toEqual([
      'removed: wanted the id of a row of cn-national, got "zone.gas.hihg"',
      'removed: wanted the id of a row of cn-national, got "region.frost"',
    ]);
  });

  it('are refused where a row has moved to another family, and where a level has two rows', () => {
    const row = { ...ROW, id: 'vertical.water.drain', a: 'water', b: 'drain', leastM: 1 };
    expect(faults({ horizontal: [row] })).toEqual([
      'row vertical.water.drain: wanted it among "horizontal", got it among "vertical" too',
    ]);
    const level = { ...ROW, id: 'accuracy.mine', qualityLevel: 'B', plan: null, level: null };
    expect(faults({ accuracy: [level] })).toEqual([
      'row accuracy.mine, qualityLevel: wanted one row a level, got B as row accuracy.B has',
    ]);
  });
});
