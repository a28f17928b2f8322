import { describe, expect, it } from 'vitest';
import { en, type MessageKey } from '../i18n/en.ts';
import { zh } from '../i18n/zh.ts';
import { countSentence, worstOf } from './pit-verdicts.ts';

const sayIn =
  (messages: Readonly<Record<MessageKey, string>>) =>
  (key: MessageKey, values: Readonly<Record<string, string | number>> = {}) =>
    messages[key].replace(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name]));

const NONE = { hit: 0, inProtectionZone: 0, unknown: 0, insideUncertainty: 0, inControlZone: 0, clear: 0 };

describe('the answer in a sentence', () => {
  it('can be read aloud, worst first, in both languages', () => {
    const counts = { ...NONE, hit: 3, inProtectionZone: 1, unknown: 2 };
    expect(countSentence(counts, sayIn(en))).toBe('3 cut, 1 in the protection zone, 2 unknown');
    expect(countSentence(counts, sayIn(zh))).toBe('3 条将被挖断，1 条在保护范围内，2 条无法判断');
    expect(worstOf(counts)).toBe('hit');
  });

  it('says nothing of what was not found', () => {
    expect(countSentence(NONE, sayIn(en))).toBe('');
    expect(worstOf(NONE)).toBeNull();
  });
});
