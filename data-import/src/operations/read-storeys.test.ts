import { expect, test } from 'vitest';
import { readStoreys } from './read-storeys.ts';

test.each([
  ['5', 5],
  [5, 5],
  ['2.5', 2.5],
  ['18层', 18],
  ['６', 6],
  ['3 floors', 3],
  ['12F', 12],
  ['六层', 6],
  ['十层', 10],
  ['十二层', 12],
  ['二十八', 28],
  ['两层', 2],
  [null, null],
  ['', null],
  ['不详', null],
])('%s is read as %s', (cell, storeys) => {
  expect(readStoreys(cell)).toBe(storeys);
});

test.each(['5-7', '2;3', '3+1', '0', '-2', '1000', 'many', '层', true, 0])('%s names no one number', (cell) => {
  expect(readStoreys(cell)).toMatch(/is no/);
});
