import { expect, test } from 'vitest';
import { conduit } from '../../../tests/support/small-network.ts';
import { linkDrawnAs } from './drawn-as.ts';

test('a trapezoid whose floor nobody knows is drawn as assumed, as is any section without a width', () => {
  const link = conduit(
    'p',
    [
      [0, 0],
      [10, 0],
    ],
    5,
    5,
  );
  const { section } = link;
  if (section === null) throw new Error('a section was expected');
  const drawnAs = (changes: object) => linkDrawnAs({ ...link, section: { ...section, ...changes } });
  expect(drawnAs({})).toBe('measured');
  expect(drawnAs({ shape: 'trapezoidal', widthMm: 2000, heightMm: 1000 })).toBe('unknownSize');
  expect(drawnAs({ shape: 'trapezoidal', widthMm: 2000, heightMm: 1000, floorWidthMm: 800 })).toBe('measured');
  expect(drawnAs({ widthMm: null })).toBe('unknownSize');
});
