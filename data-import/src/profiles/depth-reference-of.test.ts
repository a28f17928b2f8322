import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { profileFile } from '../built-in-profiles.ts';
import { codeReader } from './codes/code-reader.ts';
import { depthReferenceRule } from './depth-reference-of.ts';

const FILE = fileURLToPath(new URL('../../profiles/cjj61-2017.json', import.meta.url));
const profile = await profileFile(FILE, 'cjj61-2017.json');
const rule = depthReferenceRule(profile);
const codes = codeReader(profile);

/** The reference of a line by the words of a survey table: class, subclass, embedding. */
function referenceOf(classWord: string, subclass: string | null, embedding: string | null): string {
  const { utility, regime } = codes.utility(classWord, subclass);
  return rule(utility, regime, codes.read('embedding', embedding));
}

describe('what the depth of a Chinese survey table refers to', () => {
  test.each([
    ['WS', null, 'GM', 'invert'],
    ['PS', null, null, 'invert'],
    ['YS', null, 'GG', 'invert'],
    ['压力污水', null, 'ZM', 'outerTop'],
    ['WS', '压力', null, 'outerTop'],
    ['JS', null, 'ZM', 'outerTop'],
    ['JS', null, null, 'outerTop'],
    ['RQ', 'TR', 'ZM', 'outerTop'],
    ['RQ', null, '管沟', 'invert'],
    ['RL', null, 'GG', 'invert'],
    ['RL', null, 'ZM', 'outerTop'],
    ['DL', null, 'GK', 'outerTop'],
    ['DL', null, 'ZM', 'outerTop'],
    ['DL', 'LD', 'GG', 'invert'],
    ['DX', null, 'GM', 'outerTop'],
    ['TX', null, 'ZH', 'invert'],
  ])('%s %s %s: %s', (classWord, subclass, embedding, reference) => {
    expect(referenceOf(classWord, subclass, embedding)).toBe(reference);
  });

  test.each([
    ['RL', null, null],
    ['DL', null, null],
    ['TX', null, '不详'],
    ['BM', null, 'ZM'],
    ['JS', null, 'JK'],
    ['什么', null, null],
  ])('%s %s %s is unknown and never guessed', (classWord, subclass, embedding) => {
    expect(referenceOf(classWord, subclass, embedding)).toBe('unknown');
  });
});
