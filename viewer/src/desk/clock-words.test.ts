import { describe, expect, it } from 'vitest';
import type { Say } from '../i18n/i18n.ts';
import { clockWords, countdownText } from './clock-words.ts';

const say: Say = (key, values) => `${key}${values === undefined ? '' : ` ${Object.values(values).join(' ')}`}`;

describe('the words of a clock', () => {
  it('counts seconds down to the hour, and hours above it', () => {
    expect(countdownText(247_000, say)).toBe('4:07');
    expect(countdownText(-61_500, say)).toBe('1:01');
    expect(countdownText(2 * 3_600_000, say)).toBe('cases.hoursLong 2.0');
  });

  it('says what is due, late, or that nobody stated a time', () => {
    const due = { step: 'dispatch', dueMs: 0 } as const;
    const clock = { due, share: null, state: 'late' } as const;
    expect(clockWords({ ...clock, leftMs: -60_000 }, say)).toBe('desk.due.dispatch: desk.late 1:00');
    expect(clockWords({ ...clock, leftMs: 60_000 }, say)).toBe('desk.due.dispatch: desk.left 1:00');
    expect(clockWords({ ...clock, leftMs: null }, say)).toBe('desk.due.dispatch: desk.noDue');
    expect(clockWords({ ...clock, due: null, leftMs: null }, say)).toBe('');
  });
});
