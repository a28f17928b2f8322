import { describe, expect, it } from 'vitest';
import { NATIONAL_RULES } from './national-rules.ts';
import { type PlainFacts, plainAsset } from './testing/plain-asset.ts';
import { farthestZoneM, zoneFor } from './zone-for.ts';

const gas = (mpa: NonNullable<PlainFacts['mpa']>) => zoneFor(NATIONAL_RULES, plainAsset('gas', { mpa }));

describe('zones for digging', () => {
  it.each([
    [0.005, 0.5, 5, 'zone.gas.lowMedium'],
    [0.01, 0.5, 5, 'zone.gas.lowMedium'],
    [0.4, 0.5, 5, 'zone.gas.lowMedium'],
    [0.401, 1.5, 15, 'zone.gas.subHigh'],
    [1.6, 1.5, 15, 'zone.gas.subHigh'],
    [1.601, 5, 50, 'zone.gas.high'],
    [4, 5, 50, 'zone.gas.high'],
  ])('gas at %f MPa: %f m protected, %f m controlled (%s)', (mpa, protectionM, controlM, id) => {
    expect(gas(mpa)).toEqual({
      protectionM,
      controlM,
      rule: { id, clause: 'GB 55009-2021', grade: 'b', version: '2026.1', verifiedBy: null, verifiedAt: null },
      assumed: [],
    });
  });

  it('of a stated class that runs up to a bound belong to the class below it', () => {
    expect(gas([0, 0.01])).toMatchObject({ protectionM: 0.5, assumed: [] });
    expect(gas([0.01, 0.4])).toMatchObject({ protectionM: 0.5, assumed: [] });
    expect(gas([0.4, 1.6])).toMatchObject({ protectionM: 1.5, assumed: [] });
    expect(gas([1.6, 4])).toMatchObject({ protectionM: 5, assumed: [] });
  });

  it('of a stated class that spans rows are the strictest of them, which nobody has assumed', () => {
    expect(gas([0.2, 0.8])).toMatchObject({ protectionM: 1.5, controlM: 15, assumed: [] });
    expect(gas([0.01, 2.5])).toMatchObject({ protectionM: 5, controlM: 50, assumed: [] });
  });

  it.each([null, [0, 0], [0.4, 0.1], [Number.NaN, Number.NaN]] as const)(
    'of gas at a pressure that says nothing (%j) are the strictest, and say so',
    (mpa) => {
      expect(zoneFor(NATIONAL_RULES, plainAsset('gas', { mpa }))).toMatchObject({
        protectionM: 5,
        controlM: 50,
        rule: { id: 'zone.gas.high' },
        assumed: ['pressure'],
      });
    },
  );

  it('of a buried cable are 0.75 m on a row that does not bind', () => {
    expect(zoneFor(NATIONAL_RULES, plainAsset('power', { lies: 'ductBank' }))).toEqual({
      protectionM: 0.75,
      controlM: null,
      rule: expect.objectContaining({ id: 'zone.power.buried', grade: 'c', verifiedBy: null }),
      assumed: [],
    });
    expect(zoneFor(NATIONAL_RULES, plainAsset('power', { lies: 'overhead' }))).toBeNull();
    expect(zoneFor(NATIONAL_RULES, plainAsset('power'))).toMatchObject({ protectionM: 0.75, assumed: ['embedding'] });
  });

  it('of what nobody knows are those of high pressure gas', () => {
    expect(zoneFor(NATIONAL_RULES, plainAsset('unknown'))).toMatchObject({
      protectionM: 5,
      controlM: 50,
      assumed: ['utility', 'pressure'],
    });
    expect(zoneFor(NATIONAL_RULES, plainAsset('unknown', { mpa: 0.2 }))).toMatchObject({
      protectionM: 0.75,
      controlM: 5,
      rule: { id: 'zone.power.buried' },
      assumed: ['utility', 'embedding'],
    });
  });

  it.each(['water', 'reclaimed', 'sewage', 'storm', 'combined', 'heat', 'telecom', 'industrial', 'other'] as const)(
    'are not known of %s',
    (utility) => {
      expect(zoneFor(NATIONAL_RULES, plainAsset(utility))).toBeNull();
    },
  );

  it('reach no farther than the control zone of high pressure gas', () => {
    expect(farthestZoneM(NATIONAL_RULES)).toBe(50);
    expect(farthestZoneM({ ...NATIONAL_RULES, zones: [] })).toBe(0);
  });

  it('are each the widest of the rows that may apply, and asked about for either', () => {
    const [lowMedium, , high] = NATIONAL_RULES.zones;
    if (lowMedium === undefined || high === undefined) throw new RangeError('no zones of gas');
    const wide = { ...lowMedium, protectionM: 2, controlM: 20 };
    const gasOf = (controlM: number | null, protectionM: number) => ({
      ...NATIONAL_RULES,
      zones: [wide, { ...high, protectionM, controlM }],
    });
    // The row of high pressure protects more widely and controls less.
    expect(zoneFor(gasOf(10, 5), plainAsset('gas', { mpa: [0.1, 2] }))).toMatchObject({
      protectionM: 5,
      controlM: 20,
      rule: { id: 'zone.gas.high' },
    });
    expect(zoneFor(gasOf(null, 2), plainAsset('gas', { mpa: [0.1, 2] }))?.controlM).toBe(20);
    // All gas is protected alike, and only the pressure tells how far it is controlled.
    const everywhere = {
      ...gasOf(20, 2),
      zones: [
        { ...wide, of: 'gas' },
        { ...high, protectionM: 2, controlM: 30 },
      ],
    };
    expect(zoneFor(everywhere, plainAsset('gas'))).toMatchObject({
      protectionM: 2,
      controlM: 30,
      assumed: ['pressure'],
    });
  });

  it('name a class that the set does not have instead of passing it over', () => {
    const [row] = NATIONAL_RULES.zones;
    if (row === undefined) throw new RangeError('no zone');
    const rules = { ...NATIONAL_RULES, zones: [{ ...row, of: 'gass' }] };
    expect(() => zoneFor(rules, plainAsset('gas'))).toThrow('wanted the class "gass"');
  });
});
