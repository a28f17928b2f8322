import { expect, test } from 'vitest';
import { axisLevels } from './axis-levels.ts';

test('levels run straight by plan length: 1 and 3 parts of the way fall 1 and 3 quarters', () => {
  const path = Float64Array.of(10, 55, 10.001, 55, 10.004, 55);
  expect([...axisLevels(path, 8, 4)]).toEqual([8, expect.closeTo(7, 9), 4]);
});

test('north and east count in metres, not in degrees', () => {
  // At latitude 55 a degree north is 111,325 m and a degree east 63,995 m: the corner comes after 63.5 % of the way.
  const levels = axisLevels(Float64Array.of(10, 55, 10, 55.001, 10.001, 55.001), 100, 0);
  expect(levels[1]).toBeCloseTo(100 - (100 * 111_325) / (111_325 + 63_995), 1);
});

test('one unknown end leaves the other known and all between unknown', () => {
  const path = Float64Array.of(10, 55, 10.001, 55, 10.002, 55);
  expect([...axisLevels(path, 8, null)]).toEqual([8, Number.NaN, Number.NaN]);
  expect([...axisLevels(path, null, 4)]).toEqual([Number.NaN, Number.NaN, 4]);
  expect([...axisLevels(path, null, null)]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
});

test('a riser, which has no plan length, keeps both its ends', () => {
  expect([...axisLevels(Float64Array.of(10, 55, 10, 55), 8, 4)]).toEqual([8, 4]);
  expect([...axisLevels(Float64Array.of(10, 55, 10, 55, 10, 55), 8, 4)]).toEqual([8, 8, 4]);
  expect([...axisLevels(new Float64Array(0), 8, 4)]).toEqual([]);
});
