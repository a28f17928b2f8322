import { describe, expect, it } from 'vitest';
import { proposedWords } from './layer-words.ts';

describe('the name a layer is proposed under', () => {
  it('comes from the letters of the file, and of its holding where there are none', () => {
    expect(proposedWords(['JS_2024 Points.csv'], [], [])).toEqual({ layer: 'js-2024-points', title: 'JS_2024 Points' });
    expect(proposedWords(['给水管线.zip'], [], [])).toEqual({ layer: 'layer', title: '给水管线' });
  });

  it('is that of both tables of a source', () => {
    expect(proposedWords(['河北大街管点表.csv', '河北大街管线表.csv'], [], []).title).toBe('河北大街');
  });

  it('is the one these files had before, and never one of other files, whose rows would retire', () => {
    const published = [
      { layer: 'net', source: 'net.csv' },
      { layer: 'old-net', source: 'my net.csv' },
    ];
    expect(proposedWords(['net.csv'], [], published).layer).toBe('net');
    expect(proposedWords(['my net.csv'], [], published).layer).toBe('old-net');
    expect(proposedWords(['Net.CSV'], [], published).layer).toBe('net-2');
  });
});
