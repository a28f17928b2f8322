import { describe, expect, it } from 'vitest';
import { networkAssumptionWords, networkWarningWords } from './network-words.ts';

/** Codes that trace-answer.ts, isolation-answer.ts and network-facts.ts hand out. */
const OF_TRACE = ['looseEnds', 'notInUse', 'noSourceKnown', 'flowUnknown'];
const OF_ISOLATION = [
  'looseEnds',
  'notInUse',
  'valveStateUnknown',
  'customersInDoubt',
  'noValve',
  'sourceInside',
  'noSourceKnown',
  'noSourceReaches',
];

const HAN = /\p{Script=Han}/u;

describe('warnings of network analyses', () => {
  it('have a Chinese sentence for each code, with its number', () => {
    for (const code of OF_TRACE) {
      expect(networkWarningWords({ code, count: 7, message: 'x' }, 'trace', 'zh'), code).toMatch(HAN);
    }
    for (const code of OF_ISOLATION) {
      const words = networkWarningWords({ code, count: 7, message: 'x' }, 'isolation', 'zh');
      expect(words, code).toMatch(HAN);
      expect(words, code).not.toContain('{');
    }
    expect(networkWarningWords({ code: 'valveStateUnknown', count: 7, message: 'x' }, 'isolation', 'zh')).toContain(
      ' 7 个阀门',
    );
  });

  it('are said in English as the server wrote them, and in English rather than not at all', () => {
    const message = '2 pumps are not running.';
    expect(networkWarningWords({ code: 'pumps', count: 2, message }, 'trace', 'en')).toBe(message);
    expect(networkWarningWords({ code: 'pumps', count: 2, message }, 'trace', 'zh')).toBe(message);
  });

  it('tell an isolation without a source to close every valve, and a trace that no direction is known', () => {
    const warning = { code: 'noSourceKnown', count: 1, message: 'x' };
    expect(networkWarningWords(warning, 'isolation', 'zh')).toContain('全部阀门');
    expect(networkWarningWords(warning, 'trace', 'zh')).toContain('流向均不明');
  });
});

describe('assumptions of network analyses', () => {
  it('say of how many features', () => {
    const assumed = { what: 'valveOpen' as const, featureIds: ['a', 'b', 'c'] };
    expect(networkAssumptionWords(assumed, 'en')).toContain('3 valves');
    expect(networkAssumptionWords(assumed, 'zh')).toContain('3 个阀门');
  });
});
