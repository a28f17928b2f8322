import { expect, test } from 'vitest';
import { pressureText, voltageText } from './asset-facts.ts';

test('a pressure is one figure, a class is two', () => {
  expect(pressureText({ leastMpa: 0.4, mostMpa: 0.4 })).toBe('0.4 MPa');
  expect(pressureText({ leastMpa: 0.2, mostMpa: 0.4 })).toBe('0.2–0.4 MPa');
  expect(pressureText({ leastMpa: 0.0025, mostMpa: 0.0025 })).toBe('0.0025 MPa');
});

test('a voltage is kilovolts, and volts below one', () => {
  expect([10, 0.4, 0.22, 1].map(voltageText)).toEqual(['10 kV', '400 V', '220 V', '1 kV']);
});
