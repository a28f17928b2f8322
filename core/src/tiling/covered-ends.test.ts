import { expect, test } from 'vitest';
import { conduit, manhole } from '../../../tests/support/small-network.ts';
import { coveredEnds, NOT_COVERED } from './covered-ends.ts';
import type { TileLink } from './tile-rows.ts';

const BANK = {
  shape: 'envelope',
  widthMm: 600,
  heightMm: 400,
  wallMm: null,
  floorWidthMm: null,
  open: false,
  barrels: 1,
} as const;

function bank(
  id: string,
  from: string,
  to: string,
  kind: 'junction' | 'manhole' = 'junction',
  layer = 'net',
): TileLink {
  const link = {
    ...conduit(
      id,
      [
        [0, 0],
        [20, 0],
      ],
      5,
      5,
    ),
    utility: 'power' as const,
    section: BANK,
  };
  const node = { ...manhole('n', 0, 0, null, null), kind };
  return { featureId: `${layer}.${id}`, link: { ...link, fromNode: from, toNode: to }, fromNode: node, toNode: node };
}

test('an end of a duct bank is covered where another meets it, and free at the end of both', () => {
  const [first, second] = [bank('1', 'a', 'b'), bank('2', 'c', 'b')];
  const coveredOf = coveredEnds([first, second]);
  expect(coveredOf(first)).toEqual({ start: false, end: true });
  expect(coveredOf(second)).toEqual({ start: false, end: true });
});

test('nodes of one name in two layers are two', () => {
  const here = bank('1', 'a', 'b');
  expect(coveredEnds([here, bank('2', 'c', 'b', 'junction', 'other')])(here)).toEqual(NOT_COVERED);
});

test('a manhole is no block, nor has a round pipe an end that a block would cover', () => {
  const atManhole = bank('1', 'a', 'b', 'manhole');
  expect(coveredEnds([atManhole, bank('2', 'c', 'b', 'manhole')])(atManhole)).toEqual(NOT_COVERED);
  const round = {
    ...bank('1', 'a', 'b'),
    link: { ...bank('1', 'a', 'b').link, section: { ...BANK, shape: 'circular' as const } },
  };
  expect(coveredEnds([round, bank('2', 'c', 'b')])(round)).toEqual(NOT_COVERED);
});
