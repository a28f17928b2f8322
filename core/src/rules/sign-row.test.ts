import { describe, expect, it } from 'vitest';
import { NATIONAL_RULES } from './national-rules.ts';
import { readCityRules } from './read-city-rules.ts';
import { nextVersion, signRow } from './sign-row.ts';

const FILE = { id: 'town', version: '2026.1', title: { en: 'Town', zh: '镇' }, extends: 'cn-national' };
const BY = { by: 'Li Wei', on: '2026-11-20' };

function signed(file: Readonly<Record<string, unknown>>, id: string) {
  const reading = readCityRules(file, 'rules.json', 'town');
  if (!reading.ok) throw new RangeError(reading.faults.join('\n'));
  const found = signRow(file, reading.rules, id, BY);
  if (!found.ok) throw new RangeError(found.code);
  return found.file;
}

describe('signing a row', () => {
  it('writes it out whole, so that the signature holds for the figure that was signed', () => {
    const file = signed(FILE, 'zone.power.buried');
    expect(file).toEqual({
      ...FILE,
      version: '2026.2',
      zones: [
        {
          id: 'zone.power.buried',
          clause: '电力设施保护条例 第十条',
          grade: 'c',
          of: 'powerBuried',
          protectionM: 0.75,
          controlM: null,
          verifiedBy: 'Li Wei',
          verifiedAt: '2026-11-20',
        },
      ],
    });
    expect(readCityRules(file, 'rules.json', 'town').ok).toBe(true);
  });

  it('keeps what the city wrote, and signs again in place', () => {
    const own = { ...FILE, $schema: 'x', zones: [{ ...NATIONAL_RULES.zones[2], protectionM: 7 }] };
    const once = signed(own, 'zone.power.buried');
    const twice = signed(once, 'zone.gas.high');
    expect(twice).toMatchObject({
      $schema: 'x',
      version: '2026.3',
      zones: [
        { id: 'zone.gas.high', protectionM: 7, verifiedBy: 'Li Wei' },
        { id: 'zone.power.buried', verifiedBy: 'Li Wei' },
      ],
    });
    expect(signed(twice, 'zone.gas.high')).toEqual({ ...twice, version: '2026.4' });
  });

  it('can sign the frost depth of the region once somebody has stated it', () => {
    expect(signRow(FILE, NATIONAL_RULES, 'region.frost', BY)).toEqual({
      ok: false,
      code: 'nothing-to-sign',
      field: 'frostDepthM',
    });
    const region = { ...NATIONAL_RULES.region, grade: 'c', frostDepthM: 0.85 };
    expect(signed({ ...FILE, region }, 'region.frost')).toMatchObject({
      region: { frostDepthM: 0.85, verifiedBy: 'Li Wei' },
    });
  });

  it('names the rows that are called nearly so when there is none', () => {
    expect(signRow(FILE, NATIONAL_RULES, 'zone.powr', BY)).toEqual({
      ok: false,
      code: 'unknown-row',
      near: ['zone.power.buried', 'zone.gas.lowMedium', 'zone.gas.subHigh'],
    });
    expect(signRow(FILE, NATIONAL_RULES, 'xyz', BY)).toMatchObject({ code: 'unknown-row', near: [] });
  });

  it('counts the version up by its last number', () => {
    expect(['1', '2026.9', '2026.11.19', 'draft', 'v1-b'].map(nextVersion)).toEqual([
      '2',
      '2026.10',
      '2026.11.20',
      'draft.1',
      'v1-b.1',
    ]);
  });
});
