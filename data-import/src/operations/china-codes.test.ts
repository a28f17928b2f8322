import { describe, expect, test } from 'vitest';
import { cameraCode, componentCode, gridCode } from './china-codes.ts';

describe('a camera number of GB/T 28181', () => {
  test('has 20 digits: centre 8, industry 2, type 3, network 1, serial 6', () => {
    expect(cameraCode('13030200001310000017')).toEqual({
      parts: { centre: '13030200', industry: '00', type: '131', network: '0', serial: '000017' },
    });
    expect(cameraCode('13030200011327000002')).toMatchObject({ parts: { type: '132', network: '7', industry: '01' } });
  });

  test.each([
    ['1303020000131000001', 'has 19 digits; GB/T 28181 wants 20'],
    ['1303020000131000001X', 'holds more than digits; GB/T 28181 wants 20 digits'],
    ['99030200001310000017', 'begins with 99, which is no province'],
    ['13030200001180000017', 'says type 118 in digits 11 to 13; a camera is 131 or 132'],
    ['', 'holds more than digits; GB/T 28181 wants 20 digits'],
  ])('%s is none', (code, fault) => {
    expect(cameraCode(code)).toEqual({ fault });
  });
});

describe('a component of GB/T 30428', () => {
  test('has 16 digits: division 6, major 2, minor 2, serial 6; covers are known by name', () => {
    expect(componentCode('1303020102000123')).toEqual({
      parts: { division: '130302', major: '01', minor: '02', serial: '000123', minorName: '污水井盖' },
    });
    expect(componentCode('1303020301000001')).toMatchObject({ parts: { minorName: null } });
  });

  test.each([
    ['130302010200012', 'has 15 digits; GB/T 30428 wants 16'],
    ['1303020902000123', 'says major class 09 in digits 7 and 8; wanted is 01 to 05'],
  ])('%s is none', (code, fault) => {
    expect(componentCode(code)).toEqual({ fault });
  });
});

test('the level of a grid code follows from its length', () => {
  const level = (code: string) => {
    const reading = gridCode(code);
    return 'parts' in reading ? reading.parts.level : null;
  };
  expect(['130302', '130302001', '130302001002', '130302001002003'].map(level)).toEqual([
    'district',
    'street',
    'community',
    'cell',
  ]);
  expect(level('13030200100200')).toBeNull();
  expect(level('13030200100200A')).toBeNull();
  expect(level('990302')).toBeNull();
});
