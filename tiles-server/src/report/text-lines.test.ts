import { describe, expect, it } from 'vitest';
import { textLines } from './text-lines.ts';

/** Every letter is as wide as one unit, a Chinese one as two. */
const widthOf = (text: string): number =>
  Array.from(text).reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0);

describe('textLines', () => {
  it('breaks between words and anywhere in Chinese', () => {
    expect(textLines('wall unknown, an allowance', 13, 9, widthOf)).toEqual(['wall unknown,', 'an allowance']);
    expect(textLines('海港区燃气有限公司', 8, 9, widthOf)).toEqual(['海港区燃', '气有限公', '司']);
    expect(textLines('DN200 燃气 PE', 8, 9, widthOf)).toEqual(['DN200 燃', '气 PE']);
  });

  it('cuts what finds no room, and says so', () => {
    expect(textLines('one two three four', 7, 2, widthOf)).toEqual(['one two', 'three…']);
    expect(textLines('one two', 7, 1, widthOf)).toEqual(['one two']);
  });

  it('breaks a word that is longer than a line', () => {
    expect(textLines('TR00012-TR00013', 6, 9, widthOf)).toEqual(['TR0001', '2-TR00', '013']);
  });

  it('leaves no bracket alone: none is opened at the end of a line or closed at the beginning of one', () => {
    expect(textLines('海岳热力有限公司（模拟）', 18, 9, widthOf)).toEqual(['海岳热力有限公司', '（模拟）']);
    expect(textLines('滨港供电公司(模拟)', 17, 9, widthOf)).toEqual(['滨港供电公司(模', '拟)']);
    expect(textLines('保护范围，控制范围', 8, 9, widthOf)).toEqual(['保护范', '围，控制', '范围']);
  });

  it('has no line for an empty text', () => {
    expect(textLines('  ', 6, 9, widthOf)).toEqual([]);
  });
});
