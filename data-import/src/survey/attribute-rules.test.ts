import { describe, expect, it } from 'vitest';
import { isAllowedMaterial } from './allowed-materials.ts';
import { referenceByRules, regimeOf } from './depth-reference.ts';
import { bandOf, isInBand, pressureMpa } from './gas-pressure.ts';
import { rawRecords } from './raw-record.ts';
import { CJJ61 } from './testing/read-survey.ts';

describe('bands of gas pressure', () => {
  it('are told apart though the words hold each other', () => {
    expect(bandOf('次高压A')).toMatchObject({ overMpa: 0.8, upToMpa: 1.6 });
    expect(bandOf('高压B 2.0MPa')).toMatchObject({ overMpa: 1.6, upToMpa: 2.5 });
    expect(bandOf('中压Ａ')).toMatchObject({ overMpa: 0.2, upToMpa: 0.4 });
    expect(bandOf('0.4')).toBeNull();
  });

  it('hold their borders', () => {
    const medium = bandOf('中压');
    expect(medium === null ? [] : [0.01, 0.4, 0.41].map((mpa) => isInBand(mpa, medium))).toEqual([true, true, false]);
  });

  it('are compared in MPa: 300 kPa is 0.3', () => {
    expect(pressureMpa('300kPa')).toBeCloseTo(0.3, 12);
    expect(pressureMpa('中压 0.4 MPa')).toBe(0.4);
    expect(pressureMpa('低压')).toBeNull();
  });
});

describe('materials', () => {
  it('bar plastic from heat, glass fibre from all but telecom, brick from gas', () => {
    expect(isAllowedMaterial('heat', 'polyethylene', 'directBuried')).toBe(false);
    expect(isAllowedMaterial('telecom', 'opticalFibre', null)).toBe(true);
    expect(isAllowedMaterial('power', 'opticalFibre', null)).toBe(false);
    expect(isAllowedMaterial('gas', 'brick', 'directBuried')).toBe(false);
  });

  it('allow the bricks of a trench about a heat main, and what no list knows', () => {
    expect(isAllowedMaterial('heat', 'brick', 'trench')).toBe(true);
    expect(isAllowedMaterial('gas', 'unobtainium', null)).toBe(true);
  });
});

describe('depth references', () => {
  const reference = referenceByRules(CJJ61);

  it('follow utility, regime and embedding', () => {
    const round = { isRound: true, embedding: 'directBuried' } as const;
    expect(reference({ utility: 'sewage', regime: 'gravity', ...round })).toBe('invert');
    expect(reference({ utility: 'sewage', regime: 'pressure', ...round })).toBe('outerTop');
    expect(reference({ utility: 'water', regime: regimeOf('water', null), ...round })).toBe('outerTop');
    expect(reference({ utility: 'water', regime: 'pressure', isRound: true, embedding: 'trench' })).toBe('invert');
    expect(reference({ utility: 'unknown', regime: null, ...round })).toBe('unknown');
  });

  it('are unknown for a box of unknown embedding where bank and trench differ, and not where they agree', () => {
    const box = { isRound: false, embedding: null } as const;
    expect(reference({ utility: 'telecom', regime: null, ...box })).toBe('unknown');
    const agreeing = referenceByRules({ depthRules: [{ embeddings: ['trench', 'ductBank'], reference: 'invert' }] });
    expect(agreeing({ utility: 'telecom', regime: null, ...box })).toBe('invert');
  });
});

describe('rawRecords', () => {
  it('keep every cell under its heading, also where two headings are one', () => {
    const columns = ['X', 'X', '', '__proto__'].map((name) => ({ name, type: 'text' as const }));
    const record = rawRecords(columns)(['1', 2, null, 'kept']);
    expect(Object.entries(record)).toEqual([
      ['X', '1'],
      ['X (2)', 2],
      ['column 3', null],
      ['column 4', 'kept'],
    ]);
  });
});
