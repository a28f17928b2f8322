import { describe, expect, test } from 'vitest';
import { pressureRange, pressureUnit } from './pressure-range.ts';
import { ratedVoltageKv, voltageUnit } from './rated-voltage.ts';

const at = (mpa: number) => ({ leastMpa: mpa, mostMpa: mpa });

describe('the design pressure of a cell', () => {
  test.each([
    ['中压A', { leastMpa: 0.2, mostMpa: 0.4 }],
    ['中压 A 级', { leastMpa: 0.2, mostMpa: 0.4 }],
    ['中压（B）', { leastMpa: 0.01, mostMpa: 0.2 }],
    ['中压', { leastMpa: 0.01, mostMpa: 0.4 }],
    ['次高压A', { leastMpa: 0.8, mostMpa: 1.6 }],
    ['高压', { leastMpa: 1.6, mostMpa: 4 }],
    ['超高压', { leastMpa: 4, mostMpa: 12 }],
    ['低压', { leastMpa: 0, mostMpa: 0.01 }],
    ['0.4', at(0.4)],
    ['0.35MPa', at(0.35)],
    ['2.5kPa', at(0.0025)],
    ['2.5 千帕', at(0.0025)],
    ['4bar', at(0.4)],
    ['PN16', at(1.6)],
    ['0.2-0.4MPa', { leastMpa: 0.2, mostMpa: 0.4 }],
    ['5kPa～0.01MPa', { leastMpa: 0.005, mostMpa: 0.01 }],
    ['中压A 0.3MPa', at(0.3)],
    ['0.3MPa 中压A', at(0.3)],
    ['中压A(0.6MPa)', { leastMpa: 0.2, mostMpa: 0.6 }],
  ])('%s', (text, range) => {
    expect(pressureRange(text, true)).toEqual(range);
  });

  test.each(['', '0', '0.0', '压力', '有压', '未知', '100', '4公斤', '-', '0.4psi'])('unknown: "%s"', (text) => {
    expect(pressureRange(text, true)).toBeNull();
  });

  test('classes are those of gas: 高压 on a water main says nothing', () => {
    expect(pressureRange('高压', false)).toBeNull();
    expect(pressureRange('0.6', false)).toEqual(at(0.6));
  });

  test('takes the unit of its heading where the cell names none', () => {
    expect(pressureRange('100', true, pressureUnit('压力(kPa)'))).toEqual(at(0.1));
    expect(pressureRange('0.1MPa', true, pressureUnit('压力（KPA）'))).toEqual(at(0.1));
    expect(pressureUnit('压力')).toBe('mpa');
  });
});

describe('the rated voltage of a cell', () => {
  test.each([
    ['10kV', 10],
    ['10KV', 10],
    ['0.4', 0.4],
    ['220V', 0.22],
    ['35 千伏', 35],
    ['380', 0.38],
    ['380伏', 0.38],
    ['110', 110],
    ['10/0.4kV', 10],
    ['8.7/15 kV', 15],
    ['±800kV', 800],
    ['10kV及以下', 10],
    ['1万伏', 10],
  ])('%s', (text, kv) => {
    expect(ratedVoltageKv(text)).toBe(kv);
  });

  test.each(['', '0', '低压', '高压', '220', '未知', '10A', '99999'])('unknown: "%s"', (text) => {
    expect(ratedVoltageKv(text)).toBeNull();
  });

  test('takes the unit of its heading where the cell names none', () => {
    expect(ratedVoltageKv('220', voltageUnit('电压（V）'))).toBe(0.22);
    expect(ratedVoltageKv('220', voltageUnit('电压值[kV]'))).toBe(220);
    expect(voltageUnit('电压')).toBeNull();
  });
});
