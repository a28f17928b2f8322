import { describe, expect, test } from 'vitest';
import { headingLikeness } from './heading-likeness.ts';
import { headingTokens } from './heading-tokens.ts';
import { pinyinOf } from './pinyin.ts';

const likeness = headingLikeness([]);

describe('headings', () => {
  test.each([
    ['QDMS', 'fromDepth'],
    ['QiDianMaiShen', 'fromDepth'],
    ['start_depth', 'fromDepth'],
    ['depth of start', 'fromDepth'],
    ['本点埋深', 'fromDepth'],
    ['DS_IL', 'toLevel'],
    ['INV_DN', 'toLevel'],
    ['DN', 'size'],
    ['管材类型', 'material'],
    ['ZYKS', 'usedHoleCount'],
  ])('%s are most like the words for %s', (heading, field) => {
    const own = likeness.fit('surveyLine', field, heading).score;
    expect(own).toBeGreaterThan(0.7);
    for (const other of ['toDepth', 'fromLevel', 'utility', 'holeCount', 'lineId']) {
      if (other !== field) expect(likeness.fit('surveyLine', other, heading).score).toBeLessThan(own);
    }
  });

  test('the two ends of a line have nothing in common', () => {
    expect(likeness.fit('surveyLine', 'toDepth', '起点埋深').score).toBeLessThan(0.6);
    expect(likeness.fit('surveyLine', 'toLevel', 'us_invert').score).toBe(0);
  });
});

test('words run together are taken apart, names of one word are not', () => {
  expect(headingTokens('RIMELEV')).toEqual(['ground', 'level']);
  expect(headingTokens('US_InvertLevel')).toEqual(['from', 'invert', 'level']);
  expect(headingTokens('northing')).toEqual(['north']);
});

test('pinyin of a heading', () => {
  expect(pinyinOf('起点埋深')).toEqual({ initials: 'qdms', syllables: 'qidianmaishen' });
  expect(pinyinOf('龘')).toBeNull();
});
