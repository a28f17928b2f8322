import { expect, test } from 'vitest';
import { leastConduitSize, leastSize, placeRanks, roadClasses } from './map-zoom.ts';

test('a pixel of zoom 9 is 0.00137 degrees wide, and half as many high at 60 degrees north', () => {
  const [widthDeg, heightDeg] = leastSize([10, 59, 11, 60], 9);
  // 360 / 2^9 / 512, less a tenth of slack.
  expect(widthDeg).toBeCloseTo(0.9 * 0.001373291, 8);
  expect(heightDeg).toBeCloseTo(widthDeg / 2, 12);
});

test('a conduit below zoom 15 is read from a quarter of a pixel on, for others may join on to it', () => {
  const [widthDeg, heightDeg] = leastSize([10, 59, 11, 60], 14);
  expect(leastConduitSize([10, 59, 11, 60], 14)).toEqual([widthDeg / 4, heightDeg / 4]);
  expect(leastConduitSize([10, 59, 11, 60], 15)).toEqual(leastSize([10, 59, 11, 60], 15));
});

test('nothing is too small from zoom 17 on', () => {
  expect(leastSize([10, 59, 11, 60], 17)).toEqual([0, 0]);
});

test('roads come in from the widest to the narrowest', () => {
  expect(roadClasses(5)).toEqual([]);
  expect(roadClasses(6)).toEqual(['motorway']);
  expect(roadClasses(12)).toEqual(['motorway', 'trunk', 'avenue', 'street', 'rail']);
  expect(roadClasses(16)).toHaveLength(9);
});

test('a place of rank 1 shows from zoom 9, one without a rank from 16', () => {
  expect(placeRanks(9)).toEqual({ most: 1, last: 8 });
  expect(placeRanks(16).most).toBe(placeRanks(16).last);
});
