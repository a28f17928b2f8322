import type { CityPoint } from '@undercroft/core/model/city-point';
import { expect, test } from 'vitest';
import { issue } from '../issues.ts';
import { boundedItems } from './bounded-items.ts';
import type { ReadItem } from './reader.ts';

function camera(sourceId: string): ReadItem {
  const value: CityPoint = {
    sourceId,
    kind: 'camera',
    name: { zh: null, en: null },
    position: [119.6, 39.93],
    levelM: null,
    heightM: null,
    code: null,
    category: null,
    headingDeg: null,
    fieldOfViewDeg: null,
    rangeM: null,
    gridCell: null,
    address: null,
    owner: null,
    status: 'unknown',
    raw: {},
  };
  return { value: { family: 'cityPoint', value }, issues: [] };
}

test('sound items pass as they are', () => {
  const items = [camera('a'), camera('b'.repeat(500))];
  expect(boundedItems(items)).toBe(items);
});

test('a feature whose id no index of a database holds is left out with an error on its row', () => {
  const long = { ...camera('x'.repeat(501)), issues: [issue('camera-code', 7, 'id', 'a'.repeat(5000))] };
  const [first, second] = boundedItems([camera('a'), long]);
  expect(first?.value?.value.sourceId).toBe('a');
  expect(second?.value).toBeNull();
  expect(second?.issues.map(({ code, severity, where }) => [code, severity, where.row])).toEqual([
    ['camera-code', 'warning', 7],
    ['bad-record', 'error', 7],
  ]);
  expect(second?.issues[0]?.message).toHaveLength(2001);
  expect(second?.issues[1]?.message).toContain('one of 501 came');
});
