import { describe, expect, it } from 'vitest';
import {
  type AskedQuestion,
  decodeEnds,
  decodeLine,
  decodeQuestion,
  encodeEnds,
  encodeLine,
  encodeQuestion,
} from './analysis-link.ts';
import type { SectionLine } from './section-line.ts';

const LINE: SectionLine = [
  [119.6001983, 39.9236325],
  [119.6006086, 39.9235334],
];

describe('a link to an analysis', () => {
  it('carries a section line to a centimetre', () => {
    expect(encodeLine(LINE)).toBe('119.6001983,39.9236325,119.6006086,39.9235334');
    expect(decodeLine(encodeLine(LINE))).toEqual(LINE);
  });

  it('takes nothing for a line that is none', () => {
    for (const text of [null, '', '1,2,3', '1,2,3,', '1,2,3,x', '181,0,0,0', '0,91,0,0', '1,2,3,4,5']) {
      expect(decodeLine(text), String(text)).toBeNull();
    }
  });

  it('carries every question, whatever letters the ids hold', () => {
    const questions: readonly AskedQuestion[] = [
      { kind: 'trace', direction: 'upstream', id: 'survey.WS 1~2' },
      { kind: 'trace', direction: 'connected', id: '管线.JS%7E1' },
      { kind: 'isolation', id: 'survey.JS00088-JS00866' },
      { kind: 'distance', a: 'gas.a~b', b: 'heat.c&d=e' },
      { kind: 'statistics', by: 'qualityLevel' },
    ];
    for (const question of questions) expect(decodeQuestion(encodeQuestion(question))).toEqual(question);
    const ends = ['survey.a~', '~survey.b'] as const;
    expect(decodeEnds(encodeEnds(ends))).toEqual(ends);
  });

  it('asks nothing that it does not understand', () => {
    for (const text of [
      null,
      '',
      'isolation',
      'isolation~',
      'path~a',
      'distance~a',
      'statistics~x',
      'x~y',
      '%~a',
      'upstream~%',
    ]) {
      expect(decodeQuestion(text), String(text)).toBeNull();
    }
    for (const text of [null, '', 'a', 'a~', '~b']) expect(decodeEnds(text), String(text)).toBeNull();
  });
});
